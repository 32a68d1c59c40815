"""What a case is made of, in words: institutions, services, needs and codes by their names."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.cases import BASKET_SERVICES, FAMILY, BasketItem
from graph.gaps.names import Names
from graph.model import Offer
from graph.records.permission import DATA_CLASSES, LEGAL_BASES
from graph.routes import index_of
from graph.routes.contact import shown_name
from graph.snapshot import Snapshot
from graph.vocabulary import NEEDS
from service.forms.fields import Group, Options, by_name
from service.pages.localizer import PageLocalizer, collated
from service.pages.need_words import plain_need
from service.pages.shell import Link

Coded = Mapping[str, tuple[str, str]]


class CaseWords:
    """Speaks about the cases of one partnership in one language."""

    def __init__(self, snapshot: Snapshot, localizer: PageLocalizer, url: Callable[..., str]) -> None:
        self.localizer = localizer
        self._snapshot = snapshot
        self._url = url
        self._names = Names(snapshot, localizer.lang)
        self._known = index_of(snapshot).institutions
        self._offers = {(one.service.institution_id, one.service.id): one for one in snapshot.offers}

    def code(self, names: Coded, code: str) -> str:
        """A code by its name."""
        polish, english = names[code]
        return polish if self.localizer.lang == "pl" else english

    def codes(self, names: Coded, codes: Iterable[str]) -> str:
        """Several codes by their names."""
        return ", ".join(self.code(names, code) for code in codes)

    def options(self, names: Coded) -> Options:
        """All codes with their names, in the order of the list."""
        return [(code, self.code(names, code)) for code in names]

    def need(self, code: str) -> str:
        """A need as families call it."""
        return plain_need(code, self.localizer)

    def needs(self, codes: Iterable[str]) -> str:
        """Several needs."""
        return "; ".join(self.need(code) for code in codes)

    def official(self, code: str) -> str:
        """The official name of a need, where it says more than the plain one."""
        name = NEEDS[code].name_pl if self.localizer.lang == "pl" else ""
        return "" if name.casefold() == self.need(code).casefold() else name

    def name(self, institution_id: str) -> str:
        """An institution, or the family itself."""
        if institution_id == FAMILY:
            return self.localizer.t("cases.family")
        known = self._known.get(institution_id)
        return known.name if known else institution_id

    def names(self, ids: Iterable[str]) -> str:
        """Several institutions, by name."""
        return "; ".join(sorted((self.name(id) for id in ids), key=collated))

    def place(self, institution_id: str) -> Link:
        """An institution; it leads to its page where it is on the map."""
        on_map = institution_id in self._snapshot.institutions
        url = self._url("institution", institution_id=institution_id) if on_map else ""
        return Link(self.name(institution_id), url)

    def kind(self, service_code: str) -> str:
        """A kind of service."""
        return self._names.service(service_code) if service_code else self.localizer.t("unknown")

    def service(self, institution_id: str, service_id: str | None, service_code: str) -> str:
        """A service by its own name, else by its kind."""
        offer = self._offers.get((institution_id, service_id or ""))
        return (shown_name(offer) if offer else None) or self.kind(service_code)

    def service_of(self, item: BasketItem) -> str:
        """A service of a basket with its provider."""
        service = self.service(item.institution_id, item.service_id, item.service_code)
        return f"{service} – {self.name(item.institution_id)}"

    def offer(self, institution_id: str, service_id: str | None) -> Offer | None:
        """The service as it is offered now, ``None`` where it is not on the list."""
        return self._offers.get((institution_id, service_id or ""))

    def level(self, institution_id: str) -> str:
        """The level of an institution, in words; blank where it is not known."""
        known = self._known.get(institution_id)
        return self.localizer.level(known.level) if known and known.level else ""

    def worker(self, worker_id: str | None) -> str:
        """The role of a worker; nobody is named."""
        found = self._snapshot.workers.get(worker_id or "")
        return found.role if found else ""

    def data_class(self, code: str) -> str:
        """A class of data."""
        return self.code(DATA_CLASSES, code)

    def base(self, code: str) -> str:
        """A consent or a legal base."""
        if code in LEGAL_BASES:
            return self.code(LEGAL_BASES, code)
        return self.localizer.t("cases.bases.consent")

    def band(self, band: str) -> str:
        """An age band."""
        return self.localizer.t("cases.age", band=band.replace("-", "–"))

    def bands(self, bands: Iterable[str]) -> str:
        """Several age bands."""
        return self.localizer.t("cases.age", band=", ".join(one.replace("-", "–") for one in bands))

    def days(self, number: int | None) -> str:
        """A wait in days."""
        if number is None:
            return self.localizer.t("unknown")
        return self.localizer.count("n.days", number) if number else self.localizer.t("service.no_wait")

    def institution_options(self, ids: Iterable[str] | None = None) -> Options:
        """Institutions with their names, by name; all of the map where none are named."""
        return by_name(
            (id, self.name(id)) for id in (self._snapshot.institutions if ids is None else ids)
        )

    def service_groups(self) -> Sequence[Group]:
        """The services that can be had, by provider; a value is institution and service."""
        found: dict[str, list[tuple[str, str]]] = {}
        for (institution, id), offer in self._offers.items():
            if offer.service.status in {None, "active"} and offer.service.access != "court":
                text = self.service(institution, id, offer.service.service_code)
                option = f"{institution}|{id}", f"{text} – {self.name(institution)}"
                found.setdefault(institution, []).append(option)
        rows = sorted(found.items(), key=lambda row: (collated(self.name(row[0])), row[0]))
        return [Group(self.name(id), by_name(options)) for id, options in rows]

    def service_kinds(self) -> Options:
        """Kinds of services, by name."""
        return by_name((code, self.kind(code)) for code in BASKET_SERVICES)

    def seat_groups(self) -> Sequence[Group]:
        """Institutions with the roles of their workers, members first; a value is both."""
        t = self.localizer.t
        roles: dict[str, list[tuple[str, str]]] = {}
        for id, worker in sorted(self._snapshot.workers.items()):
            roles.setdefault(worker.institution_id, []).append(
                (f"{worker.institution_id}|{id}", worker.role)
            )
        members = set(self._snapshot.members)
        listed = sorted(
            self._snapshot.institutions,
            key=lambda one: (one not in members, collated(self.name(one)), one),
        )
        return [
            Group(
                f"{self.name(id)} ({self.level(id)})",
                [
                    (f"{id}|", f"{self.name(id)}: {t('cases.form.team.any')}"),
                    *(
                        (value, f"{self.name(id)}: {text}")
                        for value, text in _numbered(roles.get(id, ()))
                    ),
                ],
            )
            for id in listed
        ]


def _numbered(options: Sequence[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Workers of the same role told apart by a number; they have no names here."""
    texts = [text for _, text in options]
    for place, (value, text) in enumerate(options):
        same = texts.count(text)
        yield value, f"{text} ({texts[: place + 1].count(text)})" if same > 1 else text
