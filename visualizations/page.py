"""A scene as a page: a pyvis network for the picture, our own template and script around it.

pyvis gives the data format and the vis-network library it packages. Its own template is not used:
that one loads styles from another host and writes names into the page unescaped. Physics is off,
for places come from the scene. User text reaches the page as JSON or through an escaping template,
and the script shows it as text only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from visualizations import palette
from visualizations.assets import BASE, LIBRARY, SCRIPTS, STYLE, asset_text, asset_url, policy_source
from visualizations.document import Rows, json_block, view_document
from visualizations.layout import SMALL
from visualizations.scene import Scene
from visualizations.svg import scene_svg
from visualizations.wording import word, words

if TYPE_CHECKING:
    from pyvis.network import Network

_TOOLS: Final = (
    *(("zoom_in", "+", "zoom_in"), ("zoom_out", "−", "zoom_out"), ("fit", "⤢", "fit")),
    *(("left", "←", "left"), ("right", "→", "right"), ("up", "↑", "up"), ("down", "↓", "down")),
)
_SAVERS: Final = (("png", "save.png"), ("svg", "save.svg"), ("print", "print"))
_LISTS: Final = (
    *(("area", "area"), ("level", "level"), ("membership", "membership")),
    ("form", "formalisation"),
)


@dataclass(frozen=True, slots=True)
class Links:
    """Where a served view leads: back, to its own download, to an institution's page ("{id}")."""

    back: tuple[str, str] | None = None
    download: str | None = None
    institution: str | None = None


@dataclass(frozen=True, slots=True)
class ViewParts:
    """What a page of the web interface needs to hold a view: body and addresses of its assets."""

    body: Markup
    styles: tuple[str, ...]
    scripts: tuple[str, ...]


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("visualizations"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def view_parts(
    scenes: Scene | Sequence[Scene], *, links: Links | None = None, assets: str = BASE
) -> ViewParts:
    """The view for a page that has a head of its own; several scenes are layers to switch between.

    The body holds no script that runs and no style, so it keeps to ``default-src 'self'``.
    """
    return ViewParts(
        body=_body(_listed(scenes), links or Links()),
        styles=(asset_url(STYLE, assets),),
        scripts=tuple(asset_url(name, assets) for name in (LIBRARY, *SCRIPTS)),
    )


def view_html(
    scenes: Scene | Sequence[Scene],
    *,
    self_contained: bool = True,
    links: Links | None = None,
    assets: str = BASE,
) -> str:
    """A whole page with one view.

    Parameters
    ----------
    scenes
        One scene, or one for each layer; the first is shown first.
    self_contained
        Everything inline, and a policy in the page that forbids every request and every script but
        its own; otherwise links to the assets below ``assets``.
    links
        Where a served view leads.
    """
    listed = _listed(scenes)
    first = listed[0]
    title = word(first.lang, "title", name=first.title)
    template = _templates().get_template("page.html.j2")
    if not self_contained:
        parts = view_parts(listed, links=links, assets=assets)
        return template.render(
            lang=first.lang,
            title=title,
            body=parts.body,
            styles=parts.styles,
            scripts=parts.scripts,
            inline_styles=(),
            inline_scripts=(),
            policy=None,
        )
    scripts = [asset_text(name) for name in (LIBRARY, *SCRIPTS)]
    style = asset_text(STYLE)
    return template.render(
        lang=first.lang,
        title=title,
        body=_body(listed, links or Links()),
        styles=(),
        scripts=(),
        inline_styles=(Markup(style),),  # noqa: S704  # our own file
        inline_scripts=[Markup(text) for text in scripts],  # noqa: S704  # our own files
        policy="; ".join(
            (
                "default-src 'none'",
                f"script-src {' '.join(map(policy_source, scripts))}",
                f"style-src {policy_source(style)}",
                "base-uri 'none'",
                "form-action 'none'",
            )
        ),
    )


def pyvis_network(scene: Scene) -> "Network":
    """The scene as a ``pyvis.network.Network``, positions fixed, physics off.

    Nodes and edges are put in as lists: one by one pyvis looks through all edges for each new one.
    """
    # Imported here: pyvis brings IPython along, which a command that draws nothing should not wait for.
    from pyvis.network import Network

    drawn = Network(directed=True, cdn_resources="local")
    drawn.nodes.extend(_node(scene, row) for row in range(len(scene.nodes)))
    drawn.edges.extend(_edge(scene, row) for row in range(len(scene.edges)))
    drawn.options = {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"chosen": False},
        "edges": {"smooth": False, "chosen": False, "hoverWidth": 0, "selectionWidth": 0},
        "interaction": {
            "hover": True,
            "dragNodes": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": len(scene.nodes) > SMALL,
            "hideEdgesOnZoom": len(scene.nodes) > SMALL,
        },
    }
    return drawn


def _node(scene: Scene, row: int) -> dict[str, Any]:
    node = scene.nodes[row]
    return {
        "id": node.id,
        "label": node.label or " ",
        "x": node.x,
        "y": node.y,
        "size": node.size,
        "shape": node.shape,
        "color": {
            "background": palette.PAPER if node.hollow else node.colour,
            "border": node.colour if node.hollow else palette.PAPER,
        },
        "name": node.name,
        "kind": node.kind,
        "hollow": node.hollow,
        "area": node.area,
        "level": node.level,
        "membership": node.membership,
        "sector": node.sector,
        "group": node.group,
        "degree": node.degree,
    }


def _edge(scene: Scene, row: int) -> dict[str, Any]:
    edge = scene.edges[row]
    return {
        "id": f"{edge.a}~{edge.b}",
        "from": edge.a,
        "to": edge.b,
        "width": edge.width,
        "dashes": list(edge.dashes),
        "strength": edge.strength,
        "frequency": edge.frequency,
        "formalisation": edge.formalisation,
        "live": edge.live,
        "confirmed": edge.confirmed,
        "families": edge.families,
    }


def _listed(scenes: Scene | Sequence[Scene]) -> Sequence[Scene]:
    return [scenes] if isinstance(scenes, Scene) else scenes


def _body(scenes: Sequence[Scene], links: Links) -> Markup:
    first = scenes[0]
    networks = [cast("Any", pyvis_network(scene)) for scene in scenes]
    data: list[tuple[Rows, Rows]] = [one.get_network_data()[:2] for one in networks]
    document = view_document(scenes, data, networks[0].options, links.institution)
    template = _templates().get_template("view.html.j2")
    text = template.render(
        first=first,
        title=word(first.lang, "title", name=first.title),
        w=words(first.lang),
        back=links.back,
        download=links.download,
        tools=_TOOLS,
        savers=(*_SAVERS, ("link", "link.copy")) if links.download else _SAVERS,
        lists=_LISTS,
        svg=Markup(scene_svg(first)),  # noqa: S704  # written by an XML writer
        data=Markup(json_block(document)),  # noqa: S704  # holds no "<"
    )
    return Markup(text)  # noqa: S704  # rendered with autoescape
