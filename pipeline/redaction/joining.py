"""Words that stand between the parts of one dictation; each set holds the one before it."""

FILLERS = frozenset(
    """
    eh uh euh ehm uhm em hm hmm nee ne sorry pardon wacht wachtsje wachte even efkes ik bedoel bedoelde zei zeg sei sis
    o oh streep streepje strepje strepke slash punt komma liggend laag spatie de van fan
    """.split()
)
"""What belongs to any dictation, a name's too."""
LEADING = FILLERS | frozenset(
    "en dan nog dus weer huisnummer husnumer husnummer nummer numer letters kijken sjen".split()
)
"""What leads on to the next part of a number."""
JOINING = LEADING | frozenset(
    """
    + = mm mhm mhmm ja jaja jawel jawis niet net oke ok okee klopt kloppet precies krekt juist goed nou no daarna dernei
    toen do streepke schuine koppelteken spaasje plus maar mar was wie is het it dat moet moat moest moast zijn wezen
    weze eerst earst laatste lest leste last as als cijfers cijfer sifers sifer herhaal werhelje noch keer kear begint
    opnieuw opnij correctie fout verkeerd ferkeard aan elkaar gevolgd folge door vervolgens hoor hear zo sa ook ek prima
    dudlik duidelijk die dy en-dan kijk sjoch verder fierder
    """.split()
)
"""What is said between two parts by either party."""
BETWEEN = JOINING | frozenset("of tot met mei uit ut yn in op naar nei te toevoeging derde".split())
"""What begins and ends no number, though it may stand in one."""
