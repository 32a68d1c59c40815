"""The network drawn, with the gaps that a visibility holds pointed out in it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.snapshot import Layer, Snapshot
from graph.text import Language
from service.access.policy import Visibility
from service.answers.analyses import gaps_document, seen
from service.answers.redaction import band
from service.runtime import Runtime

if TYPE_CHECKING:
    from visualizations.page import Links
    from visualizations.scene import Edge, Highlight, Scene

LAYERS: Final[tuple[Layer, ...]] = ("institutions", "workers", "cases")
#: Width of a line where a tie's strength is told as a band.
_WIDTHS: Final = {"weak": 1.6, "medium": 2.8, "strong": 4.0}


def view_page(
    runtime: Runtime,
    snapshot: Snapshot,
    visibility: Visibility,
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
        The layer shown first; one can switch to the others that the visibility holds.
    links
        Where a served page leads.
    self_contained
        Everything inline, to be kept as one file; otherwise with links to the server's own assets.
    """
    from visualizations.highlights import gap_highlights
    from visualizations.page import view_html

    shown: list[Layer] = [one for one in LAYERS if one == layer or holds(visibility, one)]
    shown.sort(key=lambda one: one != layer)
    gaps = gap_highlights(gaps_document(runtime, snapshot, visibility, lang), snapshot)
    scenes = [
        view_scene(
            snapshot,
            visibility,
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
    visibility: Visibility,
    layer: Layer = "institutions",
    *,
    members_only: bool = False,
    lang: Language = "pl",
    highlights: "tuple[Highlight, ...]" = (),
    highlight: "Highlight | None" = None,
) -> "Scene":
    """One layer as a scene that tells no more than a visibility holds."""
    from visualizations.compose import partnership_scene

    scene = partnership_scene(
        seen(snapshot, visibility),
        layer=layer,
        members_only=members_only,
        lang=lang,
        highlights=highlights,
        highlight=highlight,
        exact_counts=visibility.cases == "all",
    )
    if visibility.ratings != "bands":
        return scene
    return replace(scene, edges=tuple(_banded(edge) for edge in scene.edges))


def holds(visibility: Visibility, layer: Layer) -> bool:
    """Whether a visibility holds a layer of the network."""
    return {"institutions": True, "workers": visibility.workers, "cases": visibility.cases == "all"}[
        layer
    ]


def _banded(edge: "Edge") -> "Edge":
    if edge.strength is None:
        return edge
    width = _WIDTHS[band(edge.strength)] if edge.live else edge.width
    return replace(edge, strength=None, width=width)
