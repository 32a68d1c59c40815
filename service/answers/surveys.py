"""Surveys: what somebody who answers by a link sees, how far a survey is, and the timeline of waves."""

from datetime import date
from typing import Literal

from graph.gaps.gap import Kind
from graph.records.survey import State
from graph.vocabulary.codes import Area, Formalisation, Frequency
from graph.waves.alerts import AlertKind
from graph.waves.changes import Change
from service.answers.model import AnswerModel, Count, Share

Closeness = Literal[1, 2, 3, 4, 5]


class RosterEntry(AnswerModel):
    """An institution that an answer may name."""

    id: str
    name: str
    area: Area | None


class NamedTie(AnswerModel):
    """A partner as the answer names it."""

    partner_id: str
    strength: Closeness | None
    frequency: Frequency | None
    formalisation: Formalisation | None
    contact_role: str | None
    """Role of the institution's worker who holds the contact."""


class SurveySheet(AnswerModel):
    """The answer of one institution in one wave, and whom it may name."""

    institution: str
    """Id of the institution that answers."""
    name: str
    partnership: str
    """Name of the partnership."""
    wave: str
    closes_on: date | None
    """Last day on which the answer may be changed."""
    roles: list[str]
    """Roles of the institution's own workers."""
    roster: list[RosterEntry]
    ties: list[NamedTie]
    none: list[str]
    """Institutions without contact."""
    unknown: list[str]
    """Institutions about which the answer says nothing."""
    done: bool
    """The answer is finished: institutions it leaves out are those it does not work with."""


class WaveMeasures(AnswerModel):
    """Measures of the network that the reports of one wave alone make."""

    nodes: int
    ties: int | None
    density: float | None
    betweenness_centralisation: float | None
    fragmentation: float | None


class TimelineWave(AnswerModel):
    """A wave, how many were asked and answered, and its figures."""

    id: str
    opened_on: date
    as_of: date
    """Day of the measures and gaps of the wave."""
    open: bool
    """Answers may still come."""
    surveyed: bool
    """It was asked for by links; else ``invited`` counts all on the map and there is no rate."""
    invited: Count
    answered: Count
    response_rate: Share | None
    measures: WaveMeasures
    gaps: dict[Kind, Count]


class TimelineTie(AnswerModel):
    """What became of a tie from one wave to the next."""

    pair: list[str]
    from_wave: str
    to_wave: str
    change: Change
    """``not_asked``: no side was heard in both waves, which is no end of a tie."""


class TimelineAlert(AnswerModel):
    """A warning."""

    kind: AlertKind
    institutions: list[str]
    explanation: str


class TimelineAnswer(AnswerModel):
    """The waves, the changes from each to the next, and warnings."""

    partnership: str
    as_of: date
    waves: list[TimelineWave]
    ties: list[TimelineTie]
    alerts: list[TimelineAlert]


class InvitedInstitution(AnswerModel):
    """How far the answer of an institution is."""

    id: str
    name: str
    state: State
    link: str
    """How the trail names the link."""
    opened_on: date | None
    answered_on: date | None


class SurveyStatus(AnswerModel):
    """How far a survey is; numbers are cumulative."""

    partnership: str
    wave: str
    opened_on: date | None
    closes_on: date | None
    closed: bool
    invited: Count
    opened: Count
    answered: Count
    response_rate: Share
    institutions: list[InvitedInstitution]
