"""First names: common in the Netherlands and in Fryslân, of all origins. Own list from general knowledge, folded."""

GIVEN = frozenset(
    """
    aad aafje aafke aaliyah aaltje aaltsje aart abas abbas abdel abdelkader abdellah abderrahim abdi abdirahman
    abdul abdullah abdurrahman abe abebe abel abeltje abena abraham achmed ada adaeze adam adama adil adjoa adnan
    adriaan adrian adriana adrianus adrie adwoa adzer aebe aede afework agatha ageeth agnes agnieszka ahlam ahmad
    ahmed ahmet aicha aike ailke aise aisha aissa aisulu akke akkelien akky akram akua akwasi alain albert alberta
    albertine alejandro aleksander aleksandra aleksy alemayehu alex alexander alexandra alf alfons alfred alger
    alhaji alice alida alie alina aline aliou aliye alka allert almaz almer alwin alwine amadou amal amalia amanda
    amare amaru amelia amin amina aminata amine amir amira amrita amy ananya anass anaya andre andrea andreas andrei
    andries andriy andrzej anees angela angelika angelique aniek anil anisa anita anja anke ankie ankje anko anna
    annabel anne anneke annelien annelies annemarie annemiek annemieke annet annette annie anniek annika anouk
    anoush anske antek antoinette anton antonela antoni antonia antonius antoon antsje anwar anzhela arash arend
    ariane arie arif arjan arjen arjun arkadiusz arno arnold arnoud artem arthur artur aruna arwa aryan asefa asha
    ashley ashraf asim aslihan asma asmaa asmae assefa aster astrid atakan atse atsje atsma auke aukje auktsje
    aurelia avraham awet ayaan ayan ayesha aylin aynur ayoub ayse aysegul ayub azadeh aziz aziza baaye bahar barbara
    barbaros barend baris bartek bartele bartle bartosz bartsje bas basma bastiaan batuhan bauke baukelien baukje
    baukjen bauwe baye bayram bea beata beatrice behrouz beitse beitske bekele bella benjamin bennie benno bente
    beppie berat berber berend berfin berivan bernadette bernard bernhard berry bertha bertus betsie betty bianca
    bilal bilel bilge bindert biniam bintou birgit bjinse bjorn blazej boate bob boele bogdan boguslaw bohdan bojan
    bonne boris bottie bouchra boudewijn boudewina bouke boukje boukjen bozena brahim bram branco branko brecht
    brechtje brechtsje brenda brigita brigitte britt brugt bruno burak burcu cagla caglar canan carel carin carina
    carl carla carlijn carlo carlos carolien carolina caroline cas casper catharina cato catrien cecile cees celina
    celine cem cemal cengiz chaima chaimae chandra chantal charles charlie charlotte chidi chiel chinedu chinwe
    chris chrisje christa christel christiaan christian christien christina christine chukwu cihan cindy ciro claar
    claartje claire clara claudia claudine coby colinda connie conny constance constantin cor cora corina corine
    corinne corne cornelia cornelie cornelis corrie corry cosmin cristel czeslaw daan daantje dafne dagmara daisy
    dalal damian damir daniel daniela danielle danilo danny danuta daphne dariusz daryna david davit dawid dawit
    dean debbie debora deborah dedde dedmer dejan delano delroy demi denisa denise deniz dennis derk derya devika
    dhruv diana diane dick diede diederik dieudonne dieuwertje dieuwke dieuwkje dilan dilara dimitar dimitri dina
    dinand dineke dinie dion dirk dirkje divya diyar djamila djibril djoeke djoke djurre dmytro doede doeke doekele
    doetje doetsje doina dolf dominique donald dooitze doortje dora doreen dorien doris dorota dorothea dorothee
    dounia douwe douwtje douwtsje draga dragana driss duarte durk durkje dylan eabe eabele eabeltsje eade eadse
    ealse ebbe ebe ebele ebru ecaterina ecrin eddy edgar edith edo edona eduard edward edwin edyta eef eelco eelke
    eelkje eeltje eeltsje eelze efe efua egbert egbertsje eibert eileen eise eite eize ekke ekrem elbrich elbrig
    elco elena eleonora elias elif elina eline elira elisa elisabeth elisaveta elise eliza elizabeth ella ellen
    elles ellie elly eloise els elsa elsbeth elske eltje eltsje elvira elzbieta emeka emel emiel emil emilia emilie
    emily emin emina emine emir emkje emma emmanuel emmy emre enes engbert engelbert engele engin epie epke eppo
    ercan ergun eric erica erik erika erkan ermias erna ernsje ernst erwin esmee esmeralda esra estelle ester esther
    eszter etienne eva evelien eveline evelyn evert evertsje evi ewa ewoud eyup fabian fabienne fadil fadime fadma
    fairouz faisal faisel farah fardau fardou fares farid farida faris farouk faruk fateh fatih fatiha fatima fatma
    fatmata fatna fatos fatoumata fawad fay faye fayza fedde feddrik feike feikje feitse feitze fekke felix fem
    femke femkje fenje fenna fenne ferdinand ferhat ferit fernando ferry feruz fethi fetse fetsje feyza fieke fien
    fikret filip filiz fimke fiona fjodor flip floortje florian florin floris foeke foekje fokelien fokje fokke
    folkert fonger fopkje foppe fouad frances francesca francien francine francis franciscus franciska frank frans
    fransje freark frearkje fred freddy frederik frederique freek freerk freerkje freweini frida frits frjentsje
    froukje froukjen fryda furkan gabbe gabor gabriel gabriela gabriella gamze gatse gaynor geart geartsje gebre
    geert geerte geertje geertruida geertsje geesje geeske gelf gelske gemma genet geoffrey george georgi ger gerald
    gerard gerarda gerben gerbren gerbrich gerbrig gerda gerdien gergana gerhard gerke gerlinde gerlof germ germaine
    gerrie gerrit gerritsje gerryt gert gertjan gertruda gertrude ghassan ghazal ghislaine gideon giedre gijs
    gijsbert gijsje ginny giovanni girma gisela giulia giuseppe gjalde gjalt glenn goaitsen goaitske goasse gokhan
    gooitske gooitzen goran gordana gosling gosse grazyna greet greetje greta gretha griet grietje grietsje gryt
    grytsje grzegorz guido guiseppe gulay gulcan gulsen gulsum guus guusje gwen gyula haaije haaye habib habiba
    habtom hadi hadja hafid hafida hafsa haije haile haitse haitske hakan hakima halil halima halime halyna hamid
    hamida hamza hanan hanane hanke hanna hannah hannan hanneke hannes hannie hans hansje harald harm harmen harmke
    harold harrie harry hartger haruka hasan hasna hassan hassiba hatice hauke hawa hayat haydar heabel heabele
    heabeltsje hearke hedwig heertje heidi hein heine heinse heleen helen helena helene helga hella hemke henderika
    hendrik hendrika hendrikje hendrikus henk hennie henny henri henrieke henriette hepke hepkje herbert herman
    hermien hermina herre hessel hester hette hetty hicham hidde hielke hieltje hilbert hilbrand hilda hilde hiltje
    hiltsje hinke hinse hiske hoang hoatse hoite hoitsen holke hossein hotse hotze houda houria hristo huda hugo
    huib huibert humphrey huong huseyin hussain hussam hussein huub hylck hylke hylkje hyltje hyltsje ibrahim
    ibtissam idris ids idse idske iebe iede ielke ieme iepe iete ifeoma ige igge igor ihsan ijsbrand ike ikelien
    ikram ilham ilias iliass ilie ilona ilse ilyas imad iman imane imke imran ina ine ines inge ingeborg ingrid
    ioana ionela ionut irena irene irfan irina irma isa isabel isabella isabelle isatou ismael ismail ismet issa
    ivan ivana ivaylo ivo ivonne ivy iwan iwona izabela jaap jabik jacek jaco jacob jacoba jacobje jacobus
    jacqueline jacques jadwiga jagoda jahangir jaimy jake jakob jakub jamal jamila jan-durk jan-peter jan-willem
    jana jane janet janie janine janke janna jannah janneke jannes jannewietske jannie janny jantine jantje jantsje
    janusz japik japke jappie jarek jarich jarno jaroslaw jasmijn jasmina jasper jawad jayden jaydon jeanet jeanette
    jeanine jeanne jeannette jeen jelke jelle jellie jelly jelmar jelmer jelte jeltje jeltsje jenne jennie jennifer
    jenny jens jentje jentsje jeppe jeremy jermaine jeroen jeroom jerrel jerzy jeske jesse jessica jetske jette
    jetty jikke jikkemien jildert jildou jill jilles jimmy jip jisk jitse jitske jitty jitze joachim joan joanna
    joanne joaquin jochem jochen jodie joeke joekje joep joeri joey jogchem jogchum johan johanna johannes john
    johnny joke jolanda jolande jolanta jolien jolijn jonas jonathan jonna joop joos joost joppe jordi jordy joren
    jorge joris jorn jorrit jos jose josef josefien josephine joshua josine josip josje jouke joukje jouktsje jovana
    joyce juan judit judith jules julia julian juliana julie juliette julius jurgen jurgita jurjen jurre jurriaan
    justin justus kaatje kacper kadija kadir kai kamal kamil kamila kamran karel karen karim karima karin karina
    karla karlijn karolien karolina kasia kasper katarina katarzyna kate katerina kateryna kathelijne katja katrien
    kaveh kaylee kayleigh kea kees keimpe keimpke kelly kemal kenan kenneth kerem kevin khadija khadra khaled khalid
    khang khanh kiki kim kimberley kimberly kinga kiran kirsten kirstin kitty klaartje klaas klaas-jan klaaske
    klaesje klasine klaske klaudia klazien klazina koen koenraad kofi koos kornelia kornelis kornelske kris krista
    kristel kristian kristien kristina kristof krisztina krystyna krzysztof kubilay kwabena kwaku kwame kyan kyra
    laila lakshmi lambert lambertus lamia lamine lamke lamkje lammert lammie lana lara larissa lars latifa laura
    laurens laurentiu laurien layla lea lech leendert leentje leila lejla lennard lennart lenneke leo leon leonard
    leonardo leonie leonoor leontien leszek leyla lia liam lian lianne lidewij lidia lidy lieke liekele lien lieneke
    lies liesbeth lieselot liesje lieukje lieuwe lieuwkje lilian liliana lily lina linda lindsey linh linsey liridon
    lisa lisanne lisette lizzy ljibbe ljiljana ljuwe lobke lobkje lodewijk loek loes lolke lolkje lolle lonneke
    loredana loreena lorenzo lotfi lotje lou loubna louis louisa louise lourens lubna luca lucas lucia lucian
    luciano lucie lucien lucjan ludmila ludo luis luit luitzen lukas lukasz luljeta luna lutske luuk lydia lykele
    lys lysbeth lyske lyudmyla maaike maarten maartje machiel machteld maciej maciek maddy madeleine madelon madina
    magda magdalena mahamadou maher mahir mahmoud mahmut maik maike maikel malak malgorzata malik malika malou
    mamadou manal mandy manon mansour manuel manuela marc marcel marcella marciano marcin marco marek margaret
    margareth margaretha margo margot margreet margriet maria mariam marian mariana marianne marie marieke mariel
    marielle mariem marija marije marijke marijn marijne marika marilyn marina marinus mario mariola marion mariska
    marissa marit marita mariusz mariya marja marjan marjet marjo marjolein marjolijn marjon marleen marlies marloes
    marlon marlou marnix marrit marten martha marthe martijn martin martina martine martinus martsje marvin marwa
    mary maryam maryk maryna mateusz mathieu mathijs mathilde matteo mattheus matthias matthijs matty maud maurice
    maurits max maxime maya mebius mehdi mehmet meike meile meindert meinte meintje meintsje melanie melek melissa
    melle meltem melvin memet menno merijn merlijn merve meryem mesut metje metsje mia michael michal michel
    michelle michiel mick mieke mient miep miguel mihaela mijke mika mike mila milan milana milena milica milos
    milou miloud mimoun mina minh minke minse mintje mintsje miranda mircea mireille mirela mirella miriam mirjam
    mirjana miroslav miroslaw mirte mirthe mirza mitchell mohamed mohammad mohammed mohamud mohan mokhtar monica
    moniek monika monique mostafa mouna mounir mourad moustapha muhammad muhammed muhammet mukhtar munira murat
    muriel musa mustafa mustapha mykola myrna myrthe nabil nabila nada nadezhda nadia nadine nadir naima najat najib
    najla nanne naomi naoual naresh narges nasir nasrin nasser natalia natalie natascha natasja nathalie nathan
    nawal nazan nazli nebahat nebojsa nedjma neeke neeltje neeltsje neha nel nela nelleke nellie nelly nermin nesrin
    nezha ngoc nicky nico nicolaas nicole nicolette niek niels nienke nihad nihal niko nikola nikolay nilufer nina
    nisa nisrine njoki noa noah noel noltsje noor noortje nora norbert nour noura nuno nuray nurcan nuri nynke nyske
    oane obinna odette oebele oeds oedske oege oene oepke okke oksana olaf oleg oleh olek oleksandr oleksandra
    oleksii olena olga olivia olivier olumide oluwaseun omar omer ommo onne onno onur orhan orlando ornella osama
    oscar oskar osman otto ouafa oumar oumou ousmane ozan ozge ozlem pamela parisa pascal pascalle patricia patrick
    patrycja patty paul paula paulien paulina pauline paulke paulus pavel pavlo pawel pedro peer pepijn petar peter
    petr petra petronella petru petrus philip philippa philippe phuong piebe pien pierre piet pieteke pieter
    pieternel pietje pietrik pietsje pim pinar piotr pleun pooja popke popkje predrag preethi priya priyanka przemek
    przemyslaw purcy pyt pytrik pytsje pytter pyttrik quang quinten quirijn quynh rabia rachel rachid rachida radia
    radjesh radka radoslaw rafael rafal rafiq rahel rahma rajesh rajiv rakesh ralf ralph ramazan rami ramon rania
    raoul rashid ravi rayan raymond razvan rebecca rebwar recep reda redmer redouan refik regina reinder reindert
    reinier reinou reinoud reinout reinske reinskje rembrandt remco remko renata renate rene renee rens renske resul
    reza rhimou ria rianne ricardo richard rick rida riekele riemer riemke rienk rients rik rikst rima rimmer rina
    rinaldo rinnert rinse rinske rintje rintsje riny rinze rishi rita ritske rixt rixtje riyad rob robbert robbie
    robert roberta roberto robin rochelle rodney rodrigo roel roeland roelie roelien roelof roelofke roger roksana
    roland rolf roma romana romcke romke romkje rommert romy ron ronald ronnie rosa rosalie rosalinde rosanne
    roselien rosemarie rosita roxana roy roya roza ruben ruchsana rudi rudolf rudy rumen ruslan rutger ruth ruud
    ruurd ruurdtje ruurdtsje ryan rynk rynske ryszard saad saadia saakje saar sabah sabine sabri sabrina sadia sadio
    saeed saepke safae safia sahar sahra saida saif sakina sako salah salim salima salma salman salome salomon
    samantha sami samia samir samira samuel sanaa sandeep sander sandra sanja sanjay sanne santosh sape sara sarah
    sascha sasja saskia schelte schelto sebastiaan sebastian sedat seerp seher selim selin selina selma sem semih
    semra senait serap serdar serge serhat serhii serife serkan sevda sevgi seyma shabnam shahid shahin shanice
    shanti sharmila sharon sheila sherida sheryl shirin shirley sibel sibylle sicco siebe siebren siebrig sieger
    siem siemen sien sierd siets sietsche sietse sietsje sietske sietze siham sihame sijbe sijbren silke silvana
    silvia simke simkje simon simone simret sinan sinem siobhan sipke sipkje sippie sjaak sjaan sjak sjanie sjef
    sjerp sjieuwke sjikke sjirk sjirkje sjoerd sjoerdtje sjoerdtsje sjon sjors sjouke sjoukelien sjoukje sjoukjen
    sjuck sjutsje sjuttsje skelte skelto slavica slawek slawomir slobodan snezana sofia sofian sofiane sofie solomon
    songul sonia sonja sophia sophie soraya souad soufian soufiane soumaya stanislaw stef stefan stefania stefanie
    stefano steffie stella stephan stephanie sterre steven stijn stoffel stynke styntsje suhaila sukran suleiman
    suleyman sumaya sunil sunita sursh susan susanna susanne sushil suus suzan suzanne sven svetlana svitlana
    sweitse swob sybe sybolt sybren sybrich sybrig sylvana sylvester sylvia sylvie symen symke sytse sytsje sytske
    sytze szymon taede taeke tahar tahir tahmina tamar tamara tanja tara tarek tarik tatiana tatjana teake teatske
    teddy tekle temesgen teodor teodora tes tesfay tess tetiana tetje tetsje tetske tette teun teunis teuntje thanh
    thao thea theo theodoor theodora theresa therese theunis thijmen thijn thijs thirza thom thomas thorsten thu
    thuy tibor tiede tiemen tiete tietje tietsje tiffany tigist tijmen tijn tijs tim timea timo timon timothy tineke
    tinie tino titia tjaard tjalf tjalke tjalling tjamke tjarda tjardo tjebbe tjeerd tjeppe tjerk tjerkje tjibbe
    tjisse tjitse tjitske tjitte tjitze tjomme tobias tobiasz todor toine tom tomas tomasz tomislav tonia tonnie
    tonny toos trienke trijntje trijntsje trix trudie trudy truus tryn trynke tryntsje tsegay tsjalling tsjamke
    tsjeard tsjerk tsjibbe tsjikke tsjitse tsjitske tuan tugba tuncay turgut turkan twan tyrone ugochi ugur uilke
    uilkje ulas ulbe ulke ulku ultsje umar umit umut urmila ursula urszula usman uultje uultsje uzma valentijn
    valentina valerie vanessa vasil vasile vasilica vasyl veerle velichka vera veronica veronique veselin vesna
    victor victoria viet vijay viktor viktoria viktoriia viktorija vincent violet violeta virginia vitalii vivian
    viviane vlad vladimir vladislav volkan volodymyr vusal wabbe wabe wafa waldemar waleed walid walter wanda wapke
    warner wassim watse watze welmoed welmoet wendell wendy werner wesley wessel wichard wiebe wiebren wieger wiep
    wiepie wiepke wiepkje wieslaw wietse wietske wietze wijnand wilbert wilco wilfred wilhelm wilhelmina wilhelmke
    wilhelmus willeke willem willemien willemijn willemina willemke william willy wilma wim winnie winston witold
    wlodek wobbe wobke wojciech wolter wopke wopkje wout wouter wybe wybren wybrich wybrig wypkje wytse wytske wytze
    xander xandra xavier xiomara yaakov yacine yahya yana yannick yara yaroslav yasemin yasin yasir yasmin yasmina
    yasmine yassin yassine yassir yassmina yavuz yevhen yfke yke yme ymke ymkje ymte ynske ynskje ynte yntsje yohana
    yohannes yolanda yonas yoran yosef youcef younes youness youp youri yousef yousra youssef ype ypke ypkje ytje
    ytsen ytsje ytske yulia yuliia yunus yuri yusuf yvanka yvette yvo yvon yvonne zahra zaida zainab zainabou
    zakaria zakariya zarina zbigniew zdenka zdzislaw zehra zeki zekiye zeliha zenon zeynep ziad zineb zoe zofia
    zohra zoltan zoran zsofia zsolt zuhal zuleyha zuzanna zygmunt
    """.split()
)
"""First names that are hardly ever anything else."""

AMBIGUOUS_GIVEN = frozenset(
    """
    ad age ale alle alpha amber anders ane ange art bart beer ben benne bep bert binne bloem bo bokke bote bouwe boy
    bravo broer chef chelsea co delta dik don echo ed ele elke eppie fleur floor florence france gabe gea giel golf
    han harke heit hero hille hind hinne homme hotel ide inci india inne iris jade jan jet jim jo job jon joy juliet
    just kas keet kei ken kerst kilo kit leen lente lieve lima linde lot lotte lotus louw luke madelief mark maxim
    mees mei meine melis merel mien mies min mink minne mo moos murk mus november olijf oma ome otte pals papa parel
    paris pier pip poppe prince puck quebec reade reimer rein rennie rocky roman romeo roos rose rot said sake sam
    sana selam sierra sil sip skip sky stan ster storm sultan syp taco tamme tango tede ties tine ton toon trees
    trui vos ward whisky wil wolf zomer
    """.split()
)
"""First names that are also words: they need a capital or a telling place in the sentence."""
