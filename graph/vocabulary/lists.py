"""The three reference tables, read from the CSV files of this folder."""

import csv
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final, cast

from graph.vocabulary.codes import Access, Area, Level, RecruitAs
from graph.vocabulary.english import NEEDS_EN, SERVICES_EN


@dataclass(frozen=True, slots=True)
class InstitutionType:
    """A kind of institution (typ instytucji).

    ``area`` is ``None`` where the type covers none of the five areas of cooperation. A path of
    contacts may end at a type with ``may_hand_over`` false, never lead through it.
    """

    code: str
    name_pl: str
    name_en: str
    sector: str
    level: Level
    levels: tuple[Level, ...]
    area: Area | None
    recruit_as: RecruitAs
    may_hand_over: bool


@dataclass(frozen=True, slots=True)
class ServiceType:
    """A kind of service for people (rodzaj usługi); ages in whole years, ``None`` = open end."""

    code: str
    name_pl: str
    name_en: str
    access: Access
    is_cash: bool
    own_clients_only: bool
    age_min: int | None
    age_max: int | None


@dataclass(frozen=True, slots=True)
class Need:
    """A need of a family (potrzeba): the service codes that answer it and those that support it.

    ``age_min`` and ``age_max`` say whose need it is, in whole years; ``None`` = open end.
    """

    code: str
    basis: str
    name_pl: str
    name_en: str
    answered_by: tuple[str, ...]
    supported_by: tuple[str, ...]
    age_min: int | None = None
    age_max: int | None = None


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _age(cell: str) -> int | None:
    return int(cell) if cell else None


def _rows(name: str) -> list[dict[str, str]]:
    text = files("graph.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _institution_types() -> dict[str, InstitutionType]:
    return {
        row["code"]: InstitutionType(
            code=row["code"],
            name_pl=row["name_pl"],
            name_en=row["name_en"],
            sector=row["sector"],
            level=cast("Level", row["level"]),
            levels=cast("tuple[Level, ...]", _split(row["levels"])),
            area=cast("Area", row["area"]) if row["area"] else None,
            recruit_as=cast("RecruitAs", row["recruit_as"]),
            may_hand_over=row["may_hand_over"] == "true",
        )
        for row in _rows("institution_types.csv")
    }


def _service_types() -> dict[str, ServiceType]:
    return {
        row["code"]: ServiceType(
            code=row["code"],
            name_pl=row["name_pl"],
            name_en=SERVICES_EN[row["code"]],
            access=cast("Access", row["access"]),
            is_cash=row["is_cash"] == "true",
            own_clients_only=row["own_clients_only"] == "true",
            age_min=_age(row["age_min"]),
            age_max=_age(row["age_max"]),
        )
        for row in _rows("service_types.csv")
    }


def _needs() -> dict[str, Need]:
    return {
        row["code"]: Need(
            code=row["code"],
            basis=row["basis"],
            name_pl=row["name_pl"],
            name_en=NEEDS_EN[row["code"]],
            answered_by=_split(row["answered_by"]),
            supported_by=_split(row["supported_by"]),
            age_min=_age(row["age_min"]),
            age_max=_age(row["age_max"]),
        )
        for row in _rows("needs.csv")
    }


INSTITUTION_TYPES: Final = MappingProxyType(_institution_types())
SERVICE_TYPES: Final = MappingProxyType(_service_types())
NEEDS: Final = MappingProxyType(_needs())
#: Needs that no basket answers: a notice with the right door stands in its place.
NEEDS_WITHOUT_BASKET: Final = frozenset(code for code, need in NEEDS.items() if not need.answered_by)
