"""The journals of families' cases as they stand in the store.

Reading, and the steps that write; who may write when is for :mod:`graph.stores.cases`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import NamedTuple, cast
from uuid import uuid4

import orjson

from graph.cases import Case, Step, case_of, step_document, step_from
from graph.errors import NotFound
from graph.rows import Row, key_of
from graph.stores.batching import wire
from graph.stores.port import Ask, Cell, Store, ask
from graph.stores.record_tables import RecordName


class Recorded(NamedTuple):
    """When a step was written down (UTC), and by a person of which role."""

    at: datetime
    role: str


@dataclass(frozen=True, slots=True)
class KeptCase:
    """A case with what is known of the writing of each of its steps, in their order."""

    case: Case
    recorded: tuple[Recorded, ...]


@dataclass(frozen=True, slots=True)
class FamiliesWithCases:
    """Pseudonyms of the families of a partnership that have a case, by how far it is."""

    requested: frozenset[str]
    diagnosed: frozenset[str]
    closed: frozenset[str]

    @property
    def every(self) -> frozenset[str]:
        """All of them."""
        return self.requested | self.diagnosed | self.closed


def read_case(store: Store, partnership_id: str, family_id: str) -> KeptCase:
    """The case of a family.

    Raises
    ------
    NotFound
        When there is none; the error names the partnership, not the family.
    """
    (rows,) = store.read(ask("case_steps.find_of_family", id=partnership_id, family_id=family_id))
    if not rows:
        raise NotFound("case", partnership_id)
    return _kept(partnership_id, family_id, rows)


def read_cases(store: Store, partnership_id: str) -> tuple[KeptCase, ...]:
    """Every case of a partnership, open and closed, by pseudonym."""
    (rows,) = store.read(ask("case_steps.find", owner=partnership_id))
    journals = groupby(sorted(rows, key=_place), key=lambda row: str(row["family_id"]))
    return tuple(_kept(partnership_id, family_id, list(of)) for family_id, of in journals)


def families_with_cases(store: Store, partnership_id: str) -> FamiliesWithCases:
    """Which families of a partnership have a case, without reading the journals."""
    (rows,) = store.read(ask("case_steps.find_turns", id=partnership_id))
    found: dict[str, set[str]] = {"request": set(), "diagnose": set(), "close": set()}
    for row in rows:
        found[str(row["kind"])].add(str(row["family_id"]))
    closed = frozenset(found["close"])
    diagnosed = frozenset(found["diagnose"]) - closed
    return FamiliesWithCases(frozenset(found["request"]) - diagnosed - closed, diagnosed, closed)


def step_asks(case: Case, role: str, at: datetime) -> Iterator[Ask]:
    """The write steps that add the newest step of a case to its journal."""
    here, step = (case.partnership_id, case.family_id), case.steps[-1]
    number = case.version
    written: dict[str, str] = {
        "id": case.partnership_id,
        "key": _key(*here, number),
        "claim": uuid4().hex,
        "family_key": key_of(*here),
        "family_id": case.family_id,
        "kind": step.kind,
        "on_day": step.on.isoformat(),
        "at": at.isoformat(),
        "role": role,
        "data": _data(step),
    }
    facts = facts_in(written["data"])
    if number == 1:
        yield ask("case_steps.begin", **written, facts=facts)._replace(must_match=True)
    else:
        yield _hold(*here)._replace(must_match=True)
        before = _key(*here, number - 1)
        adding = ask("case_steps.add", before=before, number=number, **written, facts=facts)
        yield adding._replace(must_match=True)
    yield ask("case_steps.link", family_key=written["family_key"], key=written["key"])


def facts_in(data: str) -> list[str]:
    """What a step says, each fact in a line of its own, so that a graph database can look for it.

    >>> facts_in('{"needs":["N01","N04"],"urgent":true,"items":[{"id":"i1","wait_days":null}]}')
    ['needs: N01', 'needs: N04', 'urgent: true', 'items.1.id: i1']
    """
    return [f"{name}: {value}" for name, value in _facts("", orjson.loads(data))]


def record_rows(name: RecordName, rows: Iterable[Row]) -> list[dict[str, Cell]]:
    """Kept records as they travel to the store; steps of cases with the facts in them."""
    if name != "case_steps":
        return [wire(row) for row in rows]
    return [{**wire(row), "facts": facts_in(str(row["data"])) or [""]} for row in rows]


def _facts(name: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for inner, one in cast("dict[str, object]", value).items():
            yield from _facts(f"{name}.{inner}" if name else inner, one)
    elif isinstance(value, list):
        for place, one in enumerate(cast("list[object]", value), 1):
            plain = not isinstance(one, dict | list)
            yield from _facts(name if plain else f"{name}.{place}", one)
    elif value is not None:
        yield name, value if isinstance(value, str) else orjson.dumps(value).decode()


def erasing_asks(partnership_id: str, family_ids: Iterable[str]) -> Iterator[Ask]:
    """The write steps that delete journals; nobody can add a step in between."""
    for family_id in family_ids:
        yield _hold(partnership_id, family_id)
        yield ask("case_steps.retire_of_family", id=partnership_id, family_id=family_id)


def _hold(partnership_id: str, family_id: str) -> Ask:
    return ask("case_steps.hold", key=_key(partnership_id, family_id, 1), claim=uuid4().hex)


def _key(partnership_id: str, family_id: str, number: int) -> str:
    # Padded, so that the steps of a case are in their order wherever rows are sorted by key.
    return key_of(partnership_id, family_id, f"{number:06}")


def _data(step: Step) -> str:
    written = {name: v for name, v in step_document(step).items() if name not in {"kind", "on"}}
    return orjson.dumps(written).decode()


def _place(row: Row) -> tuple[str, int]:
    return str(row["family_id"]), int(row["number"] or 0)


def _kept(partnership_id: str, family_id: str, rows: list[Row]) -> KeptCase:
    steps = [
        step_from(str(row["kind"]), {**orjson.loads(str(row["data"])), "on": str(row["on_day"])})
        for row in rows
    ]
    recorded = (Recorded(datetime.fromisoformat(str(row["at"])), str(row["role"])) for row in rows)
    return KeptCase(case_of(partnership_id, family_id, steps), tuple(recorded))
