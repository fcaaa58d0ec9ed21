"""Given names that callers of ours have, English and Spanish; a help to the rules, never a limit.

They tell where a spelled name divides ("j a n e b e l l") and that a lower-case word is a person. A name that is
missing here is still found by its lead-in, its capital letter, or because it is no ordinary word.
"""

from __future__ import annotations

from app.core.understanding.wordlist import word_set

from .given_more import MORE

_ENGLISH = """
aaliyah aaron abbie abby abdul abigail abraham ada adam addison adele adrian adriana adrienne agnes ahmad ahmed aidan
aiden aileen aimee aisha akash alan alana alastair albert alec aled alejandra alex alexa alexander alexandra
alexandria alexei alexis alfred alice alicia alisha alison alissa alistair allan allen allison alma alvin alyssa
amanda amara amber amelia amir amos amy ananya andre andrea andrew andy angel angela angelica angelina angie angus
anil anita anjali ann anna annabelle anne annette annie anthony antoine antonia antonio anya archie ariana ariel arjun
arlene arnold arthur asha asher ashlee ashleigh ashley ashok aubrey audrey austin ava avery barbara barney barry bart
beatrice becky belinda ben benedict benjamin bennett bernadette bernard bernice bert bertha bertie bessie beth bethan
bethany betsy betty beverley beverly bill billie billy blake bob bobbie bobby bonnie boris brad bradley brady brandi
brandon brandy brayden brenda brendan brenna brent brett brian brianna brianne bridget bridgette britney brittany
brooke bruce bryan bryce bryn bryson byron caden caitlin caleb callie callum calvin camden cameron camille campbell
candace candice cara carl carla carlton carly carmela carol carole caroline carolyn carrie carson carter cary carys
casey cassandra cassidy cassie catherine cathleen cathy cecil cecilia cedric celeste celia celina cerys chad chandra
chantal charlene charles charlie charlotte chase chelsea cheryl chester chloe chris christa christian christie
christina christine christopher christy ciara cindy claire clara clare clarence clarissa clark claude claudia clayton
clement cliff clifford clifton clint clinton clive clyde cody colby cole colin colleen collin connie connor conor
constance cora corey corinne cornelius cory courtney craig cristina crystal curt curtis cynthia cyril daisy dale
dalton damian damien damon dan dana danica daniel danielle danny dante daphne darby darcy daren daria darla darlene
darnell darrell darren darryl darwin daryl dave david davina dawn dayna dean deana deandre deanna debbie deborah debra
declan deepa deepak deirdre delbert delia della delores deloris demetrius denis denise dennis derek derrick deshawn
desi desiree desmond devin devon dewayne dewi dexter diana diane dianne dick dina dion dirk dmitri dolly dominic
dominique don donald donna donnell donnie donovan dora doreen doris dorothea dorothy dottie doug douglas drew duane
duncan dustin dwain dwayne dwight dylan earl earnest eddie eddy edgar edie edith edmund edna eduardo edward edwin
effie eileen eilidh elaine eldon eleanor elena eli elias elijah elisabeth elise elisha eliza elizabeth ella ellen
elliana ellie elliot elliott ellis elmer eloise elsie elvis elwood emery emil emily emma emmanuel emmett emmy enid
eric erica erik erika erin ernest ernie ervin esme estelle esther ethan ethel eugene eunice eva evan eve evelyn
everett ewan ezra faith farah fay faye felicia felicity felipe felix fergal fergus fern finlay fiona fletcher flora
florence flossie floyd forrest frances francesca francine francis frank frankie franklin fred freda freddie frederic
frederick freya gabriel gabriella gabrielle gail galen gareth garrett garry garth gary gavin gayle gemma gene geoff
geoffrey george georgette georgia georgina geraint gerald geraldine gerard gerry gertrude gideon gilbert gilda giles
gillian gina ginger ginny gladys glen glenda glenn glenna gloria glyn goldie gordon gordy graeme graham greer greg
gregg gregory greta gretchen gretel griffin guinevere gus guy gwen gwendolyn gwyn hailey hal hallie hamish hana hank
hanna hannah hans harlan harley harmony harold harriet harris harrison harry harvey hassan hattie hayden hayley hazel
heather hector heidi helen helena helga henrietta henry herb herbert herman hershel hester hettie hilary hilda hiram
hiroshi hollie holly homer horace howard hubert hugh hugo huw iain ian ibrahim ida ieuan ignatius igor ike ilene imani
imogen imran ina ines ingrid ira irene iris irma irving isaac isabel isabell isabella isabelle isadora isaiah ishmael
isla ivan ivy jacinda jack jackie jackson jacob jacqueline jade jaden jaime jake jalen jamal james jami jamie jan jana
jane janelle janet janice janine janis jannette jaquan jared jarrod jasmine jason jasper javier jaxon jay jayden jayne
jean jeanette jeanne jeannie jed jeff jeffery jeffrey jemima jemma jenifer jenna jennie jennifer jenny jensen jerald
jeremiah jeremy jeri jermaine jerome jerri jerry jess jesse jessica jessie jesus jewel jill jillian jim jimmy jin jo
joan joann joanna joanne joaquim jodie jody joe joel joelle joey johanna john johnathan johnathon johnnie johnny jon
jonah jonathan jonathon joni jordan jordyn jorja josef joseph josephine josh joshua josiah josie joy joyce juan
juanita jude judi judith judy jules julia julian juliana julie juliet june justin justine kaitlin kaitlyn kaleb
kaleigh kali kara karen karim karin karina karl karla karyn kasey kate katelyn katelynn katharina katharine katherine
kathi kathie kathleen kathryn kathy katie katrina katy kavita kay kayden kayla kayleigh keegan keely keira keisha
keith kelley kelli kellie kelly kelsey kelvin ken kendall kendra kenji kenneth kenny kent kenya keri kerri kerry kevin
khadija khalil kiera kieran kiley kim kimber kimberley kimberly kimmy kira kirby kirk kirsten kirstie kirsty kristal
kristen kristie kristin kristina kristine kristopher kristy kurt kyle lacey lachlan lacy lakisha lakshmi lamar lamont
lana lance lara larry latasha latisha latoya laura lauren laurence lauri laurie laverne lawrence layla leah leann
leanne lee leigh leila leland lena lenny lenora lenore leo leon leona leonard leonie leroy lesley leslie lester
leticia letitia levi lewis liam libby lila lilian lilith lillian lillie lily linda lindsay lindsey lindy linnea linus
lionel lisa lisette liz liza lloyd logan lois lola lonnie lora loren lorene loretta lori lorie lorna lorraine lottie
lou louis louisa louise lowell lucas lucia lucie lucille lucinda lucy luella luke luna luther lydia lyle lyn lynda
lyndon lynette lynn lynne mabel mackenzie maddie madeleine madeline madison maggie magnus maisie makayla malcolm malik
mamie mandi mandy marc marcella marcia marcus marcy margaret margarita marge margie margo maria mariah marian marianne
maribeth marie marilyn marion marisa marissa marjorie marjory marla marlene marquis marsha marshall martha martin
martina martyn marvin mary maryann maryanne mason mathew mathilda matilda matt matthew maud maude maura maureen
maurice mavis max maxim maxine maxwell maynard mckenna megan meghan mei melanie melba melinda melissa melody melvin
mercedes meredith merle mervin mhairi mia micah michael micheal michele michelle mickey miguel mikayla mike mildred
miles millie milo milton mina mindy ming minh minna minnie miranda miriam misty mitch mitchell mohamed mohammad
mohammed moira molly mona monica monique monty morgan morris moses muhammad muriel myles myra myron myrtle nadia
nadine nan nancy naomi natalie natasha nathalie nathan nathaniel ned neha neil nellie nelson nettie nevaeh neville
niall niamh nicholas nichole nick nicola nicole nigel nikhil nikki nina nisha noah noel noelle nolan nona nora norma
norman odessa olga olive oliver olivia ollie omar opal ophelia orville oscar otis otto owen paige pam pamela pat
patricia patrick patsy patti patty paul paula paulette pauline pearl peggy penelope penny percy perry pete peter petra
peyton philip phillip phillis phoebe phyllis piers polly pooja poppy portia presley preston priscilla priya prudence
queenie quentin quinn rachael rachel rahul raj rajesh ralph ramona ramsey randall randy raul ravi ray raymond reagan
reba rebecca reece reese regina reginald regis reid rene renee rex rhiannon rhoda rhonda rhys ricardo richard richie
rick rickey ricky riley rita rob robbie robert roberta roberto robin robyn rocky rod roderick rodger rodney roger
rohan roisin roland roman ron ronald ronnie rory rosa rosalie rosalind rosalyn rosanna roseanne rosemary rosetta rosie
ross rowan roxanne roxie roy ruben rubin ruby rudolph rudy rufus rupert russ russell rusty ruth ryan ryder ryker
sabrina sadie sally salma sam samantha sammy samuel sandra sandy sanjay saoirse sara sarah sasha saul savannah scott
sean sebastian selena selma serena serge sergei seth shane shanice shannon sharon shaun shauna shawn sheena sheila
shelby sheldon shelley shelly sheree sheri sherman sherri sherry sherwin shiloh shirley shona sian sidney sienna
silvia simon simone sinead siobhan skyler sloane sol sondra sonia sonya sophia sophie spencer stacey staci stacie
stacy stan stanley stefan stella stephan stephanie stephany stephen steve steven stewart stuart sue summer sunil susan
susannah susanne susie suzan suzanne suzette svetlana sybil sydney sylvester sylvia sylvie tabitha tamara tamika tammy
tamra tania tanisha tanya tara tariq tasha tate tatum taylor ted tegan terence teresa teri terrance terrell terri
terry tessa thad thea thelma theo theodore theresa theron thomas tiana tiffany tim timothy tina tisha tobias toby tod
todd tom tommy toni tony tonya tracey traci tracie tracy travis tremaine trent trenton trevor tricia trina trish
tristan troy trudy tuan tucker twila tyler tyrell tyrone uma ursula usha val valarie valerie vanessa vaughn velma
vera verity verna vernice vernon veronica vicki vickie vicky victor victoria vijay vince vincent viola violet virgil
virginia vivian vivien vivienne vladimir wade wallace wally walter wanda warren wayne wei wendell wendi wendy wesley
weston whitney wilbert wilbur wiley wilfred wilhelmina will willa willard william willie willis willow wilma winifred
winnie winona winston woodrow wyatt xavier yasmin yasmine yolanda yuki yuri yusuf yvette yvonne zac zach zachariah
zachary zack zahra zainab zane zara zeke zelda zion zoe zoey zoya
"""

