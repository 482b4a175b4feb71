"""Ordinary words of calls with a municipality, Dutch and Frisian: never a name by themselves. Own list, folded."""

COMMON = frozenset(
    """
    a aan aanbod aandacht aangeven aangevraagd aangifte aangiftes aanmaning aanmelden aanmelding aanpassen aanslag
    aanslagen aantal aanvraag aanvraagformulier aanvragen aanwezig aard aardich aardig ach acht achter achteraf
    achternaam actie adem administratie adres adressen af afdeling afgelopen afgesproken afgewezen afghaan afhalen
    afloop afmelden afspraak afspraken afval afvalcontainer afvalpas afwachten afwezig akkoord aksje al ald alder
    alders algemeen algemene alhiel alle alleen allegear allemaal alles allinnich als alsjeblieft alstublieft altijd
    altyd alvast ambtenaar amerikaan amper amt ander andere anders android antillen antwoord antwurd aow'er apk app
    april apv arabisch archief artikel asiel augustus auto automatisch avond azc baan baas baby balie bank basis
    basisregistratie bedrijf begin beginnen begint begjin begraafplaats begrepen begrijp begrijpen begrip
    behandelaar behandeld behandelen behandeling bekend bekijken bel belasting belastingen belde beleid belg belgie
    belgische belje bellen belletje belt ben beneden bent bereikbaar bereiken bericht bern berne bertebewiis bes
    beschikbaar beschikking beskied besluit best bestaan bestaande bestand beste bestemmingsplan bestuur besykje
    betaal betaald betalen betaling betanke betekent betelje betelling beter betreft better beurt bevestiging bewijs
    bewindvoerder bewindvoering bewoner bewoners bezig bezoek bezwaar bezwaarschrift bij bijbehorende bijna bijstand
    bijstandsgerechtigde bijstandsuitkering bijvoorbeeld bijzonder bijzondere bin binne binnen binnenkort bist blad
    blij blijft blijven bliuw bliuwe bliuwt bloed blok boa boade boargemaster boargersaken boartsje boek boete bomen
    boom boos bot bou bouwbedrijf bouwen bouwvergunning boven brand brekt brengen brengt brief brieven broer brp
    brug bruin bruke bsn buiten buitenland buitenlandse bulgaar buorfrou buorlju buorman buorren buren burgemeester
    burger burgers burgerzaken bus buten buurman buurt buurvrouw bv cak camping caravan cent centrum chauffeur
    chinees christen cjib coa coach code collega collega's college computer contact contactpersoon container
    containers controle controleer controleren coordinator corona d d'r daag daar daarbij daarmee daarna daarnaast
    daarom daarop daarover daarvan daarvoor dag dagen dakkapel dan dank dankjewel dankjewol dankuwel dat datum de
    december deel deels deelt dei deis den denk denken denkt der derde derfoar dermei dernei deroer derom des
    desbetreffende desimber deur deze dezelfde dhl dicht die dien dienst diensten digid digitaal digitale dinsdag
    direct directeur dit dizze do doar doarp doarpen dochs docht dochter document documenten doe doei doel doen doet
    dogge dokter donderdag door doorgegeven doorgeven doorverbinden doorverbonden dorp dossier drie dringend druk
    dubbel dubbele duidelijk duits duitse duitser duitsland duizend duo duren dus dutsen duur duurt dwaan dwan dy
    dyn e e-mail earder earst earste echt echter echtgenoot echtgenote een eenmalig eens eentje eerder eerst eerste
    eeuw effe effetjes efkes efternamme efterstan eh ehm eigen eigenaar eigendom eigenlijk eikenprocessierups ein
    eind einde ek elf elk elkaar elke elkenien email en energie energietoeslag engeland engels enige enkel enkele
    enorm ensa er eraan erbij erg ergens ergotherapeut erin eritreeer ermee erop erover eruit ervan ervoor euro
    europa europeaan europese even evenement eventjes eventueel excel excuses faak facebook factuur fakansje familie
    famylje fan fanof fantastisch fanwegen fase fax febrewaris februari feest ferbine ferbun ferbyn fergees fergese
    fergunning ferhuze ferhuzing ferhuzje ferkeard ferlern ferlierd ferline ferlingje ferrint fersyk fertel fertelle
    fertrietlik ferwiisd fest fet fier fierder fiets fietspad fiif fijn fijne fine finne firma foar foaral foarby
    foarich foarnamme formulier formulieren foto foto's fout fraach fractie fractievoorzitter fragen frankrijk freed
    freegje frege fries friese friesland friezin frij frijwat frou frysk fryske fryslan ful functie fuort fyn ga
    gaaf gaan gaat gang garage gas gauw gean geane geat gebeld gebeurd gebeuren gebeurt gebied gebiedsteam gebiet
    geboorte geboorteakte geboren gebracht gebruik gebruiken gebruikt gedaan gedachte geduld geef geeft geel geen
    geest gefal gegaan gegeven gegevens gegroet gehaald gehad geheel geheim gehoord gehouden gek gekeken gekomen
    gekozen gekregen geld geldig geldt geleden geleidelijk gelezen gelijk gelok geloof geluk gelukkig gelukt gemaakt
    gemeente gemeentebelastingen gemeentehuis gemeentehus gemeentelijk gemeentelijke gemeenten gemeenteraad
    gemeentes gemeld gemist genoch genoeg genoemd genomen genoteerd geopend geplaatst gepland geprobeerd geregeld
    geregistreerd geschikt geschreven gesin gesloten gesprek gesproken gesteld gestuurd getrouwd getuige gevaarlijk
    geval geven gevolgd gevonden gevraagd gevuld geweest geweldig gewerkt gewezen gewoan gewoon gezegd gezet gezien
    gezin ggd giet ging gingen gister gisteren gjin gjinien gladheid glas glasbak gmail goaie goed goede goedemiddag
    goedemorge goedemorgen goedenavond goedendag goedenmiddag goeie goeiedag goeiedei goeiejun goeiemiddag
    goeiemiddei goeiemoarn goeiemorgen goh google graach graag graf gras gratis groen groene groep groeten groetjes
    grof grofvuil grond groot grootste grote grut grutte h ha haal haalt haar habbe had hadden halen half hallo han
    hand handig handtekening hangen har hard harren hart hartelijk hast hat havens haw hawwe hear hearre heart heb
    hebben hebt heeft heel heen heer heeren heerlijk heet heette heg heit heiten hekwerk helaas helder hele helemaal
    help helpe helpen helpt hem hen herhalen herhaling herindeling herinner herinnering het hetzelfde hie hiel hiele
    hielendal hiene hier hierbij hiermee hierna hiervoor hierzo hij him hin hinne hjar hjerst hjir hjirfoar hjit
    hjoed hm hmm hoe hoech hoecht hoef hoefolle hoeft hoege hoeveel hoeveelheid hoeven hoi hok hokker holland
    hollandse holpen hond hondenbelasting honderd hongaar hoog hoop hoor hoort horen hotmail houd houden houdt hui
    huis huisarts huisdier huishoudelijke huishouden huisnummer huisvesting hulp hulpmiddelen hum humeur hun huren
    hus hushalding husnumer huur huurder huurtoeslag huwelijk hy hypotheek i ibanu id ideal idee identificatie
    identiteit identiteitsbewijs identiteitskaart ie ieder iedere iedereen iemand ien ienris iets ik in inburgering
    incasso ind inderdaad indienen ineens info informatie ingediend ingelogd ingeschreven ingevuld inkele inkomen
    inloggen inloop inschrijven inschrijving inspecteur integratie internet intussen invullen inwoner inwoners
    iphone irakees is it j ja jaar jaarlijks jammer jannewaris januari jarig jawel jawis jazeker je jee jeetje jemig
    jeugd jeugdhulp jeugdwet jeugdzorg jier jieren jij jild jildich jim jimme jimmer jin jo jon jonge jongere
    jongeren jongfeint jou jout jouw jow juffrouw juist juli jullie jun junder juni juns juridisch juske just k kaam
    kaart kaarten kaartje kamen kamer kan kanaal kans kant kantoor kapot kast kavel kcc kear kearen keer ken kennen
    kent kenteken kerk kerst keuze kies kijk kijken kijkt kin kind kinderbijslag kinderdagverblijf kinderen
    kinderopvang kinne kinst kippen klaar klacht klachten klant klantcontact klantcontactcentrum klanten klear
    kleding klein kleine klik kliko klinkt klok kloppen kloppet klopt klus knop koe koene koffie kollega kom komen
    komend komende komme kommende komt kon konden koning koningsdag kontakt koop kopen kopie kopy kort korte korting
    kost kosten kostet kostte kous kpn kraan kracht kreeg krekt krekte krigen kriget krije krijg krijgen krijgt
    krijst kruispunt kunnen kunt kvk kwam kwamen kwart kwartaal kwestie kwijt kwijtschelding laag laat laatst
    laatste lach lamp lampen lan land lang lange langer langs langskomen lantaarnpaal last laten later leau leave
    leaver leden leefbaarheid leeftijd leeg leer leerlingenvervoer leerplicht lees leest leges legitimatie lekkage
    lekker leste let letter leuk leuke leven levert lezen licht lid lief liefst liever lig ligt lijkt lijn lijst
    liket link links lit litte lizze lizzet logysk lokaal loket loopt lopen los losse luisteren lukken lukt lunch
    lust lyk lykas lyn lyts lytse m m'n ma maaie maak maakt maal maand maandag maanden maar maart maatschap
    maatschappelijk maatwerk machtiging mag mail mailadres mailen mailtje makelaar maken makke makkelijk makket
    maklik mama man manier manlju mantelzorg mantelzorger mar marokkaan marokkaanse marokko maximaal me mear meast
    meastal mede medewerker medewerkers mee meebrengen meegekregen meegenomen meekijken meenemen meer meerdere meest
    meestal mefrou mei meie meisjesnaam meitsje meld melden melding meldingen mem memme men menear meneer mens
    mensen met meteen meter mevr mevrouw mezelf middag middei midden mids mij mijn mijne mijnheer mijnoverheid
    milieu milieupas milieustraat min minder minimaal minimaregeling minsken minuten minuut mis miskien misschien
    mist miste mm moai moaie moandei moanne moannen moarn moarns moast moat moatte mobiel moeder moeders moeilijk
    moeite moest moet moeten mogelijk mogelijkheden mogelijkheid mogen moment momenteel momentje momint momintsje
    mooi mooie morgen morgenmiddag morgenochtend moskee moslim motor museum muur muziek mw myn mysels n na naam naar
    naartoe nabij nacht nadat nader namelijk namen namens namme nammen nationaliteit naturalisatie natuur natuurlijk
    navragen neat nederland nederlander nederlands nederlandse nee neem neemt negen nei neiste nemen nergens net
    netjes niemand niet niets nieuw nieuwbouw nieuwe nieuwsbrief nij nije nijs niks nimme nimmen nimt no noadich
    noait noch nochris nocht nodig noed noem noemen noflik noflike nog nommel noodzakelijk nooit noord notaris
    noteer noteert noteren nou november novimber nr nu nul numer numers nummer nummers o oa oan oanfraach oanfreegje
    oanfrege oanjefte oanmelde oanslach oant oare oaren oars och ochtend oekraiense oekraine oekrainer oer oere
    oeren oerlein oerlis of ofdieling officieel ofhelje ofpraten ofspraak oft ofval oh ok okay oke oktober om oma
    omdat omgeving omgevingsdienst omgevingsvergunning omheen omhoog omke omrin onder ondernemer ondersteuning
    ondertekenen ondertussen onderweg onderwerp ongeveer online onmiddellijk ons onvoldoende onze onzin oog ook oom
    oost op opa open openbaar openbare opening openingstijden opgegeven opgehaald opgelost opgenomen opgestuurd
    opgeven opgevraagd ophalde ophalden ophalen ophelje oplossen oplossing opnemen opnieuw opnij oprit oprop
    opstjoere opsturen opvang opzoeken orde organisatie oud oude ouder ouders oudpapier outlook ov ovchipkaart over
    overal overdag overeenkomst overheen overheid overige overigens overlast overleden overleg overleggen overlijden
    overmaken overmorgen overschrijven overzicht ozb p paar paard pagina pak pakken papa papier papieren papiertje
    park parkeer parkeerplaats parkeervergunning parkeren participatiewet partij partner pas pasen paspoart paspoort
    paspoorten passen past peil pensioen per perfect periode personen persoon persoonlijk persoonlijke pgb pine
    pinksteren plaats plaatsen plak plan plannen plastic plat plein plek plic plus plysje pmd po poe polen politie
    pool pools poolse poort portaal portemonnee post postnl praat prate praten precies precys prettig prettige prijs
    prima printen privacy pro probeer probeert proberen probleem problemen procedure proef provincie pubers punt
    punten raad raak raam rapport ratten rattenoverlast rdw reactie reageren recent recht rechtbank rechten rechts
    rechtstreeks reden reekje regel regele regelen regeling regelingen regelje regelt regen regio register reis
    reizen rekening rekeningnummer rekeninguittreksel rekken rekkening reparatie reserveren rest restafval
    restaurant resultaat ried rijbewijs rijbewijzen rijden rijdt ring rint riolen riolering riool rioolheffing
    roemeen rol rolstoel romme rond rondom ropt route rug ruim ruimte rus russische rust rustig rute rydbewiis
    rydbewizen s sa saak saken samen samenvattend samenvatting samenwonen san sap sawat sawol scheelt scheiden
    scheiding schelden schoenen scholen school schoon schoonmaken schort schrijf schrijft schrijven schuld schulden
    schuldhulp schuldhulpverlening schutting schuur se seconde secretaris sei seine seit selde sels september
    septimber siet sil sille silst simpel sinds sis sit site sitte situatie sizz sizze sizzen sjen sjoch sjocht
    sjogge skilje skille skoalbern skoalle skoan skreaun skriuwe skuld slecht slechte sleutel slim slot sluit
    sluiten smal sms snap sneeuw snein snel sneller sneon snoeien socht sociaal sociale soms soort sorry spanje
    spannend specifiek speeltuin spelen spijt spijtig spitich spoed spoedaanvraag spoor sport sprak spreek spreekt
    spreken sprekke sprekt spriek staan staat stad stadhuis stageplek stand standaard stap stappen start starten
    statushouder stean steeds steen stel stellen stelt stem stemmen stempas ster sterfgeval sterk sterkte steun
    stichting stie stiet stik stikje stikken stil stjoerd stjoere stoel stoep stoeptegel stof stond stoplicht
    stoppen storing storm straat straks straten strook stroom stuk stukje stuorje sturen stuur stuurt subsidie
    succes sunder sunt super suriname surinamer suster suver svb swier sy sykhus sykje syrie syrier syrische t ta
    taak taal tafal tafel tagelyk tank tankje tarief tarieven taxi te team teamleider teams technisch tegearre tegel
    tegelijk tegels tegen tegenwoordig teken tekening telefonisch telefoon telefoonnummer telefoontje telkens ten
    tenminste tenzij ter terecht termijn terras terug terugbellen terugbelverzoek terugbetaald teruggebeld
    terugkomen terugkoppelen terwijl tevreden thuis thuiszorg thus ticht tiden tien tientallen tige tiid tiidlik
    tiisdei tijd tijdelijk tijden tijdens tijdje tillefoan tillefoannumer tillefonysk tink tinke tja tjonge toch
    tocht toe toegang toegestuurd toelichten toelichting toen toeslag toeslagen toestemming toets toezicht
    toezichthouder toilet tongersdei top tot totaal traject trap trein trije troch trochferbine trochjaan trottoir
    trouwambtenaar trouwen trouwens trouwerij tsien tsjerke tsjin tuin tuinafval tun turk turkije turks turkse
    tusken tussen tuurlijk twa twaalf twadde twee tweede twijfel twivel u uh uhm uit uitbetaald uiteindelijk
    uiteraard uiterlijk uitgebreid uitkering uitleg uitleggen uitnodiging uitrit uitschrijven uitspraak uitstel
    uittreksel uitzicht uitzoeken uren us ut utkearing utliz utlizze utstel utsykje uur uw uwe uwv uzes v vaak vader
    vaders vakantie vallen valt van vanaf vanavond vandaag vandaan vandaar vanmiddag vanmorgen vannacht vanochtend
    vanuit vanwege vast vaste veegwagen veel veilig ver veranderd veranderen verbaasd verbinden verblijf
    verblijfsvergunning verbonden verder verdieping verdrietig vereist vereniging vergaderen vergadering vergeten
    vergunning vergunningen verhaal verhinderd verhuisd verhuizen verhuizing verhuurder verkeer verkeerd
    verkeersboete verkeersbord verklaring verkoop verkopen verlengen verlenging verlichting verlies verloopt
    verlopen verloren vermissing vermist verplicht vers verschil verschillende verschrikkelijk versie verstaan
    verstandig verstuurd vertel vertellen vertelt vertraging vertrek vertrokken vervangen vervelend vervoer vervolg
    vervolgens verwacht verwachten verwarrend verwerken verwerkt verwijderen verwijzing verzekering verzoek
    vestiging via vier vierkante vijf vind vinden vindt vink vis voelt vof vog vol voldoen voldoende volgend
    volgende volgens volgt volledig volledige voor vooraf vooral voorbeeld voorbij voordat voordeel voorheen
    voorkomen voorletters voorlopig voorlopige voormalig voornaam voornamen voorraad voorstellen voorwaarde
    voorwaarden voorziening vorig vorige vraag vragen vragenlijst vrezen vriend vriendelijk vriendin vrij vrijdag
    vrijdagmiddag vrijwilliger vroeg vroeger vrouw vuil vuilnis vuilniswagen vuurwerk w wa waar waarbij waarde
    waardering waarmee waarom waaronder waarop waarschijnlijk waarvan waarvoor wacht wachten wachtsje wachttijd
    wachtwoord wagen wajong wajonger wandelen wannear wanneer want war waren warm was waskje wat wat' water
    waterschap wc we week weekend weer weet weg wegens wel welk welke welkom wellicht welnee wenje wennet wenning
    wenplak wens wensen wente wer werd wereld werfan werhelje werk werkdag werkdagen werken werkgever werkt
    werkzaamheden wermei werom weromroppe weromskilje weromskille west wet weten wethouder weze wezen whatsapp wie
    wiene wiens wier wiif wij wijk wijkagent wijkteam wijkverpleegkundige wijze wijzigen wijziging wike wiken wiksel
    wikseling wil wilde wilden willen wilsverklaring wilt windows winkel winter wist wisten wit witte wmo woansdei
    woensdag wol wolkom wolle wolst wonen woning woningcorporatie woningen woon woont woord woorden word worden
    wordt wow woz woz-beschikking woz-waarde wun wurd wurde wurdt wurk wurkdagen wurken wurket wy wyk wyn yn yndie
    yndied ynfolle ynformaasje ynskriuwe yoghurt z z'n zaak zaaknummer zaken zal zat zaterdag ze zeer zeg zeggen
    zegt zei zeker zelf zelfs zelfstandig zes zet zetten zeven zich zichzelf zie ziek ziekenhuis ziekte zien ziet
    ziggo zij zijn zin zit zitten zo zoals zodat zodra zoek zoeken zoekt zogenaamd zoiets zolang zomaar zomer zon
    zondag zonder zonnepanelen zoon zorg zorgen zorgt zorgtoeslag zou zouden zoveel zowel zuid zul zulke zullen zult
    zus zusje zwaar zwager zwanger zwart zwembad zwerfafval zzp'er
    """.split()
)
"""Words that a title or `mijn naam is` does not turn into a name."""
