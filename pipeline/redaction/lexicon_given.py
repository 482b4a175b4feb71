"""First names: common in the Netherlands and in Fryslân, of all origins. Own list from general knowledge, folded."""

GIVEN = frozenset(
    """
    aad aafje aafke aaliyah aaltje aaltsje aart abas abbas abdel abdelkader abdellah abderrahim abdi abdirahman
    abdul abdullah abdurrahman abe abel abeltje abraham achmed ada adam adil adnan adriaan adrian adriana adrianus
    adrie adzer aebe aede agatha ageeth agnes ahmad ahmed ahmet aicha aike ailke aise aisha aissa akke akkelien akky
    akram alain albert alberta albertine alejandro aleksander aleksandra alex alexander alexandra alf alfons alfred
    alger alice alida alie alina aline allert almer alwin alwine amal amalia amanda amelia amin amina amine amir
    amira amy anass andre andrea andreas andrei andries andrzej angela angelique anil anisa anita anja anke ankie
    ankje anko anna annabel anne anneke annelien annelies annemarie annemiek annemieke annet annette annie anniek
    annika anouk anske antoinette anton antonia antonius antoon antsje anwar arash arend ariane arie arif arjan
    arjen arjun arno arnold arnoud arthur ashley ashraf asma aster astrid atse atsje atsma auke aukje auktsje
    aurelia awet ayaan ayan ayesha aylin aynur ayoub ayse aysegul aziz aziza baaye bahar barbara barbaros barend
    baris bartele bartle bartosz bartsje bas basma bastiaan bauke baukelien baukje baukjen bauwe baye bayram bea
    beata beatrice beitse beitske bella benjamin bennie benno bente beppie berat berber berend berivan bernadette
    bernard bernhard berry bertha bertus betsie betty bianca bilal bilge bindert birgit bjinse bjorn boate bob boele
    bogdan bonne boris bottie bouchra boudewijn boudewina bouke boukje boukjen brahim bram branco brecht brechtje
    brechtsje brenda brigita brigitte britt brugt bruno burak canan carel carin carina carl carla carlijn carlo
    carlos carolien carolina caroline cas casper catharina cato catrien cecile cees celine cem cemal cengiz chantal
    charles charlie charlotte chiel chris chrisje christa christel christiaan christian christien christina
    christine cihan cindy claar claartje claire clara claudia claudine coby colinda connie conny constance cor cora
    corina corine corinne corne cornelia cornelie cornelis corrie corry cristel daan daantje dafne daisy dalal
    damian damir daniel daniela danielle danny danuta daphne dariusz david dawit dean debbie debora deborah dedde
    dedmer delano demi denise deniz dennis derk derya diana diane dick diede diederik dieuwertje dieuwke dieuwkje
    dilan dilara dimitri dina dinand dineke dinie dion dirk dirkje diyar djoeke djoke djurre doede doeke doekele
    doetje doetsje dolf dominique donald dooitze doortje dora doreen dorien doris dorota dorothea dorothee douwe
    douwtje douwtsje durk durkje dylan eabe eabele eabeltsje eade eadse ealse ebbe ebe ebele ebru ecaterina eddy
    edgar edith edo eduard edward edwin edyta eef eelco eelke eelkje eeltje eeltsje eelze egbert egbertsje eibert
    eileen eise eite eize ekke ekrem elbrich elbrig elco elena eleonora elias elif elina eline elisa elisabeth elise
    elizabeth ella ellen elles ellie elly eloise els elsa elsbeth elske eltje eltsje elvira elzbieta emiel emil
    emilia emilie emily emine emir emkje emma emmanuel emmy emre enes engbert engelbert engele engin epie epke eppo
    ercan eric erica erik erika erkan erna ernsje ernst erwin esmee esmeralda esra estelle ester esther eszter
    etienne eva evelien eveline evelyn evert evertsje evi ewoud eyup fabian fabienne fadil fadime fadma faisal
    faisel farah fardau fardou fares farid farida faris farouk fateh fatih fatiha fatima fatma fatmata fatos fawad
    fay faye fayza fedde feddrik feike feikje feitse feitze fekke felix fem femke femkje fenje fenna fenne ferdinand
    ferhat ferit fernando ferry fetse fetsje feyza fieke fien filiz fimke fiona fjodor flip floortje florian floris
    foeke foekje fokelien fokje fokke folkert fonger fopkje foppe fouad frances francesca francien francine francis
    franciscus franciska frank frans fransje freark frearkje fred freddy frederik frederique freek freerk freerkje
    frida frits frjentsje froukje froukjen fryda gabbe gabriel gabriela gabriella gamze gatse gaynor geart geartsje
    gebre geert geerte geertje geertruida geertsje geesje geeske gelf gelske gemma genet geoffrey george ger gerald
    gerard gerarda gerben gerbren gerbrich gerbrig gerda gerdien gerhard gerke gerlinde gerlof germ germaine gerrie
    gerrit gerritsje gerryt gert gertjan gertruda gertrude ghazal ghislaine gideon gijs gijsbert gijsje ginny
    giovanni gisela giulia giuseppe gjalde gjalt glenn goaitsen goaitske goasse gokhan gooitske gooitzen goran
    gosling gosse greet greetje greta gretha griet grietje grietsje gryt grytsje grzegorz guido guiseppe gulay
    gulsen gulsum guus guusje gwen haaije haaye habib habiba hadi hafid hafida haije haile haitse haitske hakan
    halil halima halime hamid hamida hamza hanan hanane hanke hanna hannah hanneke hannes hannie hans hansje harald
    harm harmen harmke harold harrie harry hartger hasan hasna hassan hatice hauke hawa hayat heabel heabele
    heabeltsje hearke hedwig heertje heidi hein heine heinse heleen helen helena helene helga hella hemke henderika
    hendrik hendrika hendrikje hendrikus henk hennie henny henri henrieke henriette hepke hepkje herbert herman
    hermien hermina herre hessel hester hette hetty hicham hidde hielke hieltje hilbert hilbrand hilda hilde hiltje
    hiltsje hinke hinse hiske hoatse hoite hoitsen holke hotse hotze huda hugo huib huibert humphrey huseyin hussain
    hussam hussein huub hylck hylke hylkje hyltje hyltsje ibrahim ibtissam idris ids idse idske iebe iede ielke ieme
    iepe iete ige igge ijsbrand ike ikelien ikram ilham ilias iliass ilona ilse ilyas imad iman imane imke imran ina
    ine ines inge ingeborg ingrid ioana irene irfan irina irma isa isabel isabella isabelle ismael ismail ivan ivana
    ivo ivonne ivy iwan iwona izabela jaap jabik jaco jacob jacoba jacobje jacobus jacqueline jacques jaimy jake
    jakob jakub jamal jamila jan-durk jan-peter jan-willem jana jane janet janie janine janke janna jannah janneke
    jannes jannewietske jannie janny jantine jantje jantsje japik japke jappie jarich jarno jasmijn jasper jawad
    jayden jeanet jeanette jeanine jeanne jeannette jeen jelke jelle jellie jelly jelmar jelmer jelte jeltje jeltsje
    jenne jennie jennifer jenny jens jentje jentsje jeppe jeremy jermaine jeroen jeroom jeske jesse jessica jetske
    jette jetty jikke jikkemien jildert jildou jill jilles jimmy jip jisk jitse jitske jitty jitze joachim joan
    joanna joanne joaquin jochem jochen jodie joeke joekje joep joeri joey jogchem jogchum johan johanna johannes
    john johnny joke jolanda jolande jolanta jolien jolijn jonas jonathan jonna joop joos joost joppe jordi jordy
    joren jorge joris jorn jorrit jos jose josef josefien josephine joshua josine josje jouke joukje jouktsje joyce
    juan judith jules julia julian juliana julie juliette julius jurgen jurjen jurre jurriaan justin justus kaatje
    kadir kai kamal kamil karel karen karim karima karin karina karla karlijn karolien kasia kasper katarina
    katarzyna kate kateryna kathelijne katja katrien kaylee kayleigh kea kees keimpe keimpke kelly kemal kenneth
    kevin khadija khaled khalid kiki kim kimberley kimberly kirsten kirstin kitty klaartje klaas klaas-jan klaaske
    klaesje klasine klaske klazien klazina koen koenraad koos kornelis kornelske kris krista kristel kristian
    kristien kristina kristof krzysztof kyan kyra lambert lambertus lamia lamke lamkje lammert lammie lana lara
    larissa lars latifa laura laurens laurien layla lea leendert leentje leila lennard lennart lenneke leo leon
    leonard leonardo leonie leonoor leontien leyla lia liam lian lianne lidewij lidia lidy lieke liekele lien
    lieneke lies liesbeth lieselot liesje lieukje lieuwe lieuwkje lilian lily lina linda lindsey linsey lisa lisanne
    lisette lizzy ljibbe ljuwe lobke lobkje lodewijk loek loes lolke lolkje lolle lonneke loreena lorenzo lotfi
    lotje lou loubna louis louisa louise lourens luca lucas lucia lucian luciano lucie lucien ludo luis luit luitzen
    lukas lukasz luna lutske luuk lydia lykele lys lysbeth lyske maaike maarten maartje machiel machteld maciej
    maddy madeleine madelon magda magdalena maher mahir mahmoud mahmut maik maike maikel malak malgorzata malika
    malou manal mandy manon mansour manuel manuela marc marcel marcella marciano marco marek margaret margareth
    margaretha margo margot margreet margriet maria mariam marian mariana marianne marie marieke mariel marielle
    marija marije marijke marijn marijne marika marilyn marina marinus mario marion mariska marissa marit marita
    mariusz mariya marja marjan marjet marjo marjolein marjolijn marjon marleen marlies marloes marlon marlou marnix
    marrit marten martha marthe martijn martin martina martine martinus martsje marvin mary maryam maryk maryna
    mateusz mathieu mathijs mathilde mattheus matthias matthijs matty maud maurice maurits max maxime maya mebius
    mehdi mehmet meike meile meindert meinte meintje meintsje melanie melek melissa melle melvin menno merijn
    merlijn merve meryem mesut metje metsje mia michael michal michel michelle michiel mick mieke mient miep miguel
    mijke mika mike mila milan milena milou miloud mimoun mina minke minse mintje mintsje miranda mircea mireille
    mirela mirella miriam mirjam mirte mirthe mirza mitchell mohamed mohammad mohammed mohamud mohan mokhtar monica
    moniek monika monique mostafa mounir mourad muhammad muhammet mukhtar murat muriel musa mustafa mustapha myrna
    myrthe nabil nabila nadia nadine nadir naima najat najib najla nanne naomi naoual naresh narges nasir nasser
    natalia natalie natascha natasja nathalie nathan nawal nazan nazli nebahat neeke neeltje neeltsje nel nelleke
    nellie nelly nermin nesrin nezha nicky nico nicolaas nicole nicolette niek niels nienke nihal niko nikolay
    nilufer nina nisa noa noah noel noltsje noor noortje nora norbert nour noura nuray nurcan nuri nynke nyske oane
    odette oebele oeds oedske oege oene oepke okke oksana olaf oleg oleksandr oleksandra olena olga olivia olivier
    omar omer ommo onne onno orhan orlando osama oscar oskar osman otto ozan ozge ozlem pamela pascal pascalle
    patricia patrick patty paul paula paulien paulina pauline paulke paulus pawel pedro peer pepijn peter petr petra
    petronella petrus philip philippa philippe piebe pien pierre piet pieteke pieter pieternel pietje pietrik
    pietsje pim pinar piotr pleun popke popkje priya purcy pyt pytrik pytsje pytter pyttrik quinten quirijn rachel
    rachid rachida radia radjesh rafael rafal rafiq rahel rahma rajesh rajiv ralf ralph ramazan rami ramon rania
    raoul rashid ravi rayan raymond rebecca recep reda redmer redouan regina reinder reindert reinier reinou reinoud
    reinout reinske reinskje rembrandt remco remko renate rene renee rens renske resul ria rianne ricardo richard
    rick rida riekele riemer riemke rienk rients rik rikst rima rimmer rina rinaldo rinnert rinse rinske rintje
    rintsje riny rinze rishi rita ritske rixt rixtje riyad rob robbert robbie robert roberta roberto robin rochelle
    rodney rodrigo roel roeland roelie roelien roelof roelofke roger roland rolf roma romana romcke romke romkje
    rommert romy ron ronald ronnie rosa rosalie rosalinde rosanne roselien rosemarie rosita roy roya roza ruben
    ruchsana rudi rudolf rudy rutger ruth ruud ruurd ruurdtje ruurdtsje ryan rynk rynske saad saakje saar sabah
    sabine sabri sabrina sadia saeed saepke safae saida saif sako salah salim salima salma salman salomon samantha
    sami samir samira samuel sanaa sandeep sander sandra sanjay sanne santosh sape sara sarah sascha sasja saskia
    schelte schelto sebastiaan sebastian sedat seerp selim selin selina selma sem semih semra senait serap serdar
    serge serhat serkan sevda sevgi seyma shabnam shahin shanice shanti sharon sheila sherida sheryl shirin shirley
    sibel sibylle sicco siebe siebren siebrig sieger siem siemen sien sierd siets sietsche sietse sietsje sietske
    sietze siham sihame sijbe sijbren silke silvana silvia simke simkje simon simone simret sinan sipke sipkje
    sippie sjaak sjaan sjak sjanie sjef sjerp sjieuwke sjikke sjirk sjirkje sjoerd sjoerdtje sjoerdtsje sjon sjors
    sjouke sjoukelien sjoukje sjoukjen sjuck sjutsje sjuttsje skelte skelto sofia sofian sofie sonja sophia sophie
    soraya souad soufian soufiane soumaya stanislaw stef stefan stefanie stefano steffie stella stephan stephanie
    sterre steven stijn stoffel stynke styntsje suleiman suleyman sumaya sunil sursh susan susanna susanne suus
    suzan suzanne sven svetlana svitlana sweitse swob sybe sybolt sybren sybrich sybrig sylvana sylvester sylvia
    sylvie symen symke sytse sytsje sytske sytze taede taeke tahir tamar tamara tanja tara tarek tarik tatiana
    tatjana teake teatske teddy teodor tes tesfay tess tetiana tetje tetsje tetske tette teun teunis teuntje thea
    theo theodoor theodora theresa therese theunis thijmen thijn thijs thirza thom thomas thorsten tibor tiede
    tiemen tiete tietje tietsje tiffany tijmen tijn tijs tim timo timon timothy tineke tinie tino titia tjaard tjalf
    tjalke tjalling tjamke tjarda tjardo tjebbe tjeerd tjeppe tjerk tjerkje tjibbe tjisse tjitse tjitske tjitte
    tjitze tjomme tobias toine tom tomas tomasz tonia tonnie tonny toos trienke trijntje trijntsje trix trudie trudy
    truus tryn trynke tryntsje tsjalling tsjamke tsjeard tsjerk tsjibbe tsjikke tsjitse tsjitske tugba turgut twan
    tyrone ugur uilke uilkje ulbe ulke ulku ultsje umit umut urmila ursula usman uultje uultsje valentijn valentina
    valerie vanessa vasile veerle vera veronica veronique vesna victor victoria viktor viktoriia vincent violet
    virginia vivian viviane vladimir volkan wabbe wabe wafa walid walter wanda wapke warner wassim watse watze
    welmoed welmoet wendell wendy werner wesley wessel wichard wiebe wiebren wieger wiep wiepie wiepke wiepkje
    wietse wietske wietze wijnand wilbert wilco wilfred wilhelm wilhelmina wilhelmke wilhelmus willeke willem
    willemien willemijn willemina willemke william willy wilma wim winnie winston wobbe wobke wojciech wolter wopke
    wopkje wout wouter wybe wybren wybrich wybrig wypkje wytse wytske wytze xander xandra xavier xiomara yahya
    yannick yara yasemin yasin yasir yasmin yasmina yassin yassine yassir yavuz yfke yke yme ymke ymkje ymte ynske
    ynskje ynte yntsje yohannes yolanda yonas yoran yosef youness youp youri yousef youssef ype ypke ypkje ytje
    ytsen ytsje ytske yuliia yunus yusuf yvanka yvette yvo yvon yvonne zahra zainab zakaria zehra zeki zekiye zeynep
    ziad zineb zoe zohra zoltan zsofia zuhal
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
