"""Whether a basket and the moves of its services can be right."""

import re
from typing import Final

from graph.cases.case import Case
from graph.cases.codes import DROP_REASONS, ITEM_STATES, NEXT_ITEM_STATES, SOURCES
from graph.cases.context import CaseContext
from graph.cases.faults import Faults
from graph.cases.steps import BasketAgreed, BasketFinal, BasketItem, BasketPlanned, ItemMoved
from graph.vocabulary import SERVICE_TYPES

_ITEM_ID: Final = re.compile(r"[A-Za-z0-9-]{1,32}", re.ASCII)
_MOST_DAYS: Final = 3650
#: Services that can stand in a basket: never those that a court decides about.
BASKET_SERVICES: Final = tuple(code for code, kind in SERVICE_TYPES.items() if kind.access != "court")


def basket_items(
    faults: Faults,
    case: Case,
    step: BasketPlanned | BasketAgreed | BasketFinal,
    context: CaseContext,
) -> None:
    """The services of a basket: of known providers, for needs of the diagnosis."""
    faults.unless(step.items, "items", "at least one service", "co najmniej jedna usługa")
    needs = case.diagnosis.needs if case.diagnosis else ()
    providers = {id for id, _ in context.services} | context.institutions.keys()
    for place, item in enumerate(step.items):
        field = f"items[{place}]"
        faults.unless(
            _ITEM_ID.fullmatch(item.id),
            f"{field}.id",
            "letters, digits and -, at most 32",
            "litery, cyfry i znak -, najwyżej 32 znaki",
        )
        faults.unless(
            item.institution_id in providers,
            f"{field}.institution_id",
            "the id of a known institution",
            "identyfikator znanej instytucji",
        )
        faults.unless(
            item.service_code in BASKET_SERVICES,
            f"{field}.service_code",
            "a service code that can stand in a basket",
            "kod usługi, która może być w koszyku",
        )
        faults.codes(
            f"{field}.needs",
            item.needs,
            needs,
            "a need of the diagnosis",
            "potrzeba z diagnozy",
            least=1,
        )
        faults.code(f"{field}.source", item.source, SOURCES, "a source", "skąd jest usługa")
        faults.unless(
            item.wait_days is None or 0 <= item.wait_days <= _MOST_DAYS,
            f"{field}.wait_days",
            f"days, a number from 0 to {_MOST_DAYS}",
            f"liczba dni od 0 do {_MOST_DAYS}",
        )
        _service(faults, field, item, context)
        _same_service(faults, field, item, case)
    ids = [item.id for item in step.items]
    faults.unless(
        len(set(ids)) == len(ids), "items", "each id only once", "każdy identyfikator tylko raz"
    )


def item_moved(faults: Faults, case: Case, step: ItemMoved, context: CaseContext) -> None:
    """A move of a service in force, with a reason where and only where it is dropped."""
    standing = next((one for one in case.items if one.item.id == step.item_id), None)
    faults.unless(
        standing, "item_id", "a service of the basket in force", "usługa z obowiązującego koszyka"
    )
    if standing:
        after = NEXT_ITEM_STATES[standing.state]
        expected = f"{standing.state} allows only: {', '.join(after) or 'nothing'}"
        names = ", ".join(ITEM_STATES[state][0] for state in after) or "nic"
        expected_pl = f"po stanie „{ITEM_STATES[standing.state][0]}” tylko: {names}"
        faults.unless(step.state in after, "state", expected, expected_pl)
    if step.state == "dropped":
        faults.code("reason", step.reason or "", DROP_REASONS, "a reason", "powód")
    else:
        faults.unless(
            step.reason is None,
            "reason",
            "nothing, except with dropped",
            "brak powodu, chyba że usługa jest niezrealizowana",
        )


def _service(faults: Faults, field: str, item: BasketItem, context: CaseContext) -> None:
    if item.service_id is None:
        faults.unless(
            item.source != "route",
            f"{field}.service_id",
            "the service that the route ends at",
            "usługa, do której prowadzi ścieżka",
        )
        return
    code = context.services.get((item.institution_id, item.service_id))
    faults.unless(
        code is not None, f"{field}.service_id", "a service of this institution", "usługa tej instytucji"
    )
    same = code is None or code == item.service_code
    faults.unless(
        same, f"{field}.service_code", "the code of this very service", "kod tej właśnie usługi"
    )


def _same_service(faults: Faults, field: str, item: BasketItem, case: Case) -> None:
    """Under one id always the same service, so that its state and days stay its own."""
    known = (one for version in case.baskets for one in version.items if one.id == item.id)
    same = all(_service_of(one) == _service_of(item) for one in known)
    faults.unless(
        same,
        f"{field}.id",
        "an id that no other service of the case has had",
        "identyfikator, którego nie miała inna usługa w tej sprawie",
    )


def _service_of(item: BasketItem) -> tuple[str, str | None, str]:
    return item.institution_id, item.service_id, item.service_code
