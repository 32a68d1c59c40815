"""What an animator does with a survey: opening, giving links anew, closing, seeing how far it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.errors import InvalidRequest, Problem
from graph.model import Package, Wave
from graph.packages.personal import looks_personal
from graph.records.kinds import SURVEY_LINK
from graph.records.survey import SurveyLink
from graph.stores.records import Entries
from graph.stores.surveys import Asking, close_survey, open_survey, read_survey, reissue_link
from service.runtime import Runtime, today
from service.surveys.secrets import NewSecret, address_of, new_secret

#: Letters, digits and few signs: the id stands in addresses and on paper.
_WAVE: Final = re.compile(r"[^\W_][\w. /-]{0,59}")
_WAVE_EXPECTED: Final = (
    "a short name of letters, digits, blanks, dots and dashes",
    "krótka nazwa z liter, cyfr, odstępów, kropek i kresek",
)
_ON_MAP: Final = ("institutions on the map", "instytucje z mapy")


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was made just now, with its secret; it is not kept."""

    institution_id: str
    address: str
    secret: str


def begin_survey(
    runtime: Runtime,
    partnership_id: str,
    wave: str,
    on: date | None = None,
    closes: date | None = None,
    institutions: Iterable[str] = (),
) -> tuple[Wave, tuple[NewLink, ...]]:
    """Open the survey of a wave: a link for each that has none, of the whole map if none is named.

    Raises
    ------
    NotFound
        When there is no such partnership.
    InvalidRequest
        With every value that does not fit.
    Conflict
        When the survey is closed.
    """
    named = tuple(dict.fromkeys(institutions))
    _check(runtime.library.package(partnership_id), wave, on, closes, named)
    day = today()
    secrets: dict[str, NewSecret] = {}

    def links(package: Package, records: Entries) -> list[SurveyLink]:
        secrets.clear()
        there = {one.institution_id for one in records.of(SURVEY_LINK) if one.wave == wave}
        for id in named or [one.id for one in package.institutions]:
            if id not in there:
                secrets[id] = new_secret(runtime.access)
        return [SurveyLink(wave, id, one.mark, one.hashed, day) for id, one in secrets.items()]

    opened = Wave(wave, on or day, closes)
    with runtime.answering:
        made, _ = open_survey(runtime.store, partnership_id, opened, links, day)
    return made, tuple(_link(runtime, id, one) for id, one in sorted(secrets.items()))


def renew_link(runtime: Runtime, partnership_id: str, wave: str, institution_id: str) -> NewLink:
    """Give an institution another link; its old one opens nothing any more, its answer stays.

    Raises
    ------
    NotFound
        When the institution has no link to the survey.
    Conflict
        When the survey is closed.
    """
    runtime.library.revision(partnership_id)
    made = new_secret(runtime.access)
    with runtime.answering:
        reissue_link(
            runtime.store, partnership_id, wave, institution_id, made.mark, made.hashed, today()
        )
    return _link(runtime, institution_id, made)


def end_survey(runtime: Runtime, partnership_id: str, wave: str) -> None:
    """Close a survey, from this moment on.

    Raises
    ------
    NotFound
        When the wave is not asked for by links.
    Conflict
        When it is closed already.
    """
    runtime.library.revision(partnership_id)
    with runtime.answering:
        close_survey(runtime.store, partnership_id, wave, today())


def status_document(runtime: Runtime, partnership_id: str, wave: str) -> dict[str, Any]:
    """How far a survey is: who opened the link, who answered.

    Raises
    ------
    NotFound
        When there is no such partnership, or the wave is not asked for by links.
    """
    package = runtime.library.package(partnership_id)
    return status_of(package, wave, read_survey(runtime.store, package, wave, today()))


def status_of(package: Package, wave: str, asking: Asking) -> dict[str, Any]:
    """The same of a survey that was read; numbers are cumulative."""
    names = {one.id: one.name for one in package.institutions}
    links = [one.entry for one in asking.links.values() if one.entry.institution_id in names]
    states = [one.state for one in links]
    answered = states.count("answered")
    return {
        "partnership": package.partnership.id,
        "wave": wave,
        "opened_on": asking.wave.opened_on.isoformat() if asking.wave else None,
        "closes_on": _text(asking.wave.closed_on if asking.wave else None),
        "closed": asking.closed,
        "invited": len(states),
        "opened": len(states) - states.count("invited"),
        "answered": answered,
        "response_rate": answered / len(states) if states else 0.0,
        "institutions": [
            {
                "id": one.institution_id,
                "name": names[one.institution_id],
                "state": one.state,
                "link": one.mark,
                "opened_on": _text(one.opened_on),
                "answered_on": _text(one.answered_on),
            }
            for one in sorted(links, key=lambda one: one.institution_id)
        ],
    }


def _check(
    package: Package, wave: str, on: date | None, closes: date | None, named: tuple[str, ...]
) -> None:
    first, day = on or today(), today()
    on_map = {one.id for one in package.institutions}
    checks = {
        "wave": (bool(_WAVE.fullmatch(wave)) and not looks_personal(wave), None, _WAVE_EXPECTED),
        "on": (
            first <= day,
            first.isoformat(),
            ("a day not after today", "dzień nie późniejszy niż dziś"),
        ),
        "closes": (
            closes is None or closes >= first,
            closes and closes.isoformat(),
            (f"a day not before {first}", f"dzień nie wcześniejszy niż {first}"),
        ),
        "institution": (on_map.issuperset(named), None, _ON_MAP),
    }
    problems = [
        Problem("survey", None, name, value, *expected)
        for name, (ok, value, expected) in checks.items()
        if not ok
    ]
    if problems:
        raise InvalidRequest(problems)


def _link(runtime: Runtime, institution_id: str, made: NewSecret) -> NewLink:
    return NewLink(institution_id, address_of(runtime.settings.base_url, made.secret), made.secret)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