_SPANISH = """
abel adela adelina adolfo agustin aida alba alberto alejandro alfonso alfredo alicia alma alonso alvaro
amalia amparo ana anabel andres angeles anselmo araceli armando arturo aurora bautista beatriz belen benito
bernardo blanca camila carina carlos carmen carolina catalina cecilia celia cesar clara claudio concepcion
consuelo cristian cristobal cruz dalia daniela dario david delfina diego dolores domingo edgardo efrain elba
elisa eloisa elvira emilia emiliano emilio enrique ernesto esmeralda esperanza esteban estela eugenia eva
evaristo ezequiel fabian fabiola fatima federico felipe fermin fernanda fernando flor francisca francisco
gabriela genaro gerardo german gilberto gisela gloria gonzalo graciela gregorio griselda guadalupe guillermo
gustavo heriberto hernan hilario horacio humberto ignacio imelda ines isidro ismael israel itzel jacinto
jacobo javier jazmin jesus joaquin jorge jose josefa josefina josue juana judit julio karina lazaro leonardo
leticia lidia liliana lorena lorenzo lourdes lucero luciana lucio luis luisa lupe lupita luz magdalena
manuel manuela marcela marcelo marco marcos mariana mariano maribel maricela maricruz marina mario marisol
mateo matias mauricio maximo mayra mercedes milagros minerva miriam moises monserrat natalia nestor nicolas
noe noelia norberto nuria octavio ofelia olivia orlando osvaldo pablo paloma pamela paola patricio paulina
pedro perla pilar rafael ramiro ramon raquel raul rebeca refugio reinaldo remedios renata reyna rigoberto
rocio rodolfo rodrigo rogelio rolando romina roque rosalia rosario rosaura roxana salvador samuel sandra
santiago santos saul sergio silvia simon sofia soledad susana tadeo tatiana teodoro tomas trinidad ulises
uriel valentina valeria vanesa veronica vicente victor viviana wilfredo ximena xiomara yadira yesenia
yolanda zulema
"""

