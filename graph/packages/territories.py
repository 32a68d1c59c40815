"""TERC codes as files carry them: with blanks, without the kind of a gmina, without a lost zero."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

_SIGNS_WITHIN: Final = re.compile(r"[\s_.\-]+")
_WHOLE_NUMBER: Final = re.compile(r"(\d+)[.,]0+")
_REGIONS: Final = frozenset(f"{number:02}" for number in range(2, 33, 2))
_KINDS_OF_GMINA: Final = frozenset("1234589")


class Territory(NamedTuple):
    """A code as it is meant. ``restored`` codes had lost a zero; ``offered`` is what may be meant."""

    code: str | None
    restored: bool = False
    offered: str = ""


def _digits(text: str) -> str:
    whole = _WHOLE_NUMBER.fullmatch(text.strip())
    return whole[1] if whole else _SIGNS_WITHIN.sub("", text)


def territory_of(text: str, lengths: Iterable[int], powiats: frozenset[str] = frozenset()) -> Territory:
    """The TERC code that a text means.

    Parameters
    ----------
    text
        One code as somebody wrote it.
    lengths
        How many digits it may have; a gmina of seven may do without the seventh, its kind.
    powiats
        The powiats of the codes around it that are sure; they decide where a zero may be lost.

    Returns
    -------
    Territory
        Without a code where it is none, or may be one of two.

    Examples
    --------
    >>> territory_of("02 01 01 1", (7,)), territory_of("201", (4,))  # doctest: +NORMALIZE_WHITESPACE
    (Territory(code='0201011', restored=False, offered=''),
     Territory(code='0201', restored=True, offered=''))
    >>> territory_of("201011", (7,))
    Territory(code=None, restored=False, offered='0201011')
    >>> territory_of("201011", (7,), frozenset({"0201"})).code, territory_of("246401", (7,)).code
    ('0201011', '246401')
    """
    allowed = {*lengths, *((6,) if 7 in lengths else ())}
    digits = _digits(text)
    if not (digits.isascii() and digits.isdigit()):
        return Territory(None)
    full = f"0{digits}"
    lost = len(full) in allowed and _zero_was_lost(full)
    whole = len(digits) in allowed and (digits[:2] in _REGIONS or not lost)
    if whole and lost:
        if (digits[:4] in powiats) == (full[:4] in powiats):
            return Territory(None, offered=full)
        whole = digits[:4] in powiats
    if whole:
        return Territory(digits)
    return Territory(full, restored=True) if lost else Territory(None)


def _zero_was_lost(full: str) -> bool:
    """Whether a code with a zero put in front is one: a region there is, a powiat, a kind of gmina."""
    if full[:2] not in _REGIONS:
        return False
    if len(full) > 2 and not (1 <= int(full[2:4]) <= 40 or 61 <= int(full[2:4]) <= 90):
        return False
    return len(full) != 7 or full[6] in _KINDS_OF_GMINA


def powiats_among(texts: Iterable[str]) -> frozenset[str]:
    """The powiats of those codes that can be read in one way only.

    >>> sorted(powiats_among(["201011", "201", "0201022", "2499011"]))
    ['0201', '2499']
    """
    found: set[str] = set()
    for text in texts:
        for part in re.split(r"[|;,\n]", text):
            digits = _digits(part)
            if len(digits) in {4, 7} and digits.isascii() and digits.isdigit():
                found.add(digits[:4])
            elif len(digits) in {3, 6} and (code := territory_of(digits, (4, 7)).code):
                found.add(code[:4])
    return frozenset(found)


def zero_restored(cell: str, codes: Iterable[str]) -> bool:
    """Whether the codes read from a cell have a zero in front that the cell lost.

    >>> zero_restored("201|0202", ["0201", "0202"]), zero_restored("02 01", ["0201"])
    (True, False)
    """
    written = {_digits(part) for part in re.split(r"[|;,\n]", cell)}
    return any(code not in written and code[1:] in written for code in codes)
