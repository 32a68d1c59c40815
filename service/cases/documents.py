"""A family's case as JSON: whole for its lead, for a member of the team what a base in force covers."""

from dataclasses import asdict

from graph.cases import (
    AreaPart,
    CaseItem,
    Proposal,
    Reminder,
    allowed,
    context_of,
    due_dates,
    step_document,
    warnings_of,
)
from graph.stores.cases import KeptCase
from graph.text import Language
from service.answers.documents import Document
from service.cases.files import CaseFile
from service.cases.steps import gaps_of


def case_document(file: CaseFile) -> Document:
    """A case as its reader may see it; the family is in the address, not in the document.

    The lead gets the journal and what follows from it. A member of the team gets the team, and with a
    base in force for ``needs`` the needs, for ``diagnosis`` the needs, resources and goals, for
    ``basket`` the basket and the states of its services: which needs these are for, only where the
    needs may be shown.
    """
    case = file.case
    document: Document = {
        "partnership": case.partnership_id,
        "state": case.state,
        "version": case.version,
        "reminders": [_reminder(one) for one in file.reminders],
        "team": [asdict(one) for one in case.team],
    }
    diagnosis = case.diagnosis
    if diagnosis is not None and file.sees("needs"):
        document["needs"] = list(diagnosis.needs)
    if diagnosis is not None and file.sees("diagnosis"):
        document["resources"] = list(diagnosis.resources)
        document["goals"] = [asdict(goal) for goal in case.goals]
    basket = case.basket_in_force or case.basket
    if basket is not None and file.sees("basket"):
        document["basket"] = {
            "number": basket.number,
            "stage": basket.stage,
            "on": basket.on,
            "items": [_item(one, needs=file.sees("needs")) for one in case.items],
        }
    return document if file.institution is not None else document | _whole(file)


def listed_document(file: CaseFile) -> Document:
    """One line of the list of cases; the only place besides a new case that names the pseudonym."""
    return {
        "family_id": file.case.family_id,
        "state": file.case.state,
        "version": file.case.version,
        "reminders": [_reminder(one) for one in file.reminders],
    }


def journal_document(kept: KeptCase) -> list[Document]:
    """The steps of a case with when each was written down and by which role."""
    return [
        {"number": number, "at": at.isoformat(), "role": role, **step_document(step)}
        for number, (step, (at, role)) in enumerate(
            zip(kept.case.steps, kept.recorded, strict=True), start=1
        )
    ]


def proposal_document(file: CaseFile, proposed: Proposal, lang: Language = "pl") -> Document:
    """What can be proposed, what no basket answers, and the gaps that concern the case."""
    # A file of journals is made without the analyses, which take long to load.
    from graph.gaps import gaps_document
    from graph.routes import route_document

    answer = route_document(proposed.answer, file.snapshot, lang, file.principal.runtime.costs)
    return {
        "baskets": [asdict(one) for one in proposed.baskets],
        "areas": [_area(one) for one in proposed.areas],
        "unmet": answer["unmet"],
        "notices": answer["notices"],
        "gaps": gaps_document(file.snapshot, gaps_of(file), lang)["gaps"],
    }


def _whole(file: CaseFile) -> Document:
    case, due = file.case, due_dates(file.case)
    return {
        "allowed": list(allowed(case)),
        "warnings": list(warnings_of(case, context_of(file.snapshot))),
        "diagnosis_due_on": due.diagnosis,
        "diagnosis_late": due.diagnosis_is_late(case, file.snapshot.as_of),
        "open_follow_ups": list(case.open_follow_ups),
        "journal": journal_document(file.kept),
    }


def _reminder(one: Reminder) -> Document:
    return {"code": one.code, "about": one.about, "due_on": one.due_on, "overdue": one.overdue}


def _item(one: CaseItem, *, needs: bool) -> Document:
    return {
        **{name: value for name, value in asdict(one.item).items() if needs or name != "needs"},
        "state": one.state,
        "since": one.since,
        "started_on": one.started_on,
        "ended_on": one.ended_on,
        "reason": one.reason,
    }


def _area(one: AreaPart) -> Document:
    return {
        "area": one.area,
        "needs": list(one.needs),
        "considered": one.considered,
        "services": [
            {
                "institution_id": found.offer.service.institution_id,
                "service_id": found.offer.service.id,
                "service_code": found.offer.service.service_code,
                "wait_days": found.offer.service.wait_days,
                "answers": list(found.answers),
                "supports": list(found.supports),
            }
            for found in one.services
        ],
    }
