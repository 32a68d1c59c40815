"""The register of a partnership in the store: barriers, recommendations, information flows.

Each writing is one transaction, checked against the version that was read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from graph.errors import Conflict, NotFound
from graph.register import Barrier, InformationFlow, Recommendation
from graph.stores.port import Ask, Parameter, Row, Store, ask
from graph.stores.register_rows import (
    barrier_of,
    day_text,
    flow_of,
    moves_text,
    recommendation_of,
    trace_values,
)
from graph.stores.tables import key_of


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_Entry = TypeVar("_Entry", bound=_Named)


@dataclass(frozen=True, slots=True)
class Kept(Generic[_Entry]):
    """An entry of the register with the version it was read at."""

    entry: _Entry
    version: int


@dataclass(frozen=True, slots=True)
class Register:
    """What is registered for a partnership, each table by id."""

    barriers: tuple[Kept[Barrier], ...] = ()
    recommendations: tuple[Kept[Recommendation], ...] = ()
    flows: tuple[Kept[InformationFlow], ...] = ()

    def barrier(self, id: str) -> Kept[Barrier]:
        """The barrier of an id, or :class:`NotFound`."""
        return _found("barrier", id, self.barriers)

    def recommendation(self, id: str) -> Kept[Recommendation]:
        """The recommendation of an id, or :class:`NotFound`."""
        return _found("recommendation", id, self.recommendations)

    def flow(self, id: str) -> Kept[InformationFlow]:
        """The information flow of an id, or :class:`NotFound`."""
        return _found("information flow", id, self.flows)


def read_register(store: Store, partnership_id: str) -> Register:
    """The register of a partnership, of one moment; empty where nothing is registered."""
    barriers, recommendations, flows = store.read(
        ask("register.find_barriers", id=partnership_id),
        ask("register.find_recommendations", id=partnership_id),
        ask("register.find_flows", id=partnership_id),
    )
    return Register(
        tuple(Kept(barrier_of(row), _version(row)) for row in barriers),
        tuple(Kept(recommendation_of(row), _version(row)) for row in recommendations),
        tuple(Kept(flow_of(row), _version(row)) for row in flows),
    )


def create_barrier(store: Store, partnership_id: str, barrier: Barrier) -> Kept[Barrier]:
    """Note a barrier.

    Raises
    ------
    Conflict
        When there is one of its id, or an institution of it is no longer on the map.
    """
    place = barrier.place
    step = ask(
        "register.create_barrier",
        **_new(partnership_id, barrier.id, place.institutions),
        code=barrier.code,
        target=place.kind,
        one=place.subjects[0],
        other=place.subjects[-1],
        noted_on=barrier.noted_on.isoformat(),
        ended_on=day_text(barrier.ended_on),
    )
    return _created(store, step, "barrier", barrier)


def change_barrier(store: Store, partnership_id: str, barrier: Barrier, version: int) -> Kept[Barrier]:
    """Write a barrier that ended, if it is still at the version it was read at.

    Raises
    ------
    Conflict
        When somebody else changed it in between.
    """
    values = {"ended_on": day_text(barrier.ended_on)}
    return _changed(store, "register.change_barrier", partnership_id, barrier, version, values)


def drop_barrier(store: Store, partnership_id: str, id: str, version: int) -> None:
    """Take a barrier out of the register, as :func:`change_barrier` if nobody changed it."""
    _write_if_same(store, "register.drop_barrier", partnership_id, id, version, {})


def create_recommendation(
    store: Store, partnership_id: str, recommendation: Recommendation
) -> Kept[Recommendation]:
    """Give a recommendation.

    Raises
    ------
    Conflict
        When there is one of its id, or the institution it is given to is no longer on the map.
    """
    one = recommendation
    institutions = (one.addressee.id,) if one.addressee.kind == "institution" else ()
    step = ask(
        "register.create_recommendation",
        **_new(partnership_id, one.id, institutions),
        addressee_kind=one.addressee.kind,
        addressee=one.addressee.id,
        advice=one.advice,
        ground_kind=one.ground.kind,
        ground=one.ground.id,
        ground_code=one.ground.code,
        institutions=key_of(*one.ground.institutions),
        **trace_values(one.ground.then),
        measure=one.aim.measure,
        subjects=key_of(*one.aim.subjects),
        expected_direction=one.aim.expected,
        baseline=repr(one.aim.baseline),
        rules=one.aim.rules,
        due_on=day_text(one.due_on),
        moves=moves_text(one),
    )
    return _created(store, step, "recommendation", one)


def change_recommendation(
    store: Store, partnership_id: str, recommendation: Recommendation, version: int
) -> Kept[Recommendation]:
    """Write a recommendation that took a step, if it is still at the version it was read at.

    Raises
    ------
    Conflict
        When somebody else moved it in between.
    """
    values = {"moves": moves_text(recommendation)}
    return _changed(
        store, "register.change_recommendation", partnership_id, recommendation, version, values
    )


def create_flow(store: Store, partnership_id: str, flow: InformationFlow) -> Kept[InformationFlow]:
    """Describe an information flow.

    Raises
    ------
    Conflict
        When this way is described already, or an institution of it is no longer on the map.
    """
    step = ask(
        "register.create_flow",
        **_new(partnership_id, flow.id, (flow.source_id, flow.target_id)),
        source_id=flow.source_id,
        target_id=flow.target_id,
        information=flow.information,
        medium=flow.medium,
        rhythm=flow.rhythm,
        base=flow.base,
    )
    return _created(store, step, "information flow", flow)


def change_flow(
    store: Store, partnership_id: str, flow: InformationFlow, version: int
) -> Kept[InformationFlow]:
    """Write how often and on what base information flows, as :func:`change_barrier`."""
    values = {"rhythm": flow.rhythm, "base": flow.base}
    return _changed(store, "register.change_flow", partnership_id, flow, version, values)


def drop_flow(store: Store, partnership_id: str, id: str, version: int) -> None:
    """Take an information flow out of the register, as :func:`change_barrier`."""
    _write_if_same(store, "register.drop_flow", partnership_id, id, version, {})


def _found(kind: str, id: str, kept: Sequence[Kept[_Entry]]) -> Kept[_Entry]:
    for one in kept:
        if one.entry.id == id:
            return one
    raise NotFound(kind, id)


def _new(partnership_id: str, id: str, institutions: Sequence[str]) -> dict[str, Parameter]:
    # The embedded engine needs one value to know what a list is of; no institution has a blank id.
    return {
        "id": partnership_id,
        "ids": [*institutions] or [""],
        "number": len(institutions),
        "key": key_of(partnership_id, id),
        "entry": id,
    }


def _created(store: Store, step: Ask, kind: str, entry: _Entry) -> Kept[_Entry]:
    try:
        store.write(step._replace(must_match=True))
    except Conflict:
        reason = "it is there already, or an institution of it is not on the map"
        raise Conflict(kind, entry.id, reason) from None
    return Kept(entry, 1)


def _changed(
    store: Store,
    query: str,
    partnership_id: str,
    entry: _Entry,
    version: int,
    values: Mapping[str, str | None],
) -> Kept[_Entry]:
    _write_if_same(store, query, partnership_id, entry.id, version, values)
    return Kept(entry, version + 1)


def _write_if_same(
    store: Store,
    query: str,
    partnership_id: str,
    id: str,
    version: int,
    values: Mapping[str, str | None],
) -> None:
    step = ask(query, key=key_of(partnership_id, id), claim=f"{version}", expected=version, **values)
    try:
        store.write(step._replace(must_match=True))
    except Conflict:
        raise Conflict("register", id, "somebody else changed it") from None


def _version(row: Row) -> int:
    return int(row["version"] or 0)
