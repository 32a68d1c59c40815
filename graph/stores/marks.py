"""Every partnership of a store with what tells whether it has changed, read in one go."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, cast

from graph.measures.cohesion import density_of
from graph.portfolio import Peer
from graph.stores.columns import ask_columns, rows_of_columns
from graph.stores.port import Store, ask
from graph.stores.reading import state_of
from graph.vocabulary import gmina_of
from graph.vocabulary.codes import Variant

_DIGITS_OF_GMINA: Final = 6


class Mark(NamedTuple):
    """A partnership; its revision and the checksums of its records change with what it holds."""

    id: str
    name: str
    teryt: str | None
    variant: Variant | None
    revision: int
    records: str


class Marks(NamedTuple):
    """Partnerships by id, names of territories by code, and the revision of all services."""

    partnerships: tuple[Mark, ...]
    names: Mapping[str, str]
    offers_revision: int


def read_marks(store: Store) -> Marks:
    """The marks of now, of one moment."""
    asked = ask_columns("partnership.find_marks")
    found, territories, state = store.read(asked, ask("derived.find_territories"), ask("state.find"))
    given = {str(row["code"]): str(row["name"]) for row in territories}
    marks = tuple(_mark(row) for row in rows_of_columns(asked, found))
    # A gmina without a name is called as the first of its partnerships.
    lent = {
        gmina_of(mark.teryt): mark.name
        for mark in sorted(marks, key=lambda mark: mark.id, reverse=True)
        if mark.teryt and len(gmina_of(mark.teryt)) == _DIGITS_OF_GMINA
    }
    return Marks(marks, {**lent, **given}, state_of(state).offers_revision)


def read_peers(store: Store, marks: Marks, day: date) -> dict[str, Peer]:
    """Size, variant and density of every partnership of which there is any report, by id."""
    sizes, ties = store.read(
        ask("partnership.count_institutions", today=day.isoformat()), ask("derived.count_cooperation")
    )
    size = {str(row["id"]): int(row["institutions"] or 0) for row in sizes}
    live = {str(row["id"]): int(row["live"] or 0) for row in ties}
    return {
        mark.id: Peer(n, mark.variant, density_of(n, live[mark.id]))
        for mark in marks.partnerships
        if (n := size.get(mark.id, 0)) > 1 and mark.id in live
    }


def _mark(row: Mapping[str, object]) -> Mark:
    return Mark(
        id=str(row["id"]),
        name=str(row["name"]),
        teryt=cast("str | None", row["teryt"]),
        variant=cast("Variant | None", row["variant"]),
        revision=cast("int", row["revision"] or 0),
        records=str(row["records"] or ""),
    )
