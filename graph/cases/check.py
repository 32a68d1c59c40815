"""Whether the values of a step can be right, from the request to the team; and its day."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from graph.cases.case import Case
from graph.cases.check_basket import basket_items, item_moved
from graph.cases.check_contract import closing, contract, follow_up, review
from graph.cases.codes import CHANNELS, METHODS, NEED_AREAS, REFUSED_NEEDS
from graph.cases.context import CaseContext
from graph.cases.faults import Faults
from graph.cases.goals import RESOURCES
from graph.cases.steps import Diagnosis, Kind, Met, Request, Step, TeamFormed
from graph.errors import Problem
from graph.vocabulary import AGE_BANDS, AREA_NAMES, AREAS, NEEDS, age_band_limits, is_gmina
from graph.vocabulary.codes import TEAM_ROLES, UNITS

_OF_AGE: Final = 18
#: The needs that a diagnosis may hold.
DIAGNOSED_NEEDS: Final = tuple(code for code in NEEDS if code not in REFUSED_NEEDS)


def faults_of(case: Case | None, step: Step, context: CaseContext, today: date) -> list[Problem]:
    """Everything that cannot be right about a step that the case may take; empty where all is well."""
    faults = Faults(step.kind)
    before = case.steps[-1].on if case else date.min
    faults.unless(
        step.on >= before,
        "on",
        f"a day not before the last step ({before.isoformat()})",
        f"dzień nie wcześniejszy niż ostatni krok ({before.isoformat()})",
    )
    faults.unless(
        step.on <= today,
        "on",
        f"a day not after today ({today.isoformat()})",
        f"dzień nie późniejszy niż dzisiejszy ({today.isoformat()})",
    )
    if isinstance(step, Request):
        _request(faults, step)
    elif case is not None:
        _CHECKS[step.kind](faults, case, step, context)
    return faults.problems


def _request(faults: Faults, step: Request) -> None:
    faults.code("channel", step.channel, CHANNELS, "a channel", "sposób zgłoszenia")
    faults.code("unit", step.unit, UNITS, "a unit", "kogo dotyczy sprawa")
    faults.unless(
        is_gmina(step.teryt),
        "teryt",
        "the TERC code of a gmina, 7 or 6 digits (4 of a city with county rights)",
        "kod TERC gminy, 7 albo 6 cyfr (4 dla miasta na prawach powiatu)",
    )
    person = step.unit == "person"
    faults.codes(
        "age_bands",
        step.age_bands,
        AGE_BANDS,
        "an age band",
        "przedział wieku",
        least=1 if person else 0,
    )
    bands = [band for band in step.age_bands if band in AGE_BANDS]
    if person and any(age_band_limits(band)[0] < _OF_AGE for band in bands):
        faults.unless(
            step.guardian_consents is True,
            "guardian_consents",
            "true: the legal guardian of a minor consents",
            "true: zgoda opiekuna prawnego osoby małoletniej",
        )


def _diagnosis(faults: Faults, case: Case, step: Diagnosis, context: CaseContext) -> None:
    faults.codes(
        "needs",
        step.needs,
        DIAGNOSED_NEEDS,
        "a need code of a diagnosis",
        "kod potrzeby, którą można wpisać do diagnozy",
        least=1,
    )
    faults.codes("resources", step.resources, RESOURCES, "a resource code", "kod zasobu rodziny")
    faults.codes(
        "methods", step.methods, METHODS, "a method of social work", "metoda pracy socjalnej", least=1
    )
    faults.codes("considered", step.considered, AREAS, "an area", "obszar kooperacji")
    left = [area for area in AREAS if area not in {*step.considered, *areas_called_for(step.needs)}]
    faults.unless(
        not left,
        "considered",
        f"every area without a need: {', '.join(left)}",
        f"każdy obszar bez potrzeby: {', '.join(AREA_NAMES[area][0] for area in left)}",
    )


def areas_called_for(needs: tuple[str, ...]) -> tuple[str, ...]:
    """The areas of cooperation that some of the needs call for.

    >>> areas_called_for(("E1", "Z2"))
    ('edukacja', 'zdrowie')
    """
    called = {area for need in needs for area in NEED_AREAS.get(need, ())}
    return tuple(area for area in AREAS if area in called)


def _team(faults: Faults, case: Case, step: TeamFormed, context: CaseContext) -> None:
    faults.unless(step.seats, "seats", "at least one seat", "co najmniej jedno miejsce w zespole")
    for place, seat in enumerate(step.seats):
        field = f"seats[{place}]"
        known = seat.institution_id in context.institutions
        faults.unless(
            known,
            f"{field}.institution_id",
            "an institution of the partnership's map",
            "instytucja z mapy partnerstwa",
        )
        worker = seat.worker_id is None or (seat.institution_id, seat.worker_id) in context.workers
        faults.unless(
            worker, f"{field}.worker_id", "a worker of this institution", "pracownik tej instytucji"
        )
        faults.code(f"{field}.role", seat.role, TEAM_ROLES, "a role", "rola w zespole")
    taken = [(seat.institution_id, seat.worker_id) for seat in step.seats]
    faults.unless(
        len(set(taken)) == len(taken),
        "seats",
        "each institution and worker only once",
        "każda instytucja i osoba tylko raz",
    )
    leads = sum(seat.role == "lead" for seat in step.seats)
    faults.unless(leads == 1, "seats", "exactly one lead", "dokładnie jedno miejsce osoby prowadzącej")


def _meeting(faults: Faults, case: Case, step: Met, context: CaseContext) -> None:
    team = {seat.institution_id for seat in case.team}
    faults.codes(
        "institution_ids",
        step.institution_ids,
        team,
        "an institution of the team",
        "instytucja z zespołu",
        least=1,
    )


_Check = Callable[[Faults, Case, Any, CaseContext], None]
_CHECKS: Final[dict[Kind, _Check]] = {
    "diagnose": _diagnosis,
    "form_team": _team,
    "meet": _meeting,
    "plan_basket": basket_items,
    "agree_basket": basket_items,
    "finalise_basket": basket_items,
    "move_item": item_moved,
    "sign_contract": contract,
    "review": review,
    "close": closing,
    "follow_up": follow_up,
}
