"""Surveys in the store: opening one, answering by a link, closing; each in one transaction.

An answer stands among the reports of its wave, so it is written with the package, beside the link that
says how far it is. What the package holds by then is read again for each try.
"""

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple, TypeVar

from graph.errors import Conflict, InvalidRequest, NotFound, Problem
from graph.model import Package, Wave
from graph.records.kinds import SURVEY, SURVEY_LINK
from graph.records.survey import Survey, SurveyLink, is_closed
from graph.rows import key_of, parts_of
from graph.stores.loading import load_package
from graph.stores.port import Ask, Store, ask
from graph.stores.records import Entries, Versioned, change_record, read_records
from graph.stores.writing import change_package
from graph.waves.answer import Answer, answer_of, check_answer, with_answer
from graph.waves.heard import Asked, asked_in

#: How often an answer is tried anew when others write at the same moment, and the longest pause.
_TRIES: Final = 12
_LONGEST_PAUSE: Final = 0.5
_CLOSED: Final = "the survey is closed"
#: Why a write was not done that may be done a moment later.
_OTHERS_WROTE: Final = frozenset({"others kept writing, try again", "somebody else changed it"})
_Done = TypeVar("_Done")


class Found(NamedTuple):
    """A link to a survey and whose it is."""

    partnership_id: str
    link: Versioned[SurveyLink]


class Asking(NamedTuple):
    """The survey of a wave: the wave, whether it is over on a day, and its links by institution."""

    wave: Wave | None
    closed: bool
    links: Mapping[str, Versioned[SurveyLink]]


def find_link(store: Store, secret: str) -> Found | None:
    """The link of a secret's keyed hash; ``None`` where there is none."""
    (rows,) = store.read(ask("partnership.find_survey_link", secret=secret))
    if not rows:
        return None
    key = str(rows[0]["key"])
    partnership_id = parts_of(key)[0]
    (found,) = store.read(ask("survey_links.pick", keys=[key]))
    return next(
        (
            Found(partnership_id, Versioned(SURVEY_LINK.from_row(row), int(row["version"] or 0)))
            for row in found
            if row["secret"] == secret
        ),
        None,
    )


def asked_surveys(store: Store, package: Package, day: date) -> Mapping[str, Asked]:
    """The survey of each wave of a partnership, as the timeline takes it."""
    found = read_records(store, package.partnership.id, SURVEY, SURVEY_LINK)
    return asked_in(found.of(SURVEY), found.of(SURVEY_LINK), package.waves, day)


def read_survey(store: Store, package: Package, wave: str, day: date) -> Asking:
    """The survey of a wave.

    Raises
    ------
    NotFound
        When the wave is not asked for by links.
    """
    return asking_of(
        read_records(store, package.partnership.id, SURVEY, SURVEY_LINK), package, wave, day
    )


def asking_of(records: Entries, package: Package, wave: str, day: date) -> Asking:
    """The survey of a wave among what was read of the surveys of a partnership.

    Raises
    ------
    NotFound
        When the wave is not asked for by links.
    """
    survey = records.find(SURVEY, wave).entry
    row = next((one for one in package.waves if one.id == wave), None)
    links = {one.entry.institution_id: one for one in records[SURVEY_LINK] if one.entry.wave == wave}
    return Asking(row, is_closed(survey, row, day), links)


