"""Places of the United States that help to read an address: states, and cities that callers name without one."""

from __future__ import annotations

_STATES = """
AL:Alabama AK:Alaska AZ:Arizona AR:Arkansas CA:California CO:Colorado CT:Connecticut DE:Delaware FL:Florida
GA:Georgia HI:Hawaii ID:Idaho IL:Illinois IN:Indiana IA:Iowa KS:Kansas KY:Kentucky LA:Louisiana ME:Maine
MD:Maryland MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi MO:Missouri MT:Montana NE:Nebraska
NV:Nevada NH:New_Hampshire NJ:New_Jersey NM:New_Mexico NY:New_York NC:North_Carolina ND:North_Dakota OH:Ohio
OK:Oklahoma OR:Oregon PA:Pennsylvania RI:Rhode_Island SC:South_Carolina SD:South_Dakota TN:Tennessee
TX:Texas UT:Utah VT:Vermont VA:Virginia WA:Washington WV:West_Virginia WI:Wisconsin WY:Wyoming
DC:District_of_Columbia PR:Puerto_Rico
"""
_CITIES = """
abilene akron albany albuquerque alexandria allentown amarillo anaheim anchorage ann_arbor arlington atlanta
augusta aurora austin bakersfield baltimore baton_rouge beaumont bellevue berkeley billings birmingham boise
boston boulder brooklyn brownsville buffalo burbank cambridge carrollton cedar_rapids chandler charleston
charlotte chattanooga chesapeake chicago chula_vista cincinnati clearwater cleveland colorado_springs
columbia columbus corpus_christi dallas dayton denver des_moines detroit durham el_paso eugene evansville
fargo fayetteville fort_collins fort_lauderdale fort_wayne fort_worth fremont fresno fullerton garland
gilbert glendale grand_prairie grand_rapids green_bay greensboro gresham hampton hartford henderson hialeah
hollywood honolulu houston huntington_beach huntsville independence indianapolis irvine irving jackson
jacksonville jersey_city joliet kansas_city knoxville lafayette lakewood lancaster lansing laredo las_vegas
lawrence lees_summit lee's_summit leawood lenexa lewisville lexington liberty lincoln little_rock long_beach
los_angeles louisville lubbock madison manchester mcallen mckinney memphis mesa mesquite miami milwaukee
minneapolis mission mobile modesto montgomery murfreesboro naperville nashville new_haven new_orleans
new_york new_york_city newark newport_news norfolk norman north_kansas_city oakland oceanside oklahoma_city
olathe omaha ontario orlando overland_park oxnard palm_bay palmdale pasadena paterson peoria philadelphia
phoenix pittsburgh plano pomona portland prairie_village providence provo pueblo raleigh rancho_cucamonga
raytown reno richmond riverside rochester rockford roseville sacramento saint_louis saint_paul salem salinas
salt_lake_city san_antonio san_bernardino san_diego san_francisco san_jose santa_ana santa_fe santa_rosa
savannah scottsdale seattle shawnee shreveport sioux_falls south_bend spokane springfield st_louis st_paul
st_petersburg stamford sterling_heights stockton sunnyvale syracuse tacoma tallahassee tampa tempe thornton
toledo topeka torrance tucson tulsa vancouver ventura virginia_beach visalia waco warren washington
waterbury west_palm_beach westminster wichita wilmington winston_salem worcester yonkers blue_springs
grandview gladstone merriam mission_hills roeland_park gardner belton raymore riverside parkville
excelsior_springs bonner_springs leavenworth st_joseph
"""

STATES = {pair.split(":")[0]: pair.split(":")[1].replace("_", " ") for pair in _STATES.split()}
STATE_NAMES = frozenset(name.lower() for name in STATES.values())
CITIES = frozenset(city.replace("_", " ") for city in _CITIES.split())
