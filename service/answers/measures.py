"""Measures of the network."""

from datetime import date

from graph.snapshot import Layer
from service.answers.model import AnswerModel, Count


class Bridge(AnswerModel):
    """A tie without which a part is cut off."""

    tie: list[str]
    cuts_off: list[str]
    """Ids of the smaller part."""


class KeyPlayers(AnswerModel):
    """The sets of nodes whose loss fragments the network most."""

    size: Count
    sets: list[list[str]]
    fragmentation: float | None
    exact: bool
    """Every set was tried."""


class Brokerage(AnswerModel):
    """How often a node stands between two others, by the groups of the three (Gould, Fernandez)."""

    coordinator: Count
    itinerant: Count
    gatekeeper: Count
    representative: Count
    liaison: Count
    total: Count


class NodeMeasures(AnswerModel):
    """Measures of one node; null where undefined, or where there is no report at all."""

    id: str
    degree: Count | None
    degree_centrality: float | None
    betweenness: float | None
    closeness: float | None
    eigenvector: float | None
    constraint: float | None
    effective_size: float | None
    bridging: float | None
    core: Count | None
    brokerage: Brokerage | None


class MeasuresAnswer(AnswerModel):
    """Measures of one layer of the network of live ties; null where undefined."""

    partnership: str
    as_of: date
    layer: Layer
    members_only: bool
    no_data: bool
    """No report says who works with whom, so nothing could be measured."""
    nodes: Count
    ties: Count | None
    density: float | None
    components: list[list[str]] | None
    degree_centralisation: float | None
    betweenness_centralisation: float | None
    e_i_index: float | None
    articulation_points: list[str] | None
    bridges: list[Bridge] | None
    fragmentation: float | None
    key_players: KeyPlayers | None
    institutions: list[NodeMeasures]
    """The nodes of the layer."""
