"""Texts that people choose for tokens and for the trail: who they are for, and why; never a person."""

import re
from typing import Final

from graph.packages.personal import looks_personal
from service.access.given_names import forms

_WORD: Final = re.compile(r"[^\W\d_]+")
#: What comes before the name of a patron or of a street, which names no client and no worker.
_PATRONS: Final = frozenset(
    {"im", "imienia", "św", "świętego", "świętej", "bł", "ul", "ulica", "ulicy", "al", "pl"}
)
#: Beside a given name these make the name of an institution: Fundacja Anna.
_INSTITUTIONS: Final = frozenset(
    {
        "fundacja",
        "stowarzyszenie",
        "szpital",
        "dom",
        "ośrodek",
        "szkoła",
        "przedszkole",
        "żłobek",
        "klub",
        "świetlica",
        "parafia",
        "hospicjum",
        "poradnia",
        "przychodnia",
        "gmina",
        "powiat",
        "miasto",
        "schronisko",
        "spółdzielnia",
        "centrum",
        "zespół",
    }
)
_PATRONS_REACH: Final = 2
_ROMAN: Final = re.compile(r"[IVX]+")
#: An initial and what follows its dot, as in addresses of mail.
_INITIAL: Final = re.compile(r"(?<!\w)[^\W\d_]\. ?([^\W\d_]+)")
#: How surnames end; in small letters only these tell one from other words.
_SURNAME: Final = re.compile(
    r".{2,}(?:(?:sk|ck|dzk)(?:i|a|iego|iej|iemu|im|ą|ich)|wicz(?:a|owi|em)?|czyk(?:a|owi|iem)?|czak(?:a|owi|iem)?"
    r"|owak(?:a|owi|iem)?|enko|czuk(?:a|owi|iem)?)"
)


def names_a_person(text: str) -> bool:
    """Whether a text holds a PESEL, or a given name beside a surname.

    A surname alone cannot be told from the name of a place (Śląski, Podlaski), so it is not looked for;
    patrons of schools and streets (``im. Jana Pawła II``) are no clients.

    Parameters
    ----------
    text
        What somebody typed.

    Returns
    -------
    bool
        True where the text has to be refused.

    Examples
    --------
    >>> all(map(names_a_person, ("Jan Kowalski", "dla Anny Nowak", "KOWALSKI JAN", "anna nowicka")))
    True
    >>> any(map(names_a_person, ("MOPS Jarzębin Śląski", "SP im. Jana Pawła II", "Fundacja Anna")))
    False
    >>> names_a_person("Liceum Jana III Sobieskiego")
    False
    >>> names_a_person("sprawa 44051401359"), names_a_person("j.kowalski@mops.pl")
    (True, True)
    """
    if looks_personal(text):
        return True
    words = [found[0] for found in _WORD.finditer(text)]
    return any(
        word.casefold() in forms() and not _is_patron(words, place) and _has_surname(words, place)
        for place, word in enumerate(words)
    ) or any(
        _SURNAME.fullmatch(word.casefold()) and not _is_patron(words, words.index(word))
        for word in _INITIAL.findall(text)
    )


def _is_patron(words: list[str], place: int) -> bool:
    before = words[max(0, place - _PATRONS_REACH) : place]
    after = words[place + 1 : place + 3]
    return any(word.casefold() in _PATRONS for word in before) or any(
        _ROMAN.fullmatch(word) for word in after
    )


def _has_surname(words: list[str], place: int) -> bool:
    """Whether a neighbour of the given name reads as a surname."""
    beside = words[place + 1 : place + 2] + words[max(0, place - 1) : place]
    given = words[place]
    return any(
        _SURNAME.fullmatch(word.casefold()) is not None
        or (given[0].isupper() and _may_be_a_surname(word, given))
        for word in beside
    )


def _may_be_a_surname(word: str, given: str) -> bool:
    """Whether a word begins with a capital and is neither MOPS nor Fundacja."""
    abbreviation = word.isupper() and not given.isupper()
    return (
        len(word) > 1 and word[0].isupper() and not abbreviation and word.casefold() not in _INSTITUTIONS
    )
