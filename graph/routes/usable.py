"""Which services a family can really use: seven filters in a fixed order, and the one that leaves none.

The eighth filter, whether known cooperation leads to the provider, needs a network and an origin; it
stands in :mod:`graph.routes.paths`. Everything here asks only what the service itself says.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from graph.model import Offer, Service
from graph.vocabulary import NEEDS, ages_asked, extent_of, gmina_of, takes

BlockedBy = Literal[
    "no_service", "territory", "closed", "age", "own_clients", "capacity", "wait", "no_path"
]
#: How many free places a service has, as HL7 Gravity SDOH Clinical Care names the states.
CapacityState = Literal["capacity", "waitlist", "unknown", "no-capacity"]

#: The filters in the order in which they are applied.
BLOCKERS: tuple[BlockedBy, ...] = get_args(BlockedBy)
DEFAULT_MAX_WAIT = 180


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a request fixes: where (TERC of the gmina), for which ages, whose clients, how long to wait.

    No ``age_bands`` means any age. ``attends`` holds the institutions the family already belongs to.
    ``max_wait`` counts days.
    """

    gmina: str
    age_bands: tuple[str, ...] = ()
    attends: frozenset[str] = frozenset()
    max_wait: int = DEFAULT_MAX_WAIT


@dataclass(frozen=True, slots=True)
class Screening:
    """What passed; if nothing did, the first filter that left none and the offers that reached it."""

    offers: tuple[Offer, ...]
    blocked_by: BlockedBy | None
    nearest: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class OfferIndex:
    """Offers by service code, so that many questions read the store's services only once."""

    by_code: Mapping[str, tuple[Offer, ...]]

    @classmethod
    def of(cls, offers: Iterable[Offer]) -> "OfferIndex":
        """Group resolved offers by code; each group is sorted by service, then institution."""
        found: dict[str, list[Offer]] = {}
        for offer in sorted(offers, key=offer_key):
            found.setdefault(offer.service.service_code, []).append(offer)
        return cls({code: tuple(group) for code, group in found.items()})

    def offering(self, codes: Iterable[str]) -> list[Offer]:
        """The offers of any of these codes, sorted by service, then institution."""
        wanted = sorted(set(codes))
        if len(wanted) == 1:
            return list(self.by_code.get(wanted[0], ()))
        return sorted((o for code in wanted for o in self.by_code.get(code, ())), key=offer_key)


def offer_key(offer: Offer) -> tuple[str, str]:
    """What identifies an offer in a store: its service's id, then its institution's."""
    return offer.service.id, offer.service.institution_id


def capacity_state(service: Service) -> CapacityState:
    """How many free places a service has: some, a queue, not known, or none and no queue.

    >>> capacity_state(Service("S1", "I1", "PPS", available=2))
    'capacity'
    >>> capacity_state(Service("S1", "I1", "PPS", available=0, wait_days=30))
    'waitlist'
    >>> [capacity_state(Service("S1", "I1", "PPS", available=free)) for free in (None, 0)]
    ['unknown', 'no-capacity']
    """
    if service.available is None:
        return "unknown"
    if service.available > 0:
        return "capacity"
    return "no-capacity" if service.wait_days is None else "waitlist"


def serves(service: Service, gmina: str) -> bool:
    """Whether the service's area holds the gmina, whatever kind of gmina its code says.

    >>> serves(Service("S1", "I1", "PWD", service_area=("2416092",)), "2416093")
    True
    """
    return _reaches(service, gmina_of(gmina))


def _reaches(service: Service, here: str) -> bool:
    return here.startswith(tuple(map(extent_of, service.service_area)))


def takes_need(service: Service, need: str, age_bands: tuple[str, ...] = ()) -> bool:
    """Whether the service takes somebody whose need it is, of one of these age bands if any are given.

    >>> clinic = Service("S1", "I1", "PSY", age_min=18)
    >>> takes_need(clinic, "Z2", ("7-12", "26-59")), takes_need(clinic, "Z1", ("7-12", "26-59"))
    (False, True)
    """
    return takes(service.age_min, service.age_max, ages_asked(need, age_bands).ages)


def codes_for(need: str) -> tuple[str, ...]:
    """The service codes that answer a need; a service named directly is answered by itself.

    >>> codes_for("N04"), codes_for("PPS")
    (('POP', 'CIS'), ('PPS',))
    """
    return NEEDS[need].answered_by if need in NEEDS else (need,)


def _filters(need: str, given: Conditions) -> tuple[tuple[BlockedBy, Callable[[Service], bool]], ...]:
    asked = ages_asked(need, given.age_bands).ages
    here = gmina_of(given.gmina)
    return (
        ("no_service", lambda s: s.access != "court"),
        ("territory", lambda s: _reaches(s, here)),
        ("closed", lambda s: s.status == "active"),
        ("age", lambda s: takes(s.age_min, s.age_max, asked)),
        ("own_clients", lambda s: not s.own_clients_only or s.institution_id in given.attends),
        ("capacity", lambda s: capacity_state(s) != "no-capacity"),
        ("wait", lambda s: s.wait_days is None or s.wait_days <= given.max_wait),
    )


def usable(
    offers: Sequence[Offer] | OfferIndex,
    need: str,
    conditions: Conditions,
    codes: Iterable[str] | None = None,
) -> Screening:
    """The offers that answer a need of a family and that it can use, whoever leads to them.

    Parameters
    ----------
    offers
        Services of the whole store, resolved (every default filled in); for repeated questions an
        :class:`OfferIndex` of them.
    need
        Code of a need, or of a service named directly.
    conditions
        Gmina, age bands, institutions attended and the longest wait in days.
    codes
        Service codes that may answer it; those of :func:`codes_for` if not given.

    Returns
    -------
    Screening
        ``offers`` that pass ``no_service``, ``territory``, ``closed``, ``age``, ``own_clients``,
        ``capacity`` and ``wait``, sorted by service id. If there are none, ``blocked_by`` is the
        first filter that leaves none and ``nearest`` the offers that had passed all before it
        (empty for ``no_service``). Ages are compared by :func:`graph.vocabulary.ages.ages_asked`.

    Examples
    --------
    >>> from graph.model import Institution
    >>> clinic = Institution("I1", "PZP", "PZP")
    >>> adults = Service("S1", "I1", "PSY", age_min=18, service_area=("2499",), status="active")
    >>> found = usable([Offer(adults, clinic)], "Z2", Conditions("2499011", ("13-17", "26-59")))
    >>> found.blocked_by, [offer.service.id for offer in found.nearest]
    ('age', ['S1'])
    """
    wanted = frozenset(codes_for(need) if codes is None else codes)
    if isinstance(offers, OfferIndex):
        left = offers.offering(wanted)
    else:
        left = sorted((o for o in offers if o.service.service_code in wanted), key=offer_key)
    for name, passes in _filters(need, conditions):
        kept = [offer for offer in left if passes(offer.service)]
        if not kept:
            return Screening((), name, () if name == "no_service" else tuple(left))
        left = kept
    return Screening(tuple(left), None, ())
