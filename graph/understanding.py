"""How a file that people made was understood: which table each sheet holds, what was guessed."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Understood:
    """How a sheet or file was understood: the table, the field of each header, what was not used.

    ``table`` is ``None`` for a part that holds no table.
    """

    sheet: str
    table: str | None
    columns: dict[str, str] = field(default_factory=dict[str, str])
    unused: tuple[str, ...] = ()
    header_row: int = 1


@dataclass(frozen=True, slots=True)
class Guess:
    """Something made or guessed: the field of a record, its value, and the words it came from."""

    table: str
    row: int
    field: str
    value: str
    source: str
