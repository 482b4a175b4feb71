"""Family names: common in the Netherlands and in Fryslân, of all origins. Own list from general knowledge, folded.

Frisian names in -stra, -sma and -inga are also known by their endings, see `name_words`.
"""

FAMILY = frozenset(
    """
    aalbers aarts abbink abdullahi aboutaleb acar achterberg aciksoz adams adeyemi adriaans adriaansen aguilar
    ahmadi akbas akbulut akdag akkerman akkus aksoy aktas alami albayrak albers alberts albertsen aldemir alhassan
    alihosseini alkema allema almeida altin altintas alves amelink amrani andrade anema antonescu antonides
    apeldoorn appelman arends arendsen arntz arslan asante aslan assink ates atmaca aukema aukes avci aydemir aydin
    aydogan ayyildiz azzaoui azzouzi baars bakali bakema baker bakhuizen bakkali balci balkema bangma barakat baran
    barends bartelds bartels barzani bastiaans bayrak beekhuis beekman beerends beernink behrens bekkali belhaj
    benali benamar benedictus benhaddou bennani berends berendse berendsen bergman bergmans bergsma berisha beukema
    beukers beumer bezemer biemans bijlsma bijma bilgic bilgin bilker blaauw blaauwbroek blankers bleeker
    bleijenberg blokhuis blokland blommers boateng boeijenga boekel boekema boelens boerema boersen boersma boeve
    bogaard bogaards bogaert bogers boltjes bongers boomgaard boomsluiter boomsma boonstra borger borgman bosch
    boschma bosgra bosma bosman bouali bouazza bouchikhi bouhali boukhari boulahrouz bouma bouman boutahar bouwer
    bouwhuis bouwmans bouwsma bouzidi bozkurt braaksma braams brandsen brandsma bredewold bremer breukelman breuker
    brinkman brinks broekema broekhuis broekhuizen broekman broers bronkhorst brouns brown bruggeman bruggink bruijn
    bruijns bruins bruinsma buijs buist buitenhuis bultema bulut burema buurma buursma cakir castillo celik cetin
    cetinkaya chaib chaouch chaudhry chen chowdhury claassen claessens clausen coenen cohen coolen cornelisse
    cornelissen coskun costa coumans craanen cremers croes cruz cuijpers cuperus dahmani damen damhuis damsma
    danielsen dannenberg daoud daoudi deelstra degens dekkers demir demirci demirel derks derksen diallo dijkgraaf
    dijkhuis dijkhuizen dijkman dijksma dijkstra dikken dikkerboom dinkla dirks dirksen doeksen doesburg dogan
    dolman doornbos doornekamp doornenbal douma douwes draaisma draijer drent drenth driessen driessens duijn
    duindam duinkerken dumitru duran durmaz durmus dusseldorp duursma dykstra ebbens economou eefting egberts eggink
    eijk eijkelkamp eijsink eilander eilers eisenga ekinci el-amrani elamrani elderink elema elhaddad elidrissi
    elmas elouali elsinga elzen elzinga engberts engelsma engelsman eppinga erdal erdem erdogan ergin eriksson
    eringa ertugrul essink estrada evers everts evertsen fabricius feddema feenstra feikema fekkes fernandes
    fernandez ferreira ferwerda fictoor flapper fokkema fokkens folkers folkersma folkertsma frankena fransen
    fransens franssen frieswijk froentjes galama garcia gebremedhin geerdink geerlings geerts geertsema geertsma
    gelderblom geldof gerards gerbens gerbrandy gerrits gerritse gerritsen gerritsma ghali ghani giesen gijsbers
    gijsberts gijzen gilissen goedhart goncalves gonzales gonzalez goossens gorter goslinga gosselink graaff
    grashuis greidanus griffioen groenendijk groenewegen groenewold groenhof groenveld groothuis grootveld guler
    gulikers gunes gungor gurbuz haagsma haakma haarman haarsma haddad haddou hagedoorn hagens haidari haitsma
    hakimi halbertsma hamdan hameeteman hamersma hamidi hamming hammoudi hamstra hanegraaf hannema hanse hansen
    hanssen harkema harms harmsen harmsma hartman hartmans hasanovic hashemi hassani hasselt haverkamp havinga
    heegstra heemskerk heerema heeres heeringa heeroma heideman heijman heijmans heijnen heikens heinen heino heins
    hellinga helmink helmus hendricks hendriks hendriksen hendriksma hendrikx henstra hermans hermsen hernandez
    heslinga hesselink hettema hettinga heuvelman heuvelmans hiddema hiddinga hiemstra hilarides hilbers hilverda
    hoeben hoekema hoekman hoeksema hoeksma hoeksta hoekstra hoeve hofman hofmans hofstede hofstra hogenboom
    hogendoorn hollander holtrop holwerda hooft hoogenboom hoogeveen hooghiemstra hoogland hooijer hoornstra
    horstink horstman hospers hossain hosseini houben houtman houtsma hovenga hoving hubers huijbers huijgen
    huijsman huisman huitema huitinga huizenga huizinga hulsbergen hulshof hulsman hummel hussaini hylarides hylkema
    ibrahimi idema idrissi idsinga idzenga iedema ijzerman ikink ilic ionescu ismaili ivanov ivanova jaarsma jabbar
    jacobi jacobs jacobse jacobsen jafari jagernath jagersma jankowski jans janse jansen jansma janssen janssens
    jansz jaspers jelgersma jellema jeltema jeltes jeninga jepma jilderda jillings joha johannesma jongbloed
    jongejan jongejans jongeneel jongkind jongma jongman jongsma jonkers jonkman joosten jorissen jorna jorritsma
    joustra jovanovic jukema jurgens jurjens jutten kaastra kabbaj kalma kalsbeek kalverboer kamminga kamphuis
    kamping kamstra kanter kaplan kappers karaca karadag karakaya karaman karimi kartosen kaspers kats katsma
    kattenberg kaya kaynak keizers keles kempenaar kemper kempers kerkhof kerkstra kerssies kersten keulen keuning
    khalifa khalil khan khattabi kielstra kiers kiewiet kijlstra kilic kingma kistemaker klaasen klaassen kleefstra
    kleijn kleinhuis kleinsma klijnsma klompmaker kloosterhuis kloosterman knobbe knol knoops knossen kobus koc koch
    kocken koelewijn koelman koeman koenders kokke kolkman kolthof konings koningsma kooij kooijman kooijmans
    kooiker kooiman kooistra koolstra koopmans koops koorn koornstra kootstra kooy korenstra korkmaz korporaal
    kortekaas kortenhoeven korteweg kosters kovacs kowalczyk kowalska kowalski kozlowski kramer kramers kranenborg
    krasniqi kremer krikke krist kroes kroese kroeze kroezen krol kromowidjojo kroonstra kruger kruijer kruijff
    kruisinga kruithof kruize kucuk kuikman kuindersma kuiper kuipers kumar kupers kuperus kurt kuzmenko kwakkel
    kwiatkowski laagland laanstra lahlali lamers lammers lammerts lammertsma lamrabet lamsma landman landstra
    langerak langeveld langhout latuheru leatemia leegstra leenders leenstra leijenaar leijendekker leijten leistra
    lelieveld lemstra lensink lenstra lenting lettinga leuverink lewandowski liefers liemburg lievers lindeboom
    lindeman linders linthorst lodewijks loenen lohman lolkema lolkes lommers looijenga looman loonstra lootsma
    lopes lopez lubbers lubberts lucassen luijten luimstra luinenburg lukkien lutgendorff luyten maaskant maassen
    machielsen mahabier mandemakers manders mansouri manuhutu marchenko marissen marques marsman martens martinez
    martins mathijssen mazur medina meeder meekma meerman meesters meeuwsen mehmedovic meijer meijerhof meijering
    meijerink meijers meinardi meinders meindertsma meinema meines meinsma melchers mellema melnyk mendes menger
    menkveld mensah mensink mensonides merkus mertens mesman messchendorp metz meuleman meulenbelt meulenkamp
    meulman meurs meyer meziane michels michiels middelkoop miedema miedma mihai miller mirzaei mohammadi molenaar
    molina montero moradi moreira moreno moussa moussaoui mulder mulderij mulders muller munniksma munsterman
    musters mutlu naber nagelhout nagtegaal nasiri nauta nazari nederhoed nguyen nicolai niehof niemantsverdriet
    niemeijer niemeyer nienhuis nieuwenhuis nieuwenhuizen nieuwland nijboer nijdam nijenhuis nijhof nijholt nijhuis
    nijland nijman nijp nijzink nikolic nooitgedagt noordermeer noordhof noordhuis noordman noppert norder notenboom
    nowak nowicki numan nunes obbema oegema oenema offereins offringa okafor oldenburger oldenhof oldersma olijve
    oliveira olthof omari oomen ooms oostenbrink oostendorp oosterhof oosterhout oosterhuis oosterling oosterveld
    oostra oostveen ophof oppenhuizen osei osinga osmani osse ottema otten ottens ouali ouaziz oudega oudman
    oudshoorn ouwehand overbeek overdijk overmars overwijk owusu ozcan ozdemir ozer ozinga ozkan ozturk pander pasma
    pasveer patel pattiwael paulissen pavlenko pawirodikromo pebesma peeters pelsma penninga pereira perez peters
    petersen petrenko petri petrovic pettinga pham piek piekema piersma pieters pietersen pietersma pijpers pijpker
    piksen pinto plantinga poelarends poelman poelstra poiesz polat polderman pollema polman poortinga poortman
    poortvliet popa popescu popkema popma popov porte posthuma posthumus postma postmus potma praamstra pranger
    prinsen procee proosten provoost pruiksma punter quist qureshi raadsma raaijmakers rachidi radersma radu rahimi
    rahman rahmani ramaker ramdas ramdin ramlal ramos rashidi rauwerda reekers reen regts reijenga reijmer reijnders
    reijntjes reinders reinderts reitsema reitsma remmers renema renes renkema reyes rezaei ribeiro riemersma rienks
    rienksma rietberg rietman rietveld rijkeboer rijks rijnders rijpkema rijpma rijpstra rinia rinkel rinsma rispens
    ritsema ritsma ritzema rivera rizvi rodrigues rodriguez roelfs roelink roelofs roelofsen roelofsma roemers
    romeijn romero romkema rommerts rondaan ronner roodbergen roorda roosenburg roosjen roosma roozendaal rosier
    rozema rozenberg rozenboom rozendal ruardi ruijter ruiters ruiz rusman russchen rusticus rypkema rypma saathof
    sahetapy sahin saidi salihi salverda samadi sanchez sanders sandstra santema santos sari savas schaafsma
    schaapman schaper schelhaas scheltema schepers schilperoort schilstra schippers schmidt schmitz schneider
    schoenmakers schokker scholte scholten scholtens scholts schoorstra schothorst schouten schouwstra schrage
    schram schreuder schreuders schreurs schroder schroten schuiling schulz schutte schuurman schuurmann schuurmans
    schuurs seinstra selij semedo sener senturk sewdien sezer shah sharma shevchenko siderius sieben siebenga
    siebinga siegers sierdsma siersma sietses sietsma sijbesma sijbrandij sijens sijtsma sikkema sikkens sikkes
    sikma silva simons simsek singh sinke sinnema sinnige sipkema sipma sjollema slagman slob slofstra slotman
    sluiter smeding smeenk smeets smilde smink smit smith smits snijders snippe soares soekhoe soepboer soepenberg
    soethout sollie sousa souza speelman speerstra spijkerman spijksma spinder spoelman spoelstra sporre spriensma
    sprik stapert steegstra steeman steenbeek steenbergen steensma steenstra stegeman stellingwerf stelwagen stender
    steringa sterkenburg sterringa stevens stiekema stienstra stiksma stilma stobbe stoelinga stoffelsma stokman
    stol stolk stolte stoter straatman straatmeijer straatsma strating strijker strikwerda stroband strooper
    struiksma stuivenberg stulp stuut suarez suierveld sundermeijer swarts swaving sweering swierstra sybesma
    sybrandy sytema sytsma szabo tadema tahapary tahiri talens tamboer tammens tamminga tanis taouil taylor teeuwen
    teeuwisse teitsma tekin telgenhof telgenkamp temmink tempelman tenhoeve teppema terpstra terwal tesfaye
    theunisse theunissen thijsen thijssen thissen tholen thoma tichelaar tiemens tiemensma tiemersma tigchelaar
    tijdeman tijhuis tijsma tijsseling tilma tilstra timmermans timmers tinga tjalma tjalsma tjeerdsma tjepkema
    tkachenko toering tolman tolner tolsma toonstra toprak torenbeek torres troelstra tuinema tuinenga tuininga
    tuinstra tunc turan turkstra tuut ubels ucar ugurlu uilkema uitterdijk unal unema uslu uysal uzun vaartjes
    valkema valkenburg varga vargas vasquez veenema veeneman veenhuis veening veeninga veenje veenman veenstra
    veerman vegt veldema veldhuis veldhuizen veldkamp veldman veldstra veldt vellema vellinga veltkamp veltman
    venema venhuizen venstra verbeek verboom verburg verdonk verduin vereijken verhaag verhaar verhagen verhallen
    verheij verheijen verhoef verhoeff verhoeven verhulst verkade verkaik verkerk vermaas vermeer vermeij vermeulen
    vermue verschoor verschueren verschuren versloot versluis versteeg versteegh verstegen verstraten vervoort
    verweij vinke visbeek visscher visserman vissers vlasma vliet vlietstra vogelaar vogels volbeda volgers volkers
    vollema voogt voorn voskamp voskuil voss vredeveld vreeling vreugdenhil vrieling vries waaksma waalkens wagenaar
    wagenmakers wagter walda walinga wallinga walsma walstra walsweer walta walther wanders wansink wapstra
    warmerdam warners wassenaar wassink wateler waterlander weber weening weerdenburg wegman weidenaar weijer
    weijers weijma weima weistra welling wendelaar werkhoven wesseling wesselink wessels westerhof westerhuis
    westerink westerkamp westerveld westra wevers weyers wiarda wibbens wichers wiegersma wiegman wieldraaijer
    wieling wielinga wielstra wierda wieringa wiersema wiersma wierstra wijbenga wijma wijmenga wijnands wijnen
    wijngaard wijngaarden wijnia wijnja wijnsma wijtsma wilbrink wilkens willems willemse willemsen willemsma wilman
    wilms winia winkelaar winkler winsemius wisniewski wittenberg witteveen wobma woelinga wojcik wolda woldring
    wolff wolfs wolters wolthuis woltjer wondergem wong wouda woudenberg woudstra wouters wright wu wuite wybenga
    wynia wytsma yaman yavas yildirim yildiz yilmaz yntema ypenga ypma zahraoui zaidi zaman zamani zandberg
    zandbergen zandstra zandvliet zantema zantinge zeeman zeilstra zeinstra zeldenrust zeroual zhang ziani zielinski
    zijlema zijlmans zijlstra zijp zikken zoer zoetendaal zoethout zondervan zoodsma zuidema zuidersma zuiderveld
    zuidhof zwaagstra zwaga zwanenburg zwarts zweers zweerts zwerver zwier zwijnenburg
    """.split()
)
"""Family names that are hardly ever anything else."""

