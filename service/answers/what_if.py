"""What a change would do."""

from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from graph.gaps.changes import Changed
from graph.gaps.severity import Urgency
from graph.vocabulary.codes import Area, Level
from graph.whatif.verdict import Code
from service.answers.gaps import Gap
from service.answers.measures import MeasuresAnswer
from service.answers.model import AnswerModel, Count, Facts, Share


class ChangeTried(AnswerModel):
    """The change, in ids of institutions."""

    add: list[str]
    remove: list[str]
    tie: list[list[str]]
    cut: list[list[str]]
    gone: list[str]


class DemandCovered(AnswerModel):
    """The families of the area's demand, and for how many a member, or a route, has an answer."""

    families: Count
    by_member: Count
    by_route: Count


class Covered(AnswerModel):
    """What the members cover, without any case."""

    areas: list[Area]
    levels: list[Level]
    services: list[str]
    demand: DemandCovered


class NetworkState(MeasuresAnswer):
    """Measures of the institutions' network, with the numbers of members and gaps."""

    members: Count
    covered: Covered
    gaps: Count


class GapBefore(AnswerModel):
    """What a changed gap was."""

    severity: Share
    urgency: Urgency
    families: Count | None
    evidence: Facts


class ChangedGap(Gap):
    """A gap that stays and differs, as it is afterwards."""

    before: GapBefore
    changed: list[Changed]


class GapOfOneSide(Gap):
    """A gap whose rule cannot speak on the other side."""

    found: Literal["before", "after"]


class NeedChange(AnswerModel):
    """For how many families a need changes its answer."""

    need: str
    families: Count


class AnswersChanged(AnswerModel):
    """Needs newly answered, and needs no longer answered."""

    model_config = ConfigDict(validate_by_name=True)

    appear: list[NeedChange]
    gone: Annotated[list[NeedChange], Field(alias="break")]


class DemandChange(NeedChange):
    """For how many families of a gmina's demand a need changes its answer."""

    gmina: str


class DemandAnswers(AnswerModel):
    """Demand newly answered, and demand no longer answered."""

    model_config = ConfigDict(validate_by_name=True)

    appear: list[DemandChange]
    gone: Annotated[list[DemandChange], Field(alias="break")]


class DemandChanges(AnswerModel):
    """Which demand of the area a member, or a route, comes to answer or ceases to."""

    member_answers: DemandAnswers
    routes: DemandAnswers


class Verdict(AnswerModel):
    """What the change comes to."""

    code: Code
    sentence: str


class WhatIfAnswer(AnswerModel):
    """Measures and gaps before and after a change; numbers of families are null where not shown."""

    partnership: str
    as_of: date
    no_data: bool
    change: ChangeTried
    before: NetworkState
    after: NetworkState
    gaps_closed: list[Gap]
    gaps_opened: list[Gap]
    gaps_changed: list[ChangedGap]
    gaps_not_compared: list[GapOfOneSide]
    families_helped: Count | None
    families_harmed: Count | None
    families_joined: Count | None
    routes: AnswersChanged | None
    """Needs whose routes change."""
    member_answers: AnswersChanged | None
    """Needs whose answer from a member changes."""
    demand: DemandChanges
    verdict: Verdict
