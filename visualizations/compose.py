"""From a snapshot to a scene: which nodes and ties are drawn, how they look, what is said of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.model import Institution
from graph.snapshot import Layer, Pair, Snapshot, Tie
from graph.text import Language
from graph.vocabulary import AREAS, INSTITUTION_TYPES, LEVELS, gmina_of, shown_codes
from graph.vocabulary.codes import MEMBERSHIPS
from visualizations.groups import OTHER, groups
from visualizations.highlights import difference
from visualizations.labels import abbreviation, labels, wrapped
from visualizations.layout import SMALL, Layout, Point, disc_layout, target_layout
from visualizations.palette import EDGE, ONE_SIDED, QUIET, marks
from visualizations.scene import (
    EQUAL,
    ColourBy,
    Edge,
    Highlight,
    LegendEntry,
    Measure,
    Node,
    Scene,
    radius,
)
from visualizations.summary import notes, subtitle
from visualizations.values import ADVANCED, Values, measured
from visualizations.wording import area_name, level_name, sector_name, word

#: Above this number of nodes the drawing starts with groups.
READABLE_AT_ONCE = 1000
_LEAST_FAMILIES_TOLD = 5


def partnership_scene(
    snapshot: Snapshot,
    *,
    layer: Layer = "institutions",
    size_by: str = "betweenness",
    colour_by: ColourBy = "area",
    highlight: Highlight | None = None,
    highlights: Sequence[Highlight] = (),
    members_only: bool = False,
    lang: Language = "pl",
    measures: Values | None = None,
    positions: Mapping[str, Point] | None = None,
    exact_counts: bool = False,
) -> Scene:
    """The scene of one layer of a partnership.

    Parameters
    ----------
    snapshot
        The partnership on a day.
    layer, members_only
        Which network is drawn; see :meth:`graph.snapshot.Snapshot.network`. The institution layer
        also shows ties without contact in 12 months, which count for no measure.
    size_by, colour_by
        The measure that sets sizes ("" for equal ones) and the trait that sets colour and shape.
    highlight, highlights
        What is pointed out first, and all that can be chosen.
    measures
        Values by measure and id; computed from the network when not given.
    positions
        Places of an earlier scene; nodes found there stay where they were.
    exact_counts
        Whether numbers of shared families below five may be told.

    Returns
    -------
    Scene
        Nodes and edges sorted by id; the same for the same arguments.
    """
    network = snapshot.network(layer, members_only=members_only)
    # Without any report no measure of a layer that is read from reports is known.
    unknown = snapshot.no_data and layer != "cases"
    found = {} if unknown else measured(network) if measures is None else measures
    owners = _owners(snapshot, network.ids, layer)
    edges = _ties(snapshot, network.ids, network.edges, layer, exact_counts=exact_counts, lang=lang)
    names = _names(snapshot, network.ids, layer)
    known = shown_codes(owner.teryt for owner in owners.values() if owner.teryt)
    grouped = groups({id: _traits(owners[id], known) for id in network.ids})
    layout = _layout(snapshot, layer, names, network.edges, owners, grouped, positions)
    scales = _scales(owners, lang)
    looks = {trait: {entry.key: entry for entry in entries} for trait, entries in scales.items()}
    top = max((value or 0.0 for value in found.get(size_by, {}).values()), default=0.0)
    nodes = tuple(
        Node(
            id=id,
            name=names[id][0],
            label=names[id][1],
            x=layout.positions[id][0],
            y=layout.positions[id][1],
            size=radius(found[size_by].get(id), top) if size_by in found else EQUAL,
            colour=looks[colour_by][_trait(owners[id], colour_by)].colour,
            shape=looks[colour_by][_trait(owners[id], colour_by)].shape,
            hollow=owners[id].membership is None,
            kind=_kind(owners[id], layer, lang),
            area=owners[id].area or "",
            level=owners[id].level or "",
            membership=owners[id].membership or "",
            sector=owners[id].sector or "",
            group=grouped[id],
            degree=int(network.degrees[network.position[id]]),
            values={name: values.get(id) for name, values in found.items()},
        )
        for id in network.ids
    )
    shown = [*highlights, *([highlight] if highlight and highlight not in highlights else [])]
    nodes, edges = _marked(nodes, edges, highlight)
    scene = Scene(
        id=snapshot.partnership.id,
        title=snapshot.partnership.name,
        subtitle=subtitle(snapshot, layer, nodes, edges, lang),
        lang=lang,
        layer=layer,
        nodes=nodes,
        edges=edges,
        legend=scales[colour_by],
        size_by=size_by if size_by in found else "",
        colour_by=colour_by,
        measures=tuple(Measure(name, word(lang, f"measure.{name}"), name in ADVANCED) for name in found),
        scales=scales,
        groups={key: _group_name(key, lang) for key in sorted(set(grouped.values()))},
        wedges=layout.wedges,
        discs=layout.discs,
        highlights=tuple(shown),
        selected=highlight.id if highlight else "",
        collapse="group" if len(nodes) > READABLE_AT_ONCE else "",
    )
    return replace(scene, notes=notes(scene, no_data=unknown))


def difference_scene(
    before: Snapshot,
    after: Snapshot,
    *,
    size_by: str = "betweenness",
    colour_by: ColourBy = "area",
    members_only: bool = False,
    lang: Language = "pl",
) -> Scene:
    """The scene of what changes between two snapshots: everything that is in either of them.

    What was there before keeps its place, so the picture can be laid beside the one of ``before``.
    Sizes and memberships are those of ``after``.
    """
    both = after.replace(
        institutions=dict(sorted({**before.institutions, **after.institutions}.items())),
        ties=dict(sorted({**before.ties, **after.ties}.items())),
    )
    known = partnership_scene(before, members_only=members_only, measures={}, lang=lang)
    return partnership_scene(
        both,
        size_by=size_by,
        colour_by=colour_by,
        highlight=difference(before, after, lang),
        members_only=members_only,
        lang=lang,
        measures=measured(after.network(members_only=members_only)),
        positions=known.positions,
    )


def _marked(
    nodes: Sequence[Node], edges: Sequence[Edge], highlight: Highlight | None
) -> tuple[tuple[Node, ...], tuple[Edge, ...]]:
    """Nodes and edges with the state the highlight gives them."""
    if highlight is None:
        return tuple(nodes), tuple(edges)
    states = dict(highlight.nodes)
    lines = {mark.pair: mark.state for mark in highlight.edges}
    return (
        tuple(replace(node, state=states.get(node.id, "")) for node in nodes),
        tuple(replace(edge, state=lines.get((edge.a, edge.b), "")) for edge in edges),
    )


def _owners(snapshot: Snapshot, ids: Sequence[str], layer: Layer) -> dict[str, Institution]:
    """The institution behind each node: itself, or the worker's."""
    if layer == "workers":
        return {id: snapshot.institutions[snapshot.workers[id].institution_id] for id in ids}
    return {id: snapshot.institutions[id] for id in ids}


