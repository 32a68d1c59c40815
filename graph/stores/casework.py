"""Permissions and referrals of families in the store; each write is one transaction of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from graph.permissions import Permission
from graph.referrals import Referral, ReferralEvent
from graph.stores.port import Row, Store, ask
from graph.stores.rows import record_of, row_of
from graph.stores.tables import key_of


@dataclass(frozen=True, slots=True)
class KeptReferral:
    """A referral with the version it was read at."""

    referral: Referral
    version: int


class FamilyPlace(NamedTuple):
    """A partnership that holds a family, and the TERC code of where it is."""

    partnership_id: str
    teryt: str | None


def family_places(store: Store, family_id: str) -> tuple[FamilyPlace, ...]:
    """The partnerships that hold a family of this pseudonym, by id; pseudonyms may repeat."""
    (rows,) = store.read(ask("casework.find_family", family_id=family_id))
    return tuple(
        FamilyPlace(str(row["partnership_id"]), None if row["teryt"] is None else str(row["teryt"]))
        for row in rows
    )


def read_permissions(store: Store, partnership_id: str, family_id: str) -> tuple[Permission, ...]:
    """The permissions of a family, ended ones too, by the day they were given."""
    (rows,) = store.read(ask("casework.find_permissions", family_key=key_of(partnership_id, family_id)))
    return tuple(record_of(Permission, row) for row in rows)


def create_permission(
    store: Store, partnership_id: str, family_id: str, permission: Permission
) -> Permission:
    """Write a new permission; one of the same id stays as it is, and is what comes back.

    Raises
    ------
    Conflict
        When the family is gone.
    """
    family = key_of(partnership_id, family_id)
    step = ask(
        "casework.create_permission",
        family_key=family,
        key=key_of(family, permission.id),
        **row_of(permission),
    )
    (rows,) = store.write(step._replace(must_match=True))
    return record_of(Permission, rows[0])


def withdraw_permission(
    store: Store, partnership_id: str, family_id: str, permission: Permission
) -> None:
    """Write that a permission was withdrawn, if nobody withdrew it before.

    Raises
    ------
    Conflict
        When somebody did, or it is gone.
    """
    step = ask(
        "casework.withdraw_permission",
        key=key_of(key_of(partnership_id, family_id), permission.id),
        id=permission.id,
        withdrawn_on=permission.withdrawn_on.isoformat() if permission.withdrawn_on else None,
    )
    store.write(step._replace(must_match=True))


def read_referrals(store: Store, partnership_id: str, family_id: str) -> tuple[KeptReferral, ...]:
    """The referrals of a family by id, each with its version."""
    (rows,) = store.read(ask("casework.find_referrals", family_key=key_of(partnership_id, family_id)))
    return tuple(_kept(row, family_id) for row in rows)


def create_referral(store: Store, referral: Referral) -> KeptReferral:
    """Write a new referral; one of the same id stays as it is, and is what comes back.

    Raises
    ------
    Conflict
        When the family is gone.
    """
    family = key_of(referral.partnership_id, referral.family_id)
    step = ask(
        "casework.create_referral",
        family_key=family,
        key=key_of(family, referral.id),
        id=referral.id,
        partnership_id=referral.partnership_id,
        institution_id=referral.institution_id,
        service_id=referral.service_id,
        needs="|".join(referral.needs),
        history=_history_text(referral),
    )
    (rows,) = store.write(step._replace(must_match=True))
    return _kept(rows[0], referral.family_id)


def move_referral(store: Store, referral: Referral, version: int) -> KeptReferral:
    """Write a referral that took a step, if it is still at the version it was read at.

    Raises
    ------
    Conflict
        When somebody else moved it in between, or it is gone.
    """
    family = key_of(referral.partnership_id, referral.family_id)
    step = ask(
        "casework.move_referral",
        key=key_of(family, referral.id),
        claim=f"{version}",
        expected=version,
        history=_history_text(referral),
    )
    (rows,) = store.write(step._replace(must_match=True))
    return KeptReferral(referral, int(rows[0]["version"] or 0))


def acceptance_counts(store: Store, partnership_id: str) -> dict[str, tuple[int, int]]:
    """For each provider how many referrals it answered and how many of these it accepted."""
    (rows,) = store.read(ask("casework.find_histories", partnership_id=partnership_id))
    found: dict[str, tuple[int, int]] = {}
    for row in rows:
        states = {event.state for event in _history(str(row["history"]))}
        answered = bool(states & {"accepted", "rejected"})
        total, accepted = found.get(str(row["institution_id"]), (0, 0))
        found[str(row["institution_id"])] = (total + answered, accepted + ("accepted" in states))
    return found


def _kept(row: Row, family_id: str) -> KeptReferral:
    referral = Referral(
        id=str(row["id"]),
        partnership_id=str(row["partnership_id"]),
        family_id=family_id,
        institution_id=str(row["institution_id"]),
        service_id=str(row["service_id"]),
        needs=tuple(str(row["needs"]).split("|")) if row["needs"] else (),
        history=_history(str(row["history"])),
    )
    return KeptReferral(referral, int(row["version"] or 0))


def _history_text(referral: Referral) -> str:
    return "|".join(
        "~".join((event.state, event.at.isoformat(), event.role, event.code or ""))
        for event in referral.history
    )


def _history(text: str) -> tuple[ReferralEvent, ...]:
    found: list[ReferralEvent] = []
    for part in text.split("|"):
        state, at, role, code = part.split("~")
        found.append(ReferralEvent(state, datetime.fromisoformat(at), role, code or None))  # pyright: ignore[reportArgumentType]  # written by us
    return tuple(found)
