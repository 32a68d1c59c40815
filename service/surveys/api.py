"""Answering a survey over HTTP, by the secret of a link and without any account."""

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from graph.vocabulary.codes import Formalisation, Frequency
from graph.waves import Answer, NamedPartner
from service.access.guard import AnyHouse, open_to_all
from service.answers.surveys import SurveySheet
from service.http.concurrency import in_turn
from service.http.options import LONGEST_ID, IfMatch, Once
from service.http.responses import CONFLICT, TOO_LARGE, json_answer, problem_doc, versioned_doc
from service.surveys.answering import bearer_of, begin, sheet_document, write_answer

router = APIRouter(
    prefix="/survey", tags=["survey"], dependencies=[open_to_all("the secret of a link opens it")]
)
Id = Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
_MOST: Final = 2000
_BY_LINK: Final[dict[str, Any]] = {"security": [{"survey": []}]}
_ENDED: Final = problem_doc(409, "The survey is closed")
_TRIES: Final = problem_doc(429, "Too many failed tries")


class SurveyTie(BaseModel):
    """A partner and what the cooperation with it is like."""

    model_config = ConfigDict(extra="forbid", strict=True)

    partner_id: Id
    strength: Literal[1, 2, 3, 4, 5] | None = None
    frequency: Frequency | None = None
    formalisation: Formalisation | None = None
    contact_role: Annotated[str | None, Field(max_length=LONGEST_ID)] = None


class SurveyAnswer(BaseModel):
    """The whole answer; it takes the place of the one before."""

    model_config = ConfigDict(extra="forbid", strict=True)

    ties: Annotated[list[SurveyTie], Field(max_length=_MOST)] = []
    none: Annotated[list[Id], Field(max_length=_MOST, description="Institutions without contact")] = []
    unknown: Annotated[
        list[Id], Field(max_length=_MOST, description="Institutions about which nothing is said")
    ] = []
    done: Annotated[bool, Field(description="Nothing more will come")] = False


@router.get(
    "",
    responses=versioned_doc(SurveySheet, "The answer so far, and whom it may name") | _ENDED | _TRIES,
    openapi_extra=_BY_LINK,
)
async def read_survey(request: Request, runtime: AnyHouse) -> Response:
    """What an institution answered so far, and whom it may name; nobody else's answer."""

    def read() -> Response:
        found = begin(request, runtime, bearer_of(request))
        return json_answer(sheet_document(runtime, found), version=found.link.version)

    return await in_turn(runtime.survey_threads, read)


@router.put(
    "",
    responses=versioned_doc(SurveySheet, "The answer as it is now")
    | CONFLICT
    | TOO_LARGE
    | problem_doc(412, "It changed since it was read")
    | _ENDED
    | _TRIES,
    openapi_extra=_BY_LINK
    | {"x-without-if-match": "an answer is one institution's own; If-Match is heeded"},
)
async def answer_survey(
    request: Request,
    runtime: AnyHouse,
    answer: SurveyAnswer,
    once: Once,
    if_match: IfMatch = None,
) -> Response:
    """Answer a survey; the answer may be changed until it closes."""
    said = Answer(
        tuple(NamedPartner(**one.model_dump()) for one in answer.ties),
        tuple(answer.none),
        tuple(answer.unknown),
        answer.done,
    )

    def write() -> Response:
        found = begin(request, runtime, bearer_of(request))
        kept = write_answer(request, runtime, found, lambda _: said, if_match, once)
        return json_answer(sheet_document(runtime, kept), version=kept.link.version)

    return await in_turn(runtime.survey_threads, write)