AMBIGUOUS_FAMILY = frozenset(
    """
    alders ali baas bakker bal balk barker beek beer berg bezem bie bijl blauw bloem blok blom boer bolt boom boon
    boot bos bouwman bouwmeester braam brand brands brandt bril brink broek broer brood brouwer brug bruin burger
    burgers buurman can dam deken dekker dias dijk dokter donker doorn draai drost duin eik ellen emmer engel
    engelen engels eren ernst faber fabriek feest fortuin gans geel geluk glas goud graaf greven grijs groen groot
    gul haak haan haas hagen hania hart haven heer heida helder helm hemel herder heuvel hoed hoek hoen hof hond
    hoop hoorn hout huis islam jacht jager jong jonge jonker kaart kaiser kalf kamp kampen kant kapitein kara kat
    keizer kelder kers ketel keur kikkert klaver klein kleur klok klomp klooster knoop koek koenen koers kok kolk
    koning koningen kooi kool koop koopman koper korf kort kose koster kous kraan krans kreeft kring kroon kruis
    kuik kuiken kuil kunst kwast laan laars lang lange leest leeuw leeuwen leger lente li licht linde lok lont loon
    loos luiten maas majoor man mantel markt mars mast meer mees meester merel metselaar middel moed molen muis munt
    nagel ned neef noord noot ocak oever olie omar oor oost otter oud paal paard paling pannekoek pastoor pel pen
    peper pijl pit plas plat ploeg plomp poel pol polder politiek pool poort poot pop post pot prins pruim punt put
    raad raap regeling rem ridder riet rijken ring rood rook roos rots rozen ruiter sap schaap schaar schep scheper
    schilder schipper schoenmaker schoon schot schout schrijver schut seinen slager slim sloot slot sluis smaal smal
    smid snel snijder snoek spaans span spek spies spijker spit spoor staal stam stap stapel steen stege ster sterk
    stoel stok stom stoop storm strand strik stuiver sturm swart swarte tak tan tas timmer timmerman tol top toren
    touw tran tromp tuin tuinier tuinman tulp turk vaas valk veen veer veld vet vijver vink vis visser vliegen
    vlieger voet vogel vonk voogd vorst vos vrij vrolijk vroom vuur waard wal wals wang water weegschaal weerman
    weerstand wels werk wever wiel wijn wild wind wink winkel winkelman winter winters wit witte wolf wolven woud
    zaal zak zalm zand zee zeil zijl zomer zon zonderland zout zuur zwaan zwager zwart zwarte zweep
    """.split()
)
"""Family names that are also words: they need a capital, a title, a first name or another telling place."""

