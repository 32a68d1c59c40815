"""Institutions that several partnerships hold: whose facts somebody's import may change.

An institution is the same one in every partnership, and the latest import's facts win. Without this an
import would reach as far as ids do: into partnerships outside of the sender's territory.
"""

from collections.abc import Sequence
from dataclasses import replace

from graph.errors import IdsTaken, Problem
from graph.stores.differences import Difference
from graph.stores.writing import Allow
from graph.vocabulary import holds
from service.access.guard import Principal
from service.access.policy import Grant
from service.http.errors import OthersFacts


def allowed_to(principal: Principal) -> Allow:
    """What lets an import through only if it changes no institution of others beyond the grant.

    One may be changed that every holder of lies within the grant, that stands in its territory, or whose
    area holds that territory, as a powiat's centre for family support does. Naming one, leaving its
    facts blank, or knowing more of its services and workers than others do, changes nothing for them.

    Returns
    -------
    Allow
        A function of the differences that raises :class:`~service.http.errors.OthersFacts`, with all
        of the institutions that may not be changed.
    """

    def demand(differences: Sequence[Difference]) -> None:
        grant = principal.grant
        changed = {one.institution for one in differences if not one.kept and not _may(grant, one)}
        if changed:
            raise OthersFacts(tuple(_expected(id) for id in sorted(changed)))

    return demand


def told_to(principal: Principal, refused: IdsTaken) -> IdsTaken:
    """The refusal of ids with no partnership named that lies outside of the principal's grant."""
    grant = principal.grant
    return IdsTaken(
        [
            replace(one, others=tuple(o for o in one.others if grant.reaches(o.id, o.teryt)))
            for one in refused.clashes
        ],
        refused.partnership,
    )


def _may(grant: Grant, one: Difference) -> bool:
    return all(
        grant.reaches(holder.id, holder.teryt) or _speaks_for(grant, one.teryt or holder.teryt)
        for holder in one.others
    )


def _speaks_for(grant: Grant, teryt: str | None) -> bool:
    return grant.covers(teryt) or (
        teryt is not None and any(holds(teryt, place) for place in grant.territory)
    )


def _expected(id: str) -> Problem:
    return Problem(
        *("institutions", None, "id", id),
        "partnerships outside your territory hold it too: its facts, services and workers as the"
        " database has them, or blank",
        "jest też w partnerstwach spoza Twojego obszaru: dane, usługi i pracownicy takie jak w bazie"
        " albo puste komórki",
    )
