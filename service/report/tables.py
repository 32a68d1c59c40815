"""The tables of the report; numbers are numbers, so that a workbook can reckon with them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from graph.snapshot import Snapshot, Tie
from graph.vocabulary import AREAS, INSTITUTION_TYPES
from service.access.policy import Visibility
from service.answers.documents import Document
from service.answers.redaction import band
from service.gaps.cards import areas_of
from service.pages.localizer import PageLocalizer, collated

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def texts(self, localizer: PageLocalizer) -> tuple[tuple[str, ...], ...]:
        """The rows as they are read in print."""
        return tuple(tuple(_text(value, localizer) for value in row) for row in self.rows)

    @property
    def numeric(self) -> tuple[bool, ...]:
        """For each column whether it holds numbers."""
        return tuple(
            bool(self.rows) and all(isinstance(row[at], int | float | None) for row in self.rows)
            for at in range(len(self.heads))
        )


def gap_table(gaps: Sequence[Document], snapshot: Snapshot, localizer: PageLocalizer) -> Table:
    """Every gap, most severe first."""
    columns = ("urgency", "kind", "institutions", "areas", "explanation", "advice")
    return Table(
        tuple(localizer.t(f"gaps.column.{column}") for column in columns),
        tuple(
            (
                localizer.t(f"urgency.{gap['urgency']}"),
                localizer.t(f"kind.{gap['kind']}"),
                _names(snapshot, gap["institutions"]),
                "; ".join(localizer.area(area) for area in AREAS if area in areas_of(gap, snapshot)),
                gap["explanation"],
                gap["advice"],
            )
            for gap in gaps
        ),
    )


def institution_table(snapshot: Snapshot, measures: Document, localizer: PageLocalizer) -> Table:
    """Every institution on the map by name, with its place in the network."""
    measured: dict[str, Document] = {row["id"]: row for row in measures["institutions"]}
    heads = (
        *("institutions.name", "report.type", "institutions.area", "institutions.level"),
        *("institutions.membership", "institutions.ties", "report.between"),
    )
    listed = sorted(snapshot.institutions.values(), key=lambda one: (collated(one.name), one.id))
    return Table(
        tuple(localizer.t(head) for head in heads),
        tuple(
            (
                one.name,
                _type(one.type_code, localizer),
                localizer.area(one.area),
                localizer.level(one.level),
                localizer.membership(one.membership),
                measured[one.id]["degree"],
                _between(measured[one.id]),
            )
            for one in listed
        ),
    )


def tie_table(snapshot: Snapshot, visibility: Visibility, localizer: PageLocalizer) -> Table:
    """Every tie, its strength as exact as the visibility holds it."""
    strength = _strength(visibility, localizer)
    heads = ("report.tie.one", "report.tie.other", "tie.strength", "tie.frequency", "tie.form")
    rest = ("report.tie.live", "report.tie.confirmed")

    def row(tie: Tie) -> tuple[Value, ...]:
        one, other = sorted((snapshot.institutions[id].name for id in tie.pair), key=collated)
        return (
            one,
            other,
            strength(tie),
            localizer.frequency(tie.frequency),
            localizer.form(tie.formalisation),
            localizer.t("yes" if tie.live else "no"),
            localizer.t("yes" if tie.confirmed else "no"),
        )

    rows = sorted(map(row, snapshot.ties.values()), key=lambda row: [collated(str(c)) for c in row[:2]])
    return Table(tuple(localizer.t(head) for head in (*heads, *rest)), tuple(rows))


def candidate_table(
    snapshot: Snapshot, candidates: Iterable[Document], localizer: PageLocalizer
) -> Table:
    """Every candidate, best first."""
    heads = ("report.rank", "institutions.name", "report.type", "institutions.level")
    return Table(
        tuple(localizer.t(head) for head in (*heads, "report.gain", "report.reasons")),
        tuple(
            (
                one["rank"],
                one["name"],
                _type(one["type_code"], localizer),
                localizer.level(snapshot.institutions[one["id"]].level),
                round(one["gain"], 3),
                one["explanation"],
            )
            for one in candidates
        ),
    )


def _between(row: Document) -> float | None:
    """Betweenness in hundredths; not known where nobody's contacts are."""
    return None if row["degree"] is None else round(100 * (row["betweenness"] or 0.0), 1)


def _strength(visibility: Visibility, localizer: PageLocalizer) -> Callable[[Tie], Value]:
    if visibility.ratings == "bands":
        return lambda tie: localizer.t(f"band.{band(tie.strength)}")
    return lambda tie: round(tie.strength, 2)


def _type(code: str, localizer: PageLocalizer) -> str:
    kind = INSTITUTION_TYPES[code]
    return kind.name_pl if localizer.lang == "pl" else kind.name_en


def _names(snapshot: Snapshot, ids: Iterable[str]) -> str:
    known = snapshot.institutions
    return "; ".join(known[id].name if id in known else id for id in ids)


def _text(value: Value, localizer: PageLocalizer) -> str:
    if isinstance(value, int | float):
        return localizer.number(value, 0 if isinstance(value, int) else 2)
    return value or ""
