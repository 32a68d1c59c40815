"""What an import would change: the package in the store against the one that arrives."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from graph.stores.port import Row
from graph.stores.tables import MEMBERSHIP_FIELDS, TABLES, SharedName, TableName, Tables, facts_of

#: Names of shared records in warnings.
_SHARED: Mapping[SharedName, tuple[str, str]] = {
    "institutions": ("instytucja", "institution"),
    "workers": ("pracownik", "worker"),
    "services": ("usługa", "service"),
}


@dataclass(frozen=True, slots=True)
class TableChanges:
    """Rows of one table by what happens to them; ``updated`` holds (before, after)."""

    created: Mapping[str, Row] = field(default_factory=dict[str, Row])
    updated: Mapping[str, tuple[Row, Row]] = field(default_factory=dict[str, tuple[Row, Row]])
    retired: Mapping[str, Row] = field(default_factory=dict[str, Row])
    unchanged: int = 0

    @property
    def written(self) -> dict[str, Row]:
        """Rows to write: the new ones and the changed ones."""
        return {**self.created, **{key: after for key, (_, after) in self.updated.items()}}


Changes = dict[TableName, TableChanges]


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact of a shared record that an import changes or, leaving it blank, does not know.

    The field is named, its values are not: they may be contact details. ``others`` are the
    partnerships that hold the record too; ``kept`` tells that the known fact stays.
    """

    table: SharedName
    id: str
    field: str
    others: tuple[str, ...]
    kept: bool = False

    @property
    def text(self) -> str:
        """In English, with the column's own name.

        >>> Difference("institutions", "I2", "phone", ("p1", "p2"), kept=True).text
        'institution I2: phone left blank, the known one kept, also held by p1, p2'
        """
        what = "left blank, the known one kept" if self.kept else "changed"
        return f"{_SHARED[self.table][1]} {self.id}: {self.field} {what}, also held by {self._holders}"

    @property
    def text_pl(self) -> str:
        """In Polish, with the header of the Polish template.

        >>> Difference("workers", "W1", "role", ("p1",)).text_pl
        'pracownik W1 – zmienia się: rola. Dane wspólne; partnerstwa: p1.'
        """
        from graph.packages.tables import TABLES as COLUMNS  # takes long and is seldom needed

        column = COLUMNS[self.table].column(self.field).header_pl
        what = "puste pole, zostaje znana wartość" if self.kept else "zmienia się"
        who = f"{_SHARED[self.table][0]} {self.id}"
        return f"{who} – {what}: {column}. Dane wspólne; partnerstwa: {self._holders}."

    @property
    def _holders(self) -> str:
        return ", ".join(self.others)


def changes_between(before: Tables, after: Tables, *, rewrite: bool = False) -> Changes:
    """Created, updated, retired and unchanged rows of every table.

    With ``rewrite`` every row that stays counts as updated, because what was read of it may not be
    what the store holds.
    """
    return {name: _table_changes(before[name], after[name], rewrite) for name in TABLES}


def count(changes: Changes) -> tuple[int, int, int, int]:
    """Numbers of created, updated, unchanged and retired records."""
    tables = list(changes.values())
    return (
        sum(len(table.created) for table in tables),
        sum(len(table.updated) for table in tables),
        sum(table.unchanged for table in tables),
        sum(len(table.retired) for table in tables),
    )


def with_known_facts(arriving: Mapping[str, Row], known: Mapping[str, Row]) -> dict[str, Row]:
    """Arriving institutions, their blank cells filled from what other partnerships recorded.

    A blank cell means unknown, and not knowing does not outweigh a fact.
    """
    return {
        id: {name: known[id].get(name) if _unknown(name, v) else v for name, v in row.items()}
        if id in known
        else row
        for id, row in arriving.items()
    }


def kept_facts(
    arriving: Mapping[str, Row],
    known: Mapping[str, Row],
    holders: Mapping[str, Iterable[str]],
) -> Iterator[Difference]:
    """Each fact that :func:`with_known_facts` fills in where the arriving package knows nothing."""
    for id, row in arriving.items():
        for name, value in row.items():
            if id in known and _unknown(name, value) and known[id].get(name) is not None:
                others = tuple(sorted(holders.get(id, ())))
                yield Difference("institutions", id, name, others, kept=True)


def differences(
    table: SharedName,
    arriving: Mapping[str, Row],
    known: Mapping[str, Row],
    holders: Mapping[str, Iterable[str]],
) -> Iterator[Difference]:
    """Each fact of a shared record that the arriving package changes."""
    for key, row in arriving.items():
        if key not in known:
            continue
        for name, value in facts_of(row).items():
            if name in known[key] and known[key][name] != value:
                others = tuple(sorted(holders.get(key, ())))
                yield Difference(table, str(row["id"]), name, others)


def _unknown(name: str, value: object) -> bool:
    return value is None and name not in MEMBERSHIP_FIELDS


def _table_changes(before: Mapping[str, Row], after: Mapping[str, Row], rewrite: bool) -> TableChanges:
    both = before.keys() & after.keys()
    updated = {
        key: (before[key], row)
        for key, row in after.items()
        if key in both and (rewrite or before[key] != row)
    }
    return TableChanges(
        created={key: row for key, row in after.items() if key not in before},
        updated=updated,
        retired={key: row for key, row in before.items() if key not in after},
        unchanged=len(both) - len(updated),
    )
