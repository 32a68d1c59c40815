"""The data block of a page: what the script reads, as plain JSON values."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from graph.vocabulary.codes import FORMALISATIONS
from visualizations import palette
from visualizations.relax import STRETCH
from visualizations.scene import EQUAL, LARGEST, SMALLEST, Scene
from visualizations.wording import words

Rows = Sequence[Mapping[str, Any]]
#: Traits of a node and an edge that go to the page; how they look the script derives from the scales.
_NODE = (
    *("id", "label", "x", "y", "name", "kind", "hollow", "area", "level", "membership", "sector"),
    *("group", "degree"),
)
_EDGE = (
    *("from", "to", "width", "dashes", "strength", "frequency", "formalisation", "live"),
    *("confirmed", "families"),
)


def view_document(
    scenes: Sequence[Scene],
    networks: Sequence[tuple[Rows, Rows]],
    options: Mapping[str, Any],
    institution_page: str | None,
) -> dict[str, Any]:
    """Everything a page needs to draw its scenes.

    ``networks`` holds the nodes and edges of each scene as vis-network takes them, ``options`` the
    options of vis-network.
    """
    first = scenes[0]
    return {
        "lang": first.lang,
        "words": words(first.lang),
        "fileName": "-".join(("kooperacje", *first.id.split())),
        "institutionPage": institution_page,
        "formalisations": FORMALISATIONS,
        "options": options,
        "style": {
            "smallest": SMALLEST,
            "largest": LARGEST,
            "equal": EQUAL,
            "stretch": STRETCH,
            "ramp": palette.RAMP,
            "neutral": palette.NEUTRAL,
            "neutralShape": palette.NEUTRAL_SHAPE,
            "paper": palette.PAPER,
            "ink": palette.INK,
            "edge": palette.EDGE,
            "oneSided": palette.ONE_SIDED,
            "quiet": palette.QUIET,
            "looks": palette.LOOKS,
        },
        "scenes": [_layer(scene, *parts) for scene, parts in zip(scenes, networks, strict=True)],
    }


def _layer(scene: Scene, nodes: Rows, edges: Rows) -> dict[str, Any]:
    return {
        "layer": scene.layer,
        "subtitle": scene.subtitle,
        "notes": scene.notes,
        "sizeBy": scene.size_by,
        "colourBy": scene.colour_by,
        "selected": scene.selected,
        "collapse": scene.collapse,
        "measures": scene.measures,
        "scales": scene.scales,
        "groups": scene.groups,
        "wedges": scene.wedges,
        "discs": scene.discs,
        "highlights": [
            {
                "id": one.id,
                "kind": one.kind,
                "title": one.title,
                "text": one.text,
                "nodes": one.nodes,
                "edges": [
                    {"from": edge.a, "to": edge.b, "state": edge.state, "order": edge.order}
                    for edge in one.edges
                ],
            }
            for one in scene.highlights
        ],
        "nodes": _columns(nodes, _NODE),
        "values": {
            measure.key: [_short(node.values[measure.key]) for node in scene.nodes]
            for measure in scene.measures
        },
        "edges": _columns(edges, _EDGE),
    }


def _columns(rows: Rows, names: Sequence[str]) -> dict[str, list[Any]]:
    """One list for each trait: at 5,000 nodes a third of the bytes that repeated names would take."""
    return {name: [row[name] for row in rows] for name in names}


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.6g}")


def json_block(document: Mapping[str, Any]) -> str:
    r"""JSON for a script element: without ``<``, so that no name can end the element.

    >>> json_block({"name": "</script>"})
    '{"name":"\\u003c/script>"}'
    """
    return orjson.dumps(document).decode().replace("<", "\\u003c")
