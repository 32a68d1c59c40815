"""Many generated partnerships: what was planted is found, and the same seed gives the same bytes."""

import csv
from pathlib import Path

import pytest

from graph.gaps import find_gaps
from graph.model import Offer
from graph.packages import read_package
from graph.snapshot import snapshot_of
from seed.generator import GENERATED_BY
from seed.many import ANSWERS, write_packages
from seed.places import MOST_GMINAS, place_of
from seed.plants import PLANTS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("many")
    assert len(list(write_packages(made, 20, seed=7))) == 20
    return made


def test_every_planted_gap_is_found_with_the_offers_of_all_of_them(folder: Path) -> None:
    packages = [read_package(path).package for path in sorted(folder.iterdir()) if path.is_dir()]
    offers = [
        Offer(service, provider)
        for package in packages
        for provider in package.institutions
        for service in package.services
        if service.institution_id == provider.id
    ]
    found = {
        (package.partnership.id, gap.kind, frozenset(gap.institutions))
        for package in packages
        for gap in find_gaps(snapshot_of(package, GENERATED_BY, offers))
    }
    with (folder / ANSWERS).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["partnership", "kind", "institutions"]
    planted = [
        (row["partnership"], row["kind"], frozenset(filter(None, row["institutions"].split("|"))))
        for row in rows
    ]
    assert [one for one in planted if one not in found] == []
    assert len({kind for _, kind, _ in planted}) == len(PLANTS) + 1  # one fault is two gaps
    # What was not planted is no more than a remark: most of what is found was.
    assert len(planted) > len(found) / 2


def test_packages_read_back_without_a_remark_and_share_no_institution(folder: Path) -> None:
    known: set[str] = set()
    for path in sorted(path for path in folder.iterdir() if path.is_dir()):
        reading = read_package(path)
        assert reading.warnings == ()
        assert len(reading.package.waves) == 2
        teryt = reading.package.partnership.teryt or ""
        assert reading.territories.keys() == {teryt[:6], teryt[:4], teryt[:2]}
        assert reading.package.partnership.name.endswith(reading.territories[teryt[:6]])
        ids = {one.id for one in reading.package.institutions}
        assert known.isdisjoint(ids)
        known |= ids


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again, other = tmp_path / "again", tmp_path / "other"
    list(write_packages(again, 20, seed=7))
    list(write_packages(other, 2, seed=8))
    assert _bytes(again) == _bytes(folder)
    assert (other / "g1098012" / "ties.csv").read_bytes() != _bytes(folder)["g1098012/ties.csv"]


@pytest.mark.parametrize("count", [1, 50, 2477, MOST_GMINAS])
def test_no_two_gminas_have_one_code(count: int) -> None:
    places = [place_of(number, count) for number in range(count)]
    assert len({place.teryt for place in places}) == count
    assert all(91 <= int(place.teryt[2:4]) <= 98 for place in places)
    named = {(place.teryt[:4], place.gmina) for place in places}
    assert len(named) > 0.9 * count


def test_more_gminas_than_there_can_be_are_refused() -> None:
    with pytest.raises(ValueError, match=str(MOST_GMINAS)):
        place_of(0, MOST_GMINAS + 1)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
