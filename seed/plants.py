"""Faults put into a draft on purpose, each with what a diagnosis has to find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from graph.gaps import Kind
from graph.model import Demand, Family
from graph.vocabulary import INSTITUTION_TYPES
from seed.draft import FAR, UNANSWERED, Draft, Link
from seed.patterns import WAVES

_ENDED: Final = date(2025, 12, 31)


@dataclass(frozen=True, slots=True)
class Planted:
    """A gap that a diagnosis must find, by its kind and its institutions."""

    kind: Kind
    institutions: tuple[str, ...]


Plant = Callable[[Draft], Iterator[Planted]]


def plant(draft: Draft, faults: int) -> tuple[Planted, ...]:
    """Put up to this many faults into a draft.

    Parameters
    ----------
    draft
        The partnership to spoil. No two faults touch the same institution beside the leader.
    faults
        How many of :data:`PLANTS`, each at most once; one that finds nobody to touch is passed over.

    Returns
    -------
    tuple
        What to find, by kind and institutions; one fault may be more than one gap.
    """
    order = [PLANTS[name] for name in draft.shuffled(PLANTS)]
    found: list[Planted] = []
    done = 0
    for fault in order:
        if done == faults:
            break
        planted = list(fault(draft))
        found += planted
        done += bool(planted)
    return tuple(sorted(found, key=lambda one: (one.kind, one.institutions)))


def _taken(draft: Draft, count: int, *, member: bool | None, recruitable: bool = False) -> list[str]:
    """Ids that nothing has touched yet, touched from now on; none where there are too few."""
    found = [
        id
        for id in draft.spare
        if (member is None or bool(draft.institutions[id].membership) == member)
        and (not recruitable or _recruitable(draft, id))
    ][:count]
    if len(found) < count:
        return []
    draft.spare = [id for id in draft.spare if id not in found]
    return found


def _recruitable(draft: Draft, id: str) -> bool:
    return INSTITUTION_TYPES[draft.institutions[id].type_code].recruit_as == "member"


def _run_out(draft: Draft) -> Iterator[Planted]:
    for id in _taken(draft, 1, member=True):
        yield Planted(
            "expired_agreement",
            draft.link(draft.leader, id, Link((4, 4), "monthly", "agreement", _ENDED)),
        )


def _uneven(draft: Draft) -> Iterator[Planted]:
    for id in _taken(draft, 1, member=True):
        yield Planted("asymmetric_tie", draft.link(draft.leader, id, Link((5, 2))))


def _formal_only(draft: Draft) -> Iterator[Planted]:
    for id in _taken(draft, 1, member=True):
        yield Planted(
            "formal_but_weak",
            draft.link(draft.leader, id, Link((2, 2), "adhoc", "agreement", FAR)),
        )


def _on_paper(draft: Draft) -> Iterator[Planted]:
    for id in _taken(draft, 1, member=True):
        draft.cut_off(id)
        yield Planted("paper_member", (id,))


def _informal(draft: Draft) -> Iterator[Planted]:
    for id in _taken(draft, 1, member=False):
        draft.link(draft.leader, id, Link((5, 5), "weekly", "personal"))
        yield Planted("informal_outsider", (id,))


def _overloaded(draft: Draft) -> Iterator[Planted]:
    able = [one for one in draft.workers if one.caseload_max is not None]
    worker = able[int(draft.random.integers(len(able)))]
    over = replace(worker, caseload=(worker.caseload_max or 0) + 4)
    draft.workers[draft.workers.index(worker)] = over
    yield Planted("overloaded_worker", (worker.institution_id,))


def _hanging(draft: Draft) -> Iterator[Planted]:
    """Three institutions on one tie, two of them through the third alone."""
    for id in (hanging := _taken(draft, 3, member=False)):
        draft.cut_off(id)
    if hanging:
        middle, *ends = hanging
        for end in ends:
            draft.link(middle, end, Link(contacts=False))
        yield Planted("bridge", draft.link(draft.leader, middle, Link(contacts=False)))
        yield Planted("cut_vertex", (middle,))


def _unanswered(draft: Draft) -> Iterator[Planted]:
    need = UNANSWERED[int(draft.random.integers(len(UNANSWERED)))]
    draft.demand.append(Demand(draft.place.teryt, need, 12, 2025, "OZPS 2025"))
    yield Planted("unmet_need", ())


def _one_contact(draft: Draft) -> Iterator[Planted]:
    draft.one_contact.add(draft.leader)
    yield Planted("single_contact", (draft.leader,))


def _without_team(draft: Draft) -> Iterator[Planted]:
    together = sorted([draft.leader, *_taken(draft, 3, member=True)])
    if len(together) > 1:
        _involve(draft, together[0], together[1:])
        yield Planted("uncoordinated_case", tuple(together))


def _works_outside(draft: Draft) -> Iterator[Planted]:
    for id in _taken(draft, 1, member=False, recruitable=True):
        draft.link(draft.leader, id)
        _involve(draft, draft.leader, [id])
        yield Planted("outsider_with_families", (id,))


def _apart(draft: Draft) -> Iterator[Planted]:
    """Two who must work together for a family and have no tie."""
    if pair := sorted(_taken(draft, 2, member=True)):
        draft.ties.pop((pair[0], pair[1]), None)
        _involve(draft, pair[0], pair[1:], required=True)
        yield Planted("missing_tie", (pair[0], pair[1]))


def _uncovered(draft: Draft) -> Iterator[Planted]:
    """An area whose members leave the partnership; it must not be one that others were touched in."""
    area = "kultura_sport"
    leaving = [id for id in draft.members() if _area(draft, id) == area]
    if set(leaving) <= set(draft.spare):
        draft.spare = [id for id in draft.spare if id not in leaving]
        for id in leaving:
            draft.institutions[id] = replace(draft.institutions[id], membership=None, declared_on=None)
        yield Planted("uncovered_area", ())


def _area(draft: Draft, id: str) -> str | None:
    one = draft.institutions[id]
    return one.area or INSTITUTION_TYPES[one.type_code].area


def _involve(draft: Draft, lead: str, others: list[str], *, required: bool = False) -> None:
    draft.families.append(
        Family(
            id=f"{draft.families[0].id}{len(draft.families)}",
            teryt=draft.place.teryt,
            needs=draft.families[0].needs,
            lead_institution_id=lead,
            involved_institution_ids=tuple(others),
            age_bands=("26-59",),
            required_pairs=((lead, others[0]),) if required else (),
            requested_on=WAVES[1][1] + timedelta(14),
        )
    )


#: Every fault by its name.
PLANTS: Final[dict[str, Plant]] = {
    "apart": _apart,
    "formal only": _formal_only,
    "hanging": _hanging,
    "informal": _informal,
    "on paper": _on_paper,
    "one contact": _one_contact,
    "overloaded": _overloaded,
    "run out": _run_out,
    "unanswered": _unanswered,
    "uncovered": _uncovered,
    "uneven": _uneven,
    "without team": _without_team,
    "works outside": _works_outside,
}
