"""A declared table as text, before its cells are understood."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class RawTable:
    """A table as text. ``rows`` pairs each row number with its cells, padded to the header.

    ``header`` holds the headers as they were written; ``place`` finds a declared column among them.
    ``uneven`` rows were reported for their number of cells, so their cells may have slipped.
    ``refused`` cells (row number, position) were reported and blanked. ``whole`` is false where
    reading broke off. ``exact`` tables were written by this product: their cells are taken letter by
    letter; of any other only the rows in ``as_written``. ``from_1904`` says that bare numbers of days
    count from 1904.
    """

    name: str
    header: list[str]
    rows: list[tuple[int, list[str]]]
    place: dict[str, int] = field(default_factory=dict[str, int])
    uneven: set[int] = field(default_factory=set[int])
    refused: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])
    whole: bool = True
    exact: bool = False
    as_written: frozenset[int] = frozenset()
    from_1904: bool = False
    header_row: int = 1

    def filled(self, spot: int) -> list[str]:
        """The filled cells at a position."""
        return [cells[spot] for _, cells in self.rows if cells[spot].strip()]

    def refused_cells(self) -> set[tuple[int, str]]:
        """The declared columns of the refused cells, with their rows."""
        names = {spot: name for name, spot in self.place.items()}
        return {(number, names[spot]) for number, spot in self.refused if spot in names}
