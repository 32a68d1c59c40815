"""The partnership as it would be after a change; the snapshot it starts from stays as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from graph.model import Family, Institution, Offer, TieReport
from graph.snapshot import Pair, Snapshot, Tie, pair_of
from graph.vocabulary.codes import Formalisation, Frequency, Membership
from graph.whatif.change import Change, check_change

#: A tie that is made is one both sides report: of middling strength, monthly, by declaration.
NEW_STRENGTH: Final = 3
NEW_FREQUENCY: Final[Frequency] = "monthly"
NEW_FORMALISATION: Final[Formalisation] = "declaration"


def apply_change(snapshot: Snapshot, change: Change) -> Snapshot:
    """A new snapshot with the change made; nothing is written anywhere.

    Parameters
    ----------
    snapshot
        The partnership as it is.
    change
        What would be different. An institution that joins becomes a member; one that leaves stays
        on the map with its ties (the leader may leave, and then nobody leads). A made tie is
        confirmed, of strength 3, monthly, by declaration, in the place of one without contact. What
        is gone goes with its workers, services and ties, and out of every case and team.

    Returns
    -------
    Snapshot

    Raises
    ------
    NotFound, InvalidRequest
        As :func:`graph.whatif.change.check_change`.

    Examples
    --------
    >>> from datetime import date
    >>> from graph.model import Institution, Package, Partnership
    >>> from graph.snapshot import snapshot_of
    >>> map_ = (Institution("I1", "MOPS", "OPS", membership="leader"), Institution("I2", "SP", "SP"))
    >>> snapshot = snapshot_of(Package(Partnership("p", "P"), map_), date(2026, 6, 30))
    >>> after = apply_change(snapshot, Change(add=("I2",), tie=(("I1", "I2"),)))
    >>> after.members, after.ties["I1", "I2"].strength, snapshot.members
    (('I1', 'I2'), 3.0, ('I1',))
    """
    check_change(snapshot, change)
    gone = frozenset(change.gone)
    left = _without(snapshot, gone) if gone else snapshot
    institutions = _members(left.institutions, change)
    return left.replace(
        institutions=institutions,
        ties=_ties(left.ties, change, snapshot.as_of),
        offers=_offers(left.offers, institutions),
    )


def _members(institutions: Mapping[str, Institution], change: Change) -> Mapping[str, Institution]:
    becomes: dict[str, Membership | None] = dict.fromkeys(change.remove)
    becomes.update(dict.fromkeys(change.add, "member"))
    return {
        id: replace(inst, membership=becomes[id]) if id in becomes else inst
        for id, inst in institutions.items()
    }


def _ties(ties: Mapping[Pair, Tie], change: Change, day: date) -> Mapping[Pair, Tie]:
    cut = {pair_of(*pair) for pair in change.cut}
    kept = {pair: tie for pair, tie in ties.items() if pair not in cut}
    for one, other in change.tie:
        pair = pair_of(one, other)
        kept[pair] = Tie(pair, (_report(*pair, day), _report(pair[1], pair[0], day)))
    return {pair: kept[pair] for pair in sorted(kept)}


def _report(reporter: str, partner: str, day: date) -> TieReport:
    return TieReport(reporter, partner, NEW_STRENGTH, NEW_FREQUENCY, NEW_FORMALISATION, reported_on=day)


def _offers(offers: Iterable[Offer], institutions: Mapping[str, Institution]) -> tuple[Offer, ...]:
    return tuple(
        Offer(offer.service, institutions.get(offer.provider.id, offer.provider)) for offer in offers
    )


def _without(snapshot: Snapshot, gone: frozenset[str]) -> Snapshot:
    teams = {
        family: tuple(seat for seat in seats if seat.institution_id not in gone)
        for family, seats in snapshot.teams.items()
    }
    return snapshot.replace(
        institutions={id: inst for id, inst in snapshot.institutions.items() if id not in gone},
        workers={id: w for id, w in snapshot.workers.items() if w.institution_id not in gone},
        services=tuple(s for s in snapshot.services if s.institution_id not in gone),
        families={id: _case_without(family, gone) for id, family in snapshot.families.items()},
        ties={pair: tie for pair, tie in snapshot.ties.items() if gone.isdisjoint(pair)},
        teams={family: seats for family, seats in teams.items() if seats},
        offers=tuple(offer for offer in snapshot.offers if offer.provider.id not in gone),
    )


def _case_without(family: Family, gone: frozenset[str]) -> Family:
    return replace(
        family,
        lead_institution_id=None if family.lead_institution_id in gone else family.lead_institution_id,
        involved_institution_ids=tuple(id for id in family.involved_institution_ids if id not in gone),
        required_pairs=tuple(pair for pair in family.required_pairs if gone.isdisjoint(pair)),
    )
