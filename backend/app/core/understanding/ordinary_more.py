"""More everyday English for `ordinary`: what people also talk about on the phone; readable data, no rules."""

MORE_ENGLISH = """
abandon abbreviate abort abroad absence absorb abuse accent accessory accommodate accompany accomplish accordance
accurate achieve acid acknowledge acquire adapt adapter addict additional adequate adieu adjacent adjuster administer
admire adopt adult adventure advertise advocate affair affordable agenda aggressive airbnb aisle album alcohol alien
align allergic alley alleyway allocate aloha alter alternative aluminum amateur ambitious ammunition amuse analyse
analysis analyst anchor ancient angle ankle anniversary announce antique anxiety apologies apparatus appeal appetite
applaud apple applicant appraise apprentice aquarium arced arch archive arcing argument arigato arise arrangement
arrest arrow article artist ashy aside aspect aspirin asset asshole assign assistance associate assume assure asthma
asthmatic athlete atmosphere attack attitude attorney attract auction audience author authority authorize award
awkward awoken axe axle babysitter bachelor backed backpack bacon bacteria badge bake bakery balcony ballet balloon
ban banana band bandage banging bankrupt banquet barbecue barbershop bargain barge barista barrier baseball basketball
bastard batch battle beach beam bean beard beast bedding bedridden bedrock beef beg behave behavior bench benefit
berry bible bicycle bimonthly bin bind biology bisexual bistro bitching bitten bitter biweekly blackish blanket blend
blind blister blizzard blocked blog blond blossom blouse blown blunt blur blush boiling bolt bonjour bonus boost boot
booth border bore bored born borrow bounce boundary bounty bowed brace bracket brain brave bread breakfast breast
breed breeze breezeway bribe bridal bride bridesmaid brisk broccoli brochure broker bronze broom brow brownish browse
browser bruise brutal bubbling buckled buffet bullet bullshit bully bummed bumper bundle bunk burden bureau burger
burglar burnt burrito burst bush busted butter butterfly button buyer buzzer buzzing cab cabbage cafe cafeteria cage
cake calcified calculate callback callbacks calories campaign campus canal cancer candidate candy canine cannon canoe
canvas capable caption captive capture caravan career caretaker cargo caring carnival carpool carport carrot carton
cartoon casino casserole casual catalog category cater cattle cave cease celebrate celebrity cello cement census
cereal ceremony challenge chamber champion chaos chapel chapter character charity charm charred chase chatter cheat
checkin checkout cheek cheerio cheese cherish chess chew chickens childcare childhood chilly chin chip chocolate
cholesterol chord chorus chosen christ chronic chuckle chunk ciao cigarette cinema clanking clap clarify classmate
classroom clause claustrophobic clever clicking cliff climate cling clip clogged clothing cloudy clumsy clung coal
coalition cockroach cocktail coexist cognitive coincide colleague collection college collide colony comb comedy comfy
command comment commerce commit committee commodity communicate community commute companion comparison compass compel
compete competent compile complement compliance compliment comply component compose compound compress compromise
compute conceal concentrate concept concert concession concierge concise conclude condemn condense condo condos
confess confidence confidential confine conflict confront congestion congratulate congratulations congress conquer
conscious consecutive consent consequence conservator conserve considerable consist console consolidate constant
constitute construct construction consultant consume contagious contaminate content contest context continent
contingency contract contrary contrast contribute convention conversation convey convict convince cookie cooperate
cope cornbread cornfield corona correctional correspond corridor corroded cosmetic costume cotton council counsel
counselor coupe coupon courage courier courteous coworker crab cracked cracking crackle crackling cradle craft crane
crap crash crawlspaces crayon creaking cream creative creature credential creep crew crime criminal crisis crisp
criteria critic crooked crop crosswalk crown crucial crude cruel cruise crumb crunch crush crust crystal cube cuisine
culdesac cult culture cumulative cupboard curb curbside curious curl currency curry curse curve cushion custody custom
cyber cylinder dairy dam dammit dance danke darling dashboard database daycare deadbolt deaf dealer dealership dealt
debate decade deceive decimal declare decline decorate decrease dedicate deduct deer defeat defect defend defense
defer define deflate defrost defuse degrade delegate deliberate delicate delicious delight demolish demolition
demonstrate dense density dental dentist dentistry dentists departure dependent deployed depth deputy derive
dermatologist descend desert design desire despite dessert destination destruct detached deter deteriorate detour
devastate develop devote diabetes diabetic diagram dialogue diamond diaper dick dictate dictionary digest digit
digital dignity dilute dimension diminish diner dining dinosaur diploma diplomat disability disabled disc discard
discipline disclose discomfort disconnected discount discover discrete discriminate disease disguise dishwash dislike
dismiss disorder dispatcher display dispose dispute disrupt dissolve distant distinct distract distress distrust
diverse divert divide divorce divorced dizzy dock documentary doll dolphin domain domestic dominant donate donkey
donut doom dorm dose doubtful douche dough downgrade download downtown draft drafty dragon drama drape drastic dread
dreamt drenched dressing drift dripping drippy driven driveway drought drumming drunk duck dug dumbass dumpster
duplicate durable duration dusty dwell dynamic eager eagle earbuds earring earthquake east eastbound eastern echoes
eclipse economy ecosystem edible edit edition editor educate effective eggplant ego elaborate elect election elegant
elephant elevate eligible eliminate elite elsewhere embark embassy embed embrace emerge emotion emotional empathy
emphasis empire employee employer enable enclose encounter encourage endless endorse enemy enforce engage engaged
engineering enhance enormous enroll enrolled enterprise entertain enthusiasm entitle entrepreneur envelope environment
envy epidemic epileptic episode equation equip equity era erase erect erode errand erupt escalate escalator essay
establish establishment ethic ethnic euro euros evaluate evergreen evidence evident evil evolve exaggerate examine
exceed exception exclude exclusive execute executive executor exempt exercise exert exfoliation exhausted exhibit
exile exotic expedite expense expertise explicit exploit explore export exposure express exquisite extensive extent
external extinct extinguish extract extraordinary eyebrow fabric fabulous facial facilitate faculty faint fairness
faith falcon fallen false falsehood fame fantasy fare farewell farmer fascinate fashion fatal fate fatigue faulty
feast feather federal feedback fellow fellowship feminine fertile festival fetch fever feverish fiber fiction fiddle
fierce fig filth filthy fin finalize financial financing fingerprint firewood fisher fishing fist fitness fizzing
fizzled fizzling flag flagship flake flamingo flatter flaw flea fleece fleet flesh flickering flock flooded flooding
flora flour flourish flown flung flute flyer foaming foggy foil folder folk foolish football footprint forbid
forbidden forecast foreman forest forge forgiven formal format formula forth fortnight fortune forum fossil foster
fraction fracture fragile fragment frantic fraud frazzled freakin freelance freeway freezing freight frequency frickin
fricking friction friendly friggin fright frigid frog frontage frontier frozen fruit fuckin fucking fugitive fulfil
fulfill functional fundamental funeral fungus fur furious furnish fury fuss fuzzy gadget gaff gain galaxy gallery
gamble gang gap garlic gather gay gaze gear gecko gem gender gene generate generic generous genius genre geography
gesture ghost gig ginger giraffe glance glare gleam glimpse global globe gloomy glorious glory glove glucose goal goat
goddamn gold golf gorgeous gospel gossip govern gown gracias grain grammar grant grape graph graphic grasp grateful
gratitude grave gravity greed greenish greeting grid grief grin grinding grip groceries grocery groom grown grumpy
guarantor guardian guerrilla guidance guideline guilty guitar gulp gum gunky gurgly gush gushing gust gymnastics
gynecologist habit habitat hail haircut hairstyle hairstylist hairy halfway halt ham hamburger hamster handful
handicapped handshake handyman hangup hangups harass harbor harness harsh harvest hatch haunt havoc hawk hay hazy
headline headphones headquarters heal healthcare healthy heap hearing hedge heel heir hellish helmet helper hence herb
herd heritage hero hesitant hibernate hiccup highlight hike hilarious hinder hip hippo hissing history hoa hobby
hockey hollow holy homebound homeless homeowner homeowners homework honesty honor hop horizon hormone horror hospice
hostage hostel hostile hourly housewife hover huge humble humming humor hunger hunt hurdle hurricane hybrid hydrate
hygienist hype hypothesis hysterical iced identical identity ideology idle illegal illuminate illusion illustrate
imitate immense immigrant immune impair impatient imperfect implement imply import impose imprison improper impulse
inability inaccurate incentive incident incline incomplete inconvenience incorporate incredible incur indicate
indicator indifferent individual indoors induce indulge industrial inevitable infect infinite inflate inflict
influence informal ingredient inhabit inherit initial initiate inject inland inmate inner innocent innovate insane
insect insider insight insist insomnia inspector inspire installment instinct institute institution instrument insult
intact intake integral integrate integrity intellectual intelligent intensity intention interact interaction interfere
intermediate international interpret interpreter interval intervene interview intimate intrude invade invent inventory
inverse investor invisible invitation invite inviting irregular irrelevant irritate isolate itch itchy itinerary ivory
jackass jackpot jail jammed janitor jar jaw jazz jealous jeans jelly jellyfish jewel jewelry jogging jolt journal
journalist journey journeyman joyful jug juicy jungle junior jury justice justify juvenile kangaroo karaoke kayak keen
kennel kernel kidnap kindly king kingdom kiss kitchenaid kite kitten knead kneel knelt knife knight knit knives
knocking knot label laboratory labour ladies lakefront lamb landing landlords landmark laptop laser laundryroom lava
lavish lawful lawsuit layout leader leaflet league leaky leaning leapt learnt leaseholder lecture legacy legend
legislate legitimate leisure lend lens lent lesbian lettuce liberal liberty librarian lifeguard lifestyle lifetime
lightheaded likelihood likewise limb lime linear linen linger linguist lion lip lipstick liquor lit literal literature
litter lively liver livid lizard loaf lobster locker lodge logic logical logo longer loosened lopsided lord lotion
lottery loyal lucid luggage lukewarm lullaby lumber luncheon lure lush luxury lyric magician magnet magnificent maid
mainland mainstream maintenance makeup malfunction mammal manager manicure manner manuscript marathon marble margin
marine marital marker marketing marriage married marshmallow martial marvel mascara massive mate math mathematics may
mayor maze meadow meant meantime measurement mechanism medal media median medication medieval mediocre meditate melody
melted membership membrane memorize mental mentor merchandise merchant merci mercy merge merit merry metabolism
metaphor metropolis metropolitan migraine migrate mild mildew mildewy military mill mineral mingle miniature ministry
minority mint miserable misplace mission mistaken misty mixture moan mobility mock moderate modest modification module
moldy molecule monkey monopoly monster monthly monument moral moron mortality mosquito motel motherfucker motivate
motive motorcycle mountain mourn movement mudroom muffin mug muggy multiply municipal murder murky murmur museum
mushroom musical musician mustard musty mute mutter mysterious mystery myth naked namaste narrate narrative nasty
naughty nauseated navigate navy necessity necklace needle needy neglect negotiate nerve nest neutral nickel nickname
nightly nightmare noble nod noisy nominate nonetheless nonsense noodle norm northbound northern nostalgia notable
notebook notion notorious notwithstanding novel novelty novice nuclear nuisance numb numerous nutrient nutrition nylon
oak oath obese obey object objective obligation obscure observe obsess obstacle obstruct obtain occasional ocean
octopus offend offense offensive offline offset olive omit ongoing onion onset onward opera operator opponent oppose
optical optimal optimistic optimum oral orchard orchestra orchid ordinary organ organic organism organization
orientation origin ornament orphan otherwise outbreak outcome outfit outline outrage outstanding outta oval ovation
overcast overcome overdraft overdue overflowed overflowing overlap overlook overseas oversee overtime overview
overweight overwhelm overwhelmed owner oxygen oyster paddle palace pale palm pancake panda pandemic pants parachute
parade paradise parallel paralyze paramedic parcel parenthesis parish parliament parrot parsley participant
participate partition passion passive pasta paste pastime pastor pastry pathetic patience patrol pattern pave pavement
peach peanut pear pearl peasant peculiar pedal pedestrian penalty pencil penguin peninsula pension perceive percentage
perception perfume peril persist personality personnel perspective persuade pesticide petition petrol petty pharmacist
pharmacy phase phenomenon philosophy photograph photographer photography phrase physician physics pianist pickle
pickup picnic pie pierce pig pigeon pillar pinpoint pioneer pirate pissed pistol pitch pity pivot placement plague
planet plank plantation platinum platter playground plaza plea plead pledge plight plot plow plugged plum plumber
plump poem poet poetic poetry polar polish politician politics poll pollute pollution polo pony popped popping
population porcelain pork porridge portfolio portrait portray pose possess possession postage postal postcard poster
potato potential pottery poultry pouring poverty powderroom practitioner prairie praise pray prayer preach precaution
precede precious precipitation predator predecessor prediction preferably preference pregnancy prejudice preliminary
premier premium preorder preparation prepay prescribe prescription presence preserve president presidential prestige
presume pretend prevail preventative prevention preventive prey prick pride priest primitive princess principal
principle printer prison prisoner privacy privilege prize probability probation probe proceedings processor proclaim
produce producer productive profession professor profit profound prohibit projection prolong prominent pronounce
pronunciation propel proportion proposal propose prospect prosper protein protest protocol prototype proverb province
provision provoke psyched psychiatrist psychologist psychology pub publication publicity publish pudding pulse pumpkin
punch punctual punish pupil puppet puppy purchase purse puzzle pyramid quail quake qualification quarantine quarrel
quarterly queen query quest questionnaire queue quilt quirk quiz quota rabbit raccoon race racial racket radar radiant
radiation radical raft raid rail railroad railway rainbow raincoat rainfall rally ramp random ranger rank ransom rape
rapid rash raspberry ratio rational rattling raven raw razor readjust realm realtor rear reassure rebate rebates rebel
rebuild recall recession reckless reckon recline recognise recognize recommendation reconcile reconsider recreation
recruit rectangle recur reddish redeem reed reel referee referral refinance refine reflect reform refrain refresh
refreshments refuge refugee regain regime regional regret rehab rehearse reimburse reindeer reinforce rejoice
relationship relatively relaxation relay religion religious reluctant remainder remarkable remedy remembrance remorse
render renown renters rep repay repel replicate repository reproduce reptile republic reputation resemble resent
reservoir residue resign resort respect respective restless restoration restrain restraint retain retaliate retired
retirement retreat retrieve reunion reveal revenge revenue revise revision revive revolution revolve reward rhyme
rhythm ribbon rice rickety ridden rider ridge ridiculous rifle rigid rigor riot ripe risen ritual rival riverfront
roar roast rob robbery robe robocall robocalls rocket role romance romantic rooftop rooftops rookie rope roster
roundabout royal royalty ruckus rugged ruined ruler rumor runnin runway rural rusted ruthless sack sacred sacrifice
saddle safari sagged sagging sail sailor saint sake salad salary salmon saloon salute sample sanction sanctuary sandal
sandwich sane sarcastic satellite satire saturate sausage savage savior sayonara scalding scale scam scammer scan
scandal scarcely scarf scatter scenario scenic scent scholar scholarship scoop scooter scope scorched score scorn
scout scramble scrap screeching screwed screwing script scrub sculpture seafood seagull seam seatbelt seaweed
secretary sector sedan seed seek segment seize seized select selection selfish semester semiannual seminar senate
senator senior sensation sentence sentiment sequence serene sergeant serial sermon serpent servant setback settle
settlement severe sew sexual shabby shadow shaft shaken shaky shalom shampoo shark shatter shave sheared shelter
shepherd sheriff shield shin shine shiny shitty shiver shoelace shoplift shortage shortcut shorted shorting shorts
shovel shred shrimp shrub shrug shrunk shutdown shuttle sibling sigh signature significant silk silver simulate sin
sincere sincerely singed single sip sitcom situate sizzled skate skeleton skeptical sketch ski skincare skinny skirt
skull skunk sky slammed slang slap slaughter slave slice slipper slogan sloppy sludgy slump slung sly smack smash
smelly smog smoking smoothie smuggle snail snapped snatch sneak sneeze sniff snore snorkel snowman soaked soar sob
soccer society sock soda sodium softball soggy sole solemn solicit solicitor solitary solo sooty sophisticated sore
sorrow soul southbound southern souvenir sovereign soy spa spacious spaghetti spam span sparking spatula spawn spear
specialize species specify specimen spectacular spectator speculate speech spelt spewing sphere spice spicy spider
spike spilt spinach spine spiral spirit spiritual spit spite split sponge sponsor spontaneous spraying spreadsheet
sprint spun sputter sputtering spy squad squash squeaky squealing squid squirting stab stack stadium stage stagger
stained stake stale stamina stance standpoint stapler starch stare starfish startle startup starve stash stationary
stationery statistic statue stature steak steakhouse steaming steamy steer stem stereo stereotype sterile stern stew
steward stimulate sting stingy stinky stitch stoked stomp stopped strait strand stranded strategy straw strawberry
streak streetside stretcher strife stripe stripped strive stroll stroller struck stubborn stuffy stumble stump stun
stung stunk stunning sturdy stylist sublet subletting submerged submit subordinate subscribe subscription subsequent
subsidy substantial substitute subtle subtract suburban successful successfully successor suck sucks sue suede suffice
sufficient suicidal suicide suitable suitcase sulk summarize summary summit summon sunburn sundown sunflower sung
sunglasses sunny sunroom sunshine superb superficial superintendent superior supermarket superstition supervisor supper
supplement suppress supreme surf surgeon surpass surplus surrender surround surveillance suspend suspense suspicion
suspicious sustain sustainable swallow swamped swampy swan swarm sway sweltering swept swift swimsuit swine sword
sworn swum swung syllable symbol symmetry sympathetic sympathy symphony syndrome synonym syrup tablecloth tackle taco
tactic tag tailor talent tame tan tandem tangible tangle target tariff tavern teammate teapot tease teaspoon
technician techs tedious teenager teeth telegram telemarketing telescope temple tempt temptation tendency tender
tennis tense tent tepid terrace terrain territory terror terrorist testify testimony textbook textile texting texture
thankful theater theatre theme theology theoretical therapeutic therapy thereby therefore thermal thesis thigh thorn
thoughtful thoughtless threshold thrift thrill thrive throne throttle thrown thug thumping thus tide tidy tiger tilted
timid tin tingle tissue toasty tobacco tolerance tolerate toll tomato tomb tonic toodles toothache toothbrush
toothpaste tootles topic topple torment tornado tortoise torture tourism tourist tournament towed townhome townhomes
toxin trace tractor trademark tradition traditional tragedy tragic trait traitor tranquil transcript transform transit
transition transmission transmit transparent transplant transport transportation traumatic tray treasure treasury
treaty tremble trend trial triangle tribe tribute trickling tripping trivial trolley troop trophy tropical trousers
truce trumpet trustee truthful tuition tulip tuna turbine turbulent turf turkey turmoil turnip turtle tutor tuxedo
twilight twinkle twist tycoon typhoon typo tyranny ulcer ultimatum unanimous unavailable unaware uncertain uncover
undergo undergraduate underline undermine undertake undo uneasy unemployed unemployment uneven unexpected unfair
unfold unforgettable unhooked unisex unite unity universe university unlikely unplugged unrest unsettled unsuccessful
untie unveil unwilling upbeat upcoming uphold upload upright uproar uptown urban urge usd usher utensil utilityroom
utilize utter vaccine vague vain valet validate vampire vandal vanilla vanish variable variant variety vault veer
vegan vegetarian veil vein velvet venture venue verb verbal verdict versatile verse versus vertical vest veteran
viable vibrant vice vicinity vicious victory videos vine vinegar vineyard vintage violate violence violin virtual
virtue visa visibility vision vitamin vivid vocabulary vocal vocation vogue voicemails void volcano volleyball
volunteer voucher vow vowel voyage vrbo vulgar vulnerable wag wage wagon waiter waitress waive walkin walkins walkway
wallet wallpaper walnut wander ward wardrobe warped warranty warrior wary washroom wasp watermelon wax wealth wealthy
weapon weave weed weep welfare wept whale wheat wheelchair whim whining whip whisk whisper whistling whitish wholesale
wicked widen widow widowed wield wig wilderness wildlife will wimp windmill windshield winery wink winner wisdom wit
witch withdraw withdrawal withhold withstand wizard wobbly woe womb woods wool workbook workforce workload workout
workshop worldwide worship worthless worthwhile worthy wound woven wreath wreck wrestle wrinkle xerox yacht yarn yawn
yearly yeast yellowish yelp yield yogurt yolk youngster youth zebra zest zigzag zinc zipper zodiac zombie zoo zoom
"""
