"""Invented gminas and powiats with their names, in the województwa that there are.

Powiats have numbers from 91 to 98, which no real one has: 61 to 90 are cities with county rights.
"""

from dataclasses import dataclass
from typing import Final

#: The most gminas there can be: 99 in each of 8 powiats of 16 województwa.
MOST_GMINAS: Final = 99 * 8 * 16
#: Województwa by their codes; the first four fill up first, then the next four.
REGIONS: Final = {
    "10": "łódzkie", "12": "małopolskie", "16": "opolskie", "24": "śląskie",
    "02": "dolnośląskie", "04": "kujawsko-pomorskie", "06": "lubelskie", "08": "lubuskie",
    "14": "mazowieckie", "18": "podkarpackie", "20": "podlaskie", "22": "pomorskie",
    "26": "świętokrzyskie", "28": "warmińsko-mazurskie", "30": "wielkopolskie",
    "32": "zachodniopomorskie",
}  # fmt: skip
_FEWEST_OF_A_POWIAT: Final = 6
_POWIATS_OF_FOUR_REGIONS: Final = 32
_STEMS: Final = (
    "Lip", "Dęb", "Klon", "Jawor", "Olsz", "Brzez", "Wierzb", "Topol", "Jesion", "Sosn", "Świerk",
    "Modrzew", "Kalin", "Malin", "Jagod", "Borów", "Wrzos", "Trzcin", "Łęg", "Kamion", "Bobr",
    "Sokoł", "Żuraw", "Wilk", "Sarn", "Kozł", "Rak", "Pszczel", "Stawisz", "Zdrój",
)  # fmt: skip
_BESIDE: Final = ("", "Dolne", "Górne", "Wielkie", "Małe", "Nowe", "Stare", "Leśne", "Polne")


@dataclass(frozen=True, slots=True)
class Place:
    """A gmina (seven digits) with the names of what it lies in."""

    teryt: str
    gmina: str
    powiat: str
    region: str

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Code and name of the gmina, its powiat and its województwo."""
        return (
            (self.teryt, self.gmina),
            (self.teryt[:4], f"powiat {self.powiat}"),
            (self.teryt[:2], f"województwo {self.region}"),
        )


def place_of(number: int, count: int) -> Place:
    """The place of one of ``count`` gminas, numbered from 0.

    >>> place_of(0, 50).names
    (('1098012', 'Lipowo'), ('1098', 'powiat lipowski'), ('10', 'województwo łódzkie'))
    >>> place_of(6, 50).teryt, place_of(49, 50).teryt
    ('1298012', '1096022')

    Raises
    ------
    ValueError
        For more gminas than there can be.
    """
    if not 0 <= number < count <= MOST_GMINAS:
        raise ValueError(f"from 1 to {MOST_GMINAS} gminas, not {count}")
    of_a_powiat = max(_FEWEST_OF_A_POWIAT, -(-count // (MOST_GMINAS // 99)))
    powiat, within = divmod(number, of_a_powiat)
    four, within_four = divmod(powiat, _POWIATS_OF_FOUR_REGIONS)
    region = list(REGIONS)[4 * four + within_four % 4]
    teryt = f"{region}{98 - within_four // 4}{within + 1:02d}2"
    return Place(teryt, _name(powiat, within), f"{_stem(powiat, 0).lower()}owski", REGIONS[region])


def _stem(powiat: int, within: int) -> str:
    return _STEMS[(7 * powiat + within) % len(_STEMS)]


def _name(powiat: int, within: int) -> str:
    beside = _BESIDE[(within // len(_STEMS) + powiat // len(_STEMS)) % len(_BESIDE)]
    return f"{_stem(powiat, within)}owo {beside}".strip()
