"""Counts and checksums of what people recorded, written in the transaction that changes it.

A partnership carries, for each table of records, how many rows it has and the sum of the checksums of
all of them. A write takes away what the rows before it add up to and adds what those after it do: a row
that was lost or changed by anything else is told from then on, however much is written after it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from time import sleep
from typing import Final, NamedTuple
from uuid import uuid4

import orjson

from graph.errors import Conflict, StoreDamaged
from graph.rows import Row
from graph.stores.digest import CURRENT, Form
from graph.stores.port import Ask, Store, ask
from graph.stores.record_tables import (
    RECORDS,
    Chosen,
    RecordName,
    Records,
    changed_by,
    find_asks,
    found_in,
    pick_asks,
)

_SUM_BYTES: Final = 16
_ALL_SUMS: Final = 1 << (8 * _SUM_BYTES)
_ATTEMPTS: Final = 5
#: What a commit takes at most, mostly, until readers see all of it.
_COMMIT_SECONDS: Final = 0.1


class Seal(NamedTuple):
    """How many rows a table has, and what their checksums add up to."""

    rows: int = 0
    total: int = 0

    def after(self, before: "Seal", now: "Seal") -> "Seal":
        """The seal once rows that had one seal have another."""
        total = (self.total - before.total + now.total) % _ALL_SUMS
        return Seal(self.rows - before.rows + now.rows, total)


Seals = Mapping[RecordName, Seal]


def seals_of(records: Records, form: Form = CURRENT) -> dict[RecordName, Seal]:
    """The seals of tables of records; ``form`` says what of a row they cover."""
    return {name: _seal(name, rows, form) for name, rows in records.items()}


def seals_text(seals: Seals) -> str:
    """Seals as the store keeps them: one word for each table that is not empty.

    >>> seals_text({"meetings": Seal(2, 255), "flows": Seal()})
    'meetings:2:ff'
    """
    found = ((name, seals.get(name, Seal())) for name in RECORDS)
    return " ".join(f"{name}:{seal.rows}:{seal.total:x}" for name, seal in found if seal != Seal())


def seals_in(text: object) -> dict[RecordName, Seal]:
    """The seals that :func:`seals_text` wrote; none where nothing was ever recorded."""
    words = (word.split(":") for word in str(text or "").split())
    return {name: Seal(int(rows), int(total, 16)) for name, rows, total in words}


def carry_out(asks: Sequence[Ask], run: Callable[[Ask], list[Row]]) -> list[list[Row]]:
    """Run the steps of one transaction and seal the records that they change.

    Parameters
    ----------
    asks
        The steps.
    run
        Runs one of them inside of the transaction.

    Raises
    ------
    Conflict
        When a step that must match found nothing: the transaction has to be undone.
    """
    gone = {one.params["id"] for one in asks if one.query.name == "write.retire_partnership"}
    changed = {id: chosen for id, chosen in changed_by(asks).items() if id not in gone}
    # Whoever takes the store's revision does that first, so that no two wait for each other.
    first = max((n for n, one in enumerate(asks, 1) if one.query.name == "state.claim"), default=0)
    found = [_matched(one, run(one)) for one in asks[:first]]
    held = [_Held(id, chosen, run) for id, chosen in changed.items()]
    found += [_matched(one, run(one)) for one in asks[first:]]
    for one in held:
        one.seal()
    return found


class Recorded(NamedTuple):
    """The records of a partnership, and in what they differ from what was written."""

    records: Records
    damage: tuple[str, ...]


def load_records(store: Store, id: str, form: Form = CURRENT, *, before_9: bool = False) -> Recorded:
    """What people recorded in a partnership, compared with what was written.

    A server shows a commit to readers piece by piece: what looks damaged is read again, and only what
    stays so is.

    Parameters
    ----------
    form
        What of a row the checksums in the store cover.
    before_9
        Whether the store is of a version of the schema before 9.

    Raises
    ------
    Conflict
        When writers never left a moment to read in.
    """
    asks = find_asks(id, before_9=before_9)
    suspected: Recorded | None = None
    for _ in range(_ATTEMPTS):
        before, *answers, after = store.read(_told(id), *asks, _told(id))
        if before != after:
            continue
        records = found_in(RECORDS, asks, answers)
        found = Recorded(records, tuple(_damage(id, before, records, form)))
        if not found.damage or found == suspected:
            return found
        suspected = found
        sleep(_COMMIT_SECONDS)
    raise Conflict("partnership", id, "it is being written to all the time")


def records_of(store: Store, id: str, *, before_9: bool = False) -> Records:
    """What people recorded in a partnership beside its package.

    Raises
    ------
    Conflict
        When writers never left a moment to read in.
    StoreDamaged
        When it is not what was written.
    """
    found = load_records(store, id, before_9=before_9)
    if found.damage:
        raise StoreDamaged(found.damage)
    return found.records


def _told(id: str) -> Ask:
    return ask("keeping.find_record_seals", id=id)


class _Held:
    """The rows of a partnership that a transaction may change, under its lock."""

    def __init__(self, id: str, chosen: Chosen, run: Callable[[Ask], list[Row]]) -> None:
        self._id = id
        self._chosen = chosen
        self._run = run
        told = run(ask("keeping.hold_records", id=id, claim=uuid4().hex))
        self._seals = seals_in(told[0]["records"] if told else None)
        if told:
            self._before = self._found()
        else:
            # It is made in this transaction: all that it has then is new.
            self._chosen = dict.fromkeys(chosen)
            self._before = {name: Seal() for name in chosen}

    def seal(self) -> None:
        for name, now in self._found().items():
            self._seals[name] = self._seals.get(name, Seal()).after(self._before[name], now)
        text = seals_text(self._seals)
        self._run(ask("keeping.seal_records", rows=[{"key": self._id, "records": text}]))

    def _found(self) -> dict[RecordName, Seal]:
        asks = pick_asks(self._id, self._chosen)
        return seals_of(found_in(self._chosen, asks, [self._run(one) for one in asks]))


def _matched(one: Ask, rows: list[Row]) -> list[Row]:
    if one.must_match and not rows:
        raise Conflict("store", one.query.name, "someone else wrote in between")
    return rows


def _damage(id: str, told: Sequence[Row], records: Records, form: Form) -> Iterator[str]:
    written = seals_in(told[0]["records"] if told else None)
    now = seals_of(records, form)
    for name in RECORDS:
        was, found = written.get(name, Seal()), now[name]
        if found.rows != was.rows:
            yield f"partnership {id}: {name}: {found.rows} rows, {was.rows} were written"
        elif found != was:
            yield f"partnership {id}: {name}: not the rows that were written"


def _seal(name: RecordName, rows: Sequence[Row], form: Form) -> Seal:
    total = 0
    for row in rows:
        text = orjson.dumps([name, form.facts(name, row)], option=orjson.OPT_SORT_KEYS)
        total += int.from_bytes(sha256(text).digest()[:_SUM_BYTES])
    return Seal(len(rows), total % _ALL_SUMS)
