"""What the cases of a partnership add up to by year."""

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from service.answers.model import AnswerModel, Count, Share


class FamiliesTarget(AnswerModel):
    """How many families a gmina should support."""

    model_config = ConfigDict(validate_by_name=True)

    least: Annotated[int, Field(alias="from")]
    most: Annotated[int, Field(alias="to")]


class MonitoringYear(AnswerModel):
    """The indicators of a year; null: undefined, or too few to be shown."""

    year: int
    families: Count | None
    goals_reached: Share | None
    days_to_first_service: float | None
    baskets_of_areas: Share | None
    community_based: Share | None
    refusals: Count | None
    refusals_by_reason: dict[str, Count | None]
    withheld: list[str]
    """Indicators of which anything is not shown."""


class MonitoringAnswer(AnswerModel):
    """Indicators by year, the earliest first."""

    partnership: str
    as_of: date
    target: FamiliesTarget
    years: list[MonitoringYear]
