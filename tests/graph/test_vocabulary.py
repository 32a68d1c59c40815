"""The reference lists agree with each other and with the closed lists of codes."""

import csv
from importlib.resources import files
from itertools import pairwise

import pytest

from graph.packages.labels import CODE_LISTS
from graph.packages.tables import TABLES
from graph.vocabulary import (
    AGE_BANDS,
    AREA_NAMES,
    AREAS,
    INSTITUTION_TYPES,
    LEVEL_NAMES,
    LEVELS,
    NEEDS,
    NEEDS_WITHOUT_BASKET,
    SECTOR_NAMES,
    SERVICE_TYPES,
    age_band_limits,
)
from graph.vocabulary.codes import ACCESSES
from graph.vocabulary.english import NEEDS_EN, SERVICES_EN
from graph.vocabulary.words import need_name


def _rows(name):
    with files("graph.vocabulary").joinpath(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["institution_types.csv", "service_types.csv", "needs.csv"])
def test_codes_stand_once_and_rows_are_even(name):
    rows = _rows(name)
    codes = [row["code"] for row in rows]
    assert len(codes) == len(set(codes))
    for row in rows:
        assert None not in row
        assert None not in row.values()
        assert row["code"] == row["code"].strip() != ""
        assert row["name_pl"]
        assert not set(row["code"]) & set("|~,; ")


def test_lists_hold_every_row():
    assert len(INSTITUTION_TYPES) == len(_rows("institution_types.csv"))
    assert len(SERVICE_TYPES) == len(_rows("service_types.csv"))
    assert len(NEEDS) == len(_rows("needs.csv"))


def test_everything_has_a_name_in_both_languages():
    for listed in (INSTITUTION_TYPES, SERVICE_TYPES, NEEDS):
        names = [one.name_en for one in listed.values()]
        assert all(names)
        assert len(set(names)) == len(names)
    assert (need_name("N04", "pl"), need_name("N04", "en")) == ("bezrobocie", "unemployment")
    assert set(NEEDS_EN) == set(NEEDS)
    assert set(SERVICES_EN) == set(SERVICE_TYPES)


def test_institution_types_use_known_codes():
    for kind in INSTITUTION_TYPES.values():
        assert kind.level in LEVELS
        assert kind.level in kind.levels
        assert set(kind.levels) <= set(LEVELS)
        assert kind.area is None or kind.area in AREAS
        assert kind.sector in SECTOR_NAMES
        assert kind.recruit_as in {"member", "contact", "no"}
    truths = {row["may_hand_over"] for row in _rows("institution_types.csv")}
    assert truths <= {"true", "false"}


def test_every_area_and_level_has_a_type_that_can_be_recruited():
    members = [kind for kind in INSTITUTION_TYPES.values() if kind.recruit_as == "member"]
    assert {kind.area for kind in members} >= set(AREAS)
    assert {kind.level for kind in members} >= {"gmina", "powiat"}


def test_service_types_use_known_codes_and_sound_ages():
    for kind in SERVICE_TYPES.values():
        assert kind.access in ACCESSES
        for age in (kind.age_min, kind.age_max):
            assert age is None or 0 <= age <= 120
        if kind.age_min is not None and kind.age_max is not None:
            assert kind.age_min <= kind.age_max
    for row in _rows("service_types.csv"):
        assert {row["is_cash"], row["own_clients_only"]} <= {"true", "false"}


def test_needs_name_known_services_each_once():
    for need in NEEDS.values():
        services = (*need.answered_by, *need.supported_by)
        assert len(services) == len(set(services)), need.code
        assert set(services) <= SERVICE_TYPES.keys(), need.code


def test_needs_of_the_statute_carry_their_article():
    for need in NEEDS.values():
        assert need.basis.startswith("art. 7 pkt") == need.code.startswith("N"), need.code


def test_needs_without_a_basket_are_exactly_those_with_a_door_of_their_own():
    assert {"N07", "N07a", "N02"} == NEEDS_WITHOUT_BASKET


def test_no_need_is_answered_by_a_court_alone():
    for need in NEEDS.values():
        if need.answered_by:
            assert any(SERVICE_TYPES[code].access != "court" for code in need.answered_by), need.code


def test_age_bands_follow_each_other_without_a_hole():
    limits = [age_band_limits(band) for band in AGE_BANDS]
    assert limits[0][0] == 0
    assert limits[-1][1] is None
    for (_, last), (first, _) in pairwise(limits):
        assert first == last + 1


def test_names_exist_in_both_languages():
    assert set(AREA_NAMES) == set(AREAS)
    assert set(LEVEL_NAMES) == set(LEVELS)
    for names in (*AREA_NAMES.values(), *LEVEL_NAMES.values(), *SECTOR_NAMES.values()):
        assert len(names) == 2
        assert all(names)


def test_every_code_a_column_accepts_is_explained():
    lists = {tuple(meanings) for _, meanings in CODE_LISTS}
    for table in TABLES.values():
        for column in table.columns:
            if column.kind in {"code", "codes"}:
                assert column.codes in lists, (table.name, column.name)
    for _, meanings in CODE_LISTS:
        assert all(words.en and words.pl for words in meanings.values())
