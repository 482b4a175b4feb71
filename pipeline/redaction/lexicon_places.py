"""Places that callers name and that must stay: municipalities and villages, Fryslân first. Folded."""

PLACES = frozenset(
    """
    aalsmeer achtkarspelen akkrum aldeboarn alkmaar almelo almere alphen amelan ameland amersfoort amstelveen
    amsterdam anjum antwerpen apeldoorn appelscha appingedam arnhem arum assen augustinusga bakkeveen balk balkbrug
    barneveld bedum beetstersweach beetsterzwaag beilen bergen bergum berlijn berlikum berltsum boalsert boijl
    boksum bolsward borger bosch boxtel brabant breda brussel buitenpost burdaard burgum bussum butenpost coevorden
    cuijk culemborg damascus damwald damwoude dantumadeel dantumadiel delft delfzijl deventer doetinchem dokkum
    dongeradeel donkerbroek dordrecht drachten drachtstercompagnie drenthe driesum drogeham dronrijp dronryp drylts
    earnewald eastermar eastrum ede eernewoude eindhoven elsloo emmeloord emmen engwierum enschede ermelo exmorra
    ezinge feanwalden ferwerd ferwerderadiel ferwert flevoland folsgare franeker franekeradeel friesland frjentsjer
    fryske fryslan gaast gaasterland garyp gelderland gent giekerk gieten goes gordyk gorinchem gorredijk gouda
    goutum groningen grootegast grou grouw gytsjerk haarlem hague hallum hantum hardegarijp hardenberg harderwijk
    haren harkema harlingen haule haulerwijk hearrenfean heech heeg heerenveen heerlen helmond hengelo hijum hilaard
    hilversum hindeloopen hollum holwerd holwert hommerts hoofddorp hoogeveen hoogezand hoorn houten hurdegaryp
    hylpen idskenhuizen ijlst irnsum istanbul it-hearrenfean jelsum jirnsum jistrum jorwert joure jouwer jubbega
    kampen katlijk kerkrade kimswerd kollum kollumerland kollumerzwaag kootstertille koudum langedijke langezwaag
    langwar langweer leek leerdam leeuwarden leiden lelystad lemmer limburg lippenhuizen littenseradiel ljouwert
    londen loppersum maastricht makkinga makkum mantgum marren marrum marssum marum menaam menaldum menameradiel
    meppel meren metslawier middelburg minnertsga molkwerum munein munnekeburen nes nieuwegein nijega nijemirdum
    nijmegen noardburgum noardeast noord-holland noordwolde norg oenkerk oentsjerk oldeberkoop oldeboorn
    oldeholtpade oldenzaal oldetrijne oosterbierum oosterlittens oostermeer oosterwolde ooststellingwerf opeinde
    opsterland oranjewoud oss oudebildtzijl oudega oudehaske ouwsterhaule overijssel paesens paramaribo parijs
    parrega pingjum purmerend putten raalte rabat raerd rijperkerk rijssen rinsumageast rinsumageest roden roermond
    rolde roodkerk roosendaal rotsterhaule rotterdam rottevalle scharnegoutum schiedam schiermonnikoog sexbierum
    sintjohannesga sittard skiermuntseach skylge sloten smallingerland sneek snits sondel spijkenisse stadskanaal
    starum stavoren steenwijk stiens suameer suawoude sudwest sumar surhuisterveen surhuizum surhusterfean suwald
    terherne terkaple ternaard terneuzen terschelling texel tiel tietjerksteradeel tijnje tilburg tjerkwerd tolbert
    twijzel twijzelerheide tytsjerksteradiel tzum tzummarum uden uitwellingerga ureterp urk utrecht veendam
    veenendaal veenwouden vegelinsoord veghel venlo vlaardingen vlieland vlissingen vrouwenparochie waadhoeke
    waalwijk wageningen wanswert warga warkum warns warschau warten wartena weert weidum wergea westerbork westereen
    westergeest weststellingwerf wierum wijchen wijckel wijnaldum wijnjewoude winschoten winsum winterswijk
    witmarsum woerden woltersum wolvega wommels workum woudsein woudsend wouterswoude wyns zaanstad zeeland zeist
    zoetermeer zoutkamp zuid-holland zuidhorn zuidlaren zurich zutphen zwaagwesteinde zweins zwolle
    """.split()
)
"""Names of places; some are family names too, which then need a telling place in the sentence."""
