"""Which stored institution an entry of a register is: by its number, by its operator's, by name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal, NamedTuple

from graph.packages.names import comparable
from graph.registers.entries import Entry
from graph.rows import Row, row_of
from graph.stores.identity import all_numbers, exact_places_of, is_same, same_by_number
from graph.vocabulary import gmina_of, overlap

#: By what an entry was found to be a stored institution.
By = Literal["number", "name"]
_HERE: Final = frozenset({"here"})


class Known(NamedTuple):
    """A stored institution with the TERC codes of the partnerships that hold it."""

    row: Row
    homes: tuple[str | None, ...]


class Found(NamedTuple):
    """The stored institution that an entry is, and by what; ``unclear`` where several may be it."""

    id: str | None = None
    by: By = "number"
    unclear: tuple[str, ...] = ()


class _Fit(NamedTuple):
    id: str
    rank: int
    by: By


def found_among(entries: Sequence[Entry], known: Mapping[str, Known], today: date) -> list[Found]:
    """What each entry is among stored institutions.

    An equal number of the register wins over an equal name, and that over an equal REGON of a unit,
    which the parts of a school complex share. Where several fit equally well, nobody can tell.

    Parameters
    ----------
    entries
        What the register lists.
    known
        Stored institutions by id.
    today
        The day that an entry without one is of.
    """
    index = _index(known)
    best: list[list[_Fit]] = []
    for entry in entries:
        row = row_of(entry.institution(today))
        keys = [*all_numbers(row), comparable(entry.name), f"id {entry.id}"]
        ids = dict.fromkeys(id for key in keys for id in index.get(key, ()))
        fits = [fit for id in ids if (fit := _fit(entry, row, known[id]))]
        most = max((fit.rank for fit in fits), default=0)
        best.append([fit for fit in fits if fit.rank == most])
    claims: dict[str, list[int]] = defaultdict(list)
    for fits in best:
        if len(fits) == 1:
            claims[fits[0].id].append(fits[0].rank)
    return [_told(fits, claims) for fits in best]


def _told(fits: list[_Fit], claims: Mapping[str, list[int]]) -> Found:
    if len(fits) != 1:
        return Found(unclear=tuple(sorted(fit.id for fit in fits)))
    (fit,) = fits
    ranks = claims[fit.id]
    if ranks.count(max(ranks)) > 1:
        return Found(unclear=(fit.id,))
    return Found(fit.id, fit.by) if fit.rank == max(ranks) else Found()


def _index(known: Mapping[str, Known]) -> dict[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for id, one in known.items():
        index[f"id {id}"].append(id)
        index[comparable(str(one.row["name"]))].append(id)
        for number in all_numbers(one.row):
            index[number].append(id)
    return index


def _fit(entry: Entry, row: Row, known: Known) -> _Fit | None:
    """How well an entry fits a stored institution; ``None`` where they are two."""
    id = str(known.row["id"])
    if id == entry.id and _same_number(entry, known.row):
        return _Fit(id, 3, "number")
    places = _HERE if is_at(entry.teryt, known) else frozenset[str]()
    if not is_same(row, known.row, places=(_HERE, places), by_name=True):
        return None
    if entry.register == "rspo" and known.row.get("rspo"):
        return _Fit(id, 3, "number")
    if comparable(entry.name) == comparable(str(known.row["name"])):
        numbered = same_by_number(row, known.row) or all_numbers(row) & all_numbers(known.row)
        return _Fit(id, 2, "number" if numbered else "name")
    return _Fit(id, 1, "number")


def _same_number(entry: Entry, known: Row) -> bool:
    """Whether the store has an institution under the id that this entry makes, and not another one."""
    if entry.register == "rjps":
        return bool(entry.number) and same_by_number(dict(entry.facts), known) is not False
    return str(known.get(entry.register) or "").lstrip("0") == entry.number.lstrip("0")


def is_at(teryt: str, known: Known) -> bool:
    """Whether a stored institution is in a gmina, as far as the store knows."""
    return any(overlap(teryt, code) for code in exact_places_of(known.row, known.homes))


def homes_by_id(holders: Iterable[Row]) -> dict[str, tuple[str | None, ...]]:
    """The TERC codes of the partnerships of each institution."""
    homes: dict[str, list[str | None]] = defaultdict(list)
    for row in holders:
        homes[str(row["institution_id"])].append(None if row["teryt"] is None else str(row["teryt"]))
    return {id: tuple(codes) for id, codes in homes.items()}


def gmina_known(known: Known) -> frozenset[str]:
    """The gminas in which a stored institution is."""
    return frozenset(map(gmina_of, exact_places_of(known.row, known.homes)))
