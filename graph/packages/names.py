"""Names and ids as people write them: which are the same, and how an id is kept."""

import re
import unicodedata
from typing import Final

#: Signs that show nothing and part no words: zero-width signs, soft hyphens, marks of direction.
_UNSEEN: Final = re.compile("[\u00ad\u180e\u200b-\u200f\u2060\ufeff]")
_BLANKS: Final = re.compile(r"\s+")
_QUOTES: Final = str.maketrans(dict.fromkeys("„”“‟«»″＂", '"') | dict.fromkeys("‚‘’‛‹›′", "'"))
_QUOTE_SIGNS: Final = ('"', "'")


def tidy(text: str) -> str:
    r"""A name or an id in its one written form: composed letters, single plain blanks, nothing unseen.

    Parameters
    ----------
    text
        The text of a cell.

    Returns
    -------
    str
        The text in Unicode NFC, with each run of blanks (also no-break ones) as one blank, without
        zero-width signs, soft hyphens and blanks at its ends.

    Examples
    --------
    >>> tidy(" Szko\u0142a\u00a0nr  2\u200b"), tidy("S\u0301wietlica"), tidy("Stowa\u00adrzyszenie")
    ('Szkoła nr 2', 'Świetlica', 'Stowarzyszenie')
    """
    return _BLANKS.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip()


def comparable(name: str) -> str:
    """What two names or ids have in common when they mean the same thing.

    Parameters
    ----------
    name
        A name or an id as somebody wrote it.

    Returns
    -------
    str
        The :func:`tidy` text without case, kinds of quotation marks and the marks around the whole;
        equal for two texts exactly where they count as the same.

    Examples
    --------
    >>> comparable(' „MOPS  Brzezina” ') == comparable("Mops Brzezina")
    True
    >>> comparable("Klub „Orzeł”") == comparable('KLUB "ORZEŁ"')
    True
    >>> comparable("Klub „Orzeł”") == comparable("Klub Orzeł")
    False
    """
    plain = tidy(name.translate(_QUOTES)).casefold()
    while len(plain) > 1 and plain[0] in _QUOTE_SIGNS and plain[-1] == plain[0]:
        plain = plain[1:-1].strip()
    return unicodedata.normalize("NFC", plain)
