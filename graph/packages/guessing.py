"""The kind of an institution by its name, where nobody gave it: a guess, and named as one."""

import re
from typing import Final

from graph.packages.columns import folded

#: The kind of an institution that no name tells.
OTHER: Final = "INN"

#: Words of folded names, parted by blanks; the first line that fits decides.
_CLUES: Final = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"^(stowarzyszenie|fundacja)\b", "NGO"),
        (r"\b(m|g|mg)?ops\b|\bm?opr\b|\bosrod\w+ pomocy (spolecznej|rodzinie)", "OPS"),
        (r"\bcus\b|centrum uslug spolecznych", "CUS"),
        (r"\bpcpr\b|powiatowe centrum pomocy rodzinie", "PCPR"),
        (r"\brops\b|\brcps\b|\bmcps\b|regionalny osrodek polityki spolecznej", "ROPS"),
        (r"\boik\b|interwencji kryzysowej", "OIK"),
        (r"osrodek wsparcia dla osob doznajacych|dla ofiar przemocy", "SOW"),
        (r"zespol interdyscyplinarny", "ZI"),
        (r"\bdps\b|dom pomocy spolecznej", "DPS"),
        (r"\bsds\b|srodowiskowy dom samopomocy", "SDS"),
        (r"senior|dzienny dom (pomocy|pobytu)", "DDP"),
        (r"mieszkani\w+ (treningow|wspomagan|chronion)", "MTW"),
        (r"schronisk|noclegowni|ogrzewaln", "SCHR"),
        (r"uslug\w* opiekuncz", "SUO"),
        (r"\b[gm]krpa\b|problemow alkoholowych", "GKRPA"),
        (r"pieczy zastepczej", "ORPZ"),
        (r"dom dziecka|rodzinny dom|opiekunczo wychowawcz", "POW"),
        (r"osrodek adopcyjny", "OA"),
        (r"swietlic|wsparcia dziennego|podworkow", "PWD"),
        (r"zlob|klub (dzieciecy|malucha)|dzienny opiekun", "ZLOB"),
        (r"szkolno przedszkoln|zespol szkol", "ZS"),
        (r"przedszkol", "PRZ"),
        (r"\bsosw\b|szkolno wychowawcz", "SOSW"),
        (r"\bmow\b|mlodziezowy osrodek wychowawczy", "MOW"),
        (r"\bmos\b|mlodziezowy osrodek socjoterapii", "MOS"),
        (r"\bppp\b|psychologiczno pedagogiczn", "PPP"),
        (r"\bohp\b|hufc|hufiec pracy", "OHP"),
        (r"\bsp( nr)? \d|szkola podstawowa", "SP"),
        (r"liceum|\blo\b", "LO"),
        (r"technikum", "TECH"),
        (r"branzowa|zasadnicza szkola", "BS"),
        (r"\bczp\b|zdrowia psychicznego", "PZP"),
        (r"terapii uzaleznien|leczenia uzaleznien|odwykow|detoks|monar", "OTU"),
        (r"wczesnej interwencji|wczesne wspomaganie|\bwwr\b", "OWI"),
        (r"hospicj|opiekunczo lecznicz|pielegnacyjno|\bzol\b", "ZOL"),
        (r"pogotowie ratunkowe|ratownictwa medycznego", "PRM"),
        (r"sanepid|sanitarno epidemiologiczn|\bpsse\b", "PSSE"),
        (r"szpital|\bsor\b", "SZP"),
        (r"rehabilitac", "OREH"),
        (r"przychodni|\bpoz\b|osrodek zdrowia|lekarz|\bnzoz\b|\bspzoz\b|medyczn", "POZ"),
        (r"izba wytrzezwien", "IZBA"),
        (r"komenda .*strazy pozarnej|\bpsp\b|panstwowa straz pozarna", "PSP"),
        (r"strazy? (miejsk|gminn)", "SM"),
        (r"policj|komisariat|\bkpp\b|\bkmp\b|dzielnicow", "POL"),
        (r"wydzial rodzinny|sad rodzinny", "SR-RN"),
        (r"sad\b.*wydzial .*karny", "SR-K"),
        (r"kurator\w*.*(rodzinn|nieletni)", "KUR-R"),
        (r"kurator\w*.*(karn|doros)", "KUR-D"),
        (r"prokuratur", "PROK"),
        (r"zaklad karny|areszt sledczy", "ZK"),
        (r"mlodziezowy dom kultury|\bmdk\b", "MDK"),
        (r"dom kultury|\bm?gok\b|\bmok\b|\bgok\b|osrodek kultury|centrum kultury", "DK"),
        (r"bibliotek", "BIB"),
        (r"mosir|gosir|\bosir\b|sportu i rekreacji", "MOSIR"),
        (r"klub sportowy|\buks\b|\blks\b|\bks\b|harcer|\bzhp\b|\bzhr\b", "KLUB"),
        (r"\bwup\b|wojewodzki urzad pracy", "WUP"),
        (r"\bpup\b|urzad pracy", "PUP"),
        (r"\bcis\b|centrum integracji spolecznej", "CIS"),
        (r"\bkis\b|klub integracji spolecznej", "KIS"),
        (r"\bowes\b|ekonomii spolecznej", "OWES"),
        (r"spoldzielnia socjalna|przedsiebiorstwo spoleczne", "SPS"),
        (r"\bwtz\b|terapii zajeciowej", "WTZ"),
        (r"\bzaz\b|aktywnosci zawodowej", "ZAZ"),
        (r"orzekania o niepelnospr", "PZON"),
        (r"\bpfron\b|rehabilitacji osob niepelnosprawnych", "PFRON"),
        (r"\bkrus\b|rolniczego ubezpieczenia", "KRUS"),
        (r"\bzus\b|zaklad ubezpieczen", "ZUS"),
        (r"\bnfz\b|fundusz zdrowia", "NFZ"),
        (r"swiadczen rodzinnych|dodatk\w+ mieszkaniow", "DSR"),
        (r"pomocy prawnej|poradnictwa obywatelskiego", "NPP"),
        (r"\btbs\b|budownictwa spolecznego", "TBS"),
        (r"spoldzielnia mieszkaniowa", "SPM"),
        (r"\bzgm\b|\bzgk(im)?\b|gospodarki mieszkaniowej|gospodarki komunalnej", "ZGM"),
        (r"bank zywnosci|jadlodajni", "BZ"),
        (r"abstynen|samopomocow|anonimowych alkoholikow", "AA"),
        (r"parafi|caritas|kosciol|diecez|zgromadzenie siostr", "KOSC"),
        (
            r"stowarzyszeni|fundacj|towarzystwo|\bngo\b|polski czerwony krzyz|\bpck\b|\bosp\b"
            r"|kolo gospodyn|ochotnicz",
            "NGO",
        ),
        (r"starostw", "SPOW"),
        (r"urzad wojewodzki", "UW"),
        (r"urzad (miasta|gminy|miejski)|\bum\b|\bug\b|\bumig\b", "UM"),
    )
)


def guessed_type(name: str) -> str | None:
    """The kind of institution that a name speaks of.

    Parameters
    ----------
    name
        The name of an institution, or what somebody wrote as its kind.

    Returns
    -------
    str or None
        A code of the institution types, ``None`` where the name tells none.

    Examples
    --------
    >>> guessed_type("GOPS Brzezina"), guessed_type("Szkoła Podstawowa nr 2 im. Łąki")
    ('OPS', 'SP')
    >>> guessed_type("Noclegownia „Przystań”"), guessed_type("Instytucja X") is None
    ('SCHR', True)
    """
    plain = folded(name).replace("_", " ")
    return next((code for clue, code in _CLUES if clue.search(plain)), None)