def _names(snapshot: Snapshot, ids: Sequence[str], layer: Layer) -> dict[str, tuple[str, str]]:
    """Full name and label of each node."""
    if layer != "workers":
        full = {id: snapshot.institutions[id].name for id in ids}
        short = labels(full)
        return {id: (full[id], short[id]) for id in ids}
    found: dict[str, tuple[str, str]] = {}
    for id in ids:
        worker = snapshot.workers[id]
        employer = snapshot.institutions[worker.institution_id].name
        short = abbreviation(employer) or wrapped(employer, 1)
        found[id] = (worker.role, f"{wrapped(worker.role, 2)}\n{short}")
    return found


def _kind(institution: Institution, layer: Layer, lang: Language) -> str:
    """The type of an institution; in the worker layer the institution itself."""
    if layer == "workers":
        return institution.name
    kind = INSTITUTION_TYPES[institution.type_code]
    return kind.name_pl if lang == "pl" else kind.name_en


def _ties(
    snapshot: Snapshot,
    ids: Sequence[str],
    pairs: Sequence[Pair],
    layer: Layer,
    *,
    exact_counts: bool,
    lang: Language,
) -> tuple[Edge, ...]:
    if layer == "institutions":
        kept = set(ids)
        return tuple(_tie(tie) for pair, tie in snapshot.ties.items() if kept.issuperset(pair))
    if layer == "workers":
        return tuple(Edge(a, b, None, "", "", True, True, 1.5, EDGE) for a, b in pairs)
    counts = {pair: len(families) for pair, families in snapshot.shared_families.items()}
    few = word(lang, "few_families")
    return tuple(
        Edge(
            *(a, b, None, "", "", True, True),
            width=1.5 if not exact_counts else min(1.0 + counts[a, b], 6.0),
            colour=EDGE,
            families=str(counts[a, b]) if exact_counts or counts[a, b] >= _LEAST_FAMILIES_TOLD else few,
        )
        for a, b in pairs
    )