def open_survey(
    store: Store,
    partnership_id: str,
    wave: Wave,
    links: Callable[[Package, Entries], Sequence[SurveyLink]],
    day: date,
) -> tuple[Wave, tuple[SurveyLink, ...]]:
    """Open the survey of a wave, or add links and move the last day of one that is open.

    Parameters
    ----------
    wave
        As it shall be; the first day of one that is there stays.
    links
        The new links, made of the package and what is recorded of surveys.

    Returns
    -------
    tuple
        The wave as it is then, and the new links.

    Raises
    ------
    Conflict
        When the survey of the wave is closed, or others kept writing.
    """

    def attempt() -> tuple[Wave, tuple[SurveyLink, ...]]:
        written: list[tuple[Wave, tuple[SurveyLink, ...]]] = []
        before = read_records(store, partnership_id, SURVEY, SURVEY_LINK)
        known = before.known(SURVEY, wave.id)
        made = tuple(links(_package(store, partnership_id), before))

        def changed(package: Package) -> Package:
            now = read_records(store, partnership_id, SURVEY, SURVEY_LINK)
            if now != before:
                raise _Moved
            there = next((one for one in package.waves if one.id == wave.id), None)
            if known and is_closed(known.entry, there, day):
                raise Conflict("survey", wave.id, _CLOSED)
            opened = _merged(there, wave)
            others = (one for one in package.waves if one.id != wave.id)
            written[:] = [(opened, made)]
            return replace(package, waves=(*others, opened))

        steps = [] if known else [_create_survey(partnership_id, Survey(wave.id))]
        steps += [_create_link(partnership_id, one) for one in made]
        change_package(store, partnership_id, changed, *steps)
        return written[0]

    return _persistently(attempt, "survey", wave.id)


def close_survey(store: Store, partnership_id: str, wave: str, day: date) -> None:
    """Close a survey: no answer is taken from now on, and the wave ends on this day.

    Raises
    ------
    NotFound
        When the wave is not asked for by links.
    Conflict
        When it is closed already, or others kept writing.
    """

    def attempt() -> None:
        kept = read_records(store, partnership_id, SURVEY).find(SURVEY, wave)
        if kept.entry.closed_on is not None:
            raise Conflict("survey", wave, _CLOSED)

        def changed(package: Package) -> Package:
            now = read_records(store, partnership_id, SURVEY).known(SURVEY, wave)
            if now != kept:
                raise _Moved
            waves = (_ended(one, day) if one.id == wave else one for one in package.waves)
            return replace(package, waves=tuple(waves))

        step = ask(
            "surveys.change",
            key=key_of(partnership_id, wave),
            claim=f"{kept.version}",
            expected=kept.version,
            closed_on=day.isoformat(),
        )
        change_package(store, partnership_id, changed, step._replace(must_match=True))

    _persistently(attempt, "survey", wave)


def reissue_link(
    store: Store, partnership_id: str, wave: str, institution_id: str, mark: str, secret: str, day: date
) -> SurveyLink:
    """Give an institution's link another secret; the old one opens nothing any more.

    Raises
    ------
    NotFound
        When the institution has no link to the survey.
    Conflict
        When the survey is closed, or others kept writing.
    """

    def attempt() -> SurveyLink:
        package = _package(store, partnership_id)
        asking = read_survey(store, package, wave, day)
        if asking.closed:
            raise Conflict("survey", wave, _CLOSED)
        kept = asking.links.get(institution_id)
        if kept is None:
            raise NotFound("survey link", institution_id)
        link = replace(kept.entry, mark=mark, secret=secret, issued_on=day)
        return change_record(store, SURVEY_LINK, partnership_id, link, kept.version).entry

    return _persistently(attempt, "survey", wave)


def note_opened(store: Store, found: Found, day: date) -> None:
    """Note that a link was opened for the first time; not where somebody writes at this moment."""
    if found.link.entry.opened_on is not None:
        return
    link = replace(found.link.entry, opened_on=day)
    try:
        change_record(store, SURVEY_LINK, found.partnership_id, link, found.link.version)
    except Conflict:
        return


