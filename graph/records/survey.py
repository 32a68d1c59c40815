"""The survey of a wave: whether it was closed, and the link by which each institution answers.

A link is one institution's and one wave's. Of its secret a keyed hash is kept; what is answered with it
stands with all other reports of the wave, and the link says how far the answer is.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from cypher.records import RecordTable
from graph.model import Wave
from graph.records.kind import RecordKind, columns_of, plain_record, plain_row

State = Literal["invited", "opened", "answered"]


@dataclass(frozen=True, slots=True)
class Survey:
    """A wave that is asked for by links; ``closed_on`` once somebody closed it."""

    wave: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class SurveyLink:
    """The link of one institution to the survey of one wave.

    ``mark`` is what the trail calls it and ``secret`` a keyed hash. ``answered_on`` is the day of the
    last answer, finished where ``done`` says so. ``roster`` are the institutions that the answer could
    name then, ``unknown`` those of which it said that it does not know.
    """

    wave: str
    institution_id: str
    mark: str
    secret: str
    issued_on: date
    opened_on: date | None = None
    answered_on: date | None = None
    done: bool = False
    roster: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """How far it is; an answer that is not finished counts as opened.

        >>> link = SurveyLink("T1", "I1", "a1", "", date(2026, 3, 1), answered_on=date(2026, 3, 2))
        >>> link.state, SurveyLink("T1", "I1", "a1", "", date(2026, 3, 1)).state
        ('opened', 'invited')
        """
        if self.done:
            return "answered"
        return "opened" if self.opened_on or self.answered_on else "invited"

    @property
    def asked(self) -> frozenset[str]:
        """The institutions about which a finished answer says something, if only by leaving them out."""
        return frozenset(self.roster) - frozenset(self.unknown) if self.done else frozenset()


def is_closed(survey: Survey, wave: Wave | None, day: date) -> bool:
    """Whether nobody may answer any more: somebody closed it, or its last day has passed.

    >>> wave = Wave("T1", date(2026, 3, 1), date(2026, 3, 31))
    >>> [is_closed(Survey("T1"), wave, date(2026, month, 31)) for month in (3, 5)]
    [False, True]
    """
    if survey.closed_on is not None:
        return True
    return wave is None or (wave.closed_on is not None and day > wave.closed_on)


SURVEYS: Final = RecordKind(
    "survey",
    ("ankiety", "surveys"),
    RecordTable(
        *("surveys", "Survey", "SURVEYS", columns_of(Survey)),
        changing=("closed_on",),
        came_later=True,
    ),
    id_of=lambda one: (one.wave,),
    to_row=plain_row,
    from_row=plain_record(Survey),
)
LINKS: Final = RecordKind(
    "survey link",
    ("linki do ankiet", "links to surveys"),
    RecordTable(
        *("survey_links", "SurveyLink", "ASKS", columns_of(SurveyLink)),
        changing=(
            "mark",
            "secret",
            "issued_on",
            "opened_on",
            "answered_on",
            "done",
            "roster",
            "unknown",
        ),
        about=("institution_id",),
        came_later=True,
    ),
    id_of=lambda one: (one.wave, one.institution_id),
    to_row=plain_row,
    from_row=plain_record(SurveyLink),
    institutions=lambda one: (one.institution_id,),
)
