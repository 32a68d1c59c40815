"""What the forms of several pages send alike."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Final, Self, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator
from pydantic.functional_validators import ModelWrapValidatorHandler

from graph.errors import InvalidRequest, Problem
from graph.packages.people_values import date_of

#: A day as it was typed; :meth:`Sent.day` reads it.
TypedDay = Annotated[str, Field(max_length=40)]
# A form sends what is left open as an empty text.
Reason = Annotated[str | None, Field(max_length=10), BeforeValidator(lambda given: given or None)]

_DAY: Final = ("a day, e.g. 2026-03-31 or 31.03.2026", "dzień, np. 31.03.2026 albo 2026-03-31")


class Sent(BaseModel):
    """What a form sends; the mark against forgery beside it is passed over, as all that is not known."""

    model_config = ConfigDict(extra="ignore")
    _values: dict[str, list[str]] = PrivateAttr(default_factory=dict[str, list[str]])

    @model_validator(mode="wrap")
    @classmethod
    def _remember(cls, given: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        made = handler(given)
        if isinstance(given, Mapping):
            for name, value in cast("Mapping[str, object]", given).items():
                many = cast("list[object]", value) if isinstance(value, list) else [value]
                made._values[name] = [str(one) for one in many if one is not None]
        return made

    @property
    def values(self) -> Mapping[str, Sequence[str]]:
        """Every value as it was typed, by the name of its field."""
        return {**{name: [] for name in type(self).model_fields}, **self._values}

    def day(self, name: str) -> date | None:
        """The day in a field, as people write days; ``None`` where it was left open.

        Raises
        ------
        InvalidRequest
            When it is no day.
        """
        typed = str(getattr(self, name) or "").strip()
        if not typed:
            return None
        if (read := date_of(typed)) is None:
            raise InvalidRequest([Problem("form", None, name, None, *_DAY)])
        return read

    def known_day(self, name: str) -> date:
        """As :meth:`day`, for a field that has to be filled in."""
        if (read := self.day(name)) is None:
            raise InvalidRequest([Problem("form", None, name, None, *_DAY)])
        return read


class SentVersion(Sent):
    """A form that takes something out, as of the version that was seen."""

    version: int
