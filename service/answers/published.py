"""Numbers of cases for those who may not see them: one for each month, rounded with a key of the store.

What is counted the first time in a month is kept for the rest of it, so nothing that anybody does
within the month moves a number: no write, no day or filter that is asked for, no case that arrives.
It is rounded to one of its two neighbours among the multiples of five. A hash with a random key, which
never leaves the file of tokens, chooses which: the same value is always rounded the same way, so
asking again and again, also over months, does not average the rounding away, and nobody can work out
from which value on a number rises.
"""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from hmac import digest
from secrets import token_bytes
from typing import TYPE_CHECKING, Final

import orjson

from graph.gaps.public import SMALLEST_COUNT
from graph.monitoring import Round

if TYPE_CHECKING:
    from datetime import date

    from service.access.database import AccessDatabase

#: Numbers are rounded to multiples of this.
STEP: Final = SMALLEST_COUNT
_KEY: Final = "rounding"
_KEY_BYTES: Final = 32

#: Numbers by name; ``None``: fewer than can be told.
Numbers = Mapping[str, float | None]
#: Counts the numbers of a partnership.
Count = Callable[[Round], Numbers]


def month_of(day: "date") -> str:
    """The month that numbers are kept for.

    >>> from datetime import date
    >>> month_of(date(2026, 8, 1))
    '2026-08'
    """
    return f"{day:%Y-%m}"


def published(
    database: "AccessDatabase", day: "date", subject: str, counts: Mapping[str, Count]
) -> Mapping[str, Numbers]:
    """The numbers of the month for one subject, by partnership.

    Parameters
    ----------
    database
        Where numbers and key are kept; part of every backup.
    day
        Today: the month is its month.
    subject
        What the numbers are about. Those of a partnership are counted and kept as a whole.
    counts
        For each partnership what counts its numbers, and rounds each one with what it is given; asked
        once a month.
    """
    month = month_of(day)
    kept = _kept(database, subject, month, counts)
    missing = counts.keys() - kept.keys()
    if not missing:
        return kept
    key = _key(database)
    rows: list[tuple[str, str, str, str]] = []
    for id in sorted(missing):
        numbers = counts[id](partial(round_with, key, f"{id}\n{subject}"))
        rows.append((id, subject, month, orjson.dumps(dict(numbers)).decode()))
    with database.writing() as connection:
        connection.execute("DELETE FROM published WHERE month < ?", (month,))
        # Of two that count at once the first one's numbers are kept, and both get these.
        connection.executemany(
            "INSERT OR IGNORE INTO published (partnership, subject, month, numbers) VALUES (?, ?, ?, ?)",
            rows,
        )
    return _kept(database, subject, month, counts)


def rounding_of(database: "AccessDatabase", about: str) -> Round:
    """What rounds numbers about a subject with the key of the store."""
    return partial(round_with, _key(database), about)


def count_rounded(rounding: Round, name: str, number: int) -> int | None:
    """A count as it is published; ``None`` below five.

    >>> count_rounded(lambda name, value, step: value, "families", 4) is None
    True
    """
    return int(rounding(name, number, STEP)) if number >= SMALLEST_COUNT else None


def round_with(key: bytes, about: str, name: str, value: float, step: float) -> float:
    """The multiple of ``step`` below or above a value, the nearer one more often.

    >>> round_with(b"key", "p", "families", 15, 5)
    15.0
    >>> round_with(b"key", "p", "families", 13, 5) in {10, 15}
    True
    """
    below, rest = divmod(round(value / step, 6), 1)
    text = f"{about}\n{name}\n{round(value, 6)}"
    chance = int.from_bytes(digest(key, text.encode(), "sha256")[:8], "big") / 2**64
    return round((below + (chance < rest)) * step, 6)


def _kept(
    database: "AccessDatabase", subject: str, month: str, wanted: Collection[str]
) -> Mapping[str, Numbers]:
    only = " AND partnership = ?" if len(wanted) == 1 else ""
    with database.reading() as connection:
        rows = connection.execute(
            f"SELECT partnership, numbers FROM published WHERE subject = ? AND month = ?{only}",  # noqa: S608  # no value in it
            (subject, month, *(wanted if only else ())),
        ).fetchall()
    return {row["partnership"]: orjson.loads(row["numbers"]) for row in rows}


def _key(database: "AccessDatabase") -> bytes:
    with database.writing() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO keys (name, value) VALUES (?, ?)", (_KEY, token_bytes(_KEY_BYTES))
        )
        (key,) = connection.execute("SELECT value FROM keys WHERE name = ?", (_KEY,)).fetchone()
    return key
