"""What a change makes of all that follows from a partnership's tables, and the steps that write it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from graph.stores.batching import batches, wire_lists
from graph.stores.derived import (
    DERIVED,
    OF_DAY,
    OWN,
    SHARED,
    Derived,
    DerivedName,
    SharedRows,
    changes_by_itself_on,
    derived_of_day,
    level_of,
    own_derived,
    parts_in,
    same_ties,
    shared_derived,
    territories_in,
)
from graph.stores.port import Ask, Cell, ask
from graph.stores.tables import Tables
from graph.vocabulary import gmina_of

_NAMED_BY_PARTNERSHIP: Final[frozenset[DerivedName]] = frozenset(
    {"members", "cover", "demand", "cooperation", "contacts"}
)
#: Written with the records themselves where these are written; else by steps of their own.
_FACTS: Final[tuple[DerivedName, ...]] = ("institution_facts", "service_facts")


@dataclass(frozen=True, slots=True)
class Following:
    """What is to be written of what follows from a partnership's tables.

    Attributes
    ----------
    facts
        What blank cells mean, of every institution and service.
    written, retired
        What is new or other than before, and what no longer follows.
    renamed
        Codes of territories whose name may be another one afterwards.
    wiped
        Keys of institutions and services of which everything is deleted and written anew; ``None``
        where what the store has is known.
    let_go
        Codes of territories that may be needed no longer once what is gone is deleted.
    as_of, change_on
        The day of which ties are, and the next one that changes them by itself.
    """

    facts: Derived
    written: Derived
    retired: Derived
    renamed: tuple[str, ...]
    wiped: tuple[tuple[str, ...], tuple[str, ...]] | None
    let_go: tuple[str, ...]
    as_of: date
    change_on: date | None

    @property
    def any(self) -> bool:
        """Whether there is anything to write beside the facts of records that are written anyway."""
        return bool(self.wiped) or any(map(bool, (*self.written.values(), *self.retired.values())))


def following(
    before: Tables,
    after: Tables,
    shared: tuple[SharedRows, SharedRows],
    *,
    since: date | None,
    today: date,
    rewrite: bool = False,
) -> Following:
    """Compare what follows before and after a change.

    Parameters
    ----------
    before, after
        The tables of the partnership.
    shared
        Institutions and services before and after, those of further partnerships that the change
        reaches among them.
    since
        The day of which the stored ties are.
    rewrite
        Write everything anew, as what the store has is not known.
    """
    was: dict[str, Mapping[str, Mapping[str, Cell]]] = {}
    now: dict[str, Mapping[str, Mapping[str, Cell]]] = {
        **shared_derived(shared[1]),
        **own_derived(after),
    }
    if not rewrite:
        was.update({**shared_derived(shared[0]), **own_derived(before)})
    if rewrite or since != today or not same_ties(before, after):
        now.update(derived_of_day(after, today))
        if not rewrite:
            was.update(derived_of_day(before, since or today))
    wiped = (tuple(sorted(shared[1].institutions)), tuple(sorted(shared[1].services)))
    retired = {
        name: {k: row for k, row in rows.items() if _goes(k, row, now.get(name, {}))}
        for name, rows in was.items()
        if name not in _FACTS
    }
    # A service that this partnership lets go of may stay with another: it is deleted after all else.
    left = before.get("services", {}).keys() - after["services"].keys()
    gone = {k: row for k, row in was.get("availability", {}).items() if row["service_key"] in left}
    return Following(
        facts={name: now[name] for name in _FACTS},
        written={
            name: {k: row for k, row in rows.items() if was.get(name, {}).get(k) != row}
            for name, rows in now.items()
        },
        retired=retired,
        renamed=_renamed(before, after, rewrite=rewrite),
        wiped=wiped if rewrite else None,
        let_go=(*territories_in(retired), *territories_in({"availability": gone})),
        as_of=today,
        change_on=changes_by_itself_on(after, today),
    )


def everything(tables: Tables, shared: SharedRows, *, today: date) -> Following:
    """All that follows, for a store that lacks it."""
    found = following({}, tables, (shared, shared), since=None, today=today, rewrite=True)
    return _without_wiping(found)


def following_steps(
    id: str, one: Following, written: Mapping[DerivedName, Iterable[str]]
) -> Iterator[Ask]:
    """The steps that write it; the records that it is about must be there.

    Parameters
    ----------
    written
        Keys of records that are written with their facts anyway.
    """
    if one.wiped is not None:
        yield from wiping_steps(id, *one.wiped)
    for name in (*SHARED, *OWN, *OF_DAY):
        yield from _batches(f"retire_{name}", name, id, one.retired.get(name, {}).values())
    codes = territories_in(one.written)
    territories = [{"code": code, "level": level_of(code)} for code in codes]
    yield from batches("derived.merge_territories", territories)
    yield from batches("derived.merge_parts", parts_in(codes))
    for name in DERIVED:
        known = frozenset(written.get(name, ()))
        rows = [row for key, row in one.written.get(name, {}).items() if key not in known]
        yield from _batches(f"merge_{name}", name, id, rows)
    if one.renamed:
        yield ask("derived.name_covered", codes=list(one.renamed))


def letting_go(codes: Iterable[str]) -> Iterator[Ask]:
    """Steps that delete those of these territories that are needed no longer, inner ones first."""
    for _, level in groupby(sorted(set(codes), key=lambda code: (-len(code), code)), key=len):
        yield ask("derived.retire_territories", codes=list(level))


def wiping_steps(id: str, institutions: Sequence[str], services: Sequence[str]) -> Iterator[Ask]:
    """Steps that delete all that followed for a partnership and for some institutions and services."""
    for name in (*OWN, *OF_DAY):
        yield ask(f"derived.wipe_{name}", id=id)
    for name in ("institution_types", "places"):
        yield ask(f"derived.wipe_{name}", keys=list(institutions))
    for name in ("service_types", "availability"):
        yield ask(f"derived.wipe_{name}", keys=list(services))


def _goes(key: str, row: Mapping[str, Cell], now: Mapping[str, Mapping[str, Cell]]) -> bool:
    # Of what keeps its key only the ends matter: other values are written over.
    ends = ("code", "need", "one", "other")
    return key not in now or any(row.get(end) != now[key].get(end) for end in ends)


def _renamed(before: Tables, after: Tables, *, rewrite: bool) -> tuple[str, ...]:
    was, now = (tables.get("partnership", {}) for tables in (before, after))
    if was == now and not rewrite:
        return ()
    rows = (*was.values(), *now.values())
    return tuple(dict.fromkeys(gmina_of(str(row["teryt"])) for row in rows if row["teryt"]))


def _batches(
    query: str, name: DerivedName, id: str, rows: Iterable[Mapping[str, Cell]]
) -> Iterator[Ask]:
    # Strengths of ties are means, not the whole numbers that reports give.
    travelling = rows if name == "cooperation" else map(wire_lists, rows)
    params = {"id": id} if name in _NAMED_BY_PARTNERSHIP else {}
    yield from batches(f"derived.{query}", travelling, **params)


def _without_wiping(one: Following) -> Following:
    return Following(one.facts, one.written, {}, one.renamed, None, (), one.as_of, one.change_on)
