"""What all models of answers share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue

Share = Annotated[float, Field(ge=0, le=1)]
Strength = Annotated[float, Field(ge=1, le=5)]
Count = Annotated[int, Field(ge=0)]
#: Plain facts whose names depend on what they are about.
Facts = dict[str, JsonValue]


class AnswerModel(BaseModel):
    """An object of an answer: exactly these fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Handover(AnswerModel):
    """One handover from an institution to the next."""

    model_config = ConfigDict(validate_by_name=True)

    start: Annotated[str, Field(alias="from")]
    """Id of the institution that hands over."""
    to: str
    formalisation: str | None
    strength: Strength | None
    """Null where ratings are not shown; then there is a band."""
    strength_band: str | None = None
    """``strong``, ``medium`` or ``weak``."""
    confirmed: bool
    """Both sides report the tie."""
    contact_role: str | None
    """Role of the worker who holds the contact."""
