"""All measures of one layer of a partnership as one plain document, ready to be written as JSON."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from graph.measures.bridging import bridging
from graph.measures.brokerage import ROLES, brokerage
from graph.measures.centralisation import betweenness_centralisation, degree_centralisation, e_i_index
from graph.measures.centrality import (
    betweenness,
    closeness,
    constraint,
    core_numbers,
    degree_centrality,
    effective_size,
    eigenvector,
)
from graph.measures.cohesion import articulation_points, bridges, components, density, fragmentation
from graph.measures.key_players import key_players as find_key_players
from graph.snapshot import Layer, Network, Snapshot

_MEASURES: Final = (
    *("ties", "density", "components", "degree_centralisation", "betweenness_centralisation"),
    *("e_i_index", "articulation_points", "bridges", "fragmentation", "key_players"),
)
_OF_EACH: Final = (
    *("degree", "degree_centrality", "betweenness", "closeness", "eigenvector", "constraint"),
    *("effective_size", "bridging", "core", "brokerage"),
)


def measures(
    snapshot: Snapshot,
    *,
    layer: Layer = "institutions",
    members_only: bool = False,
    key_players: int = 2,
) -> dict[str, Any]:
    """Every measure of one layer, at full precision; ``None`` where a measure is undefined.

    Parameters
    ----------
    snapshot
        The partnership on a day.
    layer
        ``institutions`` (live ties), ``workers`` (who is named together) or ``cases`` (shared
        families). Under ``institutions`` the document lists the nodes of that layer.
    members_only
        Leave out institutions (or their workers) that are not members.
    key_players
        Size of the sets of key players, at least 1.

    Returns
    -------
    dict
        Ids are sorted in every list, components by size and first id. ``key_players`` says with
        ``exact`` whether every set was tried. ``no_data``: on that day no report says who works with
        whom, so every measure of the layers that are read from reports is ``None``.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership, TieReport
    >>> from graph.snapshot import snapshot_of
    >>> pair = (Institution("I1", "MOPS", "OPS"), Institution("I2", "SP 1", "SP"))
    >>> package = Package(Partnership("P", "P"), pair, ties=(TieReport("I1", "I2", 4),))
    >>> found = measures(snapshot_of(package, date(2026, 6, 1)))
    >>> found["density"], found["bridges"], found["degree_centralisation"]
    (1.0, [{'tie': ['I1', 'I2'], 'cuts_off': ['I2']}], None)
    """
    network = snapshot.network(layer, members_only=members_only)
    # Shared cases are no reports: that layer is known without any.
    no_data = snapshot.no_data and layer != "cases"
    head: dict[str, Any] = {
        "partnership": snapshot.partnership.id,
        "as_of": snapshot.as_of.isoformat(),
        "layer": layer,
        "members_only": members_only,
        "no_data": no_data,
        "nodes": len(network),
    }
    if no_data:
        return {**head, **dict.fromkeys(_MEASURES), "institutions": _unknown(network)}
    return head | _measured(network, snapshot.leader, key_players)


def institution_rows(snapshot: Snapshot) -> list[dict[str, Any]]:
    """The measures of each institution alone, as in :func:`measures`."""
    network = snapshot.network()
    return _unknown(network) if snapshot.no_data else _rows(network)


def _unknown(network: Network) -> list[dict[str, Any]]:
    return [{"id": id, **dict.fromkeys(_OF_EACH)} for id in network.ids]


def _measured(network: Network, leader: str | None, key_players: int) -> dict[str, Any]:
    best = find_key_players(network, key_players)
    return {
        "ties": network.edge_count,
        "density": density(network),
        "components": components(network),
        "degree_centralisation": degree_centralisation(network),
        "betweenness_centralisation": betweenness_centralisation(network),
        "e_i_index": e_i_index(network),
        "articulation_points": articulation_points(network),
        "bridges": [
            {"tie": list(bridge.tie), "cuts_off": list(bridge.cuts_off)}
            for bridge in bridges(network, leader)
        ],
        "fragmentation": fragmentation(network),
        "key_players": {
            "size": best.size,
            "sets": [list(chosen) for chosen in best.sets],
            "fragmentation": best.fragmentation,
            "exact": best.exact,
        },
        "institutions": _rows(network),
    }


def _rows(network: Network) -> list[dict[str, Any]]:
    columns = {
        "id": list(network.ids),
        "degree": network.degrees.tolist(),
        "degree_centrality": _plain(degree_centrality(network)),
        "betweenness": _plain(betweenness(network)),
        "closeness": _plain(closeness(network)),
        "eigenvector": _plain(eigenvector(network)),
        "constraint": _plain(constraint(network)),
        "effective_size": _plain(effective_size(network)),
        "bridging": _plain(bridging(network)),
        "core": core_numbers(network).tolist(),
    }
    found = brokerage(network)
    roles = {role: getattr(found, role).tolist() for role in (*ROLES, "total")}
    brokers = [dict(zip(roles, counts, strict=True)) for counts in zip(*roles.values(), strict=True)]
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return [{**row, "brokerage": broker} for row, broker in zip(rows, brokers, strict=True)]


def _plain(values: npt.NDArray[np.float64]) -> list[float | None]:
    """Python numbers, ``None`` for NaN."""
    return [
        None if undefined else value
        for value, undefined in zip(values.tolist(), np.isnan(values).tolist(), strict=True)
    ]
