"""What a drawing shows, in sentences: for the line under the title and for screen readers."""

from collections.abc import Sequence

from graph.snapshot import Layer, Snapshot
from graph.text import Language, Localizer
from visualizations.scene import Edge, Node, Scene
from visualizations.wording import word

_NAMED = 5


def subtitle(
    snapshot: Snapshot, layer: Layer, nodes: Sequence[Node], edges: Sequence[Edge], lang: Language
) -> str:
    """Date and counts, one line."""
    parts = [word(lang, "as_of", date=Localizer(lang).day(snapshot.as_of))]
    if layer == "workers":
        parts.append(word(lang, "count.workers", n=len(nodes)))
        parts.append(word(lang, "count.pairs", n=len(edges)))
    else:
        parts.append(word(lang, "count.institutions", n=len(nodes)))
        parts.append(word(lang, "members", n=sum(bool(node.membership) for node in nodes)))
    if layer == "cases":
        parts.append(word(lang, "count.pairs", n=len(edges)))
    if layer == "institutions" and snapshot.no_data:
        parts.append(word(lang, "count.no_data"))
    elif layer == "institutions":
        parts.append(word(lang, "count.ties", n=sum(edge.live for edge in edges)))
        quiet = sum(not edge.live for edge in edges)
        if quiet:
            parts.append(word(lang, "count.quiet", n=quiet))
    if snapshot.partnership.fictional:
        parts.append(word(lang, "fictional"))
    return " · ".join(parts)


def notes(scene: Scene, *, no_data: bool = False) -> tuple[str, ...]:
    """The drawing in sentences: leader, areas, the most tied institutions, those without a tie.

    With ``no_data`` nothing is said of ties but that nothing is known of them.
    """
    lang = scene.lang
    found: list[str] = []
    lead = next((node.name for node in scene.nodes if node.membership == "leader"), None)
    if lead and scene.layer != "workers":
        found.append(word(lang, "summary.lead", name=lead))
    areas = [f"{entry.label}: {entry.count}" for entry in scene.scales["area"]]
    found.append(word(lang, "summary.areas", list=", ".join(areas)))
    if no_data:
        found.append(word(lang, "summary.no_data"))
    tied = sorted((node for node in scene.nodes if node.degree), key=lambda n: (-n.degree, n.id))
    if tied:
        named = ", ".join(f"{node.name} ({node.degree})" for node in tied[:_NAMED])
        found.append(word(lang, "summary.central", list=named))
    alone = [node.name for node in scene.nodes if not node.degree]
    if alone and not no_data:
        more = [f"+ {len(alone) - 3 * _NAMED}"] if len(alone) > 3 * _NAMED else []
        found.append(word(lang, "summary.alone", list=", ".join([*alone[: 3 * _NAMED], *more])))
    if scene.collapse:
        found.append(word(lang, "summary.grouped", n=len(scene.groups)))
    return tuple(found)
