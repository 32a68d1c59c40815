"""The network of institutions for other tools; families, their number and workers stay out of it."""

import io
from typing import Final

import networkx as nx
import orjson

from graph.snapshot import Snapshot

_INSTITUTION_FACTS: Final = ("name", "type_code", "level", "sector", "area", "teryt", "membership")


def institution_network(snapshot: Snapshot) -> "nx.Graph[str]":
    """The institutions and their ties, live or not, as a NetworkX graph.

    Parameters
    ----------
    snapshot
        The partnership on a day.

    Returns
    -------
    networkx.Graph
        Nodes are institution ids, in order. An edge has ``strength`` (1 to 5), ``cost``
        (6 - strength), ``live``, ``confirmed`` and, where known, ``frequency``, ``formalisation``
        and ``document_valid_to``. Facts that are unknown are left out.
    """
    G: nx.Graph[str] = nx.Graph(partnership=snapshot.partnership.id, as_of=snapshot.as_of.isoformat())
    for id, institution in snapshot.institutions.items():
        facts = {name: getattr(institution, name) for name in _INSTITUTION_FACTS}
        G.add_node(id, **{name: fact for name, fact in facts.items() if fact is not None})
    for (one, other), tie in snapshot.ties.items():
        until = tie.document_valid_to
        facts = {
            "strength": tie.strength,
            "cost": tie.cost,
            "frequency": tie.frequency,
            "formalisation": tie.formalisation,
            "document_valid_to": until.isoformat() if until else None,
            "live": tie.live,
            "confirmed": tie.confirmed,
        }
        G.add_edge(one, other, **{name: fact for name, fact in facts.items() if fact is not None})
    return G


def graphml_bytes(snapshot: Snapshot) -> bytes:
    """The network of institutions as GraphML, as Gephi, yEd or Cytoscape read it.

    >>> from datetime import date
    >>> from graph.packages.templates import EXAMPLE
    >>> from graph.snapshot import snapshot_of
    >>> b'<edge source="przyklad-mops"' in graphml_bytes(snapshot_of(EXAMPLE, date(2026, 6, 1)))
    True
    """
    text = io.BytesIO()
    nx.write_graphml_xml(institution_network(snapshot), text, prettyprint=True)
    return text.getvalue()


def json_bytes(snapshot: Snapshot) -> bytes:
    """The network of institutions as node-link JSON (``nodes``, ``edges``, ``graph``).

    >>> from datetime import date
    >>> from graph.packages.templates import EXAMPLE
    >>> from graph.snapshot import snapshot_of
    >>> network = orjson.loads(json_bytes(snapshot_of(EXAMPLE, date(2026, 6, 1))))
    >>> [edge["strength"] for edge in network["edges"]]
    [3.5]
    """
    data = nx.node_link_data(institution_network(snapshot), edges="edges")
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
