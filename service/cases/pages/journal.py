"""The journal of a case in words: every step with its day, what was recorded, and by which role."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.cases import (
    CHANNELS,
    CLOSE_REASONS,
    DROP_REASONS,
    GOALS,
    ITEM_STATES,
    KIND_NAMES,
    LASTING,
    MEASURES,
    METHODS,
    OBLIGATIONS,
    RESOURCES,
    RESULTS,
    BasketAgreed,
    BasketFinal,
    BasketItem,
    BasketPlanned,
    Closing,
    Contract,
    Diagnosis,
    FollowUp,
    ItemMoved,
    Met,
    Request,
    Review,
    Step,
    TeamFormed,
)
from service.cases.pages.view import CaseView


@dataclass(frozen=True, slots=True)
class Entry:
    """One step; ``what`` are lines."""

    number: int
    on: str
    step: str
    what: list[str]
    recorded: str


def journal(view: CaseView) -> list[Entry]:
    """Every step, the newest first; for whoever leads the case."""
    words, t = view.words, view.words.localizer.t
    rows = zip(view.case.steps, view.file.kept.recorded, strict=True)
    return [
        Entry(
            number,
            words.localizer.day(step.on),
            words.code(KIND_NAMES, step.kind),
            list(_told(view, step, number)),
            t(
                "cases.journal.recorded",
                date=words.localizer.day(at.date()),
                roles=", ".join(t(f"role.{role}") for role in roles.split("+")),
            ),
        )
        for number, (step, (at, roles)) in reversed(list(enumerate(rows, 1)))
    ]


def _told(view: CaseView, step: Step, number: int) -> Iterator[str]:
    words, t = view.words, view.words.localizer.t
    match step:
        case Request():
            yield f"{t(f'code.unit.{step.unit}')}; {words.code(CHANNELS, step.channel)}"
            if step.urgent:
                yield t("cases.urgent")
        case Diagnosis():
            yield from _diagnosis(view, step)
        case TeamFormed():
            for seat in step.seats:
                part = t("code.team_role.lead" if seat.role == "lead" else "code.team_role.member")
                role = words.worker(seat.worker_id)
                said = f"{part}, {role}" if role else part
                yield f"{words.name(seat.institution_id)} ({said})"
        case Met():
            yield t("cases.present", names=words.names(step.institution_ids))
        case BasketPlanned() | BasketAgreed() | BasketFinal():
            places = [one for one in view.case.steps[:number] if isinstance(one, _BASKETS)]
            version = view.case.baskets[len(places) - 1]
            yield view.version(version)
            yield from view.services(version)
        case ItemMoved():
            reason = f" ({words.code(DROP_REASONS, step.reason)})" if step.reason else ""
            yield f"{_item(view, step.item_id)}: {words.code(ITEM_STATES, step.state)}{reason}"
        case Contract():
            yield from _contract(view, step)
        case Review():
            for one in step.progress:
                yield f"{words.code(GOALS, one.goal)}: {words.localizer.number(one.value)}"
            if step.next_on:
                yield t("cases.review.next", date=words.localizer.day(step.next_on))
        case Closing():
            yield words.code(CLOSE_REASONS, step.reason)
            for one in step.results:
                said = f"{words.code(RESULTS, one.result)} ({words.localizer.number(one.value)})"
                yield f"{words.code(GOALS, one.goal)}: {said}"
            if step.follow_up_on:
                days = ", ".join(words.localizer.day(day) for day in step.follow_up_on)
                yield f"{t('cases.closing.follow_up')}: {days}"
        case FollowUp():
            yield t("cases.follow_up.planned", date=words.localizer.day(step.planned_on))
            for one in step.lasting:
                yield f"{words.code(GOALS, one.goal)}: {words.code(LASTING, one.lasting)}"
            if step.new_request:
                yield t("cases.follow_up.new")


_BASKETS: Final = (BasketPlanned, BasketAgreed, BasketFinal)


def _diagnosis(view: CaseView, step: Diagnosis) -> Iterator[str]:
    words, t = view.words, view.words.localizer.t
    yield f"{t('cases.diagnosis.needs')}: {words.needs(step.needs)}"
    if step.resources:
        yield f"{t('cases.diagnosis.resources')}: {words.codes(RESOURCES, step.resources)}"
    yield f"{t('cases.diagnosis.methods')}: {words.codes(METHODS, step.methods)}"
    if step.considered:
        areas = ", ".join(words.localizer.area(area) for area in step.considered)
        yield f"{t('cases.diagnosis.considered')}: {areas}"


def _contract(view: CaseView, step: Contract) -> Iterator[str]:
    words, t = view.words, view.words.localizer.t
    for goal in step.goals:
        yield t(
            "cases.journal.goal",
            goal=words.code(GOALS, goal.code),
            measure=words.code(MEASURES, goal.measure),
            baseline=words.localizer.number(goal.baseline),
            target=words.localizer.number(goal.target),
            owner=words.name(goal.owner),
            date=words.localizer.day(goal.due_on),
        )
    for one in step.obligations:
        names = OBLIGATIONS["family" if one.side == "family" else "institution"]
        yield f"{words.name(one.side)}: {words.code(names, one.code)}"


def _item(view: CaseView, item_id: str) -> str:
    known: list[BasketItem] = [item for one in view.case.baskets for item in one.items]
    return next((view.words.service_of(one) for one in known if one.id == item_id), item_id)
