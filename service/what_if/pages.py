"""What changes if…: institutions that join, leave or vanish, ties made or lost; nothing is written."""

from dataclasses import dataclass, replace
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from graph.errors import InvalidRequest, NotFound
from graph.gaps.names import Names
from graph.snapshot import Snapshot
from graph.whatif import Change, apply_change
from graph.whatif.survive import survive_without
from service.access.guard import Principal, requires
from service.access.policy import Action
from service.answers.analyses import seen
from service.answers.documents import Document
from service.http.options import LONGEST_ID, PartnershipId
from service.http.responses import answered
from service.pages.files import asset_url
from service.pages.localizer import PageLocalizer, localizer_of
from service.pages.pointer import gminas_of
from service.pages.questions import measures_seen, snapshot_for
from service.pages.registry import Page, register
from service.pages.shell import Frame, Link, links, show
from service.recruitment.questions import recruitment_seen
from service.what_if.figures import figure_rows, way_list, ways
from service.what_if.form import Wanted, choices, faults, query, rows, said
from service.what_if.gaps import gap_groups
from service.what_if.questions import what_if_seen

PAGE = register(
    Page(
        "what_if",
        "/partnerstwa/{partnership_id}/co-jesli",
        Action.READ_NETWORK,
        on_contacts=True,
        samples=(
            "/partnerstwa/jarzebin-slaski/co-jesli",
            "/partnerstwa/jarzebin-slaski/co-jesli?dodaj=I13&wiez_a=I13&wiez_b=I20",
            "/partnerstwa/jarzebin-slaski/co-jesli?znika=I01",
        ),
    )
)
_MOST_ROWS: Final = 40

router = APIRouter(include_in_schema=False)
Analyst = Annotated[Principal, requires(Action.READ_NETWORK)]
_Ids = Annotated[
    list[Annotated[str, Query(max_length=2 * LONGEST_ID + 1)]], Query(max_length=_MOST_ROWS)
]


def _wanted(
    dodaj: _Ids = [],  # noqa: B006  # the framework makes a new one
    usun: _Ids = [],  # noqa: B006
    wiez_a: _Ids = [],  # noqa: B006
    wiez_b: _Ids = [],  # noqa: B006
    zerwij: _Ids = [],  # noqa: B006
    znika: _Ids = [],  # noqa: B006
) -> Wanted:
    return Wanted(*(tuple(ids) for ids in (dodaj, usun, wiez_a, wiez_b, zerwij, znika)))


Sent = Annotated[Wanted, Depends(_wanted)]


@dataclass(frozen=True, slots=True)
class Survival:
    """What would hold the network together without one institution."""

    name: str
    parts: str
    ties: tuple[tuple[str, str], ...]
    apart: str
    try_out: str


@router.get(PAGE.route + ".svg")
def drawing(
    request: Request, principal: Analyst, partnership_id: PartnershipId, wanted: Sent
) -> Response:
    """The network with the change marked in it."""
    from visualizations.compose import difference_scene
    from visualizations.svg import scene_svg

    lang = localizer_of(request).lang
    snapshot = snapshot_for(principal, partnership_id)
    before = seen(snapshot, principal.visibility)
    change = wanted.change(snapshot)

    def draw() -> bytes:
        scene = difference_scene(before, apply_change(before, change), lang=lang)
        if principal.visibility.ratings == "bands":
            scene = replace(
                scene, edges=tuple(replace(e, strength=None, width=2.0) for e in scene.edges)
            )
        return scene_svg(scene).encode()

    answer = principal.runtime.answers.get(
        snapshot, ("difference", change, lang, principal.visibility), draw
    )
    return answered(request, answer, "image/svg+xml")


@router.get(PAGE.route)
def what_if(
    request: Request, principal: Analyst, partnership_id: PartnershipId, wanted: Sent
) -> Response:
    """The form, and what the change does where one was asked for."""
    localizer = localizer_of(request)
    snapshot = snapshot_for(principal, partnership_id)
    found: Document = {"result": None, "wrong": []}
    status = 200
    try:
        change = wanted.change(snapshot)
        if change != Change():
            found |= _result(principal, snapshot, change, localizer)
    except (InvalidRequest, NotFound) as error:
        found["wrong"], status = faults(error, snapshot, localizer), 422
    return show(
        Frame(
            *(request, principal, PAGE, localizer.t("menu.what_if")),
            here=snapshot,
            styles=(asset_url("planning.css"),),
            status=status,
        ),
        "what_if",
        wanted=wanted,
        rows=rows,
        pairs=(*wanted.pairs, ("", "")),
        choices=choices(snapshot),
        quick=_quick(principal, snapshot, localizer),
        shows_families=principal.visibility.cases == "all",
        **found,
    )


