"""Names that nearly agree: perhaps one institution written in two ways, which only people can tell."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.packages.columns import folded
from graph.packages.names import comparable

_LETTERS_APART: Final = re.compile(r"(?<![^\W_])(?:[a-z] ){2,}[a-z](?![^\W_])")
#: Function words, which names may omit and abbreviations skip.
_SMALL: Final = frozenset({"w", "we", "im", "nr", "i", "z", "ze", "dla", "na", "do", "ul"})
#: What tells institutions of one kind apart: numbers, single letters.
_MARK: Final = re.compile(r"\d\w*|[a-z]|[ivx]+")
_FEWEST_LETTERS: Final = 7
#: From how many letters on two slips of the pen are allowed.
_LONG: Final = 14
#: Names with the same numbers that are compared letter by letter; beyond, it would take too long.
_MOST_COMPARED: Final = 1_500
_STEM: Final = 4
_ABBREVIATIONS: Final = range(3, 7)


class Written(NamedTuple):
    """A name and the row in which it is."""

    row: int
    name: str


class _Plain(NamedTuple):
    """A name as compared: its words in order, those that tell apart, the others put together."""

    words: tuple[str, ...]
    marks: tuple[str, ...]
    text: str


class NearNames:
    """Names among which those that nearly agree with another are found.

    Examples
    --------
    >>> names = NearNames([Written(2, "Szkoła Podstawowa nr 2"), Written(3, "Klub Łąka")])
    >>> names.near("Szkola podstawowa nr 2").row, names.near("Szkoła Podstawowa nr 12") is None
    (2, True)
    >>> names.add(Written(4, "Miejski Ośrodek Pomocy Społecznej w Brzezinie"))
    >>> names.near("MOPS Brzezina").row, names.near("MOPS Olszyna") is None
    (4, True)
    """

    def __init__(self, names: Iterable[Written] = ()) -> None:
        self._same: dict[tuple[str, ...], Written] = {}
        self._alike: dict[tuple[str, ...], tuple[list[str], list[Written]]] = {}
        self._long: dict[str, list[tuple[Written, frozenset[str]]]] = {}
        self._short: dict[str, list[tuple[Written, frozenset[str]]]] = {}
        for one in names:
            self.add(one)

    def add(self, one: Written) -> None:
        """Add a name."""
        plain = _plain(one.name)
        self._same.setdefault(tuple(sorted(plain.words)), one)
        texts, names = self._alike.setdefault(plain.marks, ([], []))
        texts.append(plain.text)
        names.append(one)
        for short, rest in _abbreviated(plain.words):
            self._long.setdefault(short, []).append((one, rest))
        for short, rest in _abbreviations(one.name, plain.words):
            self._short.setdefault(short, []).append((one, rest))

    def near(self, name: str) -> Written | None:
        """Another name that nearly agrees with this one, ``None`` for none.

        Letters without their marks, words in another order, up to two slips of the pen and an
        abbreviation beside its words count as nearly; other numbers or single letters never do.
        """
        plain, own = _plain(name), comparable(name)
        same = self._same.get(tuple(sorted(plain.words)))
        if same is not None and comparable(same.name) != own:
            return same
        return self._slipped(plain, own) or self._shortened(name, plain)

    def _slipped(self, plain: _Plain, own: str) -> Written | None:
        texts, names = self._alike.get(plain.marks, ([], []))
        if len(plain.text) < _FEWEST_LETTERS or len(texts) > _MOST_COMPARED:
            return None
        most = 2 if len(plain.text) >= _LONG else 1
        found = process.extract(plain.text, texts, scorer=OSA.distance, score_cutoff=most, limit=2)
        return next((names[at] for _, _, at in found if comparable(names[at].name) != own), None)

    def _shortened(self, name: str, plain: _Plain) -> Written | None:
        pairs = [
            *((self._long, abbreviation) for abbreviation in _abbreviations(name, plain.words)),
            *((self._short, abbreviation) for abbreviation in _abbreviated(plain.words)),
        ]
        for known, (short, rest) in pairs:
            fitting = [one for one, other in known.get(short, ()) if other == rest]
            if fitting:
                return fitting[0]
        return None


def near_pairs(names: Iterable[Written]) -> Iterator[tuple[Written, Written]]:
    """Each name that nearly agrees with an earlier one, with that one.

    >>> found = near_pairs([Written(2, "Klub „Orzeł”"), Written(3, "Klub Orzeł"), Written(4, "Klub")])
    >>> [(before.row, after.row) for before, after in found]
    [(2, 3)]
    """
    index = NearNames()
    for one in names:
        if (before := index.near(one.name)) is not None:
            yield before, one
        index.add(one)


def _plain(name: str) -> _Plain:
    spaced = folded(name).replace("_", " ")
    joined = _LETTERS_APART.sub(lambda found: found[0].replace(" ", ""), spaced)
    words = tuple(joined.split())
    marks = tuple(sorted(word for word in words if _MARK.fullmatch(word) and word not in _SMALL))
    others = sorted(word for word in words if word not in marks and word not in _SMALL)
    return _Plain(words, marks, " ".join(others))


def _abbreviations(name: str, words: tuple[str, ...]) -> Iterator[tuple[str, frozenset[str]]]:
    """Words of capitals alone, each with the stems of the other words."""
    capitals = {folded(word) for word in name.split() if word.isupper()} | {
        word for word in words if word not in folded(name).split("_")
    }
    for word in words:
        if word in capitals and len(word) in _ABBREVIATIONS:
            yield word, _stems(other for other in words if other != word)


def _abbreviated(words: tuple[str, ...]) -> Iterator[tuple[str, frozenset[str]]]:
    """What neighbouring words may be abbreviated to, each with the stems of the others."""
    full = [word for word in words if word not in _SMALL]
    for size in _ABBREVIATIONS:
        for first in range(len(full) - size + 1):
            part = full[first : first + size]
            if all(len(word) > 2 for word in part):
                rest = _stems([*full[:first], *full[first + size :]])
                yield "".join(word[0] for word in part), rest


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word if word[0].isdigit() else word[:_STEM] for word in words if word not in _SMALL)
