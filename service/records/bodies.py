"""What is sent to the register: barriers, recommendations, information flows; codes and ids only."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from graph.records.barrier import PlaceKind
from graph.records.recommendation import State
from service.http.options import LONGEST_ID

Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
Code = Annotated[str, Field(min_length=1, max_length=40)]
Day = Annotated[date, Field(strict=False)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NewBarrier(_Body):
    """A barrier, B1 to B12, and what it stands at: a tie, an institution or an area."""

    code: Code
    target: PlaceKind
    subjects: Annotated[list[Id], Field(min_length=1, max_length=2)]
    noted_on: Annotated[Day | None, Field(description="Today if not given")] = None


class End(_Body):
    """The first day without the barrier."""

    ended_on: Annotated[Day | None, Field(description="Today if not given")] = None


class NewRecommendation(_Body):
    """Advice to an institution or a role, resting on a gap or a barrier, and the measure to move."""

    addressee_kind: Code
    addressee: Id
    advice: Code
    gap: Annotated[str, Field(max_length=2 * LONGEST_ID, description="Id of a gap")] = ""
    barrier: Annotated[str, Field(max_length=LONGEST_ID, description="Id of a barrier")] = ""
    measure: Code
    subjects: Annotated[list[Id], Field(max_length=2)] = []
    expected: Annotated[str | None, Field(max_length=10, description="up or down")] = None
    due_on: Day | None = None


class RecommendationStep(_Body):
    """What became of a recommendation; a refusal has its barrier as the reason."""

    state: State
    on: Annotated[Day | None, Field(description="Day of the step; today if not given")] = None
    reason: Annotated[str | None, Field(max_length=10, description="B1 to B12")] = None


class NewFlow(_Body):
    """What class of information goes from one institution to another, by what, on what base."""

    source_id: Id
    target_id: Id
    information: Code
    medium: Code
    rhythm: Code
    base: Code


class FlowChange(_Body):
    """How often and on what base, from now on."""

    rhythm: Code
    base: Code
