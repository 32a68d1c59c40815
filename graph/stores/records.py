"""What people record beside a partnership's package: its tables, and whose a write step changes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal, cast

from cypher import Query
from graph.stores.columns import ask_columns, rows_of_columns
from graph.stores.port import Ask, Row, Store
from graph.stores.tables import key_of, parts_of

RecordName = Literal[
    "permissions",
    "referrals",
    "invitations",
    "meetings",
    "barriers",
    "recommendations",
    "flows",
    "case_steps",
    "tallies",
]
#: What people record beside the package: rows by table, each with the key of the family or the id of
#: the partnership that owns it.
Records = Mapping[RecordName, Sequence[Row]]

#: Rows of some tables by their keys; ``None`` stands for all rows of a table.
Chosen = Mapping[RecordName, Collection[str] | None]

RECORDS: Final[tuple[RecordName, ...]] = (
    *("permissions", "referrals", "invitations", "meetings"),
    *("barriers", "recommendations", "flows"),
    *("case_steps", "tallies"),
)
#: The tables of which an import takes away what belongs to families and institutions that go with it.
RETIRED: Final[tuple[RecordName, ...]] = (
    *("permissions", "referrals", "invitations"),
    *("barriers", "recommendations", "flows"),
)
_NAMES: Final[Mapping[RecordName, tuple[str, str]]] = {
    "permissions": ("zgody", "permissions"),
    "referrals": ("skierowania", "referrals"),
    "invitations": ("zaproszenia", "invitations"),
    "barriers": ("bariery", "barriers"),
    "recommendations": ("rekomendacje", "recommendations"),
    "flows": ("przepływy informacji", "information flows"),
}
#: What the name of a write query ends with, and the table that it changes.
_CHANGES: Final[Mapping[str, RecordName]] = {
    **{name: name for name in RECORDS},
    **{name.removesuffix("s"): name for name in RECORDS},
    **dict.fromkeys(("case", "cases", "step", "steps"), "case_steps"),
    "tally": "tallies",
}
_ROOMS: Final = ("casework.", "planning.", "register.", "cases.", "keeping.")
#: Tables whose rows belong to a family: their keys begin with the key of that.
_OF_FAMILIES: Final = frozenset({"permissions", "referrals"})


def find_asks(id: str, *, before_9: bool = False) -> list[Ask]:
    """The reads of every table of a partnership; their answers are for :func:`found_in`.

    ``before_9`` is for a store of a version of the schema before 9.
    """
    earlier = {"case_steps"} if before_9 else set[str]()
    return [
        ask_columns(f"{'before_9' if name in earlier else 'keeping'}.find_{name}", id=id)
        for name in RECORDS
    ]


def pick_asks(id: str, chosen: Chosen) -> list[Ask]:
    """The reads of some rows of a partnership; their answers are for :func:`found_in`."""
    return [
        ask_columns(f"keeping.find_{name}", id=id)
        if keys is None
        else ask_columns(f"sealing.find_{name}", keys=sorted(keys))
        for name, keys in chosen.items()
    ]


def found_in(asks: Sequence[Ask], answers: Sequence[Sequence[Row]]) -> dict[RecordName, list[Row]]:
    """The rows of each table that was asked for, by its key."""
    return {_table(one): rows_of_columns(one, rows) for one, rows in zip(asks, answers, strict=True)}


def records_as_is(store: Store, id: str, *, before_9: bool = False) -> Records:
    """What people recorded in a partnership, whether or not it is what was written.

    ``before_9`` is for a store of a version of the schema before 9.
    """
    asks = find_asks(id, before_9=before_9)
    return found_in(asks, store.read(*asks))


def table_changed_by(query: Query) -> RecordName | None:
    """The table of records that a query changes, told by its name.

    >>> from cypher import QUERIES
    >>> table_changed_by(QUERIES["cases.add_step"]), table_changed_by(QUERIES["state.claim"])
    ('case_steps', None)
    """
    if query.access != "write" or not query.name.startswith(_ROOMS):
        return None
    _, _, words = query.name.partition("_")
    return _CHANGES.get(words)


def changed_by(asks: Iterable[Ask]) -> dict[str, Chosen]:
    """The rows that write steps may change, by the partnership whose they are.

    >>> from graph.stores.port import ask
    >>> changed_by([ask("planning.drop_meeting", key=key_of("p/1", "2026-03-02", "working"))])
    {'p/1': {'meetings': {'p%2F1/2026-03-02/working'}}}
    >>> changed_by([ask("planning.retire_meetings", id="p/1")])
    {'p/1': {'meetings': None}}
    """
    found: dict[str, dict[RecordName, set[str] | None]] = {}
    for one in asks:
        if name := table_changed_by(one.query):
            for id, key in _places(one, name):
                chosen = found.setdefault(id, {}).setdefault(name, set())
                if key is None:
                    found[id][name] = None
                elif chosen is not None:
                    chosen.add(key)
    return dict(sorted(found.items()))


def going_with(
    records: Records, partnership_id: str, families: Collection[str], institutions: Collection[str]
) -> Records:
    """What goes with families (their keys) and institutions that an import retires."""
    invitations = {key_of(partnership_id, id) for id in institutions}

    def goes(name: RecordName, row: Row) -> bool:
        match name:
            case "permissions" | "referrals":
                return row["owner"] in families
            case "invitations":
                return row["key"] in invitations
            case "barriers":
                return row["target"] != "area" and not {row["one"], row["other"]}.isdisjoint(
                    institutions
                )
            case "recommendations":
                return row["addressee_kind"] == "institution" and row["addressee"] in institutions
            case "flows":
                return not {row["source_id"], row["target_id"]}.isdisjoint(institutions)
            case _:
                return False

    return {name: [row for row in rows if goes(name, row)] for name, rows in records.items()}


def counted(records: Records) -> tuple[str, str]:
    """How many of each there are, in Polish and English; blank where there are none.

    >>> counted({"permissions": [{}, {}], "referrals": [], "flows": [{}]})
    ('zgody: 2, przepływy informacji: 1', 'permissions: 2, information flows: 1')
    """
    found: list[tuple[RecordName, int]] = [(name, len(records.get(name, ()))) for name in RETIRED]
    pl, en = (
        ", ".join(f"{_NAMES[name][place]}: {number}" for name, number in found if number)
        for place in (0, 1)
    )
    return pl, en


def without_families(records: Records, partnership_id: str, family_ids: Iterable[str]) -> Records:
    """The records without those of some families."""
    gone = {key_of(partnership_id, id) for id in family_ids}
    return {name: [row for row in rows if row["owner"] not in gone] for name, rows in records.items()}


def _table(one: Ask) -> RecordName:
    name, _, _ = one.query.name.partition(",")
    return cast("RecordName", name.rpartition(".find_")[2])


def _places(one: Ask, name: RecordName) -> Iterator[tuple[str, str | None]]:
    """The partnership and the key of each row that a step changes; no key where only the store knows."""
    params = one.params
    if "rows" in params:
        for row in cast("Sequence[Row]", params["rows"]):
            yield _owner(name, str(row["key"])), str(row["key"])
    elif "key" in params:
        yield _owner(name, str(params["key"])), str(params["key"])
    elif "keys" in params:
        # The keys of families, or of records that begin with their partnership.
        for key in cast("Sequence[str]", params["keys"]):
            yield parts_of(key)[0], None
    else:
        yield str(params["id"]), None


def _owner(name: RecordName, key: str) -> str:
    first = parts_of(key)[0]
    return parts_of(first)[0] if name in _OF_FAMILIES else first
