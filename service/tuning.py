"""Thresholds, weights and costs that people changed: kept beside the tokens, checked, merged.

The environment wins over what was saved on a page, which wins over the model's defaults. Whoever
computes gets them from the runtime, so pages, API and command line always use the same.
"""

from collections.abc import Mapping
from dataclasses import fields
from hashlib import blake2b
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from graph.vocabulary.codes import FREQUENCIES
from service.access.tokens import now, stamp
from service.http.errors import PreconditionFailed

if TYPE_CHECKING:
    from sqlite3 import Connection

    from service.access.database import AccessDatabase

Family = Literal["thresholds", "weights", "costs"]
FAMILIES: Final[tuple[Family, ...]] = ("thresholds", "weights", "costs")


class Saved(NamedTuple):
    """One value that differs from the default."""

    family: str
    name: str
    value: str


class Limits(NamedTuple):
    """The least and the greatest value that makes sense."""

    lowest: float
    highest: float


_SHARE: Final = Limits(0, 1)
_STRENGTH: Final = Limits(1, 5)
_DAYS: Final = Limits(0, 3650)
_POINTS: Final = Limits(0, 100)

LIMITS: Final[Mapping[Family, Mapping[str, Limits]]] = {
    "thresholds": {
        "cut_off": Limits(1, 1000),
        "contact_ties": Limits(1, 1000),
        "contact_share": _SHARE,
        "contact_excess": Limits(1, 100),
        "weak_strength": _STRENGTH,
        "asymmetry": Limits(1, 4),
        "informal_strength": _STRENGTH,
        "influence": Limits(1, 100),
        "centralisation": _SHARE,
        "area_share": _SHARE,
        "area_strength": _STRENGTH,
        "levels": Limits(1, 2),
        "case_institutions": Limits(2, 100),
        "max_wait": _DAYS,
    },
    "weights": dict.fromkeys(
        ("needs", "families", "areas", "levels", "robustness", "reach"), Limits(0, 1)
    ),
    "costs": {
        "self_referral": _POINTS,
        "institution": _POINTS,
        "days_per_point": Limits(0.5, 365),
        "unknown_wait": _DAYS,
    },
}
#: The one threshold that is a code.
CODES: Final[Mapping[str, tuple[str, ...]]] = {"weak_frequency": FREQUENCIES}


def defaults(family: Family) -> dict[str, Any]:
    """The model's values by name.

    >>> defaults("weights")["needs"], defaults("thresholds")["weak_frequency"]
    (0.35, 'adhoc')
    """
    from graph.gaps.thresholds import Thresholds
    from graph.recruitment.weights import Weights
    from graph.routes.costs import RouteCosts

    kinds = {"thresholds": Thresholds, "weights": Weights, "costs": RouteCosts}
    made = kinds[family]()
    return {one.name: getattr(made, one.name) for one in fields(made) if one.init}


def checked_value(family: Family, name: str, text: str) -> str:
    """A value as it is kept; a decimal comma is taken for a point.

    Raises
    ------
    ValueError
        When it is no value of this setting.

    Examples
    --------
    >>> checked_value("weights", "needs", "0,4"), checked_value("thresholds", "cut_off", "3")
    ('0.4', '3')
    """
    if name in CODES:
        if text not in CODES[name]:
            raise ValueError(name)
        return text
    limits = LIMITS[family][name]
    whole = isinstance(defaults(family)[name], int)
    value = int(text) if whole else float(text.replace(",", "."))
    if not isfinite(value) or not limits.lowest <= value <= limits.highest:
        raise ValueError(name)
    return str(value)


def saved_values(database: "AccessDatabase") -> tuple[Saved, ...]:
    """What was saved, sorted; names that no setting has any more are left out."""
    with database.reading() as connection:
        return _saved(connection)


def mark_of(saved: tuple[Saved, ...]) -> str:
    """A mark that tells one state of what was saved from another.

    >>> mark_of(()) == mark_of((Saved("weights", "needs", "0.4"),))
    False
    """
    return blake2b(repr([tuple(one) for one in saved]).encode(), digest_size=8).hexdigest()


def _saved(connection: "Connection") -> tuple[Saved, ...]:
    rows = connection.execute("SELECT family, name, value FROM tuning ORDER BY 1, 2").fetchall()
    known = {(family, name) for family in FAMILIES for name in (*LIMITS[family], *CODES)}
    return tuple(Saved(*row) for row in rows if (row["family"], row["name"]) in known)


def save_values(
    database: "AccessDatabase", values: Mapping[tuple[Family, str], str | None], seen: str
) -> list[Saved]:
    """Keep checked values, ``None`` for the default; gives those that changed, blank for the default.

    Raises
    ------
    PreconditionFailed
        When what was saved is not what was seen, by its mark.
    """
    changed: list[Saved] = []
    with database.writing(sealed=True) as connection:
        known = _saved(connection)
        if mark_of(known) != seen:
            raise PreconditionFailed
        before = {(one.family, one.name): one.value for one in known}
        for (family, name), value in values.items():
            if before.get((family, name)) == value:
                continue
            connection.execute("DELETE FROM tuning WHERE family = ? AND name = ?", (family, name))
            if value is not None:
                connection.execute(
                    "INSERT INTO tuning (family, name, value, changed_at) VALUES (?, ?, ?, ?)",
                    (family, name, value, stamp(now())),
                )
            changed.append(Saved(family, name, value or ""))
    return changed
