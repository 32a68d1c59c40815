"""The institutions on a partnership's map, and one institution with all that is known of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from graph.errors import NotFound
from graph.gaps.names import Names
from graph.model import Institution, Offer, Service
from graph.snapshot import Snapshot
from graph.vocabulary import AREAS, INSTITUTION_TYPES
from graph.vocabulary.codes import MEMBERSHIPS
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.documents import HIDDEN_PLACES, Document, service_document
from service.editing.deletion_effects import deleted_words
from service.gaps.cards import cards_of
from service.http.options import LONGEST_ID, PartnershipId
from service.pages.localizer import PageLocalizer, collated, localizer_of
from service.pages.paging import part_of
from service.pages.questions import gaps_seen, measures_seen, partnership_seen, snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show
from service.partnerships.coverage import COLUMNS, columns_of
from service.partnerships.standing import advanced_standing, plain_standing
from service.partnerships.start_page import folded
from service.partnerships.ties import ties_of

LIST = register(
    Page(
        "institutions",
        "/partnerstwa/{partnership_id}/instytucje",
        Action.READ_MAP,
        on_contacts=True,
        samples=(
            "/partnerstwa/jarzebin-slaski/instytucje",
            "/partnerstwa/jarzebin-slaski/instytucje?obszar=zdrowie",
        ),
    )
)
PAGE = register(
    Page(
        "institution",
        "/partnerstwa/{partnership_id}/instytucje/{institution_id}",
        Action.READ_MAP,
        on_contacts=True,
        in_menu=False,
        samples=(
            "/partnerstwa/jarzebin-slaski/instytucje/I01",
            "/partnerstwa/jarzebin-slaski/instytucje/I13",
        ),
    )
)
#: In place of a code: institutions outside the five areas, and those outside the partnership.
NONE: Final = "brak"
#: Institutions on one page.
_PER_PAGE: Final = 200

router = APIRouter(include_in_schema=False)
MapReader = Annotated[Principal, requires(Action.READ_MAP)]
InstitutionId = Annotated[str, Path(max_length=LONGEST_ID)]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which institutions are listed; a blank field lists all."""

    search: str = ""
    area: str = ""
    column: str = ""
    membership: str = ""

    def passes(self, institution: Institution, kind: str) -> bool:
        """Whether an institution is listed."""
        words = folded(self.search).split()
        text = folded(f"{institution.name} {kind}")
        return (
            all(word in text for word in words)
            and self.area in {"", institution.area or NONE}
            and (not self.column or self.column in columns_of(institution))
            and self._fits(institution.membership)
        )

    def _fits(self, membership: str | None) -> bool:
        return self.membership in {"", membership or NONE} or (
            self.membership == "pzk" and membership is not None
        )


