"""The code lists."""

from graph.records.codes import Direction
from graph.records.measure import SubjectKind
from graph.vocabulary.codes import Access, Area, Level, RecruitAs
from service.answers.model import AnswerModel


class NamedCode(AnswerModel):
    """A code with its names."""

    code: str
    name_pl: str
    name_en: str


class NeedCode(NamedCode):
    """A need of families, and the services that answer or support it."""

    basis: str
    answered_by: list[str]
    supported_by: list[str]
    age_min: int | None
    age_max: int | None


class ServiceCode(NamedCode):
    """A kind of service, and the needs it answers."""

    access: Access
    is_cash: bool
    own_clients_only: bool
    age_min: int | None
    age_max: int | None
    answers: list[str]


class InstitutionCode(NamedCode):
    """A type of institution."""

    sector: str
    level: Level
    levels: list[Level]
    area: Area | None
    recruit_as: RecruitAs
    may_hand_over: bool


class AgeBandCode(AnswerModel):
    """An age band."""

    code: str
    age_min: int
    age_max: int | None


class MeasureOfAdvice(NamedCode):
    """A measure that advice can move."""

    of: SubjectKind
    better: Direction


class InformationCode(NamedCode):
    """A class of information."""

    personal: bool


class GoalCode(NamedCode):
    """A goal of a family."""

    area: str


class ObligationCode(NamedCode):
    """What a side of a contract can take on."""

    side: str


VocabularyEntry = (
    NeedCode
    | ServiceCode
    | InstitutionCode
    | AgeBandCode
    | MeasureOfAdvice
    | InformationCode
    | GoalCode
    | ObligationCode
    | NamedCode
)
