"""Ties between institutions."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from graph.vocabulary.codes import Formalisation, Frequency
from service.answers.model import AnswerModel, Strength

Pair = Annotated[list[str], Field(min_length=2, max_length=2)]


class TieAnswer(AnswerModel):
    """What the reports of two institutions about each other come to."""

    id: str
    """Both ids, sorted, as ``A~B``."""
    institutions: Pair
    strength: Strength | None
    """Mean of the reports; null where ratings are not shown."""
    strength_band: Literal["strong", "medium", "weak"]
    frequency: Frequency | None
    """The most frequent contact that is reported."""
    formalisation: Formalisation | None
    """The strongest form that is reported."""
    document_valid_to: date | None
    live: bool
    """False where every report says that there was no contact in 12 months."""
    confirmed: bool
    """Both sides report it."""
