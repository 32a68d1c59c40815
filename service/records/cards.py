"""Barriers and recommendations as the page lists them, and the choices of its forms."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.gaps.gap import CASE_KINDS
from graph.records.barrier import Barrier, Place, barrier_counts
from graph.records.kinds import BARRIER, RECOMMENDATION
from graph.records.measure import GAP_KINDS, MEASURES
from graph.records.recommendation import LIFE, GroundNow, Recommendation, State
from graph.rows import key_of
from graph.snapshot import Snapshot
from graph.stores.records import Entries, Versioned
from graph.vocabulary import AREAS
from service.access.policy import Visibility
from service.pages.localizer import PageLocalizer, collated
from service.pages.shell import Link
from service.records.documents import ground_now, latest
from service.records.looks import GapSeen, gap_of, look_at, reading_disclosed
from service.records.words import RegisterWords

#: Institutions of a gap for which the measures of one institution are offered.
_MOST_SUBJECTS = 6
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AdviceCard:
    """One recommendation as the page lists it; ``anchor`` is its place on the page."""

    id: str
    anchor: str
    title: str
    addressee: str
    state: str
    overdue: bool
    ground: Link
    ground_kind: str
    ground_now: str
    given: str
    due: str
    reason: str
    measure: str
    expected: str
    reading: str
    moved: str
    history: Sequence[str]
    next: Sequence[State]
    first_day: str
    version: int


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """One barrier as the page lists it."""

    id: str
    name: str
    place: str
    since: str
    until: str
    first_day: str
    version: int
    droppable: bool


@dataclass(frozen=True, slots=True)
class NewForm:
    """The form of a recommendation that rests on a chosen gap or barrier."""

    ground: str
    title: str
    measures: Sequence[Choice]


def advice_cards(
    snapshot: Snapshot,
    register: Entries,
    gaps: tuple[GapSeen, ...],
    visibility: Visibility,
    localizer: PageLocalizer,
    gaps_url: str,
) -> list[AdviceCard]:
    """The recommendations, the latest first."""
    words, look = RegisterWords(snapshot, localizer), look_at(snapshot, gaps)

    def card(kept: Versioned[Recommendation]) -> AdviceCard:
        one = kept.entry
        told = reading_disclosed(one.aim, look, visibility)
        said = (
            ": ".join(
                part
                for part in (
                    words.name("state", move.state),
                    words.name("barrier", move.reason) if move.reason else "",
                )
                if part
            )
            for move in one.moves
        )
        leads = f"{gaps_url}?rodzaj={one.ground.code}" if one.ground.kind == "gap" else "#bariery"
        return AdviceCard(
            id=one.id,
            anchor=f"z-{one.id}",
            title=words.name("advice", one.advice),
            addressee=words.addressee(one),
            state=words.name("state", one.state),
            overdue=one.is_overdue(snapshot.as_of),
            ground=Link(words.ground(one.ground), leads),
            ground_kind=one.ground.kind,
            ground_now=_ground_now(one, ground_now(one, register, look, gaps)),
            given=localizer.day(one.given_on),
            due=localizer.day(one.due_on) if one.due_on else localizer.t("advice.due.none"),
            reason=words.name("barrier", one.reason) if one.reason else "",
            measure=words.measure(one.aim.measure, one.aim.subjects),
            expected=localizer.t(f"advice.expected.{one.aim.expected}"),
            reading=words.reading(one.aim, told),
            moved=told.moved,
            history=[
                f"{localizer.day(move.on)} – {text}" for move, text in zip(one.moves, said, strict=True)
            ],
            next=LIFE.following[one.state],
            first_day=one.moves[-1].on.isoformat(),
            version=kept.version,
        )

    return [card(kept) for kept in latest(register)]


def _ground_now(one: Recommendation, now: GroundNow) -> str:
    """The last part of the key of what is said of a ground.

    A gap of a kind that can rest on single cases may go on in them: that is not told.
    """
    return "gone_to_all" if now == "gone" and one.ground.code in CASE_KINDS else now


def barrier_rows(
    snapshot: Snapshot, register: Entries, localizer: PageLocalizer
) -> tuple[list[BarrierRow], list[BarrierRow]]:
    """The open barriers and the ended ones, each the latest first."""
    words = RegisterWords(snapshot, localizer)
    leant_on = {kept.entry.ground.id for kept in register[RECOMMENDATION]}

    def row(kept: Versioned[Barrier]) -> BarrierRow:
        one = kept.entry
        return BarrierRow(
            id=one.id,
            name=f"{one.code} {words.name('barrier', one.code)}",
            place=words.place(one.place),
            since=localizer.day(one.noted_on),
            until=localizer.day(one.ended_on) if one.ended_on else "",
            first_day=one.noted_on.isoformat(),
            version=kept.version,
            droppable=one.id not in leant_on,
        )

    ordered = sorted(register[BARRIER], key=lambda kept: kept.entry.id)
    ordered.sort(key=lambda kept: kept.entry.noted_on, reverse=True)
    still = [kept for kept in ordered if kept.entry.ended_on is None]
    gone = [kept for kept in ordered if kept.entry.ended_on is not None]
    return [*map(row, still)], [*map(row, gone)]


def count_rows(
    snapshot: Snapshot, register: Entries, localizer: PageLocalizer
) -> list[tuple[str, int, int, int]]:
    """Barriers by code: name, open, a year before, ever."""
    words = RegisterWords(snapshot, localizer)
    counts = barrier_counts((kept.entry for kept in register[BARRIER]), snapshot.as_of)
    return [
        (f"{row.code} {words.name('barrier', row.code)}", row.open, row.year_before, row.noted)
        for row in counts
    ]


def ground_choices(
    snapshot: Snapshot, register: Entries, gaps: Iterable[GapSeen], localizer: PageLocalizer
) -> tuple[list[Choice], list[Choice]]:
    """What a recommendation may rest on: gaps most severe first, open barriers."""
    words = RegisterWords(snapshot, localizer)

    def told(gap: GapSeen) -> str:
        about = words.institutions(gap.institutions[:3])
        kind = localizer.t(f"kind.{gap.kind}")
        return f"{kind}: {about}" if about else kind

    found = {f"gap:{gap.mark}": told(gap) for gap in gaps}
    barriers = [
        (f"barrier:{kept.entry.id}", f"{kept.entry.code}: {words.place(kept.entry.place)}")
        for kept in register[BARRIER]
        if kept.entry.is_open(snapshot.as_of)
    ]
    return [*found.items()], sorted(barriers, key=lambda row: collated(row[1]))


def new_form(
    chosen: str,
    snapshot: Snapshot,
    register: Entries,
    gaps: tuple[GapSeen, ...],
    localizer: PageLocalizer,
) -> NewForm | None:
    """The form for a chosen gap or barrier; ``None`` where there is no such one (any more)."""
    words = RegisterWords(snapshot, localizer)
    kind, _, id = chosen.partition(":")
    if kind == "gap":
        gap = gap_of(gaps, id)
        if gap is None:
            return None
        about = words.institutions(gap.institutions[:3])
        title = ": ".join(part for part in (localizer.t(f"kind.{gap.kind}"), about) if part)
        measures = _measures(snapshot, gap.institutions, words, gap_kind=gap.kind, mark=gap.mark)
        return NewForm(f"gap:{gap.mark}", title, measures)
    barrier = next((kept.entry for kept in register[BARRIER] if kept.entry.id == id), None)
    if kind != "barrier" or barrier is None:
        return None
    title = f"{barrier.code} {words.name('barrier', barrier.code)}: {words.place(barrier.place)}"
    return NewForm(chosen, title, _of_barrier(snapshot, barrier.place, words))


def _of_barrier(snapshot: Snapshot, place: Place, words: RegisterWords) -> list[Choice]:
    mark = place.subjects[0] if place.kind == "area" else ""
    return _measures(snapshot, place.institutions, words, mark=f":{mark}")


def _measures(
    snapshot: Snapshot,
    ids: Sequence[str],
    words: RegisterWords,
    *,
    gap_kind: str = "",
    mark: str = "",
) -> list[Choice]:
    """The measures that fit: of the kind of gap, its area, its tie, its institutions, the network."""
    known = [id for id in ids if id in snapshot.institutions]
    areas = {snapshot.institutions[id].area for id in known} | {mark.rpartition(":")[2]}
    offered: list[tuple[str, tuple[str, ...]]] = []
    if gap_kind in GAP_KINDS:
        offered.append(("gaps_of_kind", (gap_kind,)))
    if len(known) == 2:
        offered.append(("tie_strength", tuple(sorted(known))))
    offered += [("area_members", (area,)) for area in AREAS if area in areas]
    for id in known[:_MOST_SUBJECTS]:
        offered += [("contacts", (id,)), ("betweenness", (id,))]
    offered += [(code, ()) for code, measure in MEASURES.items() if measure.of == "none"]
    return [(key_of(code, *subjects), words.measure(code, subjects)) for code, subjects in offered]
