"""One declaration for each kind of record, from which follow its table, its rows and its queries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Generic, TypeVar, cast, get_args, get_type_hints

from cypher.library import Kind
from cypher.records import RecordTable
from graph.model import Package
from graph.rows import Row, record_of, row_of

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class RecordKind(Generic[Entry]):
    """How one kind of record is named, stored and found again.

    Parameters
    ----------
    word, plural
        What an error calls one of them; what a report calls several, in Polish and English.
    table
        Its table.
    id_of
        What tells it from others of the same owner; several values make one id.
    to_row, from_row
        It as a row and back. A row has its columns, its key and the key of its owner.
    institutions
        The institutions that have to be on the map when it is created.
    order
        What several are sorted by.
    in_package
        What its newest step changes in the package, if anything.
    """

    word: str
    plural: tuple[str, str]
    table: RecordTable
    id_of: Callable[[Entry], tuple[str, ...]]
    to_row: Callable[[Entry], Row]
    from_row: Callable[[Row], Entry]
    institutions: Callable[[Entry], tuple[str, ...]] = lambda _: ()
    order: Callable[[Entry], tuple[str, ...]] | None = None
    in_package: Callable[[Entry], Callable[[Package], Package] | None] | None = None

    @property
    def name(self) -> str:
        """The name of its table."""
        return self.table.name


def columns_of(entry: type, *left_out: str) -> Mapping[str, Kind]:
    """The columns of a class whose fields are stored as they are.

    >>> from graph.model import Wave
    >>> dict(columns_of(Wave, "closed_on"))
    {'id': 'text', 'opened_on': 'text'}
    """
    hints = get_type_hints(entry)
    names = (field.name for field in fields(entry))
    return {name: _kind(hints[name]) for name in names if name not in left_out}


def texts(*names: str) -> Mapping[str, Kind]:
    """Columns of text."""
    return dict.fromkeys(names, "text")


def plain_row(entry: object) -> Row:
    """The row of a record whose fields are stored as they are."""
    return row_of(cast("DataclassInstance", entry))


def plain_record(entry: type[Entry]) -> Callable[[Row], Entry]:
    """How a record whose fields are stored as they are is made of its row."""
    return lambda row: record_of(entry, row)


def _kind(hint: object) -> Kind:
    return "bool" if hint is bool or bool in get_args(hint) else "text"
