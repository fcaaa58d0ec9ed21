"""More given names of callers in the United States, of every origin; a help to the rules, never a limit."""

from __future__ import annotations

MORE = """
nell elnora juliann lizabeth terrie sherlyn wendie krysta myong neal julius phil mack alton randolph doyle
aarav abdullah abdulrahman abebe adaeze adalyn addie adebayo adeline adeola aditya adnan advait akhil akosua alcides
aldo alessandra alessio aline allyson almaz alonzo alphonso althea alyce alyson amandeep ameer amina anahi anand
anastasia andreas angeline angelo anibal aniket ankit annmarie antoinette antonella antwan anwar aria ariadna arianna
ariella armand arvind asad ashwin aubree aurelia aurelio ayesha babatunde balaji bartosz bashir beatrix benita bennie
benny berenice berta beryl bette bettie beulah bhavna bjarne bobbi bonita brant brenton briana brielle brittney
brooklynn bruno bryon byung camryn carissa carmelo cathryn cecelia cecile chabela charmaine chauncey cheri chiamaka
chibuzo chinedu christi christophe chrystal chul claribel clarice claudette clotilde coleen conrad corine cornelia
corrine cuauhtemoc daiki daisuke damaris darrin dashiell dawit deanne debora deepika deidre delmar dena denisse denny
derick dhruv dianna dietmar dionne divya dmitry domenica donny dorian duc ebele eberhard ebuka edmond edwina efosa
efren ekaterina elbert eliana elinor elizabeta eloy elsa elton elva elvin emanuel emile emilee emiliana emmanuella
emory enzo erendira erick ericka erma ernestine errol erwin esi essie estefania estella etta eula eunji evangeline
evelia everleigh evgenia ewa fabienne fabrizio fadumo fannie farhan faustino fawzi fidel fidelina filippo flavio
florent folake franca franck freddy fredrick frieda friedrich froylan gaetano gaston gaurav genoveva gerd gerhard geri
gerson gianluca gianna gilles giorgio giovany girish giselle gopal gracelyn gracie grady gretl grzegorz gunnar guowei
haakon habib hadley hai hakim haley halima halina hamid hamza hannelore haris harish harlow haruka hayleigh helene
helmut henri hermelinda hermenegildo hiba hideki hieu hiroki hirut hitesh hoang hodan horst hortensia huma hyejin
ifrah ikenna ila ilham iliana inez ingeborg ingvar irais irena irvin isabela ishaq isiah ivette izabella jabbar
jacklyn jaclyn jacquelyn jadwiga jaelyn jaewon jalal jamar janeth janette janie jatin javed jayla jayson jeanie
jeanine jeannette jeannine jerzy jesenia jianhua jimmie jiwoo jocelyn jodi jolene jolie jorgen joselyn josette
julianne julien juliette julius junaid jyoti kaia kamal kamryn kaori kareem kari karima karime karlheinz kateryna
katia katina kaylee kaylin kazimierz kazuo kelechi kendrick kenta kermit khaled khanh khoa kidane kinley kiran kishore
krishna krista kristi krystal krystyna kurtis kwabena kwaku kyla kylie kyungsoo ladonna laila lainey lalit lanny latif
laurent lavonne lawanda layth leanna leif leilany lela lemuel leonor leszek letha liban librado lieselotte liesl ligia
lihua lilia lilly linwood lizeth lizzie lorenza louie luann luca luciano lucien lucila lucile ludmilla lukasz lula
lyla lyudmila mable maci maciej maciel madelyn magali magnhild mahmoud mai maite majid makenna maksym mallory manfred
manoj mansoor marcel marcelino marcelle marcial marcie margarito margret maricarmen maritza marlen marlon marta maryam
maryellen marylou masao mateusz mattie mauro mckinley meagan meera meiling melchor merlin micaela midori mila
millicent minjun mireya mitzi mohan mohsin mollie mukesh mulugeta mumina mustafa mykola myrna nadeem nadezhda nallely
nandini nanette nannie napoleon nasir natalya naveen nayla neftali neva nga nhung nicanor niels nikita nirav nitin
nkechi nnamdi noboru norbert noreen noura nunzio oaklynn obinna odile odilia olegario olena oluwaseun onesimo otilia
oyvind paisley parth pascal pasquale patrice petronila philippe phuc phung piotrek pradeep prakash pranav prasad
praveen preeti quang quincy rachelle raelynn rafaela ragnar rakesh rami randal ranulfo raoul raphael rashid ravindra
raymundo rebekah reem reggie remi rena rickie robby rocco rochelle rodrick ronny roosevelt rosalina rosalio rosaria
roseann rosella rosemarie rosenda rowena royce rudi rufino ruslan russel ruthie rylee sabah sabino sachin saeed saif
salah sallie sandeep sandrine sangeeta satish satoshi saundra saylor scottie selam seojun seoyeon severiano seymour
shaima shana shanna sharron shawna shelia sherrie sheryl shinji shivani shreya siddharth siegfried sigurd silvana
silvino sneha solveig sonja srinivas stanislav stanislaw stefanie stevie subramaniam sudha suleiman suman sunghee
susanna swati sylvain tabatha tadeusz tahir takeshi tameka tami tammie taras tarek teddy tejas telesforo temitope
terrence tesfaye tewodros thang thao therese thibault tien timmy tobenna tommie tomoko tonantzin tonia torbjorn
torsten trang tranquilino trinh trung tuyen uchenna uday ulf ulysses umar ursel valentin valentyna vance vandana varun
vasyl venkat veronique vianey vicenta vidya viktor viktoriya vilma vinay vincenza vinh vinod vishal vivek volker
volodymyr waleed waltraud waqar weiming weldon wes wieslaw wilton wolfram xiaoming xiuying xuan yaa yamileth yann
yaretzi yash yasir yazmin yelena yevgeny yifan yonas yoshiko younes youngho yulia yumi yuridia zachery zaid zainabu
zenon zhiwei zofia
"""
