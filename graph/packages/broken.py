"""Texts that were read in a wrong encoding somewhere before: known by what is left of their letters."""

import re
from typing import Final

from graph.packages.encodings import UNDECODED
from graph.packages.words import Words

_LETTERS: Final = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–…"
_MISREADERS: Final = ("cp1250", "cp1252", "iso8859_2", "latin_1")


def _misread() -> frozenset[str]:
    """What the Polish letters of UTF-8 become for somebody who takes them for single bytes."""
    found: set[str] = set()
    for letter in _LETTERS:
        data = letter.encode()
        for encoding in _MISREADERS:
            text = data.decode(encoding, "replace")
            if "\ufffd" not in text:
                found.add(text)
    return frozenset(found)


#: A letter that was one sign in UTF-8 and is two or three now.
_TWO_FOR_ONE: Final = re.compile("|".join(sorted(map(re.escape, _misread()), key=len, reverse=True)))
#: Signs that letters of ISO-8859-2 become in cp1250, beside a letter.
_FOREIGN_SIGN: Final = re.compile(r"[^\W\d_][±¶¦ˇ¬]|[±¶¦ˇ¬][^\W\d_]")
#: A letter that was lost on the way: a question mark inside a word.
_LOST: Final = re.compile(r"[^\W\d_]\?+([^\W\d_])")
_SIGNS_OF_ADDRESSES: Final = re.compile(r"[/=&.@]")
_FEWEST_LETTERS: Final = 4

EXPECTED: Final = Words(
    "whole Polish letters; these were lost or changed when the file was saved or opened elsewhere: "
    "save it again as UTF-8",
    "całe polskie litery; zostały utracone albo zmienione przy zapisie lub otwieraniu pliku: zapisz "
    "plik ponownie w kodowaniu UTF-8",
)


def is_broken(text: str) -> bool:
    r"""Whether a text bears the marks of a wrong reading.

    Parameters
    ----------
    text
        The text of a cell or a header.

    Returns
    -------
    bool
        True for letters of UTF-8 taken for single bytes, for signs in place of letters, for question
        marks and replacement signs inside words.

    Examples
    --------
    >>> is_broken("OĹ›rodek"), is_broken("Szk\ufffdła"), is_broken("Spo?ecznej"), is_broken("Ł±ka")
    (True, True, True, True)
    >>> is_broken("Ośrodek"), is_broken("Gdzie? Tutaj"), is_broken("a?b=c"), is_broken("5 ±1")
    (False, False, False, False)
    """
    if text.isascii():
        return "?" in text and _letter_lost(text)
    if "\ufffd" in text or UNDECODED.search(text):
        return True
    if _TWO_FOR_ONE.search(text) or _FOREIGN_SIGN.search(text):
        return True
    return "?" in text and _letter_lost(text)


def _letter_lost(text: str) -> bool:
    return any(
        any(after.islower() for after in _LOST.findall(word))
        and sum(map(str.isalpha, word)) >= _FEWEST_LETTERS
        for word in text.split()
        if "?" in word and not _SIGNS_OF_ADDRESSES.search(word)
    )
