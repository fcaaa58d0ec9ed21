"""Family names, English and Spanish: they tell where a spelled full name divides. Never a limit."""

from __future__ import annotations

from app.core.understanding.wordlist import word_set

_ENGLISH = """
abbott abdi abdullah adams adeyemi ahmed akhtar ali allan allen ames anderson andrews anthony archer armstrong arnold
ashton ashworth atkins atkinson austin ayers bader bailey bainbridge baker baldwin ball banks bannister barber barker
barlow barnes barnett barrett barrow barry bartlett barton bates baxter bayer beasley beatty beaumont becker beckett
begum bell bender bennett benson bentley berg berger berry betts bevan biggs birch bird bishop black blackburn blair
blake blankenship boling bolton bond booth bose bowen bowers bowman boyd boyer boyle bradbury bradley bradshaw brady
brandt braun brennan briggs brookes brookfield brooks broughton brower brown browne bruce bryan bryant buchanan
buckley bull burch burgess burke burks burnett burnham burns burrows burt burton bush buss butcher butler byrd byrne
cain calhoun cameron campbell cannon carey carlson carpenter carr carroll carter cartwright carver casey cates causey
chadwick chamberlain chambers chan chandler chang chapman chapple charlton chen cheng childers childs choi chopra
christensen christian clark clarke clayton clegg clements cline coates cobb cochran coffey cole coleman coles collier
collingwood collins combs compton conley conner connolly connor conrad conway cook cooke cooper copeland cornwell
costa cox craig cramer crane crawford crosby cross crowther cullen cunningham curtis cushing dale dalton daly daniels
darby daugherty davenport davey davidson davies davis davison dawson day dean decker deering delaney dennis denton
desai diallo dickens dickerson dickinson dillon dixon dobson dodson doherty donahue donaldson donnelly donovan doss
dotson douglas dowling downing downs doyle drake dubois dudley duffy duncan dunlap dunn dunne durham dyer eastwood
eaton edwards eldridge elliott ellis ellison ely emerson erickson estes evans everett evers ewing farley farmer
farnham farrell faulkner fenton ferguson field fields finch finley finnegan fischer fisher fitzgerald fitzpatrick
flanagan fleming fletcher flowers floyd flynn foley forbes ford forrest foster fowler fowles fox francis frank
franklin fraser frazier frederick freeman french friedman fries fritz frost fry fuller gaines gale gallagher galloway
gardiner gardner garland garner garrett garrison gates geer gentry george gibb gibbons gibbs gibson gilbert gilchrist
giles gill gilmore glass glenn glover goddard godfrey golden goodall goode goodman goodwin gordon gough gould graham
grant graves gray greco green greene greenhalgh greenwood greer gregory grey griffin griffiths gross gupta guthrie
hagan haigh hale haley hall halliday hamilton hammond hampshire hampton hancock haney hansen hanson hardin harding
hardy hargreaves harmon harper harrell harrington harris harrison hart hartley hartman harvey hassan hatfield hawkins
haworth hayden hayes haynes hays hayward heath heaton heller henderson henry hensley hepburn herbert herring hess
hester hewitt hibbert hickman hicks higgins higginson hill hilton hindle hinds hines hinton hirst hobbs hobson hodge
hodges hodgson hoffman hoffmann hogan holcomb holden holland hollis holloway holmes holt hood hooley hooper hoover
hopkins horton houghton houston howard howarth howe howell howells huang hubbard huber hudson huff huffman hughes hull
humphrey humphreys humphries hunt hunter hurley hurst hussain hussein hutchinson hutton hyde ibrahim inglis ingram
iqbal irving ivanov ivory iyer jackson jacobs jacobson james jarrett jarvis jefferson jeffries jenkins jennings
jennison jensen jeter john johns johnson johnston jones jordan joseph joshi joyce joyner judd jung kane kang kapoor
katz kaur kay keating keener keith keller kelley kelly kemp kennedy kenny kent kerr kershaw keyes khan kilgore kim
king kinsella kipling kirby kirk klein kline knapp knight knotts knowles knox koch kowalski kramer kumar kuznetsov
lacey lam lamb lambert lamont lancaster lane lang larkin larsen larson lau law lawrence lawson leach lee lees leigh
leonard lester leung lever levine levy lewis lim lindsey lister little liu livesey livingston lloyd lockwood logan
lomax long lord lovell lowe lowery lowry lucas lynch lynn lyons macdonald mack mackay mackenzie madden maddox maguire
mahmood mahoney malhotra mallory malone manley mann manning marino marks marsden marsh marshall martin mason mather
matthews maxwell may mayer maynard mayo mays mcallister mcbride mccabe mccall mccann mccarthy mcclain mcclure
mcconnell mccormick mccoy mccullough mcdaniel mcdonald mcdowell mcfarland mcgee mcgill mcgowan mcgrath mcguire
mcintosh mcintyre mckay mckee mckenna mckenzie mckinney mcknight mclaughlin mclean mclellan mcleod mcmahon mcmillan
mcnally mcnamara mcneil mcnulty mcpherson mcqueen mead meer mehta melton mensah mercer merrick merritt meyer meyers
middleton miles miller mills milne mishra mistry mitchell mohamed mohammed molloy monaghan monroe montgomery moody
moon mooney moore moran moreland morgan morley morris morrison morrow morton moses mosley moss moyer mueller muir
mullen mulligan mullins munro murphy murray myers nair nakamura nash naughton naylor neal nelson ness neville newell
newman newton nguyen nicholls nichols nicholson nielsen nixon noble nolan noonan norman norris north norton novak
nowak nuttall oakes oakley oconnor odell odonnell ogden okafor okonkwo oldham olds oleary oliveira oliver olson oneal
oneill orourke orr osborn osborne osman osullivan owen owens owusu pace padgett page palmer pandey park parker parkes
parkin parkinson parks parrish parry parsons pascoe pate patel patrick patterson patton paul payne peacock pearce
pearson peck peel pemberton penn pennington peoples pereira perkins perry peters petersen peterson petrov petty pham
phelps phillips pickering pickett pierce pitt pittman plant pollard pollock poole pope popov porter posey potter potts
powell power pratt prescott preston price priestley pritchard pruitt pugh purcell quick quigley quinn radcliffe
rafferty rahman ramsay ramsey randall randolph ransom rasmussen ratcliffe ratliff rawlings ray raymond read redding
reddy redmond reed reeder rees reese reeves regan reid reilly renshaw reynolds rhodes ricci rice rich richard richards
richardson richmond riddle rider ridley riggs riley ritchie roach robbins roberson roberts robertson robinson robson
roby rogers rollins roper roscoe rose ross rossi roth rowe rowland rowley roy rudd rush rushton russell russo rutledge
ryan salmon salter sampson sanders sanderson sanford sargent sato saunders savage sawyer schaefer schilling schmidt
schmitt schneider schofield schroeder schultz schwartz scott sellers sewell sexton shaffer shah shannon sharma sharp
sharpe shaw sheehan shelton shepard shepherd sheppard sheridan sherman sherwood shields short simmons simon simpson
sims sinclair singh singleton sipes skinner slade slater sloan small smart smith snow snyder solomon souza sparks
spears spence spencer spooner stafford staley stamper stanfield stanley stanton stark starling steele stein stephens
stephenson stevens stevenson stewart stokes stone stoner storey stout strickland strong stuart stubbs styles sullivan
summers sutton suzuki swain swann swanson sweeney swift sykes tait talbot tanaka tanner tate taylor teague terry
thomas thompson thomson thornburg thorne thornton thorpe tierney timms tobin todd tomlinson toney townsend tracey tran
travis tubbs tucker tully turnbull turner tuttle twain tweedy tyler tyson underwood unwin upton valentine vance vang
vaughan vaughn verma vetter vickers vincent wade wadsworth wagner wagoner wainwright waite wakefield walden walker
wall wallace waller wallis walls walsh walter walters walton wang warburton ward wardle ware warner warren washington
waters watkins watson watts weaver webb weber webster weeks weir weiss welch wells welsh werner west weston whaley
wheatley wheeler whelan whitaker white whitehead whitehouse whitfield whitley whitney whittaker whittle wiggins wilcox
wilde wilder wiley wilkerson wilkes wilkins wilkinson williams williamson willis wills wilson winfield winslow winter
winters wise wisniewski witt wolf wolfe wong wood woodard woods woodward wooldridge wooten workman worthington wren
wright wyatt yadav yamamoto yang yates yeomans yoder yoon york young yusuf zhang zimmerman
"""

