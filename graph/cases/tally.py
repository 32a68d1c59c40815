"""What a case leaves behind when it is closed or erased: numbers of a partnership and a year.

No number says whose it was. They are sums, so that those of many cases add up; which of them may be
shown where only few families stand behind them is decided where they are shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, get_args

from graph.cases.case import Case, CaseItem
from graph.cases.codes import PROVIDER_REASONS
from graph.cases.steps import BasketItem, FollowUp
from graph.model import Institution, Offer
from graph.records.referral import Referral
from graph.vocabulary import INSTITUTION_TYPES
from graph.vocabulary.codes import Area

TallyMeasure = Literal[
    "cases",
    "goals",
    "first_services",
    "first_service_days",
    "baskets",
    "baskets_of_areas",
    "items",
    "items_known",
    "items_community",
    "refusals",
    "lasting",
]
TALLY_MEASURES: Final[tuple[TallyMeasure, ...]] = get_args(TallyMeasure)
_NO_INSTITUTIONS: Final[Mapping[str, Institution]] = MappingProxyType({})


class Tally(NamedTuple):
    """A number of one year: of what, split by which code (``""`` where it is not split), how much.

    ======================  ===================================================================
    ``cases``               cases by reason of closing; ``erased`` where one was never closed
    ``goals``               goals by result, or ``open`` where there is none: together those set
    ``first_services``      cases in which a service began
    ``first_service_days``  their days from the request to the first service, together
    ``baskets``             cases with a final basket
    ``baskets_of_areas``    of these, whose providers lie in two or more areas of cooperation
    ``items``               services in final baskets
    ``items_known``         of these, known to be community-based or not to be
    ``items_community``     of these, community-based
    ``refusals``            services that a provider could not give, by reason
    ``lasting``             goals looked at after closing, by answer
    ======================  ===================================================================
    """

    year: int
    measure: TallyMeasure
    item: str
    value: int


def tallies(
    case: Case,
    offers: Iterable[Offer] = (),
    institutions: Mapping[str, Institution] = _NO_INSTITUTIONS,
    referrals: Iterable[Referral] = (),
) -> tuple[Tally, ...]:
    """The numbers one case adds to its partnership's, by measure and code.

    All count for the year of the closing (of the last step, while it is open); the looks after closing
    for their own.

    Parameters
    ----------
    case
        The case, closed or not.
    offers
        Services of the store: what is community-based, and the areas of the providers.
    institutions
        Further providers by id, for services on nobody's list.
    referrals
        The family's referrals: a rejection is a refusal, once with the service it was about.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.cases.case import case_of
    >>> from graph.cases.steps import Closing, Request
    >>> steps = [Request(date(2026, 3, 2), "phone", "family", "2499011")]
    >>> steps += [Closing(date(2026, 4, 2), "moved_away")]
    >>> tallies(case_of("p", "R", steps))
    (Tally(year=2026, measure='cases', item='moved_away', value=1),)
    """
    year = (case.closing or case.steps[-1]).on.year
    counted: Counter[tuple[int, TallyMeasure, str]] = Counter()
    for measure, item, value in (
        *_goals(case),
        *_first_service(case),
        *_baskets(case, tuple(offers), institutions),
        *_refusals(case, referrals),
    ):
        counted[year, measure, item] += value
    for look in case.follow_ups:
        counted.update(_looked(look))
    return _sorted(counted)


def tallies_of_look(look: FollowUp) -> tuple[Tally, ...]:
    """What one look after closing adds."""
    return _sorted(Counter(_looked(look)))


def _looked(look: FollowUp) -> list[tuple[int, TallyMeasure, str]]:
    return [(look.on.year, "lasting", one.lasting) for one in look.lasting]


def _sorted(counted: Mapping[tuple[int, TallyMeasure, str], int]) -> tuple[Tally, ...]:
    order = TALLY_MEASURES.index
    keys = sorted((key for key in counted if counted[key]), key=lambda k: (k[0], order(k[1]), k[2]))
    return tuple(Tally(*key, counted[key]) for key in keys)


_Counted = Iterator[tuple[TallyMeasure, str, int]]


def _goals(case: Case) -> _Counted:
    yield "cases", case.closing.reason if case.closing else "erased", 1
    results = {one.goal: one.result for one in (case.closing.results if case.closing else ())}
    for goal in case.goals:
        yield "goals", results.get(goal.code, "open"), 1


def _first_service(case: Case) -> _Counted:
    begun = [one.started_on for one in case.every_item if one.started_on]
    if begun:
        yield "first_services", "", 1
        yield "first_service_days", "", (min(begun) - case.request.on).days


def _baskets(case: Case, offers: tuple[Offer, ...], institutions: Mapping[str, Institution]) -> _Counted:
    if case.basket_in_force is None:
        return
    providers = {**{one.provider.id: one.provider for one in offers}, **institutions}
    community = {
        (one.service.institution_id, one.service.id): one.service.community_based for one in offers
    }
    yield "baskets", "", 1
    areas = {_area(providers.get(item.institution_id)) for item in case.basket_in_force.items}
    if len(areas - {None}) > 1:
        yield "baskets_of_areas", "", 1
    for one in case.every_item:
        based = community.get((one.item.institution_id, one.item.service_id or ""))
        yield "items", "", 1
        yield "items_known", "", int(based is not None)
        yield "items_community", "", int(based is True)


def _area(provider: Institution | None) -> Area | None:
    return provider and (provider.area or INSTITUTION_TYPES[provider.type_code].area)


def _refusals(case: Case, referrals: Iterable[Referral]) -> _Counted:
    refused = [one for one in case.every_item if _was_refused(one)]
    for one in refused:
        yield "refusals", one.reason or "", 1
    told = {_service(one.item) for one in refused}
    for referral in referrals:
        event = referral.history[-1]
        service = (referral.institution_id, referral.service_id)
        if event.state == "rejected" and service not in told:
            yield "refusals", event.code or "", 1


def _was_refused(one: CaseItem) -> bool:
    return one.state == "dropped" and one.reason in PROVIDER_REASONS


def _service(item: BasketItem) -> tuple[str, str]:
    return item.institution_id, item.service_id or ""
