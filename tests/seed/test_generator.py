"""Generated partnerships: valid packages of the asked size, the same every time."""

import re
from pathlib import Path

import numpy as np
import pytest

from graph.packages import read_package, write_package
from graph.snapshot import snapshot_of
from graph.vocabulary import CLOSED_CIRCLE_NEED, INSTITUTION_TYPES, SERVICE_TYPES
from seed.generator import GENERATED_BY, generated_package


@pytest.mark.parametrize("count", [2, 3, 38, 300])
def test_a_generated_package_reads_back_without_a_remark(count: int, tmp_path: Path) -> None:
    package = generated_package(count, seed=count)
    assert len(package.institutions) == count
    folder = tmp_path / package.partnership.id
    write_package(package, folder)
    reading = read_package(folder)
    assert reading.package == package
    assert list(reading.warnings) == []


def test_the_same_seed_gives_the_same_partnership() -> None:
    assert generated_package(80, seed=4) == generated_package(80, seed=4)
    assert generated_package(80, seed=4) != generated_package(80, seed=5)


def test_three_hundred_institutions_look_like_a_powiat() -> None:
    package = generated_package(300)
    snapshot = snapshot_of(package, GENERATED_BY)
    assert {inst.type_code for inst in package.institutions} == set(INSTITUTION_TYPES)
    # Those of the newest law are not common enough to be generated yet.
    assert {service.service_code for service in package.services} == set(SERVICE_TYPES) - {
        *("WKR", "STW", "USA", "TLO")
    }
    assert len(package.families) == 75
    assert all(CLOSED_CIRCLE_NEED not in family.needs for family in package.families)
    assert snapshot.leader == package.institutions[0].id
    degrees = np.sort(snapshot.network().degrees)
    assert 8 < degrees.mean() < 10
    # Heavy-tailed: the busiest tenth holds far more than its share, and some hold nothing.
    assert degrees[-30:].sum() > 0.3 * degrees.sum()
    assert degrees[0] == 0
    assert any(not tie.live for tie in snapshot.ties.values())
    assert {len(tie.reports) for tie in snapshot.ties.values()} == {1, 2}


@pytest.mark.parametrize("count", [3_999, 4_000, 20_000])
def test_places_and_numbers_keep_their_form_at_any_size(count: int) -> None:
    package = generated_package(count)
    gminas = {row.teryt for row in package.demand}
    assert len(gminas) == count // 40
    assert all(re.fullmatch(r"24\d{5}", code) for code in gminas)
    homes = {inst.teryt or "" for inst in package.institutions}
    assert homes - gminas <= {code[:4] for code in gminas}
    assert {family.teryt for family in package.families} <= gminas
    phones = [inst.phone or "" for inst in package.institutions]
    assert len(set(phones)) == count
    assert all(re.fullmatch(r"\d\d \d{3} \d\d \d\d", phone) for phone in phones)


def test_a_package_of_more_gminas_than_a_powiat_holds_reads_back(tmp_path: Path) -> None:
    package = generated_package(4_100)
    write_package(package, tmp_path / package.partnership.id)
    assert read_package(tmp_path / package.partnership.id).package == package


def test_one_institution_is_no_partnership() -> None:
    with pytest.raises(ValueError, match="at least two"):
        generated_package(1)
