"""Answers on the form instead of by the link: checked whole, then each written as one by the link is."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, Final

from graph.errors import NotFound
from graph.model import Package
from graph.packages.findings import Findings
from graph.packages.sources import Source
from graph.packages.words import Words
from graph.stores.surveys import Asking, Found, give_answer, read_survey
from graph.text import Localizer
from graph.waves import Answer, answer_of, roster_of
from graph.waves.answer import roles_of
from service.runtime import Runtime, today
from service.surveys.form_file import FilledForm, FormKey, form_bytes, read_forms
from service.surveys.sheet_form import Chosen, with_chosen

_KNOWN: Final = Words(
    "an open survey of this partnership that the institution was asked in",
    "trwająca ankieta tego partnerstwa, do której instytucja dostała link",
)
_HERE: Final = Words("a form of this partnership", "formularz tego partnerstwa")
_PARTNER: Final = Words("another institution on the map", "inna instytucja z mapy")
_ROLE: Final = Words("a role of the institution's own workers", "rola pracowników tej instytucji")


def form_of(
    runtime: Runtime, partnership_id: str, wave: str, words: Localizer, institution_id: str | None = None
) -> bytes:
    """The form of everyone who is asked in a survey, or of one institution.

    Raises
    ------
    NotFound
        When there is no such survey, or the institution is not asked in it.
    """
    package = runtime.library.package(partnership_id)
    asking = read_survey(runtime.store, package, wave, today())
    on_map = {one.id for one in package.institutions}
    asked = sorted(asking.links.keys() & on_map)
    if institution_id is not None:
        if institution_id not in asked:
            raise NotFound("survey link", institution_id)
        asked = [institution_id]
    return form_bytes(package, wave, {id: _before(package, asking, id) for id in asked}, words)


def take_forms(
    runtime: Runtime, source: Source, findings: Findings, partnership_id: str | None = None
) -> list[dict[str, Any]]:
    """Write what the forms of a file say; nothing where one of them has a fault.

    A partner that a form says nothing of keeps what was said of it before; else it counts as one about
    which nothing is known, so that a blank row is no end of a tie. The answer is finished then. Sheets
    on which nothing is filled in are passed over.

    Parameters
    ----------
    partnership_id
        Only forms of this partnership are taken; ``None`` takes those of any.

    Returns
    -------
    list
        Partnership, wave, institution and how many partners it says what of, for each form.

    Raises
    ------
    InvalidPackage
        With every fault of the file.
    Conflict
        When a survey was closed meanwhile, or others kept writing.
    """
    forms = {key: form for key, form in read_forms(source, findings).items() if form.chosen}

    @cache
    def survey(id: str, wave: str) -> tuple[Package, Asking] | None:
        try:
            package = runtime.library.package(id)
            return package, read_survey(runtime.store, package, wave, today())
        except NotFound:
            return None

    known: dict[FormKey, tuple[Package, Found]] = {}
    for key, form in forms.items():
        if partnership_id is not None and key.partnership_id != partnership_id:
            findings.problem(form.table, _HERE, row=_first_row(form))
        elif found := _asked(survey(key.partnership_id, key.wave), key, form, findings):
            known[key] = found
    findings.raise_problems()
    written: list[dict[str, Any]] = []
    for key, (package, link) in known.items():
        chosen = tuple(one for _, one in forms[key].chosen.values())
        change = _filled_in(chosen, {one.id for one in roster_of(package, key.institution_id)})
        with runtime.answering:
            give_answer(runtime.store, link, change, today())
        choices = [one.choice for one in chosen]
        written.append(
            {
                "partnership": key.partnership_id,
                "wave": key.wave,
                "institution": key.institution_id,
                "ties": choices.count("yes"),
                "none": choices.count("no"),
                "done": True,
            }
        )
    return written


def _filled_in(chosen: tuple[Chosen, ...], roster: set[str]) -> Callable[[Answer, int], Answer]:
    def change(before: Answer, _: int) -> Answer:
        answer = with_chosen(before, chosen, done=True)
        silent = roster - {one.partner_id for one in answer.ties} - {*answer.none}
        return replace(answer, unknown=tuple(sorted(silent)))

    return change


def _first_row(form: FilledForm) -> int:
    return min(row for row, _ in form.chosen.values())


def _asked(
    survey: tuple[Package, Asking] | None, key: FormKey, form: FilledForm, findings: Findings
) -> tuple[Package, Found] | None:
    """Whose form it is and the link it stands for; its faults go to the findings."""
    link = survey and not survey[1].closed and survey[1].links.get(key.institution_id)
    if not survey or not link:
        findings.problem(form.table, _KNOWN, row=_first_row(form))
        return None
    package, _ = survey
    roster = {one.id for one in roster_of(package, key.institution_id)}
    roles = set(roles_of(package, key.institution_id))
    for row, one in form.chosen.values():
        if one.partner_id not in roster:
            findings.problem(form.table, _PARTNER, row=row)
        if one.contact_role is not None and one.contact_role not in roles:
            findings.problem(form.table, _ROLE, row=row)
    return package, Found(key.partnership_id, link)


def _before(package: Package, asking: Asking, id: str) -> Answer:
    link = asking.links[id].entry
    return answer_of(package, id, link.wave, link.unknown, done=link.done)
