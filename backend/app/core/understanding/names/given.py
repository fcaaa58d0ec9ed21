"""Given names that callers of ours have, English and Spanish; a help to the rules, never a limit.

They tell where a spelled name divides ("j a n e b e l l") and that a lower-case word is a person. A name that is
missing here is still found by its lead-in, its capital letter, or because it is no ordinary word.
"""

from __future__ import annotations

from app.core.understanding.wordlist import word_set

_ENGLISH = """
aaron abby abigail abraham ada adam addison adele adrian adriana adrienne agnes aidan aiden aileen aimee
alan alana albert alec alejandra alex alexa alexander alexandra alexandria alexis alfred alice alicia alisha
alison alissa allan allen allison alma alvin alyssa amanda amber amelia amir amos amy andre andrea andrew
andy angel angela angelica angelina angie anita ann anna annabelle anne annette annie anthony antoine
antonia antonio ariana ariel arlene arnold arthur asher ashlee ashleigh ashley aubrey audrey austin ava
avery barbara barney barry bart beatrice becky belinda ben benedict benjamin bennett bernadette bernard
bernice bert bertha bessie beth bethan bethany betsy betty beverley beverly bill billie billy blake bob
bobbie bobby bonnie brad bradley brady brandi brandon brandy brenda brendan brent brett brian brianna
bridget britney brittany brooke bruce bryan bryce bryson byron caitlin caleb callum calvin cameron camille
candace candice carl carla carlton carly carol carole caroline carolyn carrie carson carter casey cassandra
cassie catherine cathy cecil cecilia cedric celeste celia chad chandra charlene charles charlie charlotte
chase chelsea cheryl chester chloe chris christa christian christie christina christine christopher christy
cindy claire clara clare clarence clark claude claudia clayton cliff clifford clifton clint clinton clive
clyde cody cole colin colleen connie connor conor constance cora corey cory courtney craig cristina crystal
curt curtis cynthia daisy dale damian damien damon dan dana daniel danielle danny darcy daren daria darla
darlene darrell darren darryl darwin dave david dawn dean deanna debbie deborah debra declan deirdre delia
della denis denise dennis derek derrick desmond devin dexter diana diane dianne dick dina dirk dominic don
donald donna donovan dora doreen doris dorothy doug douglas drew duane dustin dwayne dwight dylan earl eddie
edgar edith edmund edna eduardo edward edwin eileen elaine eleanor elena eli elias elijah elisabeth elise
eliza elizabeth ella ellen ellie elliot elliott ellis elmer elsie emil emily emma emmanuel eric erica erik
erika erin ernest ernie esther ethan ethel eugene eunice eva evan eve evelyn faye felicia felicity felix
fern fiona florence floyd frances francesca francine francis frank frankie franklin fred freda freddie
frederick gabriel gabriella gabrielle gail gareth garrett garry gary gavin gayle gemma gene geoff geoffrey
george georgia georgina gerald geraldine gerard gerry gertrude gilbert gillian gina ginger gladys glen
glenda glenn gloria gordon graham greg gregg gregory greta gretchen guy gwen gwendolyn hailey hal hank hanna
hannah harley harold harriet harris harrison harry harvey hassan hayden hayley hazel heather hector heidi
helen helena henrietta henry herbert herman hilary hilda holly homer howard hubert hugh hugo ian ibrahim ida
imogen ingrid ira irene iris irma irving isaac isabel isabella isabelle isaiah ivan ivy jack jackie jackson
jacob jacqueline jade jaime jake jamal james jamie jan jane janet janice janine jared jasmine jason jasper
javier jay jayden jayne jean jeanette jeanne jeff jeffery jeffrey jemma jenna jennie jennifer jenny jeremiah
jeremy jermaine jerome jerry jess jesse jessica jessie jill jillian jim jimmy jo joan joann joanna joanne
jodie jody joe joel joey johanna john johnathan johnnie johnny jon jonah jonathan jordan josef joseph
josephine josh joshua joy joyce juan juanita judith judy julia julian juliana julie juliet june justin
kaitlyn kara karen karim karina karl karla kate katelyn katharine katherine kathleen kathryn kathy katie
katrina kay kayla keisha keith kelley kelli kellie kelly kelsey kelvin ken kendra kenneth kenny kent kerry
kevin kieran kim kimberley kimberly kirk kirsten kirsty kristen kristin kristina kristine kristy kurt kyle
lacey lamar lance lara larry latoya laura lauren laurence laurie lawrence leah leanne lee leigh lena lenny
leo leon leona leonard leroy lesley leslie lester levi lewis liam lila lillian lily linda lindsay lindsey
lisa liz liza lloyd logan lois lola lonnie lora loren loretta lori lorna lorraine lottie louis louisa louise
lucas lucia lucille lucy luke lydia lyle lynda lynette lynn lynne mabel mackenzie maddie madeleine madeline
madison maggie malcolm malik mandy marc marcia marcus margaret margarita marge margie maria marian marianne
marie marilyn marion marisa marissa marjorie marlene marsha marshall martha martin martina marvin mary
maryann mason mathew matilda matt matthew maud maureen maurice mavis max maxine maxwell megan meghan melanie
melinda melissa melody melvin mercedes meredith mia micah michael micheal michele michelle mickey miguel
mike mildred miles milton mindy minnie miranda miriam misty mitch mitchell mohamed mohammad mohammed moira
molly mona monica monique morgan morris moses muhammad muriel myra myron myrtle nadia nancy naomi natalie
natasha nathan nathaniel ned neil nellie nelson nettie nicholas nick nicola nicole nigel nina noah noel nora
norma norman olga olive oliver olivia omar opal oscar otis otto owen paige pam pamela pat patricia patrick
patsy patti patty paul paula pauline pearl peggy penelope penny percy perry pete peter philip phillip
phillis phoebe phyllis polly preston priscilla quentin quinn rachael rachel ralph ramona randall randy raul
ray raymond reagan rebecca reece reese regina reginald rene renee rhonda rhys ricardo richard rick rickey
ricky riley rita rob robbie robert roberta roberto robin robyn rocky rod roderick rodney roger roland roman
ron ronald ronnie rory rosa rosalie rosanna roseanne rosemary rosie ross roxanne roy ruben ruby rudolph rudy
rufus rupert russ russell ruth ryan sabrina sadie sally sam samantha sammy samuel sandra sandy sara sarah
sasha saul savannah scott sean sebastian serena seth shane shannon sharon shaun shauna shawn sheena sheila
shelby sheldon shelley shelly sheri sherri sherry shirley shona sidney sienna silvia simon simone sonia
sonya sophia sophie spencer stacey stacy stan stanley stella stephan stephanie stephen steve steven stewart
stuart sue summer susan susanne susie suzanne sybil sydney sylvester sylvia tabitha tamara tammy tania tanya
tara tasha taylor ted terence teresa teri terrance terrell terri terry tessa thelma theo theodore theresa
thomas tiffany tim timothy tina toby tod todd tom tommy toni tonya tony tracey traci tracy travis trevor
tricia trina trish tristan troy tyler tyrone ursula valerie vanessa velma vera verna vernon veronica vicki
vickie vicky victor victoria vince vincent viola violet virgil virginia vivian vivienne wade wallace wally
walter wanda warren wayne wendell wendy wesley whitney wilbur wilfred will willard william willie willis
wilma winifred winston wyatt xavier yolanda yvette yvonne zac zach zachary zack zane zara zelda zoe zoey
zoya
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

# Names that are also everyday words: they need a lead-in, a capital letter or a surname beside them.
AMBIGUOUS = word_set("""
    will mark grant bill frank hope may april june august art dawn faith joy grace rose summer autumn drew gene
    guy jay chase chance cliff clay ginger lane lance max miles misty nick norm patience penny ray rich rocky rod
    rusty sandy skip sky sterling storm sue sunny van violet ward wade don page buddy barb cruz dolores esperanza
    flor luz paz pilar refugio rosario salvador santos soledad trinidad consuelo milagros remedios jesus angel
    amparo blanca perla aurora alba mercedes israel virginia georgia melody amber crystal destiny mercy prince
    star price cash case reed brook hunter archer cooper porter piper harper stone forest river dallas houston
    kent dakota denver paris montana sierra domingo ella german jan julio mia dick pat peg olive ivy iris pearl
    earl major noel
    """)

# Of these, the ones that are more often the word than the person even after "it's" or "for".
CALENDAR = word_set("april may june august summer autumn dawn noel")

GIVEN = (word_set(_ENGLISH) | word_set(_SPANISH) | word_set("hope grace rose mark grant faith")) | word_set(
    "art may april august autumn buddy norm rich rusty skip clay sterling barb van peg ted paz"
)
