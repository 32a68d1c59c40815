"""Whom to invite: candidates as cards with their reasons, and the best set to invite together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.gaps.names import Names
from graph.snapshot import Snapshot
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.documents import Document
from service.answers.redaction import band
from service.certainty.pages import certainty_of
from service.http.options import PartnershipId
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, collated, localizer_of
from service.pages.questions import gaps_seen, snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show
from service.recruitment.questions import recruitment_seen

PAGE = register(
    Page(
        "recruitment",
        "/partnerstwa/{partnership_id}/zaproszenia",
        Action.READ_NETWORK,
        on_contacts=True,
        samples=("/partnerstwa/jarzebin-slaski/zaproszenia",),
    )
)
_SIZES: Final = (1, 2, 3, 4, 5)
_SHOWN: Final = 5
_PARTS: Final = ("needs", "families", "areas", "levels", "robustness", "reach")
#: Parts that count more than one thing: what, and the text that says so.
_COUNTED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "needs": (("family_needs", "gain.of.family_needs"), ("demand", "gain.of.demand"))
}

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
Url = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a gain: its share of 1 as a width of 100, and what it counts."""

    label: str
    width: float
    text: str
    weight: str


@dataclass(frozen=True, slots=True)
class Step:
    """One contact on the way to a candidate."""

    ends: str
    role: str
    how: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card; ``level`` of its heading is up to the page."""

    rank: int
    place: Link
    sentence: str
    gain: str
    bars: Sequence[Bar]
    unknown: Sequence[str]
    steps: Sequence[Step]
    gaps: Sequence[str]
    needs: str
    try_out: str


@router.get(PAGE.route)
def recruitment(
    request: Request,
    principal: Analyst,
    partnership_id: PartnershipId,
    ile: Annotated[int, Query(ge=_SIZES[0], le=_SIZES[-1])] = 3,
) -> Response:
    """Candidates, the best set of ``ile``, contacts, and kinds of institutions the map lacks."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    document = recruitment_seen(principal, snapshot, ile, localizer.lang)
    titles = {gap["id"]: gap["title"] for gap in gaps_seen(principal, snapshot, localizer.lang)["gaps"]}
    url = links(snapshot)
    names = Names(snapshot, localizer.lang)
    cards = [
        _card(row, document, snapshot, titles, names, localizer, url) for row in document["candidates"]
    ]
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.recruitment")),
            here=snapshot,
            styles=(asset_url("planning.css"),),
        ),
        "recruitment",
        cards=cards[:_SHOWN],
        others=cards[_SHOWN:],
        sizes=_SIZES,
        size=ile,
        certainty=certainty_of(principal, snapshot, localizer, "zaproszenia", ile),
        best=_best(document["best_set"], snapshot, localizer, url),
        contacts=_places(document["contacts"], snapshot, url),
        missing=[
            row
            | {"service_names": names.services(row["services"]), "need_names": names.needs(row["needs"])}
            for row in document["missing_types"]
        ],
        weights=[
            (localizer.t(f"gain.{part}"), localizer.number(document["weights"][part], 2))
            for part in _PARTS
        ],
        withheld=principal.visibility.cases != "all",
    )


def _card(
    row: Document,
    document: Document,
    snapshot: Snapshot,
    titles: Mapping[str, str],
    names: Names,
    localizer: PageLocalizer,
    url: Url,
) -> Candidate:
    return Candidate(
        rank=row["rank"],
        place=Link(row["name"], url("institution", institution_id=row["id"])),
        sentence=row["explanation"],
        gain=localizer.number(row["gain"], 3),
        bars=[_bar(part, row, document, localizer) for part in _PARTS if row["gains"][part]],
        unknown=[localizer.t(f"gain.{part}") for part in _PARTS if row["gains"][part] is None],
        steps=[_step(step, names, localizer) for step in (row["introducer"] or {"steps": ()})["steps"]],
        gaps=[titles.get(id, localizer.t(f"kind.{id.split(':')[0]}")) for id in row["closes_gaps"]],
        needs=names.needs(row["covers_needs"]),
        try_out=_try_out([row["id"]], url),
    )


def _bar(part: str, row: Document, document: Document, localizer: PageLocalizer) -> Bar:
    share = row["gains"][part]
    text = localizer.percent(share, 1)
    # A number of none beside another one only fills the line, as in the sentence.
    counts = [
        localizer.t(
            key, n=localizer.number(number), all=localizer.number(document["divided_by"][counted])
        )
        for counted, key in _COUNTED.get(part, ((part, "gain.of"),))
        if (number := row["counts"].get(counted))
    ]
    if counts:
        text = "; ".join(counts)
    return Bar(
        localizer.t(f"gain.{part}"),
        # A bar that is there must be seen.
        max(1.5, round(100 * min(share, 1.0), 1)),
        text,
        localizer.t("gain.weight", n=localizer.number(document["weights"][part], 2)),
    )


def _step(step: Document, names: Names, localizer: PageLocalizer) -> Step:
    return Step(
        ends=names.path((step["from"], step["to"])),
        role=step["contact_role"] or "",
        # A word is enough here, and everybody may read it.
        how=localizer.t(
            "invite.introducer.how",
            form=localizer.form(step["formalisation"]),
            strength=localizer.t(
                "routes.step.strength",
                strength=localizer.t(f"band.{step.get('strength_band') or band(step['strength'])}"),
            ),
        ),
    )


def _best(best: Document, snapshot: Snapshot, localizer: PageLocalizer, url: Url) -> Document:
    """The best set with how sure it is."""
    if best["optimal"]:
        sure = localizer.t("invite.set.exact")
    elif best["bound"] > 0:
        missing = 1 - best["gain"] / best["bound"]
        sure = localizer.t("invite.set.bound", share=localizer.percent(missing, 1))
    else:
        sure = localizer.t("invite.set.open")
    return {
        "places": [Link(name, place) for place, name in _linked(best["ids"], snapshot, url)],
        "gain": localizer.number(best["gain"], 3),
        "sure": sure,
        "try_out": _try_out(best["ids"], url),
    }


def _places(ids: Sequence[str], snapshot: Snapshot, url: Url) -> list[Link]:
    return sorted(
        (Link(name, place) for place, name in _linked(ids, snapshot, url)),
        key=lambda link: collated(link.text),
    )


def _linked(ids: Sequence[str], snapshot: Snapshot, url: Url) -> list[tuple[str, str]]:
    return [(url("institution", institution_id=id), snapshot.institutions[id].name) for id in ids]


def _try_out(ids: Sequence[str], url: Url) -> str:
    return f"{url('what_if')}?{urlencode([('dodaj', id) for id in ids])}"