AFTER_DE = frozenset(
    """
    baan baat backer bakker beer beus bie blaauw blauw bock boer boever bont boo brabander bree brouwer bruijn bruin
    bruine clercq cock dood feijter fries gans geest gelder geus gier goede goeij gooijer graaf graaff greef groot
    haan haar haas heer heij hertog hollander hoo hoog hoop jager jong jonge jonghe kam keizer kleijn klein klerk
    knegt kok koning koningh korte koster kroon laat laet lang lange leede leeuw lint man meij mol moor mos nijs
    nooij oude pauw raadt ridder ronde roo roode rooij roos rooy ruijter ruiter schipper smedt smet smit snoo swart
    vaal visser vos vriend vries waal waard weerd weert weijer wilde wind winter wit witte wolf wolff zeeuw zwaan
    zwart
    """.split()
)
"""Family names after `de`, listed by their last word."""

AFTER_VAN = frozenset(
    """
    aalst aken alphen amerongen andel ark asselt assen beek beest beld bemmel berg bergen berkel beuningen beusekom
    bommel boven breda broek bunt buren burgt dalen dam delden delft dijk dongen doorn driel duijn duin dyck dyk eck
    egmond eijck eijk ek elk elst es essen ewijk geest gelder genderen gent gils ginkel gool gorp hal ham harten
    hasselt heerden hees herk heusden hoek hoof hoorn hout houten houtum houwelingen iersel kamp kampen kempen
    kessel keulen kleef laar leest leeuwen lier lieshout limburg lith loo looij loon maanen maren meer meulen mierlo
    mil mourik nes nieuwenhuizen nistelrooij noord noort oers ommen oort oosten oosterhout oss oudheusden pelt pol
    poppel putten raaij ravenswaaij ree reenen rhee rhijn riel rijn rijswijk roij rooij rossum ruiten sande santen
    schaik schie sluijs sluis soest staveren stralen strien swieten tiel til tol tongeren tuijl tuinen veen velde
    veldhuizen velzen ven vliet vlijmen voorst vucht vugt vuuren waard water weert wees weide wel westen wetering
    wiel wier wieren wieringen wijk wijnen wijngaarden willigen woerden wonderen zande zanten ziel zijl zuilen
    zutphen zwol zyl
    """.split()
)
"""Family names after `van`, listed by their last word; after `van der`, `van den` any word may follow."""
