"""Whether two institutions under one id are one: the rule that every write of a package goes by.

An institution id means the same institution in every partnership of a store. Two lists that number
their rows 1, 2, 3 do not mean that: then the name differs, the place, or a register number.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal

from graph.rows import Row, Value
from graph.snapshot.resolve import default_service_area
from graph.vocabulary import INSTITUTION_TYPES, gmina_of, overlap
from graph.vocabulary.codes import Level

#: In what two institutions under one id differ that makes them two.
Differs = Literal["name", "place", "number"]

_UNIT_DIGITS: Final = 14
#: Registers whose numbers name the operator, who may run several institutions.
_OPERATORS: Final = ("krs", "rpwdl", "regon")


def numbers_of(row: Mapping[str, Value]) -> dict[str, str]:
    """The register numbers that identify an institution by themselves.

    Of REGON only the number of a unit, with 14 digits: one of nine names the operator.

    >>> numbers_of({"rspo": "15544", "regon": "123456785"})
    {'rspo': '15544'}
    """
    rspo, regon = (str(row.get(name) or "") for name in ("rspo", "regon"))
    found = {"rspo": rspo.lstrip("0"), "regon": regon if len(regon) == _UNIT_DIGITS else ""}
    return {name: number for name, number in found.items() if number}


def all_numbers(row: Mapping[str, Value]) -> frozenset[str]:
    """Every register number of an institution, those that name its operator among them.

    >>> sorted(all_numbers({"rspo": "0015544", "krs": "0000123456", "regon": None}))
    ['0000123456', '0015544', '15544']
    """
    given = (row.get(name) for name in ("rspo", *_OPERATORS))
    return frozenset(map(str, filter(None, given))) | frozenset(numbers_of(row).values())


def is_same(
    arriving: Row,
    known: Row,
    *,
    places: tuple[frozenset[str], frozenset[str]],
    by_name: bool,
) -> bool:
    """Whether an arriving institution is one that the store knows under another id.

    A number that identifies by itself decides. Else the name and the place must be equal, and beside
    them a number of the operator, or ``by_name`` be true.

    Parameters
    ----------
    arriving, known
        The arriving row, and the stored one.
    places
        Where the two are: see :func:`exact_places_of`; unknown places are not equal.
    by_name
        Whether an equal name and place are enough.

    Examples
    --------
    >>> club = {"name": "Klub", "krs": "0000123456"}
    >>> here, there = frozenset({"249902"}), frozenset({"249903"})
    >>> is_same(club, {**club, "name": "KLUB"}, places=(here, here), by_name=False)
    True
    >>> is_same(club, club, places=(here, there), by_name=True)
    False
    """
    by_number = same_by_number(arriving, known)
    if by_number is not None:
        return by_number
    from graph.packages.names import comparable  # brings spreadsheet libraries along

    if comparable(str(arriving["name"])) != comparable(str(known["name"])):
        return False
    if places[0].isdisjoint(places[1]):
        return False
    pairs = [(arriving.get(name), known.get(name)) for name in _OPERATORS]
    both = [(one, other) for one, other in pairs if one and other]
    return any(one == other for one, other in both) if both else by_name


def same_by_number(one: Mapping[str, Value], other: Mapping[str, Value]) -> bool | None:
    """Whether register numbers say that two are one; ``None`` where they say nothing.

    >>> same_by_number({"rspo": "1"}, {"rspo": "1"}), same_by_number({"rspo": "1"}, {"rspo": "2"})
    (True, False)
    """
    ours, theirs = numbers_of(one), numbers_of(other)
    both = ours.keys() & theirs.keys()
    return all(ours[name] == theirs[name] for name in both) if both else None


def difference_of(
    arriving: Row, known: Row, *, here: str | None, elsewhere: Collection[str | None]
) -> Differs | None:
    """In what an arriving institution is another one than the store knows under its id.

    Parameters
    ----------
    arriving, known
        The arriving row of the institution, and the stored one.
    here
        The TERC code of the partnership that it arrives with, which stands for a blank one;
        ``None`` where the partnership holds the institution already, so that a blank code says nothing.
    elsewhere
        Those of the other partnerships that hold it.

    Returns
    -------
    str or None
        ``None`` where it is the same institution.

    Examples
    --------
    >>> school = {"name": "SP 1", "type_code": "SP", "teryt": "2499022"}
    >>> difference_of(school, {**school, "teryt": "2499023"}, here=None, elsewhere=())
    >>> difference_of(school, {**school, "teryt": None}, here=None, elsewhere=["2499032"])
    'place'
    """
    by_number = same_by_number(arriving, known)
    if by_number is not None:
        return None if by_number else "number"
    # Imported here: the readers of packages bring spreadsheet libraries along.
    from graph.packages.names import comparable

    if comparable(str(arriving["name"])) != comparable(str(known["name"])):
        return "name"
    ours = places_of(arriving, [here])
    theirs = places_of(known, elsewhere)
    meet = not ours or not theirs or any(overlap(one, other) for one in ours for other in theirs)
    return None if meet else "place"


def places_of(row: Row, partnerships: Iterable[str | None]) -> frozenset[str]:
    """Where an institution may be: its own code, else those of its partnerships as far as its level."""
    if row.get("teryt"):
        return frozenset({gmina_of(str(row["teryt"]))})
    level: Level = row.get("level") or INSTITUTION_TYPES[str(row["type_code"])].level  # pyright: ignore[reportAssignmentType]  # a level, by its column
    codes = (code for teryt in partnerships for code in default_service_area(level, teryt))
    return frozenset(map(gmina_of, codes))


def exact_places_of(row: Row, partnerships: Iterable[str | None]) -> frozenset[str]:
    """Where an institution is: its own code, else those of its partnerships, of a powiat's their powiat.

    >>> [sorted(exact_places_of({"type_code": one}, ["2499022"])) for one in ("PCPR", "KOSC")]
    [['2499'], ['249902']]
    """
    if row.get("teryt"):
        return frozenset({gmina_of(str(row["teryt"]))})
    level = row.get("level") or INSTITUTION_TYPES[str(row["type_code"])].level
    known = [teryt for teryt in partnerships if teryt]
    return frozenset(teryt[:4] if level == "powiat" else gmina_of(teryt) for teryt in known)
