"""Family names, English and Spanish: they tell where a spelled full name divides. Never a limit."""

from __future__ import annotations

from app.core.understanding.wordlist import word_set

_ENGLISH = """
abbott abdullah adams ahmed akhtar ali allan allen anderson andrews archer armstrong arnold ashton atkins
atkinson austin bailey baker baldwin ball banks barber barker barlow barnes barnett barrett barry bartlett
barton bates baxter begum bell bennett benson bentley berry bevan birch bird bishop black blackburn blake
bolton bond booth bowen boyd boyle bradley bradshaw brady braun brennan briggs brookes brooks brown browne
bruce bryan bryant buckley bull burgess burke burns burrows burt burton butcher butler byrne cameron
campbell carey carlson carpenter carr carroll carter cartwright chadwick chamberlain chambers chan chandler
chang chapman charlton chen clark clarke clayton clements cole coleman coles collier collins connolly connor
conway cook cooke cooper cox craig crawford cross cunningham curtis dale daly daniels davey davidson davies
davis davison dawson day dean dennis dixon dobson doherty donnelly douglas doyle duffy duncan dunn dyer
edwards elliott ellis evans farmer farrell faulkner ferguson field fields finch fisher fitzgerald fleming
fletcher flynn forbes ford foster fowler fox francis franklin fraser freeman french frost fry fuller
gallagher gardiner gardner garner george gibbons gibbs gibson gilbert giles gill glover godfrey goddard
goodwin gordon gough gould graham grant gray green greene greenwood gregory grey griffin griffiths hale hall
hamilton hammond hancock hansen hanson harding hardy harper harris harrison hart hartley harvey hawkins
hayes haynes hayward heath henderson henry herbert hewitt hicks higgins hill hilton hobbs hodgson holden
holland holloway holmes holt hooper hopkins horton houghton howard howarth howe howell howells hudson hughes
hull humphreys humphries hunt hunter hurst hussain hussein hutchinson hyde iqbal jackson james jarvis
jenkins jennings jensen john johnson johnston jones jordan joyce kaur kay kelly kemp kennedy kent kerr khan
king kirby kirk knight knowles lamb lambert lane larson law lawrence lawson leach lee lees leonard lewis lim
little lloyd long lord lowe lucas lynch lyons macdonald mahmood mann manning marsden marsh marshall martin
mason matthews may mccarthy mcdonald mckenzie mclean meyer middleton miles miller mills mistry mitchell
mohamed moore moran morgan morley morris morrison morton moss murphy murray myers nash naylor nelson newman
newton nicholls nicholson nixon noble nolan norman norris north norton oconnor odonnell oliver olson oneill
osborne owen owens page palmer parker parkes parkin parkinson parry parsons patel patterson payne peacock
pearce pearson perkins perry peters peterson phillips pickering pollard poole pope porter potter potts
powell power pratt preston price pritchard pugh quinn rahman randall read reed rees reeves reid reynolds
rhodes rice richards richardson riley roberts robertson robinson robson rogers rose ross rowe rowley russell
ryan sanders sanderson saunders savage schmidt schneider schofield schultz scott shah sharp sharpe shaw
shepherd sheppard short simmons simpson sims sinclair singh singleton slater smart smith snyder spencer
stanley steele stephens stephenson stevens stevenson stewart stokes stone storey sullivan summers sutton
swift talbot taylor terry thomas thompson thomson thornton todd tomlinson townsend tucker turnbull turner
tyler vaughan vincent wade wagner walker wall wallace wallis walsh walters walton ward warner warren
washington waters watkins watson watts weaver webb weber webster welch wells west weston wheeler white
whitehead whitehouse whittaker wilkins wilkinson williams williamson willis wilson winter wong wood woods
woodward wright wyatt yang yates young zimmerman
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
