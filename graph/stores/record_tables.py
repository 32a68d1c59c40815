"""What people record beside a partnership's package: its tables, and whose a write step changes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final, cast

from cypher import Query, in_columns
from graph.records.kinds import KINDS
from graph.rows import Row, parts_of
from graph.stores.columns import rows_of_columns
from graph.stores.port import Ask, Store, ask
from graph.stores.queries import RECORD_TABLES

#: The name of a table: that of a kind of record, ``case_steps`` or ``tallies``.
RecordName = str
#: What people record beside the package: rows by table, each with the key of the family or the id of
#: the partnership that owns it.
Records = Mapping[RecordName, Sequence[Row]]
#: Rows of some tables by their keys; ``None`` stands for all rows of a table.
Chosen = Mapping[RecordName, Collection[str] | None]

RECORDS: Final[tuple[RecordName, ...]] = (*RECORD_TABLES, "case_steps", "tallies")
#: Tables whose rows belong to a family: their keys begin with the key of that.
OF_FAMILIES: Final = frozenset(name for name, table in RECORD_TABLES.items() if table.owner == "Family")
#: The tables of which an import takes away what belongs to families and institutions that go with it.
RETIRED: Final[tuple[RecordName, ...]] = tuple(
    name for name, table in RECORD_TABLES.items() if table.about or name in OF_FAMILIES
)


def find_asks(id: str, *, before_9: bool = False) -> list[Ask]:
    """The reads of every table of a partnership; their answers are for :func:`found_in`.

    ``before_9`` is for a store of a version of the schema before 9.
    """
    asks = [_in_columns(ask(f"{name}.find", owner=id)) for name in RECORDS]
    if before_9:
        asks[RECORDS.index("case_steps")] = _in_columns(ask("before_9.find_case_steps", id=id))
    return asks


def pick_asks(id: str, chosen: Chosen) -> list[Ask]:
    """The reads of some rows of a partnership; their answers are for :func:`found_in`."""
    return [
        _in_columns(
            ask(f"{name}.find", owner=id) if keys is None else ask(f"{name}.pick", keys=sorted(keys))
        )
        for name, keys in chosen.items()
    ]


def found_in(
    names: Iterable[RecordName], asks: Sequence[Ask], answers: Sequence[Sequence[Row]]
) -> dict[RecordName, list[Row]]:
    """The rows of each table that was asked for, by its key."""
    return {
        name: rows_of_columns(one, rows) for name, one, rows in zip(names, asks, answers, strict=True)
    }


def records_as_is(store: Store, id: str, *, before_9: bool = False) -> Records:
    """What people recorded in a partnership, whether or not it is what was written.

    ``before_9`` is for a store of a version of the schema before 9.
    """
    asks = find_asks(id, before_9=before_9)
    return found_in(RECORDS, asks, store.read(*asks))


def table_changed_by(query: Query) -> RecordName | None:
    """The table of records that a query changes.

    >>> from graph.stores.queries import QUERIES
    >>> table_changed_by(QUERIES["case_steps.add"]), table_changed_by(QUERIES["state.claim"])
    ('case_steps', None)
    """
    table = query.name.partition(".")[0]
    return table if query.access == "write" and table in RECORDS else None


def changed_by(asks: Iterable[Ask]) -> dict[str, Chosen]:
    """The rows that write steps may change, by the partnership whose they are.

    >>> from graph.rows import key_of
    >>> key = key_of("p/1", "2026-03-02", "working")
    >>> changed_by([ask("meetings.drop", key=key, claim="1", expected=1)])
    {'p/1': {'meetings': {'p%2F1/2026-03-02/working'}}}
    >>> changed_by([ask("meetings.retire", owners=["p/1"])])
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


def going_with(records: Records, families: Collection[str], institutions: Collection[str]) -> Records:
    """What goes with families (their keys) and institutions that an import retires."""

    def goes(name: RecordName, row: Row) -> bool:
        if name in OF_FAMILIES:
            return row["owner"] in families
        table = RECORD_TABLES.get(name)
        if table is None or (table.about_only and row[table.about_only[0]] not in table.about_only[1]):
            return False
        return any(row[column] in institutions for column in table.about)

    return {name: [row for row in rows if goes(name, row)] for name, rows in records.items()}


def counted(records: Records) -> tuple[str, str]:
    """How many of each there are, in Polish and English; blank where there are none.

    >>> counted({"permissions": [{}, {}], "referrals": [], "flows": [{}]})
    ('zgody: 2, przepływy informacji: 1', 'permissions: 2, information flows: 1')
    """
    found = [(one.plural, len(records.get(one.name, ()))) for one in KINDS if one.name in RETIRED]
    pl, en = (
        ", ".join(f"{words[place]}: {number}" for words, number in found if number) for place in (0, 1)
    )
    return pl, en


def without_families(records: Records, family_keys: Collection[str]) -> Records:
    """The records without those of some families, by their keys."""
    return {
        name: [row for row in rows if row["owner"] not in family_keys] for name, rows in records.items()
    }


def retiring(families: Collection[str]) -> Iterator[Ask]:
    """The steps that delete what belongs to families, by their keys."""
    for name in RECORD_TABLES:
        if name in OF_FAMILIES:
            yield ask(f"{name}.retire", owners=sorted(families))


def releasing(partnership_id: str, institutions: Sequence[str]) -> Iterator[Ask]:
    """The steps that delete what is about institutions that are gone from the map."""
    for name, table in RECORD_TABLES.items():
        if table.about:
            yield ask(f"{name}.release", owner=partnership_id, ids=institutions)


def removing(partnership_id: str) -> Iterator[Ask]:
    """The steps that delete all that belongs to a partnership itself."""
    for name in RECORDS:
        if name not in OF_FAMILIES:
            yield ask(f"{name}.retire", owners=[partnership_id])


def _in_columns(one: Ask) -> Ask:
    return one._replace(query=in_columns(one.query))


def _places(one: Ask, name: RecordName) -> Iterator[tuple[str, str | None]]:
    """The partnership and the key of each row that a step changes; no key where only the store knows."""
    params = one.params
    if "rows" in params:
        for row in cast("Sequence[Row]", params["rows"]):
            yield _partnership(name, str(row["key"])), str(row["key"])
    elif "key" in params:
        yield _partnership(name, str(params["key"])), str(params["key"])
    elif "owners" in params:
        for owner in cast("Sequence[str]", params["owners"]):
            yield parts_of(owner)[0] if name in OF_FAMILIES else owner, None
    else:
        yield str(params.get("owner") or params["id"]), None


def _partnership(name: RecordName, key: str) -> str:
    first = parts_of(key)[0]
    return parts_of(first)[0] if name in OF_FAMILIES else first
