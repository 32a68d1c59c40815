"""The forms of a basket of services: planned, agreed, final; and of one service's state."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal
from uuid import uuid4

from graph.cases import (
    DROP_REASONS,
    ITEM_STATES,
    NEXT_ITEM_STATES,
    BasketItem,
    Case,
    CaseItem,
)
from graph.vocabulary import SERVICE_TYPES, answers_or_supports
from service.cases.pages.fields import Fields, Filled, Part, Reading, filled
from service.cases.pages.forms import Mapped, StepFormContext, happened
from service.forms.fields import Field, Group

_LISTED: Final = 4
_BY_HAND: Final = 0
Lead = Literal["plan_basket", "agree_basket", "finalise_basket"]


class BasketForm:
    """The items of a basket: services of the list, and services that are on no list."""

    def __init__(self, kind: Lead) -> None:
        """``kind`` is the step it leads to."""
        self._kind = kind

    def begin(self, context: StepFormContext) -> Filled:
        """The chosen proposal, else the basket as it is."""
        basket = context.known.basket
        items = context.given or [plain_item(one) for one in (basket.items if basket else ())]
        values: dict[str, str | Sequence[str]] = {"on": context.today.isoformat()}
        listed = [one for one in items if one["service_id"]]
        by_hand = [one for one in items if not one["service_id"]]
        for row, one in enumerate(listed):
            values |= _row(f"items.{row}", one, service=f"{one['institution_id']}|{one['service_id']}")
        for row, one in enumerate(by_hand):
            place = {"institution": one["institution_id"], "kind": one["service_code"]}
            values |= _row(f"hand.{row}", one, **place)
        return filled(**values)

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """The day, a row for each service of the list, and rows for others."""
        t, holds = context.localizer.t, fields.holds
        needs = [(code, context.words.need(code)) for code in _needs(context)]
        services = _services(context)
        listed = holds.rows("items", _LISTED)
        by_hand = holds.rows("hand", _BY_HAND)
        kinds, places = context.words.service_kinds(), context.words.institution_options()
        rows = [
            Part(
                t("cases.form.basket.item", n=row + 1),
                [
                    fields.choice(
                        *(f"items.{row}.service", t("cases.form.basket.service"), services),
                        required=row == 0 and not by_hand,
                    ),
                    _wait(fields, f"items.{row}"),
                    fields.ticks(f"items.{row}.needs", t("cases.form.basket.needs"), needs, inline=True),
                ],
                more="items" if row == listed - 1 else "",
                carried=_carried(holds, f"items.{row}"),
            )
            for row in range(listed)
        ]
        others = [
            Part(
                t("cases.form.basket.by_hand", n=row + 1),
                [
                    fields.choice(
                        *(f"hand.{row}.institution", t("cases.form.basket.institution"), places),
                        required=False,
                    ),
                    fields.choice(
                        f"hand.{row}.kind", t("cases.form.basket.kind"), kinds, required=False
                    ),
                    _wait(fields, f"hand.{row}"),
                    fields.ticks(f"hand.{row}.needs", t("cases.form.basket.needs"), needs, inline=True),
                ],
                carried=_carried(holds, f"hand.{row}"),
            )
            for row in range(by_hand)
        ]
        lead = Part("", [fields.day("on", t("cases.form.on"))], t(f"cases.form.{self._kind}.lead"))
        return [lead, *rows, *others, Part("", [], more="hand")]

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The basket."""
        sent = reading.sent
        items: list[Mapped] = []
        for row in sent.filled_rows("items", "service"):
            name = f"items.{row}"
            institution, _, service = sent.one(f"{name}.service").partition("|")
            code = _kind_of(context, institution, service)
            if any(
                (one["institution_id"], one["service_id"]) == (institution, service) for one in items
            ):
                reading.wrong(f"{name}.service", "cases.fault.twice")
            reading.stands(f"items[{len(items)}]", name)
            items.append(_item(context, reading, name, (institution, service, code)))
        for row in sent.filled_rows("hand", "institution", "kind"):
            name = f"hand.{row}"
            place = reading.text(f"{name}.institution"), None, reading.text(f"{name}.kind")
            reading.stands(f"items[{len(items)}]", name)
            items.append(_item(context, reading, name, place))
        if not items:
            reading.wrong("items.0.service", "cases.fault.items")
        return {"on": happened(context, reading), "items": items}


