"""What the forms of several pages send alike."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

# A form sends what is left open as an empty text.
OptionalDay = Annotated[date | None, BeforeValidator(lambda given: given or None)]
Reason = Annotated[str | None, Field(max_length=10), BeforeValidator(lambda given: given or None)]


class Sent(BaseModel):
    """What a form sends; the mark against forgery beside it is passed over, as all that is not known."""

    model_config = ConfigDict(extra="ignore")


class SentVersion(Sent):
    """A form that takes something out, as of the version that was seen."""

    version: int