def _result(
    principal: Principal, snapshot: Snapshot, change: Change, localizer: PageLocalizer
) -> Document:
    from visualizations.highlights import difference

    document = what_if_seen(principal, snapshot, change, localizer.lang)
    before = seen(snapshot, principal.visibility)
    after = apply_change(before, change)
    gminas = gminas_of(snapshot)
    old, new = ways(before, gminas), ways(after, gminas)
    names = Names(snapshot, localizer.lang)
    return {
        "result": document,
        "said": said(change, snapshot, localizer),
        "figures": figure_rows(document, localizer),
        "gaps": gap_groups(document, snapshot, after, localizer),
        "appear": way_list(new - old, old, after, localizer),
        "broken": way_list(old - new, new, before, localizer),
        "member_answers": _member_answers(document["member_answers"], names, localizer),
        "demand": {
            name: _member_answers(document["demand"][name], names, localizer)
            for name in ("member_answers", "routes")
        },
        "drawing": f"{links(snapshot)('what_if')}.svg?{query(change)}",
        "description": difference(before, after, localizer.lang).text,
        "survival": [_survival(before, id, change, localizer) for id in change.gone],
    }


def _member_answers(
    answers: Document | None, names: Names, localizer: PageLocalizer
) -> dict[str, list[tuple[str, str]]]:
    """Needs that members come to answer, and cease to, with numbers of families where these are seen."""
    return {
        kind: [
            (names.need(row["need"]), localizer.count("n.families", row["families"])) for row in listed
        ]
        for kind, listed in (answers or Document()).items()
    }


def _survival(snapshot: Snapshot, id: str, change: Change, localizer: PageLocalizer) -> Survival:
    names = Names(snapshot, localizer.lang)
    if snapshot.no_data:
        return Survival(names.one(id), localizer.t("no_data.survival"), (), "", "")
    found = survive_without(snapshot, id)
    # Ties with others that vanish too cannot be tried out.
    free = [pair for pair in found.ties if not set(pair) & set(change.gone)]
    more = replace(change, tie=tuple(sorted({*change.tie, *free})))
    return Survival(
        name=names.one(id),
        parts=localizer.count("if.survive.parts", len(found.parts))
        if found.ties or found.apart
        else localizer.t("if.survive.whole"),
        ties=tuple(
            (
                names.tie(pair),
                f"{names.reasons(why)}; {localizer.t('if.survive.cost', n=localizer.number(cost, 1))}",
            )
            for pair, cost, why in zip(found.ties, found.costs, found.reasons, strict=True)
        ),
        apart=localizer.count("if.survive.apart", found.apart) if found.apart else "",
        try_out=f"{links(snapshot)('what_if')}?{query(more)}" if more != change else "",
    )


def _quick(principal: Principal, snapshot: Snapshot, localizer: PageLocalizer) -> list[Link]:
    """One-click questions: the leader goes, the best candidate joins, the main go-between is lost."""
    url = links(snapshot)("what_if")
    names = Names(snapshot, localizer.lang)
    asked: list[tuple[str, Change, str]] = []
    if snapshot.leader:
        asked.append(("leader", Change(gone=(snapshot.leader,)), snapshot.leader))
    candidates = recruitment_seen(principal, snapshot, 3, localizer.lang)["candidates"]
    if candidates:
        asked.append(("best", Change(add=(candidates[0]["id"],)), candidates[0]["id"]))
    between = {
        row["id"]: row["betweenness"] or 0.0
        for row in measures_seen(principal, snapshot)["institutions"]
    }
    hubs = sorted((id for id in between if id != snapshot.leader), key=lambda one: (-between[one], one))
    if hubs and between[hubs[0]]:
        asked.append(("hub", Change(gone=(hubs[0],)), hubs[0]))
    return [
        Link(localizer.t(f"if.quick.{kind}", name=names.one(id)), f"{url}?{query(change)}")
        for kind, change, id in asked
    ]