_SPANISH = """
acosta aguilar aguirre alarcon alvarado alvarez andrade aranda arias avila ayala barrera bautista beltran
benitez bernal bravo bustamante caballero cabrera calderon camacho campos cano cardenas cardona carrasco
carrillo castaneda castillo castro cervantes chavez cisneros contreras cordero cordova corona correa cortes
cortez cruz delgado diaz dominguez duran enriquez escobar espinosa espinoza esquivel estrada fernandez
figueroa flores franco fuentes galindo gallegos galvan garcia garza gomez gonzales gonzalez guerra guerrero
gutierrez guzman hernandez herrera hidalgo huerta hurtado ibarra jimenez juarez lara leon lopez lozano
lucero lugo luna macias maldonado marin marquez martinez medina mejia melendez mendez mendoza mercado meza
miranda molina montes montoya mora morales moreno munoz murillo najera navarro nieto nunez ochoa ojeda
olivares orozco ortega ortiz osorio pacheco padilla palacios parra paz pena peralta perez pineda ponce
prieto quintana quintero quiroz ramirez ramos rangel rendon reyes rico rincon rios rivas rivera robles rocha
rodriguez rojas roman romero rosales rosario rubio ruiz salas salazar salcedo salgado salinas sanchez
sandoval santana santiago santos segura serrano sierra silva solano solis sosa soto suarez tapia tellez
torres trejo trevino trujillo valdez valencia valenzuela vargas vasquez vazquez vega velasco velasquez velez
vera villa villalobos villanueva villarreal villegas yanez zamora zapata zavala zuniga
"""

SURNAMES = word_set(_ENGLISH) | word_set(_SPANISH)
