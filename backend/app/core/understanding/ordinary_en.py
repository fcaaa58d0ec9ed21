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
able absolute accept access accident account ache across act action activate actual add address adjust admin
admit advance advice advise affect afford afraid afternoon age agency agent ago agree ahead aid aim air
aircon airport alarm alert alive allergic allow almost alone alternate amazing ambulance amend amount angry
animal annoy annual answer ant anxious anybody anymore anyone anything anytime anyway anywhere apartment
apologize app apparent appear appliance apply appointment appreciate appropriate approve approximate apt
area argue arm arrange arrive ask asleep assess assist assistant attach attempt attend attention attic audio
aunt auto automatic availability available ave avenue average avoid await awake aware away awesome awful
babe baby back background backup backyard bad bag balance ballpark bank bar bare barely bark barn barrel
base baseboard basement basic basin basket bat bath bathroom bathtub battery bay bead bear beat beautiful
become bed bedroom bee beep beer begin begun behalf believe bell belong belt bend bent best bet better bid
big bike bill birthday bit bite bitch black blame blast bleed bless blew blind block blood blow blower blown
blue board boat body boil boiler bomb bone book booking boss bother bottle bottom bought bowl box boy
boyfriend branch brand brass break breaker breath breathe brew brick bridge brief bright bring british broad
broadband broke broken brother brought brown brush bubble buck bucket bud budget bug build building built
bulb bulk bump bunch burn burner burst bus business bust busted busy buy buzz bye cabinet cable calendar
calm camera camp cancel cancellation candle cap capacity capital car carbon card care careful carpet carry
cart case cash cast cat catch caught ceiling cell cellar cellphone center central century certain chain
chair chance change channel charge chart chat cheap check checkup checking cheer chemical chest chicken
chief child children chill chimney choice choke choose chop chore church circle circuit citizen city claim
class classic clean cleaner cleaning clear clerk click client climb clinic clock clog close closet cloth
clothes cloud club clue clunk co coach coast coat code coffee coil coin cold collapse collar collect color
column combine comfort comfortable commercial common company compare compensation complain complaint
complete complex complicated compressor computer con concern concrete condenser condition conditioner condo
conduct confirm confirmation confuse congrats connect connection consider consult contact contain continue
contract contractor control convenient convert cook cooker cool cooler coolant coordinate copper copy cord
corner correct corrode cost couch cough count counter country county couple coupon course court cousin cover
coverage covid cow cozy crack cramp crap crawl crawlspace crazy create credit creek crew critical cross
crowd cry cup cure current curtain customer cut cute cycle dad daddy damage damn damp danger dangerous dark
data date daughter day daytime dead deadline deal dear death debit debris decent decide decision deck deep
default definite deficit degree delay delete deliver delivery demand demo dent dentist deny department
depend deposit describe deserve desk desperate destroy detail detect detector determine device diagnose
diagnostic dial diarrhea died die diesel diet differ difference different difficult dig dim dinner dip
direct direction dirt dirty disable disagree disappear disappoint disaster discharge disconnect discount
discuss dish dishwasher disgusting dishwater disposal dispatch dispatcher distance distribute district
disturb ditch dizzy doctor document dog dollar door doorbell double doubt dozen drain drainage dramatic draw
drawer dream drench dress drew drill drink drip drive driver driveway drop drove drown drug drum dry dryer
duct due dude dull dumb dump dust duty dying dump dwelling ear early earn earth ease easy eat echo edge
effect efficient effort egg eight eighteen eighth eighty elbow elderly electric electrical electrician
electricity electronic element elevator eleven else email embarrass emergency emit emission employ empty end
energy engine enjoy enough ensure enter entire entrance entry equal equipment error escape especially
essential estate estimate evacuate evaporator eve evening event eventual everybody everyday everyone
everything everywhere evict exact exam example excellent except excess exchange excite excuse exhaust exist
exit expand expect expensive experience expert expire explain explode explosion expose extend extension
exterior extinguisher extra extreme eye face facility fact factory fade fail failure faint fair fake fall
familiar family fan fancy fantastic far farm fast fat father faucet fault favor favorite favour fear feature
fee feed feel feet fell felt female fence few fiance fiberglass field fifteen fifteenth fifth fifty fight
figure file fill filter final finance find fine finger finish fire firefighter firepit fireplace fireman
firm first fish fit fitting five fix fixture flame flammable flap flash flat flavor flew flexible flicker
flight flip float flood floor flow flower flu flue fluid flush fly foam focus fog folks follow food fool
foot force foreclose forever forget forgot forgotten fork form former fortunate forty forward foul found
foundation four fourteen fourth fourteenth frame freak free freeze freezer freezing frequent fresh freshen
fridge fried friend frost froze frozen fry frustrate fuck fuel full fully fume fun fund funny furnace
furniture further fuse future gallon game garage garbage garden gas gasket gate gauge gave general generator
gentle gentleman genuine giant gift girl girlfriend give given glad glass glitch glow glue go god golden
gone good goodness gosh government grab grade gradual grand grandma grandmother grandfather grandpa grandson
granddaughter granny grass gravel gray grease great greasy green greet grew grey grill grind gross ground
group grow guarantee guard guess guest guide gun gurgle gut gutter guy gym hair half hall hallway hammer
hand handicap handle handy handyman hang happen happy hard hardly hardware harm hat hate haul hazard head
headache health hear heard heart heat heater heating heavy height held heck hell help helper helpful hereby
hesitate hidden hide high highway hill hint hire hiss hit hoa hold hole holiday home homeowner honest honey
hook hope horrible horn horse hose hospital host hot hotel hour house household housing hum human humid
humidity hundred hung hungry hurry hurt husband hvac hydrant hydro hygiene ice icy idea ideal identify idiot
ignite igniter ignore ill illness image imagine immediate impact important impossible impress improve inch
include income inconvenient incorrect increase indeed indoor industry infant infection inform information
infrastructure injure injury inlaw inline input inquire inquiry insert inspect inspection inspector install
installation instance instant instead instruct insulate insulation insurance insure intend intense intercom
interest interior intermittent internal internet interrupt intersection introduce invest investigate
investment invoice involve iron irrigate irrigation island issue item jacket jam january jet job join joint
joke judge juice jump junction junk kept kettle key keypad kick kid kidding kidney kids kill kilowatt kind
kit kitchen knee knew knob knock know knowledge known lab labor lack ladder lady lake lamp land landlord
landscape lane language large last late lately later latest laugh laundry laundromat law lawn lawyer lay
layer lazy lead leaf leak leakage leaky lean learn lease leather leave left leg legal legit lemon length
lesson let letter level lever liable library license lid lie life lift light lighting lightning limit limp
line link lint liquid list listen liter little live living load loan lobby local locate location lock log
lonely long look loop loose lose loss lost lot loud lounge love lovely low lower luck lucky lunch lunchtime
lung machine mad magazine magic mail mailbox main mainline mainly maintain maintenance major make male mall
man manage management manager manual manufacture map march mark market marry mask mason mass massage master
match material matter maximum meal mean measure meat mechanic mechanical medical medicine medium meet
meeting melt member memory men mention menu mess message messy met metal meter method mic mice microwave mid
middle midday midnight mile milk million mind mini minimum minor minute miracle mirror miss mistake
misunderstand mix mixer mobile mode model modern modify moist moisture mold mom moment mommy money monitor
monoxide month mood moon mop morning mortgage most mostly mother motion motor mount mouse mouth move movie
mow mower mud muffle multiple muscle music mute mutual nail name nanny nap narrow nasty nation natural
nature nausea nauseous nearby nearly neat necessary neck negative neighbor neighborhood neighbour nephew
nervous net network new news newborn next nice niece night nine nineteen ninety ninth nobody noise noisy
noon normal north northeast northwest nose notary note nothing notice notification notify now nowhere number
nurse nut obvious occasion occupy occur odd odor offer office officer official oil old older once one
oneself online open opener opening operate operation operator opinion opportunity opposite option orange
order organize original orthodontist oughta ounce outage outdoor outlet outlets output outside oven overall
overflow overhead overheat overnight owe own owner pace pack package packet pad page paid pain paint pair
pal pan panel panic pant pantry paper paperwork paragraph parent park parking part partial particular
partner party pass passage passenger passport password past patch path patient patio pause pay payment peace
peak pedicure peel pen pending people pepper perfect perform period permanent permission permit person
personal pest pet phone photo physical piano pick picture piece pile pill pillow pilot pin pinch pink pint
pipe pit pizza place plain plan plane plant plaster plastic plate platform play playing pleasant pleasure
plenty plug plumb plumber plumbing plunge plunger plus pocket point poison pole police policy polite pond
pool poop poor pop popcorn popular porch port portable portal portion position positive possibility possible
possibly post postpone pot potable pound pour powder power practice precise predict prefer pregnant premise
prep prepare present press pressure pretty prevent previous price primary print prior priority private
problem procedure proceed process product professional profile program progress project promise promo
promotion prompt proof propane proper property protect proud prove provide public puddle pull pump pure
purple purpose pursue push put qualify quality quantity quarter question quick quickly quiet quit quite
quote rack radiator radio rag railing rain ran range rang rare rat rate rather rating rattle ray reach react
reactivate read ready real realize reason reasonable rebook reboot recall receipt receive recent reception
receptionist recheck recipe recommend record recover recycle red redo reduce reek refer reference refill
refrigerator refund refuse regard regarding region register regular regulate regulator reinstall reject
relate relative relax release relevant reliable relief relocate rely remain remark remember remind reminder
remodel remote removal remove renew renovate rent rental renter reopen repair repairman repeat repipe
replace replacement replumb reply report representative request require rescue research reschedule
reservation reserve reset reside resident residential resist resolve resource respond response responsible
rest restart restaurant restore restrict restroom result resume retail retire retry return reverse review
rewire rich rid ride right ring rinse rip rise risk river road roach robot rock rodent roll roof room
roommate root rot rotate rotten rough round route router routine row rub rubber rubbish rude rug ruin rule
rumble run runny rush rust rusty sad safe safety said sale salesman salon salt sanitary sat satisfy sauce
save saving savvy saw say scald scam scare scary scene schedule scheme school science scratch scream screen
screw seal search season seat second secondary secret section secure security see seem seen seep self sell
semi send senior sense sensitive sensor sent separate septic series serious serve service session set setup
seven seventeen seventh seventy sever sewage sewer shade shake shallow shame shape share sharp shed sheet
shelf shift ship shirt shit shock shoe shoot shop shore short shortly shot shoulder shout shove show shower
showroom shown shrink shut shutoff shy sick side sidewalk siding sight sign signal silent silly similar
simple since sing single sink siren sister sit site situation six sixteen sixth sixty size sketchy skill
skin skip slab slam slant sleep sleet slept slide slight slime slimy slip slope slot slow sludge small smart
smell smelly smelt smile smoke smoking smoky smooth snack snake snap snow so soak soaked soap social socket
sofa soft softener software soggy soil solar sold soldier solenoid solid solution solve somebody somehow
someone someplace something sometime somewhat somewhere son song soon sorry sort sought sound soup source
south southeast southwest space spare spark sparking speak speaker special specialist specific speed spell
spend spent spigot spill spin splash split spoil spoke spoken spoon sport spot spouse spout spray spread
spring sprinkler sprinkle sprung spurt square squeak squeal squirrel squirt stable staff stain stair stairs
stall stamp stand standard standpipe staple star start state statement static station status stay steady
steal steam steel steep stench step stepmom stepdad stick sticker sticky stiff stink stinky stir stock stole
stomach stone stood stool stop stoppage stopper storage store storm story stove straight strange strap
stream street strength stress stretch strict strike string strip strong structure struggle stuck student
studio study stuff stupid style subject submerge substance suburb success such sudden suffer sugar suggest
suit sulfur sum summer sump sun sunk sunlight super supervisor supplier supply support suppose supposed sure
surface surge surgery surprise survey survive suspect swamp swap swear sweat sweep sweet swell swim swimming
swing switch swollen symptom system table tablet tail take taken talk tall tank tankless tape tap tar task
taste tax taxi tea team tear teach teacher technical technician tech teen telephone telemarketer television
tell temp temper temperature temporary ten tenant tend tenth term terminal terrible terrific test text
texted thaw theft themself theory therapist thermo thermostat thermocouple thick thief thin thing
thingamajig think third thirst thirteen thirteenth thirty thorough thou thought thousand thread threat three
threw throat throw thumb thunder ticket tick tie tight tile tilt timber time timeframe timer timeslot tiny
tip tire title toast today toddler toe together toilet told tomorrow ton tone tongue took tool tooth top
torch torn torrent toss total touch tough tour towel tower town townhouse toxic toy track trade tradesman
traffic trailer train transact transaction transfer transformer translate trap trash travel treat treatment
tree tremendous trench trick trickle trigger trim trip triple trouble truck true trunk trust truth tub tube
tune tunnel turn tv twelfth twelve twentieth twenty twice twin two type typical ugly ultimate umbrella
unable unclog uncle uncomfortable unconscious underneath underground understand understood unfortunate
unhappy uniform union unique unit universal unknown unless unload unlock unplug unsafe unsure unusual unwell
update upgrade upper upset upside upstairs downstairs upstair downstair downstream urgent urgency urine
useful use user usual utility vacancy vacant vacate vacation vacuum valid value valve van vanity various
vary vast vegetable vehicle vendor vent ventilation verify version vessel vet vibrate victim video view
village violent virus visible visit visitor visual vital voice voicemail volt voltage volume vomit vote
waist wait wake walk wall warm warn warning warranty wash washer washing washroom waste watch water
waterfall waterline waterproof watt wave way weak wear weather web webpage website wedding wee week weekday
weekend weekly weigh weight weird welcome weld wellness went west wet wheel wheelchair whether whiff whine
whirlpool whistle white whole whoops whooshing wide wife wifi wild will willing win wind window wine wing
winter wipe wire wiring wise wish witness wobble woke wolf woman women won wonder wonderful wonky wood
wooden word wore work worker world worm worn worry worse worst worth wow wrap wrench wrist write writing
written wrong wrote yard year yell yellow yoga young younger zero zip zone kaput toasted janky whack gunk
goo gross icky iffy ish absolutely affirmative affirm anyhow aww bazinga blah bruh cheers certainly cool
correctamundo crikey cripes damnit darn dang doh dunno eek eh em excuse exactly fiddlesticks fwiw gee geez
goodnight greetings gracious hah haha heh hiya hmmm hooray indeed jeez jesus kudos lol mkay nada nay
nevermind nvm omg oof oops ouch ow phew pls plz pardon roger righto shh shoot shucks sup sweet ta tbh thx ty
totally ugh uhh uhhh uhm ummm whatsoever whew whoa woah ya yay yea yeap yip yo yup yuck aye aah aaah ahh hm
er err erm huh negative absolutely nite morning afternoon evening dispatch voice recording silence inaudible
unintelligible anode boiler bidet backflow ballcock bleach caulk cesspool chlorine cistern cleanout conduit
coupling crosspiece culvert downspout drywall ductwork faceplate flapper flange flashlight flashing
fluorescent footing gfci gfi greywater grout handset handyman heatpump housekeeper hookup humidifier
dehumidifier icemaker jacuzzi jetter joist kitchenette lightbulb lineset lintel lowes manifold mainline
meter minisplit moldy nozzle overload pex pilot pipework plasterboard pvc reconnect receptacle refrigerant
rooter sewerage shingle showerhead siphon soffit solder sprinklers standpipe stopcock stormwater stud
subfloor subpanel sumppump swampy tankless thermostats toiletbowl trap trapdoor tripping tubing undersink
upstream urinal vanities washbasin washdown washingmachine watermain waterlogged watery wellpump whirlpool
wetness windowsill woodwork workbench workplace warehouse yardhydrant firetruck ambulances nine-one-one cops
cop cpr seizure stroke electrocute electrocuted zapped fried sizzle sizzling smoldering smoulder flareup
carbonmonoxide co2 residence mobilehome duplex triplex bungalow cottage cabin penthouse loft suite unit
ranch mansion complexes tenant tenants landlord subdivision american english spanish mexican hispanic french
german chinese indian british canadian january jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues
wed thu thur thurs fri sat st nd rd th christmas easter thanksgiving halloween juneteenth memorial veterans
veteran presidents valentine valentines independence plumbers electricians hvacs roofers roofer roofing
painter painting mover mowing landscaper cleaner locksmith exterminator inc llc ltd corp corporation
incorporated associates services solutions enterprises properties holdings realty supply hardware depot
motors gmail yahoo hotmail outlook icloud aol com org net dot arroba dash hyphen underscore bill bills
billing dawn dusk sunrise sunset art chips lots tons
"""
