"""Needs in words that families use, in groups that people look under; the codes stay the model's."""

from typing import Final

from graph.vocabulary import NEEDS
from service.pages.localizer import PageLocalizer

#: Groups of needs as people look for help, in the order in which they are shown.
GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("children", ("N09", "W1", "W2", "N08", "K1", "P1", "N02")),
    ("school", ("E1", "E2", "D1")),
    ("health", ("Z1", "Z2", "N06", "N13")),
    ("disability", ("N05D", "N05A", "S1")),
    ("living", ("N01", "N04", "M1", "N03", "N11", "N12")),
    ("danger", ("N07", "N07a", "N14", "N15")),
)
_PLAIN: Final[dict[str, tuple[str, str]]] = {
    "N01": ("Brakuje pieniędzy na życie", "Not enough money to live on"),
    "N02": (
        "Dziecko straciło rodziców lub ich opiekę",
        "A child has lost its parents or their care",
    ),
    "N03": ("Nie ma gdzie mieszkać", "Nowhere to live"),
    "N04": ("Brakuje pracy", "No work"),
    "N05D": ("Dziecko z niepełnosprawnością", "A child with a disability"),
    "N05A": ("Dorosły z niepełnosprawnością", "An adult with a disability"),
    "N06": ("Długa lub ciężka choroba", "A long or serious illness"),
    "N07": ("Przemoc w domu", "Violence at home"),
    "N07a": ("Handel ludźmi, praca pod przymusem", "Human trafficking, forced work"),
    "N08": ("Ciąża, małe dziecko, wiele dzieci", "Pregnancy, a small child, many children"),
    "N09": (
        "Trudno poradzić sobie z wychowaniem i domem",
        "Bringing up children and running the home is hard",
    ),
    "N11": ("Początki w Polsce po przyjeździe z zagranicy", "Settling in Poland from abroad"),
    "N12": ("Powrót z zakładu karnego", "Return from prison"),
    "N13": ("Alkohol, narkotyki lub inne uzależnienie", "Alcohol, drugs or another addiction"),
    "N14": ("Nagłe nieszczęście, kryzys", "Sudden misfortune, a crisis"),
    "N15": ("Powódź, pożar lub inna klęska", "Flood, fire or another disaster"),
    "E1": ("Kłopoty w szkole, wagary", "Trouble at school, truancy"),
    "E2": ("Konflikt z rówieśnikami", "Conflict with peers"),
    "D1": ("Nauka dorosłych", "Learning as an adult"),
    "W1": ("Trudne relacje w rodzinie", "Difficult relations in the family"),
    "W2": ("Dziecko wraca z pieczy zastępczej", "A child returns from foster care"),
    "Z1": ("Zdrowie psychiczne dorosłych", "Mental health of adults"),
    "Z2": ("Zdrowie psychiczne dzieci i młodzieży", "Mental health of children and young people"),
    "M1": ("Długi, groźba utraty mieszkania", "Debt, risk of losing the home"),
    "K1": ("Samotność, brak zajęć w wolnym czasie", "Loneliness, nothing to do in free time"),
    "S1": ("Starość, pomoc na co dzień", "Old age, everyday help"),
    "P1": ("Młoda osoba łamie prawo lub zasady", "A young person breaks the law or rules"),
}


def plain_need(code: str, localizer: PageLocalizer) -> str:
    """What a family would call a need; the official name where it has none.

    >>> plain_need("M1", PageLocalizer("pl"))
    'Długi, groźba utraty mieszkania'
    """
    if code not in _PLAIN:
        return NEEDS[code].name_pl
    polish, english = _PLAIN[code]
    return polish if localizer.lang == "pl" else english


def grouped_needs() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every need of the model under exactly one group; what no group names comes last.

    >>> sorted(code for _, codes in grouped_needs() for code in codes) == sorted(NEEDS)
    True
    """
    named = {code for _, codes in GROUPS for code in codes}
    others = tuple(code for code in NEEDS if code not in named)
    known = tuple((name, tuple(code for code in codes if code in NEEDS)) for name, codes in GROUPS)
    return (*known, ("other", others)) if others else known
