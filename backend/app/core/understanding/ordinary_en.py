"""English words for `ordinary`; readable data, no rules."""

ENGLISH_FUNCTION = """
a an the this that these those i me my mine we us our ours you your yours he him his she her hers it its
they them their theirs myself yourself himself herself itself ourselves themselves who whom whose which what
when where why how whenever wherever whatever whoever am is are was were be been being do does did doing
done have has had having can could would should shall might must cannot can't won't don't doesn't didn't
isn't aren't wasn't weren't haven't hasn't hadn't couldn't wouldn't shouldn't ain't i'm i've i'd i'll im ive
ill you're you've you'd you'll he's she's it's it'll it'd we're we've we'd we'll they're they've they'd
they'll that's that'll there's there're here's what's where's who's how's when's let's lets thats theres
whats id dont cant wont didnt doesnt isnt wasnt and or but nor so yet if then than because cause cuz since
while until till unless although though as of at by for from in into on onto off out over under up upon down
to toward towards with within without about above across after against along among around before behind
below beneath beside besides between beyond during except inside near outside past per through throughout
via not no yes yeah yep yup nope nah ok okay alright please thanks thank hi hello hey howdy bye goodbye uh
um umm er erm ah oh hmm mm mhm huh well just also too very really actually maybe perhaps probably basically
literally there here now again still already even ever never always sometimes often only else some any each
every both either neither none all most more less least many much few several other another such same own
today tonight tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday mondays tuesdays
wednesdays thursdays fridays saturdays sundays january february september october november december am pm
noon midnight o'clock asap sir madam ma'am gonna wanna gotta kinda sorta lemme gimme y'all whose yall want
wants wanted need needs got get gets getting call calling called calls like likes try trying going goes went
come comes coming came
"""

