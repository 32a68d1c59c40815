"""Facts of shared records that a package would change for other partnerships, or leaves blank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.errors import Holder
from graph.rows import Row, Value
from graph.stores.tables import MEMBERSHIP_FIELDS, SharedName, facts_of
from graph.vocabulary import HIDDEN_PLACES

#: Names of shared records in warnings.
_SHARED: Final[Mapping[SharedName, tuple[str, str]]] = {
    "institutions": ("instytucja", "institution"),
    "workers": ("pracownik", "worker"),
    "services": ("usługa", "service"),
}
#: Where a centre for victims of violence is: never shown.
_WHEREABOUTS: Final = frozenset({"address", "street", "postal_code", "city", "lat", "lon"})
_MOST_SIGNS: Final = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact of a shared record that an import changes or, leaving it blank, does not know.

    Attributes
    ----------
    table, id, field
        Which fact: the table, the record's id and the column.
    institution, teryt
        The institution that it is about, and the TERC code that the store has of it.
    before, after
        The fact as the store has it and as it would be; both ``None`` where it may not be shown.
    others
        The other partnerships that hold the record.
    kept
        Whether the known fact stays.
    """

    table: SharedName
    id: str
    institution: str
    teryt: str | None
    field: str
    before: Value
    after: Value
    others: tuple[Holder, ...]
    kept: bool = False

    @property
    def text(self) -> str:
        """In English, with the column's own name.

        >>> holder = Holder("p1", "PZK 1", None)
        >>> Difference("institutions", "I2", "I2", None, "phone", "1", "2", (holder,)).text
        'institution I2: phone changes from 1 to 2, also held by p1'
        """
        who = f"{_SHARED[self.table][1]} {self.id}: {self.field}"
        if self.kept:
            return f"{who} left blank, the known one kept, also held by {self._holders}"
        values = f"changes from {_shown(self.before)} to {_shown(self.after)}"
        return f"{who} {'changes' if self.is_hidden else values}, also held by {self._holders}"

    @property
    def text_pl(self) -> str:
        """In Polish, with the header of the Polish template.

        >>> holder = Holder("p1", "PZK 1", None)
        >>> Difference("workers", "W1", "I1", None, "role", "psycholog", "pedagog", (holder,)).text_pl
        'pracownik W1 – zmienia się: rola, psycholog → pedagog. Dane wspólne; partnerstwa: p1.'
        """
        from graph.packages.tables import TABLES as COLUMNS  # takes long and is seldom needed

        column = COLUMNS[self.table].column(self.field).header_pl
        what = "puste pole, zostaje znana wartość" if self.kept else "zmienia się"
        values = "" if self.kept or self.is_hidden else f", {_shown(self.before)} → {_shown(self.after)}"
        who = f"{_SHARED[self.table][0]} {self.id}"
        return f"{who} – {what}: {column}{values}. Dane wspólne; partnerstwa: {self._holders}."

    @property
    def is_hidden(self) -> bool:
        """Whether the values of a change may not be shown."""
        return self.before is None and self.after is None

    @property
    def _holders(self) -> str:
        return ", ".join(one.id for one in self.others)


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
    holders: Mapping[str, Sequence[Holder]],
) -> Iterator[Difference]:
    """Each fact that :func:`with_known_facts` fills in where the arriving package knows nothing."""
    for id, row in arriving.items():
        for name, value in row.items():
            if id in known and _unknown(name, value) and known[id].get(name) is not None:
                before = known[id][name]
                yield _difference("institutions", row, known[id], name, before, holders[id], kept=True)


def differences(
    table: SharedName,
    arriving: Mapping[str, Row],
    known: Mapping[str, Row],
    holders: Mapping[str, Sequence[Holder]],
    institutions: Mapping[str, Row],
) -> Iterator[Difference]:
    """Each fact of a shared record that the arriving package changes.

    Parameters
    ----------
    table
        The table of the records.
    arriving, known
        The records as they arrive, and as the store has them, by key.
    holders
        Other partnerships that hold a record, by its key; a record that nobody else holds is not shared.
    institutions
        What the store knows of the institutions that the records belong to, by id.
    """
    for key, row in arriving.items():
        if key not in known or not holders.get(key):
            continue
        whose = institutions[str(row["id" if table == "institutions" else "institution_id"])]
        for name, value in facts_of(row).items():
            if name in known[key] and known[key][name] != value:
                yield _difference(table, row, whose, name, known[key][name], holders[key])


def _difference(
    table: SharedName,
    row: Row,
    institution: Row,
    name: str,
    before: Value,
    others: Sequence[Holder],
    *,
    kept: bool = False,
) -> Difference:
    hidden = name in _WHEREABOUTS and not HIDDEN_PLACES.isdisjoint(
        {institution.get("type_code"), row.get("type_code")}
    )
    teryt = institution["teryt"]
    return Difference(
        table=table,
        id=str(row["id"]),
        institution=str(institution["id"]),
        teryt=None if teryt is None else str(teryt),
        field=name,
        before=None if hidden else before,
        after=None if hidden else row[name],
        others=tuple(others),
        kept=kept,
    )


def _unknown(name: str, value: object) -> bool:
    return value is None and name not in MEMBERSHIP_FIELDS


def _shown(value: Value) -> str:
    if value is None:
        return "–"
    text = str(value)
    return text if len(text) <= _MOST_SIGNS else f"{text[:_MOST_SIGNS]}…"
