"""The services of the local basket: what can be used in a gmina, by need, with how to reach it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.gaps.names import Names
from graph.model import Offer
from graph.routes import Conditions, address_is_hidden, capacity_state, index_of, usable
from graph.routes.contact import contact_of, shown_name
from graph.routes.notices import notice_of
from graph.routes.paths import way_to
from graph.routes.usable import offer_key
from graph.snapshot import Snapshot
from graph.vocabulary import NEEDS, NEEDS_WITHOUT_BASKET, ages_asked
from service.pages.localizer import PageLocalizer, collated
from service.pages.need_words import grouped_needs, plain_need
from service.pages.shell import Link

#: Queues of any length are shown: whoever reads decides whether to wait.
_ANY_WAIT: Final = 3650
_VIOLENCE: Final = "N07"


@dataclass(frozen=True, slots=True)
class Entry:
    """One service with what is needed to use it; ``path`` is blank where nothing leads there."""

    id: tuple[str, str]
    service: str
    kind: str
    place: Link
    contact: dict[str, Any]
    ages: str
    own_clients_only: bool
    access: str
    wait_days: int | None
    capacity: str
    available: int | None
    alone: bool
    path: Sequence[str]


@dataclass(frozen=True, slots=True)
class Need:
    """A need with the services that answer it."""

    code: str
    plain: str
    official: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Group:
    """A topic with its needs; ``entries`` are theirs, each once; those of a provider together."""

    code: str
    name: str
    needs: Sequence[Need]
    entries: Sequence[Entry]

    @property
    def providers(self) -> Sequence[tuple[Entry, Sequence[Entry]]]:
        """The first entry of each provider and place, and all of them."""
        found: dict[tuple[object, ...], list[Entry]] = {}
        for entry in self.entries:
            reached = [entry.contact[name] for name in ("phone", "address", "hours")]
            found.setdefault((entry.id[1], *reached), []).append(entry)
        return [(entries[0], entries) for entries in found.values()]


class LocalBasket:
    """The basket of one gmina, for some ages, in one language."""

    def __init__(
        self,
        snapshot: Snapshot,
        gmina: str,
        bands: Sequence[str],
        localizer: PageLocalizer,
        url: Callable[..., str],
    ) -> None:
        self._snapshot = snapshot
        self._index = index_of(snapshot)
        self._gmina = gmina
        self._bands = tuple(bands)
        self._reader = localizer
        self._url = url
        self._names = Names(snapshot, localizer.lang)

    def groups(self, only: str = "") -> list[Group]:
        """The topics, or one of them; needs that the law gives a door of their own are not in them."""
        found: list[Group] = []
        for code, codes in grouped_needs():
            if only not in {"", code}:
                continue
            needs = [
                self._need(need)
                for need in codes
                if need not in NEEDS_WITHOUT_BASKET and self._concerned(need)
            ]
            entries = {entry.id: entry for need in needs for entry in need.entries}
            found.append(Group(code, self._reader.t(f"needs.{code}"), needs, _ordered(entries.values())))
        return found

    def emergency(self) -> tuple[Sequence[str], Sequence[tuple[str, str]]]:
        """Numbers to call where there is violence, and institutions with their phones."""
        notice = notice_of(_VIOLENCE, self._snapshot.institutions.values(), self._gmina)
        if notice is None:
            return (), ()
        return notice.phones, [(door.name, door.phone) for door in notice.doors if door.phone]

    def _concerned(self, code: str) -> bool:
        """Whether the need may be one of the ages asked for."""
        return ages_asked(code, self._bands).stated

    def _need(self, code: str) -> Need:
        everywhere = frozenset(self._index.institutions)
        conditions = Conditions(self._gmina, self._bands, everywhere, _ANY_WAIT)
        offers = usable(self._index.offers, code, conditions).offers
        official = NEEDS[code].name_pl if self._reader.lang == "pl" else ""
        return Need(
            code, plain_need(code, self._reader), official, _ordered(self._entry(one) for one in offers)
        )

    def _entry(self, offer: Offer) -> Entry:
        service, provider = offer.service, offer.provider
        hidden = address_is_hidden(offer, violence=False)
        way = way_to(self._index, self._snapshot.leader, offer)
        on_map = provider.id in self._snapshot.institutions
        kind = self._names.service(service.service_code)
        ages = {"age_min": service.age_min, "age_max": service.age_max}
        return Entry(
            id=offer_key(offer),
            service=shown_name(offer) or kind,
            kind=kind,
            place=Link(
                provider.name, self._url("institution", institution_id=provider.id) if on_map else ""
            ),
            contact=contact_of(offer, self._snapshot.as_of, self._reader.lang, hidden=hidden),
            ages=self._names.ages(ages),
            own_clients_only=bool(service.own_clients_only),
            access=service.access or "open",
            wait_days=service.wait_days,
            capacity=capacity_state(service),
            available=service.available,
            alone=way is not None and way.self_referral,
            path=[self._index.institutions[id].name for id in way.institutions] if way else [],
        )


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda one: (collated(one.place.text), collated(one.service), one.id))