def _tie(tie: Tie) -> Edge:
    return Edge(
        a=tie.pair[0],
        b=tie.pair[1],
        strength=tie.strength,
        frequency=tie.frequency or "",
        formalisation=tie.formalisation or "",
        live=tie.live,
        confirmed=tie.confirmed,
        width=round(0.4 + 0.8 * tie.strength, 2) if tie.live else 1.5,
        colour=EDGE,
        dashes=QUIET if not tie.live else () if tie.confirmed else ONE_SIDED,
    )


def _traits(institution: Institution, gminas: Mapping[str, str]) -> tuple[str, ...]:
    return (
        gminas[gmina_of(institution.teryt)] if institution.teryt else "",
        institution.area or "",
        institution.sector or "",
        institution.type_code,
    )


def _trait(institution: Institution, colour_by: ColourBy) -> str:
    return getattr(institution, colour_by) or ""


def _layout(
    snapshot: Snapshot,
    layer: Layer,
    names: Mapping[str, tuple[str, str]],
    pairs: Sequence[Pair],
    owners: Mapping[str, Institution],
    grouped: Mapping[str, str],
    positions: Mapping[str, Point] | None,
) -> Layout:
    if len(names) > SMALL:
        return disc_layout(grouped, pairs)
    order: list[str] = [*AREAS]
    areas = {id: owner.area or "" for id, owner in owners.items()}
    if "" in areas.values():
        order.append("")
    near = [*pairs]
    if layer == "workers":  # colleagues stand together
        near += [
            (ids[0], other)
            for ids in snapshot.workers_of.values()
            for other in ids[1:]
            if other in names
        ]
    centre = snapshot.leader if layer != "workers" else None
    shown = {id: label for id, (_, label) in names.items()}
    return target_layout(shown, near, areas, order, centre, positions)


def _scales(owners: Mapping[str, Institution], lang: Language) -> dict[str, tuple[LegendEntry, ...]]:
    """For each trait every value it can take, with its mark and how many nodes have it."""
    sectors = sorted({owner.sector for owner in owners.values() if owner.sector})
    offered: dict[ColourBy, list[tuple[str, str]]] = {
        "area": [(area, area_name(lang, area)) for area in (*AREAS, "")],
        "level": [(level, level_name(lang, level)) for level in (*LEVELS, "")],
        "membership": [(m, word(lang, f"membership.{m or 'none'}")) for m in (*MEMBERSHIPS, "")],
        "sector": [(sector, sector_name(lang, sector)) for sector in (*sectors, "")],
    }
    found: dict[str, tuple[LegendEntry, ...]] = {}
    for trait, entries in offered.items():
        looks = marks([key for key, _ in entries])
        counts = Counter(_trait(owner, trait) for owner in owners.values())
        found[trait] = tuple(
            LegendEntry(key, label, looks[key].colour, looks[key].shape, counts[key])
            for key, label in entries
            if key or counts[key]
        )
    return found


def _group_name(key: str, lang: Language) -> str:
    """The name of a group from the traits in its key."""
    place, *rest = key.split("/")
    kind = "group.powiat" if len(place) == 4 else "group.gmina" if len(place) > 4 else ""
    parts = [word(lang, kind, code=place)] if kind else [place] if place else []
    for depth, part in enumerate(rest):
        if part == OTHER:
            parts.append(word(lang, "group.other"))
        elif depth == 0:
            parts.append(area_name(lang, part or None))
        elif depth == 1:
            sector = sector_name(lang, part or None)
            parts += [sector] if sector not in parts else []
        else:
            kind_of = INSTITUTION_TYPES[part]
            parts.append(kind_of.name_pl if lang == "pl" else kind_of.name_en)
    return " · ".join(parts) or word(lang, "group.other")
