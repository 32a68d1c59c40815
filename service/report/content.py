"""What the report says, as plain data: nothing about pages or files here.

The sentences are those of the analyses and of the pages; the report only puts them in an order.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import orjson

from graph.snapshot import Snapshot
from service.access.policy import Visibility
from service.answers import render_json
from service.answers.analyses import gaps_document, measures_document, recruitment_document, seen
from service.answers.documents import Document
from service.certainty.stability import About, stability_of
from service.gaps.cards import URGENCIES, Card, cards_of
from service.network.views import view_scene
from service.pages.localizer import PageLocalizer
from service.partnerships.central import Actor, central_actors
from service.partnerships.figures import Figure, figures
from service.report.beside import Beside, beside_of
from service.report.levels import Comparison, compared
from service.report.tables import Table, candidate_table, gap_table, institution_table, tie_table
from service.runtime import Runtime

#: Candidates, repairs and missing types in the text; the tables hold all of them.
LISTED: Final = 5
#: The rankings of the report, in its order.
_RANKINGS: Final[tuple[About, ...]] = ("central_actors", "gaps", "candidates")


@dataclass(frozen=True, slots=True)
class Repair:
    """A tie to add, why its ends should work together, and how many gaps it helps to mend."""

    one: str
    other: str
    reason: str
    mends: int


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure each ranking of the report is, in sentences; ``short`` is one line about all."""

    central: str
    gaps: str
    candidates: str
    short: str


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report for one reader.

    ``withheld`` are kinds of gaps with their numbers in words, where the visibility holds such;
    ``drawing`` is an SVG element and ``drawn`` its text equivalent. ``tables`` are gaps, institutions,
    ties, candidates. ``no_data``: no report says who works with whom.
    """

    localizer: PageLocalizer
    name: str
    as_of: str
    fictional: bool
    no_data: bool
    summary: tuple[str, ...]
    figures: tuple[Figure, ...]
    actors: tuple[Actor, ...]
    certainty: Certainty
    cards: tuple[Card, ...]
    withheld: tuple[tuple[str, str], ...]
    repairs: tuple[Repair, ...]
    candidates: tuple[str, ...]
    missing: tuple[str, ...]
    levels: Comparison
    gaps: Table
    institutions: Table
    ties: Table
    candidate_rows: Table
    beside: Beside
    drawing: str
    drawn: str

    @property
    def title(self) -> str:
        """The heading of the whole."""
        return self.localizer.t("report.title", name=self.name)


def report_of(
    runtime: Runtime,
    snapshot: Snapshot,
    visibility: Visibility,
    localizer: PageLocalizer,
    beside: Beside | None = None,
) -> Report:
    """The report of a partnership as far as a visibility reaches.

    Parameters
    ----------
    runtime
        Whose thresholds and weights count.
    snapshot
        The partnership with its cases; what the visibility does not hold is left out here.
    visibility
        How much may be shown.
    localizer
        Language of the report.
    beside
        What people recorded beside the network; read from the runtime's store if not given.
    """
    from visualizations.svg import scene_svg

    shown = seen(snapshot, visibility)
    # As the pages read it: what is undefined is null.
    measures = orjson.loads(render_json(measures_document(snapshot, visibility=visibility)))
    found = gaps_document(runtime, snapshot, visibility, localizer.lang)
    recruitment = recruitment_document(runtime, snapshot, visibility, lang=localizer.lang)
    scene = view_scene(snapshot, visibility, lang=localizer.lang)
    certainty = _certainty(runtime, snapshot, visibility, localizer)
    cards = cards_of(found["gaps"], snapshot, localizer, _nowhere)
    candidates: Sequence[Document] = recruitment["candidates"]
    return Report(
        localizer=localizer,
        name=snapshot.partnership.name,
        as_of=localizer.t("as_of", date=localizer.day(snapshot.as_of)),
        fictional=bool(snapshot.partnership.fictional),
        no_data=snapshot.no_data,
        summary=tuple(
            _summary(
                *(snapshot, measures, found["gaps"], candidates, certainty, localizer),
                partial="withheld" in found,
            )
        ),
        figures=figures(snapshot, measures, localizer),
        actors=central_actors(snapshot, measures, localizer),
        certainty=certainty,
        cards=cards,
        withheld=tuple(_withheld(found, localizer)),
        repairs=tuple(_repairs(snapshot, found["gaps"])),
        candidates=tuple(one["explanation"] for one in candidates[:LISTED]),
        missing=tuple(one["explanation"] for one in recruitment["missing_types"][:LISTED]),
        levels=compared(shown, visibility, localizer),
        gaps=gap_table(found["gaps"], snapshot, localizer),
        institutions=institution_table(snapshot, measures, localizer),
        ties=tie_table(snapshot, visibility, localizer),
        candidate_rows=candidate_table(snapshot, candidates, localizer),
        beside=beside or beside_of(runtime, snapshot, visibility, localizer),
        drawing=scene_svg(scene),
        drawn=" ".join((scene.subtitle, *scene.notes)),
    )


def _nowhere(*_: str, **__: str) -> str:
    """No address: the report is read without a server."""
    return ""


def _summary(
    snapshot: Snapshot,
    measures: Document,
    gaps: Sequence[Document],
    candidates: Sequence[Document],
    certainty: Certainty,
    localizer: PageLocalizer,
    *,
    partial: bool,
) -> Iterator[str]:
    t, number = localizer.t, localizer.number
    if snapshot.no_data:
        yield t("no_data", date=localizer.day(snapshot.as_of))
    yield t(
        "report.summary.size",
        all=number(len(snapshot.institutions)),
        members=number(len(snapshot.members)),
        ties=number(measures["ties"]),
    )
    counts = Counter(gap["urgency"] for gap in gaps)
    by_urgency = {urgency: number(counts[urgency]) for urgency in URGENCIES}
    counted = t("report.summary.gaps", all=number(len(gaps)), **by_urgency)
    yield f"{counted} {t('gaps.partial')}" if partial else counted
    if gaps:
        yield t("report.summary.first", title=gaps[0]["title"])
    if candidates:
        yield t("report.summary.candidate", name=candidates[0]["name"])
    yield certainty.short


def _certainty(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, localizer: PageLocalizer
) -> Certainty:
    from graph.gaps.stability_words import short_verdict, stability_sentences

    tested = [stability_of(runtime, snapshot, visibility, about) for about in _RANKINGS]
    verdicts = "; ".join(short_verdict(one, localizer.lang) for one in tested)
    return Certainty(
        *(stability_sentences(one, localizer.lang) for one in tested),
        short=localizer.t("report.certainty", verdicts=verdicts),
    )


def _withheld(document: Document, localizer: PageLocalizer) -> Iterator[tuple[str, str]]:
    counts: Document = document.get("withheld", {})
    for kind, count in counts.items():
        if count is not None:
            yield localizer.t(f"kind.{kind}"), count


def _repairs(snapshot: Snapshot, gaps: Sequence[Document]) -> Iterator[Repair]:
    """The ties of the cheapest repair, those that mend most first."""
    mends = Counter(
        (pair[0], pair[1], reason)
        for gap in gaps
        for pair, reason in zip(gap["repair"], gap["repair_reasons"], strict=True)
    )
    for (one, other, reason), count in sorted(mends.items(), key=lambda row: (-row[1], row[0])):
        institutions = snapshot.institutions
        yield Repair(institutions[one].name, institutions[other].name, reason, count)
