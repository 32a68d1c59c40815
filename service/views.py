"""The network drawn, with the gaps that a sight holds pointed out in it."""

from typing import TYPE_CHECKING, Final

from graph.snapshot import Layer, Snapshot
from service.access.policy import Sight
from service.analyses import Language
from service.house import House

if TYPE_CHECKING:
    from visualizations.scene import Scene

_LAYERS: Final[tuple[Layer, ...]] = ("institutions", "workers", "cases")


def view_page(
    house: House,
    snapshot: Snapshot,
    sight: Sight,
    layer: Layer = "institutions",
    *,
    members_only: bool = False,
    lang: Language = "pl",
    self_contained: bool = True,
) -> str:
    """A page with the network.

    Parameters
    ----------
    layer
        The layer shown first; one can switch to the others that the sight holds.
    self_contained
        Everything inline, to be kept as one file; otherwise with links to the server's own assets.
    """
    from visualizations.page import view_html

    first = [layer, *(other for other in _LAYERS if other != layer and _holds(sight, other))]
    scenes = [_scene(house, snapshot, sight, one, members_only=members_only, lang=lang) for one in first]
    return view_html(scenes, self_contained=self_contained)


def _scene(
    house: House, snapshot: Snapshot, sight: Sight, layer: Layer, *, members_only: bool, lang: Language
) -> "Scene":
    from visualizations.compose import partnership_scene

    return partnership_scene(
        snapshot,
        layer=layer,
        members_only=members_only,
        lang=lang,
        exact_counts=sight.cases == "all",
    )


def _holds(sight: Sight, layer: Layer) -> bool:
    return {"institutions": True, "workers": sight.workers, "cases": sight.cases == "all"}[layer]
