"""The portfolio as a table: filters, orders of rows, and cells in words for the page and for files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.packages.books import Sheet, sheets_bytes
from service.pages.localizer import PageLocalizer, collated
from service.pages.tables import csv_table
from service.portfolio.document import places_of, sentences_of
from service.portfolio.shelf import Portfolio, Row

#: What can be sorted by, in the order of the columns; a minus in front turns it round.
COLUMNS: Final = (
    *("gmina", "powiat", "institutions", "gaps", "answers", "age", "meeting", "advice", "attention"),
)
DEFAULT: Final = "-attention"
#: Columns whose first order is the falling one: what is more comes first.
_FALLING: Final = frozenset({"institutions", "gaps", "age", "advice", "attention"})
#: Pixels of the longest bar of gaps.
_BAR: Final = 90


@dataclass(frozen=True, slots=True)
class Filter:
    """Which partnerships are shown; a blank field shows all."""

    territory: str = ""
    variant: str = ""
    kind: str = ""
    need: str = ""

    def passes(self, row: Row) -> bool:
        """Whether a partnership is shown, its territory aside."""
        return (
            (not self.variant or row.entry.variant == self.variant)
            and (not self.kind or any(kind == self.kind for kind in row.gaps.by_kind))
            and (not self.need or any(one.need == self.need for one in row.gaps.unmet))
        )

    @property
    def query(self) -> dict[str, str]:
        """As it stands in an address."""
        return {
            "obszar": self.territory,
            "wariant": self.variant,
            "rodzaj": self.kind,
            "potrzeba": self.need,
        }


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of the bar of gaps: where it begins, how long it is, what it is of."""

    urgency: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Cells:
    """A partnership in words."""

    id: str
    gmina: str
    name: str
    powiat: str
    size: str
    gaps: Sequence[tuple[str, str, int]]
    bars: Sequence[Bar]
    answers: str
    age: str
    meeting: str
    advice: str
    attention: str
    reason: str
    reasons: Sequence[str]


def ordered(rows: Iterable[Row], order: str, portfolio: Portfolio) -> list[Row]:
    """Rows by a column; what is not known comes last either way, equal rows by name."""
    key = _keys(portfolio)[order.removeprefix("-")]
    by_name = sorted(rows, key=lambda row: (collated(places_of(portfolio, row)[0]), row.entry.id))
    known = [row for row in by_name if key(row) is not None]
    unknown = [row for row in by_name if key(row) is None]
    return sorted(known, key=key, reverse=order.startswith("-")) + unknown


def _keys(portfolio: Portfolio) -> Mapping[str, Callable[[Row], Any]]:
    """What each column is sorted by; ``None`` where that is not known."""
    return {
        "gmina": lambda row: collated(places_of(portfolio, row)[0]),
        "powiat": lambda row: collated(places_of(portfolio, row)[1] or "") or None,
        "institutions": lambda row: row.entry.institutions,
        "gaps": lambda row: tuple(row.gaps.by_urgency.values()),
        "answers": lambda row: row.entry.survey.rate,
        "age": lambda row: row.entry.survey.age_days,
        "meeting": lambda row: row.life.last_meeting,
        "advice": lambda row: (row.life.advice_overdue, row.life.advice_open),
        "attention": lambda row: row.attention.value,
    }


def is_order(order: str) -> bool:
    """Whether a text names an order.

    >>> is_order("-gaps"), is_order("size")
    (True, False)
    """
    return order.removeprefix("-") in COLUMNS


def next_order(column: str, order: str) -> str:
    """The order that a click on a heading gives: the column's first one, or the other way round.

    >>> next_order("gaps", "gmina"), next_order("gaps", "-gaps"), next_order("gmina", "gmina")
    ('-gaps', 'gaps', '-gmina')
    """
    first = f"-{column}" if column in _FALLING else column
    other = column if column in _FALLING else f"-{column}"
    return other if order == first else first


def cells_of(portfolio: Portfolio, row: Row, most: int, localizer: PageLocalizer) -> Cells:
    """A row in words; ``most``: the largest number of gaps that a bar is drawn for."""
    gmina, powiat, _ = places_of(portfolio, row)
    survey, life, number = row.entry.survey, row.life, localizer.number
    sentences = sentences_of(row, localizer)
    return Cells(
        id=row.entry.id,
        gmina=gmina,
        name="" if gmina in row.entry.name else row.entry.name,
        powiat=powiat or localizer.t("unknown"),
        size=localizer.t(
            "portfolio.size", members=number(row.entry.members), all=number(row.entry.institutions)
        ),
        gaps=[
            (urgency, localizer.t(f"urgency.{urgency}"), count)
            for urgency, count in row.gaps.by_urgency.items()
        ],
        bars=_bars(row, most),
        answers=localizer.percent(survey.rate) if survey.rate is not None else localizer.t("unknown"),
        age=localizer.t("unknown")
        if survey.age_days is None
        else localizer.count("n.days", survey.age_days),
        meeting=localizer.day(life.last_meeting) if life.last_meeting else localizer.t("unknown"),
        advice=localizer.t(
            "portfolio.advice.value", n=number(life.advice_overdue), all=number(life.advice_open)
        )
        if life.advice_open
        else number(0),
        attention=number(row.attention.value, 1),
        reason=sentences[0],
        reasons=sentences[1:],
    )


def _bars(row: Row, most: int) -> list[Bar]:
    found: list[Bar] = []
    start = 0
    for urgency, count in row.gaps.by_urgency.items():
        length = round(_BAR * count / max(1, most))
        if count:
            length = max(2, length)
            found.append(Bar(urgency, start, length))
            start += length
    return found


def heads(localizer: PageLocalizer) -> tuple[str, ...]:
    """The headings of a file."""
    names = (
        *("gmina", "name", "powiat", "variant", "members", "institutions", "high", "medium", "low"),
        *("answers", "age", "meeting", "open", "overdue", "attention", "reason"),
    )
    return tuple(localizer.t(f"portfolio.column.{name}") for name in names)


def plain(
    portfolio: Portfolio, row: Row, localizer: PageLocalizer
) -> tuple[str | int | float | None, ...]:
    """A row of a file: numbers as numbers, days as ISO dates."""
    gmina, powiat, _ = places_of(portfolio, row)
    entry, survey, life = row.entry, row.entry.survey, row.life
    return (
        *(gmina, entry.name, powiat),
        localizer.t(f"code.variant.{entry.variant}") if entry.variant else None,
        *(entry.members, entry.institutions, *row.gaps.by_urgency.values()),
        None if survey.rate is None else round(survey.rate, 3),
        survey.age_days,
        life.last_meeting.isoformat() if life.last_meeting else None,
        *(life.advice_open, life.advice_overdue, row.attention.value),
        " ".join(sentences_of(row, localizer)),
    )


def csv_bytes(portfolio: Portfolio, rows: Iterable[Row], localizer: PageLocalizer) -> bytes:
    """The table as a CSV file that a Polish spreadsheet opens by double click."""
    listed = (plain(portfolio, row, localizer) for row in rows)
    return csv_table(heads(localizer), listed, localizer.lang)


def xlsx_bytes(portfolio: Portfolio, rows: Iterable[Row], localizer: PageLocalizer) -> bytes:
    """The table as a workbook."""
    title = localizer.t("menu.portfolio")
    widths = (26, 36, 26, 16, 10, 10, 8, 8, 8, 12, 12, 14, 12, 12, 12, 90)
    listed = tuple(plain(portfolio, row, localizer) for row in rows)
    sheet = Sheet(title[:31], heads(localizer), listed, widths)
    return sheets_bytes([sheet], title=title)
