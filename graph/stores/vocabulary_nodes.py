"""The vocabulary as nodes: types of institutions and services, needs, and what answers them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Final

import orjson

from graph.stores.batching import batches, wire
from graph.stores.port import Ask, Cell, Store, ask
from graph.vocabulary import INSTITUTION_TYPES, NEEDS, SERVICE_TYPES

_RELATIONSHIPS: Final = ("answers", "supports")
#: What each part of it is called in the graph.
_CALLED: Final = {
    "institution_types": "InstitutionType",
    "service_types": "ServiceType",
    "needs": "Need",
    "answers": "ANSWERS",
    "supports": "SUPPORTS",
}
_UNKNOWN: Final = -1


def vocabulary_steps() -> Iterator[Ask]:
    """Steps that write the vocabulary's nodes and the relationships between them."""
    for name in _RELATIONSHIPS:
        yield ask(f"vocabulary.wipe_{name}")
    for name, rows in _rows().items():
        yield from batches(f"vocabulary.merge_{name}", rows)


def vocabulary_differing(store: Store) -> list[str]:
    """What of the vocabulary is stored otherwise, as it is called in the graph."""
    rows = _rows()
    found = store.read(*(ask(f"vocabulary.find_{name}") for name in rows))
    return [
        _CALLED[name]
        for name, stored in zip(rows, found, strict=True)
        if _sorted(stored) != _sorted(map(_as_read, rows[name]))
    ]


def vocabulary_mending() -> Iterator[Ask]:
    """Steps that write the vocabulary anew, and delete what is not of it."""
    for name, rows in _rows().items():
        if name not in _RELATIONSHIPS:
            yield ask(f"vocabulary.retire_{name}", codes=[str(row["code"]) for row in rows])
    yield from vocabulary_steps()
    yield ask("state.put_vocabulary", vocabulary=vocabulary_checksum())


def _as_read(row: Mapping[str, Cell]) -> dict[str, Cell]:
    return {name: None if value == _UNKNOWN else value for name, value in row.items()}


def _sorted(rows: Iterable[Mapping[str, Cell]]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


@cache
def vocabulary_checksum() -> str:
    """A checksum that changes whenever the nodes do."""
    return sha256(orjson.dumps(_rows())).hexdigest()[:16]


@cache
def _rows() -> dict[str, list[dict[str, Cell]]]:
    return {
        "institution_types": [
            {
                "code": one.code,
                "name": one.name_pl,
                "name_en": one.name_en,
                "sector": one.sector,
                "level": one.level,
                "area": one.area,
                "recruit_as": one.recruit_as,
                "may_hand_over": one.may_hand_over,
            }
            for one in INSTITUTION_TYPES.values()
        ],
        "service_types": [
            wire(
                {
                    "code": one.code,
                    "name": one.name_pl,
                    "name_en": one.name_en,
                    "access": one.access,
                    "age_min": one.age_min,
                    "age_max": one.age_max,
                }
            )
            | {"own_clients_only": one.own_clients_only}
            for one in SERVICE_TYPES.values()
        ],
        "needs": [
            wire(
                {
                    "code": one.code,
                    "name": one.name_pl,
                    "name_en": one.name_en,
                    "age_min": one.age_min,
                    "age_max": one.age_max,
                }
            )
            for one in NEEDS.values()
        ],
        "answers": [
            {"service_code": code, "need": one.code}
            for one in NEEDS.values()
            for code in one.answered_by
        ],
        "supports": [
            {"service_code": code, "need": one.code}
            for one in NEEDS.values()
            for code in one.supported_by
        ],
    }
