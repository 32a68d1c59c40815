"""The network drawn, with the gaps that a sight holds pointed out in it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.snapshot import Layer, Snapshot
from graph.text import Language
from service.access.policy import Sight
from service.answers.analyses import gaps_document, seen
from service.answers.redaction import band
from service.runtime import House

if TYPE_CHECKING:
    from visualizations.page import Links
    from visualizations.scene import Edge, Highlight, Scene

LAYERS: Final[tuple[Layer, ...]] = ("institutions", "workers", "cases")
#: Width of a line where a tie's strength is told as a band.
_WIDTHS: Final = {"weak": 1.6, "medium": 2.8, "strong": 4.0}


def view_page(
    house: House,
    snapshot: Snapshot,
    sight: Sight,
    layer: Layer = "institutions",
    *,
    members_only: bool = False,
    lang: Language = "pl",
    links: "Links | None" = None,
    self_contained: bool = True,
) -> str:
    """A page with the network.

    Parameters
    ----------
    layer
        The layer shown first; one can switch to the others that the sight holds.
    links
        Where a served page leads.
    self_contained
        Everything inline, to be kept as one file; otherwise with links to the server's own assets.
    """
    from visualizations.highlights import gap_highlights
    from visualizations.page import view_html

    shown: list[Layer] = [one for one in LAYERS if one == layer or holds(sight, one)]
    shown.sort(key=lambda one: one != layer)
    gaps = gap_highlights(gaps_document(house, snapshot, sight, lang), snapshot)
    scenes = [
        view_scene(
            snapshot,
            sight,
            one,
            members_only=members_only,
            lang=lang,
            # Gaps are about institutions, which the layer of workers does not draw.
            highlights=() if one == "workers" else gaps,
        )
        for one in shown
    ]
    return view_html(scenes, self_contained=self_contained, links=links)


def view_scene(
    snapshot: Snapshot,
    sight: Sight,
    layer: Layer = "institutions",
    *,
    members_only: bool = False,
    lang: Language = "pl",
    highlights: "tuple[Highlight, ...]" = (),
    highlight: "Highlight | None" = None,
) -> "Scene":
    """One layer as a scene that tells no more than a sight holds."""
    from visualizations.compose import partnership_scene

    scene = partnership_scene(
        seen(snapshot, sight),
        layer=layer,
        members_only=members_only,
        lang=lang,
        highlights=highlights,
        highlight=highlight,
        exact_counts=sight.cases == "all",
    )
    if sight.ratings != "bands":
        return scene
    return replace(scene, edges=tuple(_banded(edge) for edge in scene.edges))


def holds(sight: Sight, layer: Layer) -> bool:
    """Whether a sight holds a layer of the network."""
    return {"institutions": True, "workers": sight.workers, "cases": sight.cases == "all"}[layer]


def _banded(edge: "Edge") -> "Edge":
    if edge.strength is None:
        return edge
    width = _WIDTHS[band(edge.strength)] if edge.live else edge.width
    return replace(edge, strength=None, width=width)
