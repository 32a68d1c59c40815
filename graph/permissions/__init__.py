"""What may be passed on about a family, to whom, and on what base (zgoda albo podstawa prawna)."""

from graph.permissions.permission import (
    DATA_CLASSES,
    LEGAL_BASES,
    DataClass,
    Permission,
    granted,
    in_force,
    withdrawn,
)
from graph.permissions.reach import OPENED_BY, Part, Reach
from graph.permissions.route import Passing, base_for, passed_on

__all__ = [
    "DATA_CLASSES",
    "LEGAL_BASES",
    "OPENED_BY",
    "DataClass",
    "Part",
    "Passing",
    "Permission",
    "Reach",
    "base_for",
    "granted",
    "in_force",
    "passed_on",
    "withdrawn",
]
