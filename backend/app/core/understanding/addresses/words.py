"""The words of American addresses, written and spoken; readable data."""

from __future__ import annotations

from app.core.understanding.wordlist import word_set

# Spoken and written forms of what a street is called; the form that was used is kept.
SUFFIXES = word_set("""
    cutoff trafficway causeway bypass spur connector street st avenue ave av boulevard blvd road rd drive dr lane
    ln court ct circle cir cr place pl terrace ter terr way parkway pkwy highway hwy trail trl tr square sq plaza
    plz alley aly loop path pike row run crossing xing cove cv bend ridge glen pass trace point pt commons heights
    hts landing turnpike tpke expressway expy freeway fwy broadway esplanade mews walk crescent cres bluff park
    view creek hollow estates
    """)
# Of these, the ones that mean a street hardly by themselves: they end a name only after a word that is none.
SOFT_SUFFIXES = word_set("""
    way run path pass row point park view creek walk bend ridge glen loop bluff hollow estates commons plaza
    broadway square place court drive trail landing crossing pt tr cr pl ter av dr st sq park heights
    """)
# Kinds that stand before the street's name.
PREFIXES = word_set("calle avenida avenue camino via paseo calzada bulevar route highway hwy interstate fm carretera")
# In Spanish the number may stand behind the street.
SPANISH_PREFIXES = word_set("calle avenida camino paseo calzada bulevar carretera")
PREFIX_PAIRS = frozenset(
    [("county", "road"), ("state", "road"), ("state", "route"), ("us", "highway"), ("state", "highway"),
     ("county", "highway"), ("farm", "road"), ("county", "route"), ("private", "road")]
)  # fmt: skip
DIRECTIONS = word_set("""
    north south east west northeast northwest southeast southwest n s e w ne nw se sw norte sur este oeste
    """)
UNIT_WORDS = word_set("""
    apt apartment unit suite ste lot building bldg floor fl room rm trailer space condo apto apartamento depto
    departamento piso unidad edificio lote
    """)
# Everyday words that are street names so often that they need no suffix.
STREET_WORDS = word_set("""
    main park lake river hill spring springs church school mill bridge high water union market grand state front
    summit forest garden sunset sunrise king queen college center centre first second third fourth fifth sixth
    seventh eighth ninth tenth lincoln jefferson jackson madison monroe adams washington oak elm maple pine cedar
    walnut chestnut cherry holly rose willow meadow valley prairie rainbow woodland broadway locust mission
    metcalf troost independence
    """)
# What callers count: a number before one of these is no house number.
COUNTED = word_set("""
    gallon gallons foot feet ft inch inches amp amps ampere volt volts watt watts ton tons year years month months
    week weeks day days hour hours hr hrs minute minutes min mins second seconds mile miles pound pounds lb lbs
    dollar dollars buck bucks cent cents percent degree degrees story stories bedroom bedrooms bed beds bath baths
    bathroom bathrooms car toilet toilets sink sinks faucet faucets pipe pipes drain drains leak leaks shower
    showers tub tubs people persons person kid kids child children guy guys man men woman women adult adults door
    doors window windows room rooms unit units house houses home homes outlet outlets switch switches light lights
    breaker breakers panel panels zone zones head heads sprinkler sprinklers system systems furnace furnaces
    heater heaters boiler boilers thing things item items time times question questions job jobs appointment
    appointments visit visits call calls way ways piece pieces phase wire wires square sq btu btus quart quarts
    liter liters litre litres yard yards acre acres block blocks family families tenant tenants dog dogs cat cats
    pet pets am pm o'clock oclock ish works work sharp thirty fifteen galones galon pies ano anos mes meses semana
    semanas dia dias hora horas minuto minutos dolares personas banos bano llaves cuartos recamaras inodoros
    tuberias pulgadas grados metros litros toneladas
    """)
# "18 Dec" is a day; "18 March Lane" has its suffix.
MONTHS = word_set("""
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    """)
# What says that an address follows.
LEADS = tuple(
    tuple(phrase.split())
    for phrase in """
    my address is|the address is|address is|address will be|address|address's|live at|live on
    lives at|living at|located at|house is|house at|home is|home at|come to|over to
    property at|i'm at|im at|am at|we're at|are at|is at|it's at|its at|here at|over at
    out to|out at|staying at|building at|place at|direccion es|domicilio es|direccion|domicilio
    vivo en|estoy en|estamos en|vivimos en|vengan a|casa en|esta en|ubicado en
    """.replace("\n", "|").split("|")
    if phrase.split()
)
WEAK_LEADS = word_set("at it's its is that's to from en es on for")
