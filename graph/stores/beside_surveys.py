"""What of an arriving package is written where institutions answered surveys by their links.

A package is the whole of a partnership, but what an institution said itself by its link is not taken
back by a file: its answer and its wave stay as they are, and what the package has in their place is left
out and told. Only with the institution or the partnership does an answer go.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import NamedTuple

from graph.model import Package, TieReport
from graph.records.survey import Survey, SurveyLink


class BesideSurveys(NamedTuple):
    """The package to be written, and what to tell of it: pairs of a Polish and an English sentence."""

    package: Package
    told: tuple[tuple[str, str], ...]


def beside_surveys(
    package: Package,
    before: Package | None,
    surveys: Iterable[Survey],
    links: Iterable[SurveyLink],
) -> BesideSurveys:
    """The arriving package with the waves and answers of surveys as the store has them.

    Parameters
    ----------
    package
        What arrives.
    before
        What the store holds; ``None`` where it holds nothing.
    surveys, links
        What is recorded of the surveys of the partnership.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Partnership, Wave
    >>> map_ = tuple(Institution(id, id, "SP") for id in ("A", "B"))
    >>> wave, day = Wave("T1", date(2026, 3, 1)), date(2026, 3, 2)
    >>> said = TieReport("A", "B", 4, "weekly", reported_on=day, wave="T1")
    >>> there = Package(Partnership("p", "P"), map_, ties=(said,), waves=(wave,))
    >>> link = SurveyLink("T1", "A", "m", "s", day, answered_on=day)
    >>> found = beside_surveys(replace(there, ties=(), waves=()), there, [Survey("T1")], [link])
    >>> found.package == there, found.told[0][1]
    (True, 'answers by links to surveys stay, as the package has something else in their place: A')
    """
    asked = {one.wave for one in surveys}
    if before is None or not asked:
        return BesideSurveys(package, ())
    waves = {one.id: one for one in before.waves if one.id in asked}
    sides = {(one.institution_id, one.wave) for one in links if one.answered_on}
    on_map = {one.id for one in package.institutions}
    employed = {(one.institution_id, one.id) for one in package.workers}
    stay = [
        _still_known(one, employed)
        for one in before.ties
        if (one.reporter_id, one.wave) in sides and {one.reporter_id, one.partner_id} <= on_map
    ]
    theirs = [one for one in package.ties if (one.reporter_id, one.wave) in sides]
    told: list[tuple[str, str]] = []
    if differing := _differing(stay, theirs):
        names = {one.id: one.name for one in package.institutions}
        listed = ", ".join(sorted(names[id] for id in differing if id in names))
        told.append(
            (
                f"odpowiedzi udzielone przez linki do ankiet zostają, choć plik ma co innego: {listed}",
                "answers by links to surveys stay, as the package has something else in their place: "
                f"{listed}",
            )
        )
    arriving = {one.id: one for one in package.waves}
    if other := sorted(id for id, wave in waves.items() if arriving.get(id) != wave):
        listed = ", ".join(other)
        told.append(
            (
                f"tury badania, które trwają lub trwały przez linki, zostają bez zmian: {listed}",
                f"survey waves that were asked for by links stay as they are: {listed}",
            )
        )
    kept = replace(
        package,
        ties=(*(one for one in package.ties if (one.reporter_id, one.wave) not in sides), *stay),
        waves=(*(one for one in package.waves if one.id not in waves), *waves.values()),
    )
    return BesideSurveys(kept, tuple(told))


def _differing(stay: list[TieReport], theirs: list[TieReport]) -> set[str]:
    """The institutions of whose answers the package has more, less or something else."""
    return {one.reporter_id for one in {*stay} ^ {*theirs}}


def _still_known(report: TieReport, employed: Collection[tuple[str, str]]) -> TieReport:
    """The report without workers who are gone."""
    ours, theirs = report.contact_worker_id, report.partner_worker_id
    return replace(
        report,
        contact_worker_id=ours if ours and (report.reporter_id, ours) in employed else None,
        partner_worker_id=theirs if theirs and (report.partner_id, theirs) in employed else None,
    )
