"""Consents and legal bases of a case in words: what is on record, and who may be told what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from graph.cases import Case
from graph.records.passing import base_for, passed_on
from graph.records.permission import DataClass, Permission, in_force
from service.cases.files import CaseFile
from service.cases.pages.rows import BaseRow, Passed, PermissionRow
from service.cases.pages.words import CaseWords
from service.pages.localizer import collated
from service.runtime import today

_CLASSES: Final[tuple[DataClass, ...]] = get_args(DataClass)


@dataclass(frozen=True, slots=True)
class Bases:
    """Speaks about the permissions of one family in one language."""

    file: CaseFile
    words: CaseWords

    @property
    def held(self) -> Sequence[Permission]:
        """Permissions that may be shown: all of the family's, to a member those of its institution."""
        return [one for one in self.file.held if self.file.reach.is_about(one.institution_id)]

    def rows(self, case: Case) -> list[BaseRow]:
        """What each institution of the case may be told now, and on what base."""
        ids = {one.institution_id for one in case.team if one.role != "lead"}
        ids |= {one.item.institution_id for one in case.items}
        ids |= {one.institution_id for one in self.held}
        ids -= {case.lead or ""}
        if self.file.institution is not None:
            # Who else gives help is part of the basket.
            ids = {self.file.institution}
        return [
            BaseRow(
                self.words.place(id),
                [(self.words.data_class(code), self.base(id, code)) for code in _CLASSES],
            )
            for id in sorted(ids, key=self._by_name)
        ]

    def base(self, institution_id: str, data_class: DataClass) -> str:
        """The base in force, in words; blank where there is none."""
        found = base_for(institution_id, data_class, self.held, today())
        return self._base(found.base, found.expires_on) if found else ""

    def records(self) -> list[PermissionRow]:
        """Every consent and legal base on record, those in force first."""
        rows = [self._permission(one) for one in self.held]
        return sorted(rows, key=lambda row: not row.in_force)

    def passing(self, path: Sequence[str]) -> list[Passed]:
        """Whom a way passes data on to, and on what base; to a member what reaches its institution."""
        return [
            Passed(
                self.words.name(one.institution_id),
                self._base(one.base, one.expires_on) if one.base else "",
            )
            for one in passed_on(path, self.held, today())
            if self.file.reach.is_about(one.institution_id)
        ]

    def _by_name(self, institution_id: str) -> tuple[object, str]:
        return collated(self.words.name(institution_id)), institution_id

    def _permission(self, one: Permission) -> PermissionRow:
        t, day = self.words.localizer.t, self.words.localizer.day
        holds = in_force(one, today())
        state = t("cases.bases.in_force") if holds else t("cases.bases.ended")
        if one.withdrawn_on:
            state = t("cases.bases.withdrawn", date=day(one.withdrawn_on))
        elif one.given_on > today():
            state = t("cases.bases.later")
        return PermissionRow(
            id=one.id,
            name=self.words.name(one.institution_id),
            data_class=self.words.data_class(one.data_class),
            base=self.words.base(one.base),
            given=day(one.given_on),
            expires=day(one.expires_on) if one.expires_on else t("cases.bases.unending"),
            state=state,
            in_force=holds,
            withdrawable=one.base == "consent" and not one.withdrawn_on,
            by_guardian=one.by_guardian,
        )

    def _base(self, base: str, expires: date | None) -> str:
        until = self.words.localizer.day(expires) if expires else ""
        said = self.words.base(base)
        return f"{said}, {self.words.localizer.t('cases.bases.until', date=until)}" if until else said
