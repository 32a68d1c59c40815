"""The network of institutions as node-link JSON, for other tools."""

from datetime import date

from graph.vocabulary.codes import Area, Formalisation, Frequency, Level, Membership
from service.answers.model import AnswerModel, Strength


class NetworkAbout(AnswerModel):
    """Which network it is."""

    partnership: str
    as_of: date


class NetworkNode(AnswerModel):
    """An institution; facts that are unknown are left out."""

    id: str
    name: str
    type_code: str
    level: Level | None = None
    sector: str | None = None
    area: Area | None = None
    teryt: str | None = None
    membership: Membership | None = None


class NetworkEdge(AnswerModel):
    """A tie; facts that are unknown are left out."""

    source: str
    target: str
    strength: Strength
    cost: float
    """6 less the strength."""
    frequency: Frequency | None = None
    formalisation: Formalisation | None = None
    document_valid_to: date | None = None
    live: bool
    confirmed: bool


class NetworkFile(AnswerModel):
    """Institutions and their ties, live or not."""

    directed: bool
    multigraph: bool
    graph: NetworkAbout
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