ENGLISH = """
aaah aah able absolute absolutely accept access accident account ache act action activate actual add address adjust
admin admit advance advice advise affect affirm affirmative afford afraid afternoon age agency agent ago agree ahead
ahh aid aim air aircon airport alarm alert alive allergic allow almost alone alternate amazing ambulance ambulances
amend american amount angry animal annoy annual anode answer ant anxious anybody anyhow anymore anyone anything
anytime anyway anywhere aol apartment apologize app apparent appear appliance apply appointment appreciate appropriate
approve approximate apr apt area argue arm arrange arrive arroba art ask asleep assess assist assistant associates
attach attempt attend attention attic audio aug aunt auto automatic availability available ave avenue average avoid
await awake aware away awesome awful aww aye babe baby back backflow background backup backyard bad bag balance
ballcock ballpark bank bar bare barely bark barn barrel base baseboard basement basic basin basket bat bath bathroom
bathtub battery bay bazinga bead bear beat beautiful become bed bedroom bee beep beer begin begun behalf believe bell
belong belt bend bent best bet better bid bidet big bike bill billing bills birthday bit bitch bite black blah blame
blast bleach bleed bless blew blind block blood blow blower blown blue board boat body boil boiler bomb bone book
booking boss bother bottle bottom bought bowl box boy boyfriend branch brand brass break breaker breath breathe brew
brick bridge brief bright bring british broad broadband broke broken brother brought brown bruh brush bubble buck
bucket bud budget bug build building built bulb bulk bump bunch bungalow burn burner burst bus business bust busted
busy buy buzz cabin cabinet cable calendar calm camera camp canadian cancel cancellation candle cap capacity capital
car carbon carbonmonoxide card care careful carpet carry cart case cash cast cat catch caught caulk ceiling cell
cellar cellphone center central century certain certainly cesspool chain chair chance change channel charge chart chat
cheap check checking checkup cheer cheers chemical chest chicken chief child children chill chimney chinese chips
chlorine choice choke choose chop chore christmas church circle circuit cistern citizen city claim class classic clean
cleaner cleaning cleanout clear clerk click client climb clinic clock clog close closet cloth clothes cloud club clue
clunk co co2 coach coast coat code coffee coil coin cold collapse collar collect color column com combine comfort
comfortable commercial common company compare compensation complain complaint complete complex complexes complicated
compressor computer con concern concrete condenser condition conditioner condo conduct conduit confirm confirmation
confuse congrats connect connection consider consult contact contain continue contract contractor control convenient
convert cook cooker cool coolant cooler coordinate cop copper cops copy cord corner corp corporation correct
correctamundo corrode cost cottage couch cough count counter country county couple coupling coupon course court cousin
cover coverage covid cow cozy cpr crack cramp crap crawl crawlspace crazy create credit creek crew crikey cripes
critical cross crosspiece crowd cry culvert cup cure current curtain customer cut cute cycle dad daddy damage damn
damnit damp dang danger dangerous dark darn dash data date daughter dawn day daytime dead deadline deal dear death
debit debris dec decent decide decision deck deep default deficit definite degree dehumidifier delay delete deliver
delivery demand demo dent dentist deny department depend deposit depot describe deserve desk desperate destroy detail
detect detector determine device diagnose diagnostic dial diarrhea die died diesel diet differ difference different
difficult dig dim dinner dip direct direction dirt dirty disable disagree disappear disappoint disaster discharge
disconnect discount discuss disgusting dish dishwasher dishwater dispatch dispatcher disposal distance distribute
district disturb ditch dizzy doctor document dog doh dollar door doorbell dot double doubt downspout downstair
downstairs downstream dozen drain drainage dramatic draw drawer dream drench dress drew drill drink drip drive driver
driveway drop drove drown drug drum dry dryer drywall duct ductwork dude due dull dumb dump dunno duplex dusk dust
duty dwelling dying ear early earn earth ease easter easy eat echo edge eek effect efficient effort egg eh eight
eighteen eighth eighty elbow elderly electric electrical electrician electricians electricity electrocute electrocuted
electronic element elevator eleven em email embarrass emergency emission emit employ empty end energy engine english
enjoy enough ensure enter enterprises entire entrance entry equal equipment err error escape especially essential
estate estimate evacuate evaporator eve evening event eventual everybody everyday everyone everything everywhere evict
exact exactly exam example excellent excess exchange excite excuse exhaust exist exit expand expect expensive
experience expert expire explain explode explosion expose extend extension exterior exterminator extinguisher extra
extreme eye face faceplate facility fact factory fade fail failure faint fair fake fall familiar family fan fancy
fantastic far farm fast fat father faucet fault favor favorite favour fear feature feb fee feed feel feet fell felt
female fence fiance fiberglass fiddlesticks field fifteen fifteenth fifth fifty fight figure file fill filter final
finance find fine finger finish fire firefighter fireman firepit fireplace firetruck firm first fish fit fitting five
fix fixture flame flammable flange flap flapper flareup flash flashing flashlight flat flavor flew flexible flicker
flight flip float flood floor flow flower flu flue fluid fluorescent flush fly foam focus fog folks follow food fool
foot footing force foreclose forever forget forgot forgotten fork form former fortunate forty forward foul found
foundation four fourteen fourteenth fourth frame freak free freeze freezer freezing french frequent fresh freshen fri
fridge fried friend frost froze frozen frustrate fry fuck fuel full fully fume fun fund funny furnace furniture
further fuse future fwiw gallon game garage garbage garden gas gasket gate gauge gave gee geez general generator
gentle gentleman genuine german gfci gfi giant gift girl girlfriend give given glad glass glitch glow glue gmail go
god golden gone goo good goodness goodnight gosh government grab gracious grade gradual grand granddaughter
grandfather grandma grandmother grandpa grandson granny grass gravel gray grease greasy great green greet greetings
grew grey greywater grill grind gross ground group grout grow guarantee guard guess guest guide gun gunk gurgle gut
gutter guy gym hah haha hair half hall halloween hallway hammer hand handicap handle handset handy handyman hang
happen happy hard hardly hardware harm hat hate haul hazard head headache health hear heard heart heat heater heating
heatpump heavy heck heh height held hell help helper helpful hereby hesitate hidden hide high highway hill hint hire
hispanic hiss hit hiya hm hmmm hoa hold holdings hole holiday home homeowner honest honey hook hookup hooray hope horn
horrible horse hose hospital host hot hotel hotmail hour house household housekeeper housing hum human humid
humidifier humidity hundred hung hungry hurry hurt husband hvac hvacs hydrant hydro hygiene hyphen ice icemaker icky
icloud icy idea ideal identify idiot iffy ignite igniter ignore illness image imagine immediate impact important
impossible impress improve inaudible inc inch include income inconvenient incorporated incorrect increase indeed
independence indian indoor industry infant infection inform information infrastructure injure injury inlaw inline
input inquire inquiry insert inspect inspection inspector install installation instance instant instead instruct
insulate insulation insurance insure intend intense intercom interest interior intermittent internal internet
interrupt intersection introduce invest investigate investment invoice involve iron irrigate irrigation ish island
issue item jacket jacuzzi jam jan janky jeez jesus jet jetter job join joint joist joke judge juice jul jump jun
junction juneteenth junk kaput kept kettle key keypad kick kid kidding kidney kids kill kilowatt kind kit kitchen
kitchenette knee knew knob knock know knowledge known kudos lab labor lack ladder lady lake lamp land landlord
landscape landscaper lane language large last late lately later latest laugh laundromat laundry law lawn lawyer lay
layer lazy lead leaf leak leakage leaky lean learn lease leather leave left leg legal legit lemon length lesson let
letter level lever liable library license lid lie life lift light lightbulb lighting lightning limit limp line lineset
link lint lintel liquid list listen liter little live living llc load loan lobby local locate location lock locksmith
loft log lol lonely long look loop loose lose loss lost lot lots loud lounge love lovely low lower lowes ltd luck
lucky lunch lunchtime lung machine mad magazine magic mail mailbox main mainline mainly maintain maintenance major
make male mall man manage management manager manifold mansion manual manufacture map mar march mark market marry mask
mason mass massage master match material matter maximum meal mean measure meat mechanic mechanical medical medicine
medium meet meeting melt member memorial memory men mention menu mess message messy met metal meter method mexican mic
mice microwave mid midday middle mile milk million mind mini minimum minisplit minor minute miracle mirror miss
mistake misunderstand mix mixer mkay mobile mobilehome mode model modern modify moist moisture mold moldy mom moment
mommy mon money monitor monoxide month mood moon mop morning mortgage mostly mother motion motor motors mount mouse
mouth move mover movie mow mower mowing mud muffle multiple muscle music mute mutual nada nail name nanny nap narrow
nasty nation natural nature nausea nauseous nay nd nearby nearly neat necessary neck negative neighbor neighborhood
neighbour nephew nervous net network nevermind new newborn news next nice niece night nine nine-one-one nineteen
ninety ninth nite nobody noise noisy normal north northeast northwest nose notary note nothing notice notification
notify nov nowhere nozzle number nurse nut nvm obvious occasion occupy occur oct odd odor offer office officer
official oil old older omg once one oneself online oof oops open opener opening operate operation operator opinion
opportunity opposite option orange order org organize original orthodontist ouch oughta ounce outage outdoor outlet
outlets outlook output oven overall overflow overhead overheat overload overnight ow owe owner pace pack package
packet pad page paid pain paint painter painting pair pal pan panel panic pant pantry paper paperwork paragraph pardon
parent park parking part partial particular partner party pass passage passenger passport password patch path patient
patio pause pay payment peace peak pedicure peel pen pending penthouse people pepper perfect perform period permanent
permission permit person personal pest pet pex phew phone photo physical piano pick picture piece pile pill pillow
pilot pin pinch pink pint pipe pipework pit pizza place plain plan plane plant plaster plasterboard plastic plate
platform play playing pleasant pleasure plenty pls plug plumb plumber plumbers plumbing plunge plunger plus plz pocket
point poison pole police policy polite pond pool poop poor pop popcorn popular porch port portable portal portion
position positive possibility possible possibly post postpone pot potable pound pour powder power practice precise
predict prefer pregnant premise prep prepare present presidents press pressure pretty prevent previous price primary
print prior priority private problem procedure proceed process product professional profile program progress project
promise promo promotion prompt proof propane proper properties property protect proud prove provide public puddle pull
pump pure purple purpose pursue push put pvc qualify quality quantity quarter question quick quickly quiet quit quite
quote rack radiator radio rag railing rain ran ranch rang range rare rat rate rather rating rattle ray rd reach react
reactivate read ready real realize realty reason reasonable rebook reboot recall receipt receive recent receptacle
reception receptionist recheck recipe recommend reconnect record recording recover recycle red redo reduce reek refer
reference refill refrigerant refrigerator refund refuse regard regarding region register regular regulate regulator
reinstall reject relate relative relax release relevant reliable relief relocate rely remain remark remember remind
reminder remodel remote removal remove renew renovate rent rental renter reopen repair repairman repeat repipe replace
replacement replumb reply report representative request require reschedule rescue research reservation reserve reset
reside residence resident residential resist resolve resource respond response responsible rest restart restaurant
restore restrict restroom result resume retail retire retry return reverse review rewire rich rid ride right righto
ring rinse rip rise risk river roach road robot rock rodent roger roll roof roofer roofers roofing room roommate root
rooter rot rotate rotten rough round route router routine row rub rubber rubbish rude rug ruin rule rumble run runny
rush rust rusty sad safe safety said sale salesman salon salt sanitary sat satisfy sauce save saving savvy saw say
scald scam scare scary scene schedule scheme school science scratch scream screen screw seal search season seat second
secondary secret section secure security see seem seen seep seizure self sell semi send senior sense sensitive sensor
sent sep separate sept septic series serious serve service services session set setup seven seventeen seventh seventy
sever sewage sewer sewerage shade shake shallow shame shape share sharp shed sheet shelf shh shift shingle ship shirt
shit shock shoe shoot shop shore short shortly shot shoulder shout shove show shower showerhead shown showroom shrink
shucks shut shutoff shy sick side sidewalk siding sight sign signal silence silent silly similar simple sing single
sink siphon siren sister sit site situation six sixteen sixth sixty size sizzle sizzling sketchy skill skin skip slab
slam slant sleep sleet slept slide slight slime slimy slip slope slot slow sludge small smart smell smelly smelt smile
smoke smoking smoky smoldering smooth smoulder snack snake snap snow soak soaked soap social socket sofa soffit soft
softener software soggy soil solar sold solder soldier solenoid solid solution solutions solve somebody somehow
someone someplace something sometime somewhat somewhere son song soon sorry sort sought sound soup source south
southeast southwest space spanish spare spark sparking speak speaker special specialist specific speed spell spend
spent spigot spill spin splash split spoil spoke spoken spoon sport spot spouse spout spray spread spring sprinkle
sprinkler sprinklers sprung spurt square squeak squeal squirrel squirt st stable staff stain stair stairs stall stamp
stand standard standpipe staple star start state statement static station status stay steady steal steam steel steep
stench step stepdad stepmom stick sticker sticky stiff stink stinky stir stock stole stomach stone stood stool stop
stopcock stoppage stopper storage store storm stormwater story stove straight strange strap stream street strength
stress stretch strict strike string strip stroke strong structure struggle stuck stud student studio study stuff
stupid style subdivision subfloor subject submerge subpanel substance suburb success sudden suffer sugar suggest suit
suite sulfur sum summer sump sumppump sun sunk sunlight sunrise sunset sup super supervisor supplier supply support
suppose supposed sure surface surge surgery surprise survey survive suspect swamp swampy swap swear sweat sweep sweet
swell swim swimming swing switch swollen symptom system ta table tablet tail take taken talk tall tank tankless tap
tape tar task taste tax taxi tbh tea teach teacher team tear tech technical technician teen telemarketer telephone
television tell temp temper temperature temporary ten tenant tenants tend tenth term terminal terrible terrific test
text texted th thanksgiving thaw theft themself theory therapist thermo thermocouple thermostat thermostats thick
thief thin thing thingamajig think third thirst thirteen thirteenth thirty thorough thou thought thousand thread
threat three threw throat throw thu thumb thunder thur thurs thx tick ticket tie tight tile tilt timber time timeframe
timer timeslot tiny tip tire title toast toasted toddler toe together toilet toiletbowl told ton tone tongue tons took
tool tooth top torch torn torrent toss total totally touch tough tour towel tower town townhouse toxic toy track trade
tradesman traffic trailer train transact transaction transfer transformer translate trap trapdoor trash travel treat
treatment tree tremendous trench trick trickle trigger trim trip triple triplex tripping trouble truck true trunk
trust truth tub tube tubing tue tues tune tunnel turn tv twelfth twelve twentieth twenty twice twin two ty type
typical ugh ugly uhh uhhh uhm ultimate umbrella ummm unable uncle unclog uncomfortable unconscious underground
underneath underscore undersink understand understood unfortunate unhappy uniform unintelligible union unique unit
universal unknown unload unlock unplug unsafe unsure unusual unwell update upgrade upper upset upside upstair upstairs
upstream urgency urgent urinal urine use useful user usual utility vacancy vacant vacate vacation vacuum valentine
valentines valid value valve van vanities vanity various vary vast vegetable vehicle vendor vent ventilation verify
version vessel vet veteran veterans vibrate victim video view village violent virus visible visit visitor visual vital
voice voicemail volt voltage volume vomit vote waist wait wake walk wall warehouse warm warn warning warranty wash
washbasin washdown washer washing washingmachine washroom waste watch water waterfall waterline waterlogged watermain
waterproof watery watt wave way weak wear weather web webpage website wed wedding wee week weekday weekend weekly
weigh weight weird welcome weld wellness wellpump west wet wetness whack whatsoever wheel wheelchair whether whew
whiff whine whirlpool whistle white whoa whole whoops whooshing wide wife wifi wild will willing win wind window
windowsill wine wing winter wipe wire wiring wise wish witness woah wobble woke wolf woman women won wonder wonderful
wonky wood wooden woodwork word wore work workbench worker workplace world worm worn worry worse worst worth wow wrap
wrench wrist write writing written wrong wrote ya yahoo yard yardhydrant yay yea yeap year yell yellow yip yo yoga
young younger yuck zapped zero zip zone
"""