# From all over the world, as callers bring them.
_WORLD = """
abdoulaye abena agnieszka aiko ajay akira alain ali amadou amal amias aminata amit anders andrei aoife aroha astrid
aurelie azadeh azucena balwinder bartholomew basil becca bela belkis benoit bentley beto bettina bev bexley bianca
bilal birgit bjorn bodie braxton brayan braylon brinley brody caoimhe carlotta carmine cassius cato celine chayo chela
chen chet chiara chidi chinua chuck chuy ciaran cillian citlali colette colton corinna cormac cyrus darius dariush
delphine dieter dinesh domenico donal dorit dov ebony ed eleazar elfriede elisabetta eliseo emeka emi eoin ephraim
ester etienne eun faisal farid fatou femi ferenc fintan flo fritz gabe gabor galina geeta genevieve gil gino giovanni
giulia giuseppe gordo grainne guillaume gunther gurpreet hanh harpreet haruto hedwig heike heinz hemi hezekiah hien
huda huong hussein hyun ifeoma ilona ione irina isaias isolde istvan jacques jae jairo jakub jamila jaspreet jaswinder
jaxson jeb jiri jochen jock johann jonas joon judd jurgen kaden kalani kat katarzyna keiko kenzie keoni khalid kinsley
kip klaus kofi kojo kraig krzysztof kwame kyler kyung lakeisha lars laszlo latonya lavinia leilani leonora lex linh
lisandro liv lizbeth lorcan luc ludmila luigi mac macario mae maeve mahesh makoa malachi malgorzata malia mamadou
manish manpreet marek marguerite marisela marketa marv massimo mathieu matteo matthias maximiliano mckayla meena meg
mehdi mel melquiades michel mikhail mireille moussa nabil nacho nalani naoko nasrin nayeli nelly nev ngoc ngozi nia
nikolai nils noemi nour obadiah obdulia octavia odalys odette oisin oksana olaf oleg orla ousmane ozzie padraig paolo
parisa pavel pawel paxton petr philippa phuong pia pierre piotr quique quoc quynh radha rae raegan ramesh rania rasha
rekha remy renate reynaldo reza rhea rhett ria rohit rolf romulo ronan rosalba rosalinda rosendo roz sabine sade
sakura sal salim salvatore samir seung shaniqua shirin sid sigrid silas silvestre sina sione skylar socorro solange
soo soraya sunita suresh sven syd takashi tavita tevita thaddeus thanh thierry thora thuy tinsley tomasz tono trey
trisha trudie tunde tyreke ubaldo ulrich usman uwe vern vic vikram von walid walt wilmer wiremu wojciech wolfgang wyn
xochitl yahir yaw yetunde yoko yves zayden zbigniew zebulon zelma zenaida ziad zoltan zoraida zuzana
"""

