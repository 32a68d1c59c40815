"""A consent of a family or a named legal base, for one institution and one class of data.

The task team has no statute of its own and widens nobody's access: each datum passed on needs a
consent, dated and revocable at once, or a rule of law. What a family may be *told* needs neither.

References
----------
Regulation (EU) 2016/679, art. 6, 7, 9. Ustawa z 12.03.2004 o pomocy społecznej, art. 100, 105. Which
rule fits which case is for the office's data protection officer to confirm.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final, Literal

from cypher.records import RecordTable
from graph.errors import Conflict
from graph.records.checks import Check, refuse
from graph.records.kind import RecordKind, columns_of, plain_record, plain_row

DataClass = Literal["needs", "basket", "diagnosis"]

#: Classes of data about a family that can be passed on: code to (Polish, English).
DATA_CLASSES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "needs": ("potrzeby (kody)", "needs (codes)"),
        "basket": ("koszyk usług i stan usług", "basket of services and its state"),
        "diagnosis": ("wnioski z diagnozy (kody)", "conclusions of the diagnosis (codes)"),
    }
)
#: Rules of law that can stand in place of a consent: code to (Polish, English).
LEGAL_BASES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "ups-105": (
            "ustawa o pomocy społecznej, art. 105 (informacja na wniosek OPS lub PCPR)",
            "social assistance act, art. 105 (information on request of the centre)",
        ),
        "kpc-572": (
            "Kodeks postępowania cywilnego, art. 572 (zawiadomienie sądu opiekuńczego)",
            "code of civil procedure, art. 572 (notice to the guardianship court)",
        ),
        "kpk-304": (
            "Kodeks postępowania karnego, art. 304 (zawiadomienie o przestępstwie)",
            "code of criminal procedure, art. 304 (notice of an offence)",
        ),
    }
)
CONSENT: Final = "consent"
_KNOWN: Final = ("the id of a known institution", "identyfikator znanej instytucji")
_ALWAYS_ENDS: Final = (
    "a day after given_on; a consent always has one",
    "dzień po given_on; zgoda zawsze ma taki dzień",
)


@dataclass(frozen=True, slots=True)
class Permission:
    """One base: ``consent`` or a code of :data:`LEGAL_BASES`; it ends before ``expires_on``.

    ``by_guardian`` says that a legal guardian consented for a minor; the guardian is not recorded.
    """

    id: str
    institution_id: str
    data_class: DataClass
    base: str
    given_on: date
    expires_on: date | None = None
    withdrawn_on: date | None = None
    by_guardian: bool = False


def granted(permission: Permission, institutions: Iterable[str]) -> Permission:
    """The permission, if it can be one.

    Raises
    ------
    InvalidRequest
        With every problem: an unknown institution, class or base, a consent without an end, an end that
        is not after the beginning.
    """
    one = permission
    known_base = one.base == CONSENT or one.base in LEGAL_BASES
    refuse(
        "permission",
        [
            Check("institution_id", one.institution_id in set(institutions), None, _KNOWN),
            Check("data_class", one.data_class in DATA_CLASSES, None, (" | ".join(DATA_CLASSES), "")),
            Check("base", known_base, None, (" | ".join((CONSENT, *LEGAL_BASES)), "")),
            Check("expires_on", _ends(one), None, _ALWAYS_ENDS),
        ],
    )
    return permission


def in_force(permission: Permission, day: date) -> bool:
    """Whether it holds on a day; a withdrawal ends it at once.

    >>> given = Permission("1", "I1", "needs", "consent", date(2026, 1, 1), date(2027, 1, 1))
    >>> in_force(given, date(2026, 6, 30)), in_force(given, date(2027, 1, 1))
    (True, False)
    >>> in_force(withdrawn(given, date(2026, 6, 30)), date(2026, 6, 30))
    False
    """
    begun = permission.given_on <= day
    ended = permission.expires_on is not None and permission.expires_on <= day
    taken_back = permission.withdrawn_on is not None and permission.withdrawn_on <= day
    return begun and not ended and not taken_back


def withdrawn(permission: Permission, day: date) -> Permission:
    """The permission, withdrawn on a day.

    Raises
    ------
    Conflict
        When it was withdrawn before, or is a rule of law, which nobody can withdraw.
    """
    if permission.base != CONSENT:
        raise Conflict("permission", permission.id, "a legal base cannot be withdrawn")
    if permission.withdrawn_on is not None:
        raise Conflict("permission", permission.id, "it was withdrawn before")
    return replace(permission, withdrawn_on=day)


def _ends(permission: Permission) -> bool:
    if permission.expires_on is None:
        return permission.base != CONSENT
    return permission.expires_on > permission.given_on


KIND: Final = RecordKind(
    "permission",
    ("zgody", "permissions"),
    RecordTable(
        *("permissions", "Permission", "PERMITS", columns_of(Permission), "Family"),
        changing=("withdrawn_on",),
    ),
    id_of=lambda one: (one.id,),
    to_row=plain_row,
    from_row=plain_record(Permission),
    order=lambda one: (one.given_on.isoformat(), one.id),
)
