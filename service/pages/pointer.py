"""The first pointer from the overview: one need in, the best service and the way to it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from graph.gaps.names import Names
from graph.snapshot import Snapshot
from graph.vocabulary import AGE_BANDS, NEEDS, ages_asked, gmina_of, holds, is_gmina, shown_codes
from service.access.guard import Principal
from service.access.policy import Action
from service.answers import analyses
from service.answers.documents import Document
from service.http.errors import NotAllowed
from service.pages.localizer import PageLocalizer, collated


@dataclass(frozen=True, slots=True)
class Pointer:
    """What can be asked, what was asked, and the answer where something was; ``names`` by id."""

    needs: tuple[tuple[str, str], ...]
    gminas: tuple[str, ...]
    need: str
    gmina: str
    band: str = ""
    items: Sequence[Document] = ()
    remarks: Sequence[str] = ()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    bands: Sequence[str] = AGE_BANDS


def pointer(
    principal: Principal,
    snapshot: Snapshot,
    localizer: PageLocalizer,
    need: str,
    gmina: str,
    band: str = "",
) -> Pointer | None:
    """The pointer, ``None`` where the principal may not ask or no gmina is known.

    Where the age band says nothing about the need, no service is shown but the age is asked for.

    Raises
    ------
    NotAllowed
        When the gmina lies outside the principal's territory.
    """
    gminas = gminas_of(snapshot)
    if not gminas or not principal.grant.may(Action.FIND_ROUTES):
        return None
    names = Names(snapshot, localizer.lang)
    needs = sorted(((code, names.need(code)) for code in NEEDS), key=lambda row: collated(row[1]))
    chosen = chosen_gmina(gmina, gminas)
    band = band if band in AGE_BANDS else ""
    if need not in NEEDS:
        return Pointer(tuple(needs), gminas, "", chosen, band)
    if not principal.grant.covers(chosen):
        raise NotAllowed
    from graph.routes import RouteRequest

    bands = (band,) if band else ()
    request = RouteRequest(
        chosen, (need,), age_bands=bands, alternatives=1, partnership=snapshot.partnership.id
    )
    document = analyses.routes_document(
        principal.runtime, snapshot, principal.visibility, request, localizer.lang
    )
    return Pointer(
        tuple(needs),
        gminas,
        need,
        chosen,
        band,
        items=[
            item | {"ages": names.ages(item)}
            for basket in document["baskets"][:1]
            for item in basket["items"]
            if ages_asked(need, bands).stated
        ],
        remarks=[
            *(one["explanation"] for one in document["unmet"]),
            *(one["text"] for one in document["notices"]),
        ],
        names={id: one.name for id, one in snapshot.institutions.items()},
    )


def gminas_of(snapshot: Snapshot) -> tuple[str, ...]:
    """The gminas a route can be asked for: the partnership's own, or those known in its powiat."""
    own = snapshot.partnership.teryt
    if own and is_gmina(own):
        return (own,)
    known = {one.teryt for one in snapshot.institutions.values()} | {
        row.teryt for row in snapshot.demand
    }
    return tuple(
        shown_codes(
            code for code in known if code and is_gmina(code) and holds(own or "", code)
        ).values()
    )


def chosen_gmina(asked: str, gminas: Sequence[str]) -> str:
    """The one of these gminas that was asked for, whatever kind its code says; else the first, if any.

    >>> chosen_gmina("2416092", ("2416013", "2416093")), chosen_gmina("", ("2416013",))
    ('2416093', '2416013')
    """
    known = {gmina_of(code): code for code in gminas}
    return known.get(gmina_of(asked)) or next(iter(gminas), "")