# Names that are also everyday words: they need a lead-in, a capital letter or a surname beside them.
AMBIGUOUS = word_set("""
    luna sol jewel flora herb harmony will mark grant bill frank hope may april june august art dawn faith joy
    grace rose summer autumn drew gene guy jay chase chance cliff clay ginger lane lance max miles misty nick norm
    patience penny ray rich rocky rod rusty sandy skip sky sterling storm sue sunny van violet ward wade don page
    buddy barb cruz dolores esperanza flor luz paz pilar refugio rosario salvador santos soledad trinidad consuelo
    milagros remedios jesus angel amparo blanca perla aurora alba mercedes israel virginia georgia melody amber
    crystal destiny mercy prince star price cash case reed brook hunter archer cooper porter piper harper stone
    forest river dallas houston kent dakota denver paris montana sierra domingo ella german jan julio mia dick pat
    candy charity carey queen kitty precious junior booker foster tanner bud parker walker noble valentine king palmer
    princess raven ivory honey diamond china berry blossom missy les hung young coy royal thu ling chin
    abril ty bo dusty stormy woody chip buzz dot kit sonny peg olive ivy iris pearl earl major noel
    """)

# Of these, the ones that are more often the word than the person even after "it's" or "for".
CALENDAR = word_set("abril april may june august summer autumn dawn noel")

GIVEN = (
    word_set(_ENGLISH)
    | word_set(_SPANISH)
    | word_set(_WORLD)
    | word_set(MORE)
    | word_set("hope grace rose mark grant faith")
) | word_set("abril art may april august autumn buddy norm rich rusty skip clay sterling barb van peg ted paz ty bo")