class MoveForm:
    """What became of one service of the basket."""

    def begin(self, context: StepFormContext) -> Filled:
        """Today."""
        return filled(on=context.today.isoformat())

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """Which service, its new state, and why it was dropped if it was."""
        t, words = context.localizer.t, context.words
        items = [(one.item.id, words.service_of(one.item)) for one in movable(context.known)]
        states = [(code, words.code(ITEM_STATES, code)) for code in ITEM_STATES if code != "planned"]
        return [
            Part(
                "",
                [
                    fields.choice("item_id", t("cases.form.move_item.item"), items),
                    fields.choice("state", t("cases.form.move_item.state"), states),
                    fields.choice(
                        *("reason", t("cases.form.move_item.reason"), words.options(DROP_REASONS)),
                        t("cases.form.move_item.reason.hint"),
                        required=False,
                    ),
                    fields.day("on", t("cases.form.on")),
                ],
            )
        ]

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The move; a reason where the service was dropped, and only there."""
        state, reason = reading.text("state"), reading.sent.one("reason")
        item = reading.text("item_id")
        if state and (state == "dropped") != bool(reason):
            reading.wrong("reason", "cases.fault.reason")
        standing = next((one for one in movable(context.known) if one.item.id == item), None)
        if state and standing and state not in NEXT_ITEM_STATES[standing.state]:
            now = context.words.code(ITEM_STATES, standing.state)
            reading.wrong("state", "cases.fault.state", state=now)
        return {
            "on": happened(context, reading),
            "item_id": item,
            "state": state,
            "reason": reason or None,
        }


def movable(case: Case) -> Sequence[CaseItem]:
    """The services in force whose state can still change."""
    return [one for one in case.items if NEXT_ITEM_STATES[one.state]]


def plain_item(item: BasketItem) -> Mapped:
    """An item as a form carries it."""
    return {
        "id": item.id,
        "institution_id": item.institution_id,
        "service_id": item.service_id,
        "service_code": item.service_code,
        "needs": item.needs,
        "source": item.source,
        "wait_days": item.wait_days,
    }


def _row(name: str, item: Mapping[str, Any], **place: str) -> Mapping[str, str | Sequence[str]]:
    wait = item["wait_days"]
    row: dict[str, str | Sequence[str]] = {
        "id": item["id"],
        "source": item["source"],
        "needs": item["needs"],
        "wait": "" if wait is None else str(wait),
        **place,
    }
    return {f"{name}.{part}": value for part, value in row.items()}


def _item(
    context: StepFormContext, reading: Reading, name: str, place: tuple[str, str | None, str]
) -> Mapped:
    institution, service, code = place
    known = _needs(context)
    needs = [one for one in reading.sent.all(f"{name}.needs") if one in known]
    # Without a tick a service is for all the needs that it answers or supports.
    needs = needs or _needs_of(context, known, place)
    if not needs and code:
        reading.wrong(f"{name}.needs", "cases.fault.item_needs")
    from_routes = reading.sent.one(f"{name}.source") == "route" and service
    return {
        "id": _id(context, reading.sent.one(f"{name}.id"), place),
        "institution_id": institution,
        "service_id": service or None,
        "service_code": code,
        "needs": needs,
        "source": "route" if from_routes else "entered",
        "wait_days": reading.number(f"{name}.wait", required=False),
    }


def _needs_of(
    context: StepFormContext, known: Sequence[str], place: tuple[str, str | None, str]
) -> list[str]:
    institution, service, code = place
    offer = context.words.offer(institution, service)
    ages = offer.service if offer else SERVICE_TYPES.get(code)
    if ages is None:
        return []
    return [one for one in known if answers_or_supports(one, code, ages.age_min, ages.age_max)]


def _id(context: StepFormContext, carried: str, place: tuple[str, str | None, str]) -> str:
    """The id that the row carries, unless another service stands in it now: ids keep their meaning."""
    for version in context.known.baskets:
        for one in version.items:
            if one.id == carried and (one.institution_id, one.service_id, one.service_code) != place:
                return uuid4().hex[:8]
    return carried or uuid4().hex[:8]


def _kind_of(context: StepFormContext, institution: str, service: str) -> str:
    """The kind of a service of the list, also of one that is not offered any more."""
    offer = context.words.offer(institution, service)
    if offer is not None:
        return offer.service.service_code
    known = (one for version in context.known.baskets for one in version.items)
    found = (
        one.service_code
        for one in known
        if (one.institution_id, one.service_id) == (institution, service)
    )
    return next(found, "")


def _services(context: StepFormContext) -> Sequence[Group]:
    """The services that can be had, and those of the basket that cannot be had any more."""
    groups = context.words.service_groups()
    offered = {value for group in groups for value, _ in group.options}
    basket = context.known.basket
    gone = [
        (f"{one.institution_id}|{one.service_id}", context.words.service_of(one))
        for one in (basket.items if basket else ())
        if one.service_id and f"{one.institution_id}|{one.service_id}" not in offered
    ]
    return [*groups, Group(context.localizer.t("cases.form.basket.gone"), gone)] if gone else groups


def _needs(context: StepFormContext) -> Sequence[str]:
    diagnosis = context.known.diagnosis
    return diagnosis.needs if diagnosis else ()


def _carried(holds: Filled, name: str) -> Sequence[tuple[str, str]]:
    return [(f"{name}.{part}", holds.one(f"{name}.{part}")) for part in ("id", "source")]


def _wait(fields: Fields, name: str) -> Field:
    label = fields.localizer.t("cases.form.basket.wait")
    return fields.number(f"{name}.wait", label, required=False)