@router.get(LIST.route)
def institutions(
    request: Request,
    principal: MapReader,
    partnership_id: PartnershipId,
    szukaj: Annotated[str, Query(max_length=100)] = "",
    obszar: Annotated[str, Query(max_length=40)] = "",
    poziom: Annotated[str, Query(max_length=40)] = "",
    udzial: Annotated[str, Query(max_length=40)] = "",
    strona: Annotated[int, Query(ge=1, le=10_000)] = 1,
    usunieto: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """The institutions that pass the filter."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    chosen = Filter(szukaj, obszar, poziom, udzial)
    rows = _rows(principal, snapshot, chosen, localizer)
    query = {"szukaj": szukaj, "obszar": obszar, "poziom": poziom, "udzial": udzial}
    part = part_of(rows, strona, _PER_PAGE, query)
    return show(
        Frame(request, principal, LIST, localizer.t("menu.institutions"), here=snapshot),
        "institutions",
        deleted=deleted_words(usunieto, localizer) if principal.grant.may(Action.IMPORT) else "",
        rows=part.rows,
        part=part,
        shown=len(rows),
        total=len(snapshot.institutions),
        chosen=chosen,
        areas=[*((area, localizer.area(area)) for area in AREAS), (NONE, localizer.area(None))],
        columns=COLUMNS,
        memberships=[
            ("pzk", localizer.t("institutions.members")),
            *((code, localizer.membership(code)) for code in MEMBERSHIPS),
            (NONE, localizer.membership(None)),
        ],
        shows_network=principal.grant.may(Action.READ_NETWORK),
    )


@router.get(PAGE.route)
def institution(
    request: Request, principal: MapReader, partnership_id: PartnershipId, institution_id: InstitutionId
) -> Response:
    """One institution: contact, ties, services, gaps, where it stands."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    found = institution_of(snapshot, institution_id)
    url = links(snapshot)
    visibility = principal.visibility
    network: Document = {}
    if principal.grant.may(Action.READ_NETWORK):
        measures = measures_seen(principal, snapshot)
        gaps = gaps_seen(principal, snapshot, localizer.lang)["gaps"]
        network = {
            "exact": visibility.ratings != "bands",
            "ties": ties_of(principal, snapshot, institution_id, localizer),
            "plain": plain_standing(snapshot, measures, institution_id, localizer),
            "advanced": advanced_standing(measures, institution_id, localizer),
            "cards": cards_of(
                (gap for gap in gaps if institution_id in gap["institutions"]), snapshot, localizer, url
            ),
        }
    return show(
        Frame(
            *(request, principal, PAGE, found.name),
            here=snapshot,
            crumbs=[Link(localizer.t("menu.institutions"), url("institutions"))],
        ),
        "institution",
        one=found,
        kind=kind_of(found, localizer),
        contact=contact_of(principal, snapshot, institution_id),
        services=services_of(snapshot, institution_id, localizer),
        staff=_roles(snapshot, institution_id),
        # By institution even large numbers tell small ones, beside the number of all families.
        families=localizer.number(len(snapshot.families_of[institution_id])),
        shows_families=visibility.cases == "all",
        network=network,
    )


def institution_of(snapshot: Snapshot, id: str) -> Institution:
    """An institution on the map.

    Raises
    ------
    NotFound
        When it is not there.
    """
    if id not in snapshot.institutions:
        raise NotFound("institution", id)
    return snapshot.institutions[id]


def kind_of(institution: Institution, localizer: PageLocalizer) -> str:
    """Name of the institution's type."""
    kind = INSTITUTION_TYPES[institution.type_code]
    return kind.name_pl if localizer.lang == "pl" else kind.name_en


def contact_of(principal: Principal, snapshot: Snapshot, id: str) -> Document:
    """Contact details as far as they are given out."""
    rows = partnership_seen(principal, snapshot)["institutions"]
    return next(row["contact"] for row in rows if row["id"] == id)


def services_of(snapshot: Snapshot, id: str, localizer: PageLocalizer) -> list[Document]:
    """The services of an institution with their words."""
    names = Names(snapshot, localizer.lang)
    provider = snapshot.institutions[id]
    return [
        service_document(Offer(service, provider))
        | {
            "kind": names.service(service.service_code),
            "ages": names.ages(_ages(service)),
            "place": _own_place(service, provider),
        }
        for service in snapshot.services
        if service.institution_id == id
    ]


def _own_place(service: Service, provider: Institution) -> dict[str, str]:
    """How to reach a service whose place is not its institution's, where it may be shown."""
    names = ("phone", "email", "address", "opening_hours")
    found = {name: getattr(service, name) or "" for name in names}
    hidden = provider.type_code in HIDDEN_PLACES
    return found | {"address": ""} if hidden else found


def _ages(service: object) -> dict[str, int | None]:
    return {name: getattr(service, name) for name in ("age_min", "age_max")}


def _roles(snapshot: Snapshot, id: str) -> Sequence[tuple[str, int]]:
    """Roles of the institution's workers and how many have each."""
    counts = Counter(snapshot.workers[worker].role for worker in snapshot.workers_of[id])
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def _rows(
    principal: Principal, snapshot: Snapshot, chosen: Filter, localizer: PageLocalizer
) -> list[Document]:
    gaps: Counter[str] = Counter()
    degrees: dict[str, int] = {}
    if principal.grant.may(Action.READ_NETWORK):
        document = gaps_seen(principal, snapshot, localizer.lang)
        gaps.update(id for gap in document["gaps"] for id in gap["institutions"])
        degrees = {
            row["id"]: row["degree"] for row in measures_seen(principal, snapshot)["institutions"]
        }
    rows: list[Document] = []
    for id, one in snapshot.institutions.items():
        kind = kind_of(one, localizer)
        if chosen.passes(one, kind):
            rows.append(
                {"id": id, "one": one, "kind": kind, "ties": degrees.get(id), "gaps": gaps.get(id, 0)}
            )
    return sorted(rows, key=lambda row: (collated(row["one"].name), row["id"]))