def give_answer(
    store: Store,
    found: Found,
    change: Callable[[Answer, int], Answer],
    day: date,
    held: Callable[[], Package] | None = None,
) -> Versioned[SurveyLink]:
    """Write what an institution answers in a wave, in the place of what it said in it before.

    Parameters
    ----------
    change
        Makes the answer of the one that is there and the version of the link it goes with; it may
        raise, and is called anew for each try.
    held
        Gives the partnership's package where it is at hand already.

    Raises
    ------
    NotFound
        When the link was given another secret, or is gone.
    Conflict
        When the survey is closed, or others kept writing.
    InvalidRequest
        With every fault of the answer.
    """
    id, first = found.partnership_id, found.link.entry

    def attempt() -> Versioned[SurveyLink]:
        package = held() if held else _package(store, id)
        kept = _open_link(store, package, first, day)
        before = answer_of(
            package, first.institution_id, first.wave, kept.entry.unknown, done=kept.entry.done
        )
        answer = change(before, kept.version)
        check_answer(package, first.institution_id, answer)
        roster = tuple(sorted(one.id for one in package.institutions if one.id != first.institution_id))
        link = replace(
            kept.entry,
            opened_on=kept.entry.opened_on or day,
            answered_on=day,
            done=answer.done,
            roster=roster,
            unknown=tuple(sorted(answer.unknown)),
        )

        def changed(now: Package) -> Package:
            if _open_link(store, now, first, day) != kept or _map(now) != _map(package):
                raise _Moved
            return with_answer(now, first.institution_id, first.wave, answer, day)

        change_package(store, id, changed, _change_link(id, link, kept.version))
        return Versioned(link, kept.version + 1)

    return _persistently(attempt, "survey", first.wave)


class _Moved(Exception):
    """What a try was made of changed before it was written."""


def _persistently(attempt: Callable[[], _Done], kind: str, id: str) -> _Done:
    for number in range(_TRIES):
        try:
            return attempt()
        except _Moved:
            pass
        except Conflict as error:
            if error.reason not in _OTHERS_WROTE:
                raise
        # So that those who meet again and again do not keep in step.
        time.sleep(random.uniform(0, min(_LONGEST_PAUSE, 0.02 * 2**number)))  # noqa: S311
    raise Conflict(kind, id, "others kept writing, try again")


def _open_link(store: Store, package: Package, link: SurveyLink, day: date) -> Versioned[SurveyLink]:
    """The link as it is now, of a survey that is open.

    Raises
    ------
    NotFound
        When it has another secret or is gone.
    Conflict
        When the survey is closed.
    """
    asking = read_survey(store, package, link.wave, day)
    kept = asking.links.get(link.institution_id)
    if kept is None or kept.entry.secret != link.secret:
        raise NotFound("survey link", link.mark)
    if asking.closed:
        raise Conflict("survey", link.wave, _CLOSED)
    return kept


def _package(store: Store, id: str) -> Package:
    return load_package(store, id)


def _map(package: Package) -> tuple[object, object]:
    """What an answer is checked against; what the institution said before moves with its link."""
    return {one.id for one in package.institutions}, set(package.workers)


def _merged(there: Wave | None, wave: Wave) -> Wave:
    opened = there.opened_on if there else wave.opened_on
    closed = wave.closed_on or (there.closed_on if there else None)
    if closed and closed < opened:
        expected = (f"a day not before {opened}", f"dzień nie wcześniejszy niż {opened}")
        raise InvalidRequest([Problem("survey", None, "closes", closed.isoformat(), *expected)])
    return Wave(wave.id, opened, closed)


def _ended(wave: Wave, day: date) -> Wave:
    return replace(wave, closed_on=max(wave.opened_on, min(day, wave.closed_on or day)))


def _create_survey(partnership_id: str, survey: Survey) -> Ask:
    row = SURVEY.to_row(survey)
    key = key_of(partnership_id, survey.wave)
    step = ask("surveys.create", owner=partnership_id, key=key, ids=[""], number=0, **row)
    return step._replace(must_match=True)


def _create_link(partnership_id: str, link: SurveyLink) -> Ask:
    row = SURVEY_LINK.to_row(link)
    key = key_of(partnership_id, *SURVEY_LINK.id_of(link))
    ids = [link.institution_id]
    step = ask("survey_links.create", owner=partnership_id, key=key, ids=ids, number=1, **row)
    return step._replace(must_match=True)


def _change_link(partnership_id: str, link: SurveyLink, version: int) -> Ask:
    row = SURVEY_LINK.to_row(link)
    values = {name: row[name] for name in SURVEY_LINK.table.changing}
    key = key_of(partnership_id, *SURVEY_LINK.id_of(link))
    step = ask("survey_links.change", key=key, claim=f"{version}", expected=version, **values)
    return step._replace(must_match=True)
