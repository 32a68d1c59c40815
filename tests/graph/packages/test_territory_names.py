"""Names of territories beside a package: read by code, refused row by row, kept by the store."""

from pathlib import Path
from typing import Literal

import pytest

from graph.errors import InvalidPackage
from graph.model import Package
from graph.packages import names_within, read_package, write_package
from graph.stores import (
    Store,
    archive_beside,
    embedded_file,
    import_package,
    naming_steps,
    open_store,
    territory_names,
)
from graph.stores.backup import read_backup, restore, write_backup
from graph.stores.rebuild import rebuild


def test_a_store_keeps_the_names_that_came_with_a_package(
    store: Store, demo_package: Package, tmp_path: Path
) -> None:
    write_package(demo_package, tmp_path / "p")
    table = "kod;nazwa\n2499011;Jarzębin Śląski\n24 99;powiat jarzębiński\n24;województwo śląskie\n"
    (tmp_path / "p" / "Terytoria.csv").write_text(table, encoding="utf-8")
    reading = read_package(tmp_path / "p")
    assert reading.warnings == ()
    assert reading.package == demo_package
    import_package(store, reading.package, *naming_steps(store, reading.territories))
    names = territory_names(store)
    assert names["249901"] == "Jarzębin Śląski"
    assert (names["2499"], names["24"]) == ("powiat jarzębiński", "województwo śląskie")
    assert naming_steps(store, reading.territories) == ()


NAMES = {"249901": "Jarzębin Śląski", "2499": "powiat jarzębiński", "24": "województwo śląskie"}


@pytest.mark.parametrize("kind", ["folder", "zip", "xlsx"])
def test_a_package_takes_the_names_of_its_places_along(
    kind: Literal["folder", "zip", "xlsx"], demo_package: Package, tmp_path: Path
) -> None:
    known = names_within(demo_package, NAMES | {"2498": "powiat inny"})
    path = tmp_path / {"folder": "p", "zip": "p.zip", "xlsx": "p.xlsx"}[kind]
    write_package(demo_package, path, kind, known)
    reading = read_package(path)
    assert reading.territories == known
    assert known.items() >= NAMES.items()
    assert "2498" not in known
    assert (reading.package, reading.warnings) == (demo_package, ())


def test_names_survive_a_backup_and_a_rebuild(data: Path, tmp_path: Path, demo_package: Package) -> None:
    store = open_store(data=data)
    import_package(store, demo_package, *naming_steps(store, NAMES))
    known = territory_names(store)
    write_backup(store, tmp_path / "all.zip", made_at="now", product="test")
    store.close()
    other = open_store(data=tmp_path / "other")
    restore(other, read_backup(tmp_path / "all.zip"))
    assert territory_names(other) == known
    other.close()
    rebuild(embedded_file(data=data), archive_beside(embedded_file(data=data)))
    again = open_store(data=data)
    assert territory_names(again) == known
    again.close()


def test_every_wrong_row_is_told_and_no_personal_number_repeated(
    demo_package: Package, tmp_path: Path
) -> None:
    write_package(demo_package, tmp_path)
    table = "code,name\n24990,Za krótko\n2499,\n2499011,Jarzębin\n249901,Inny\n24,44051401359\n"
    (tmp_path / "territories.csv").write_text(table, encoding="utf-8")
    with pytest.raises(InvalidPackage) as refused:
        read_package(tmp_path)
    told = [(problem.table, problem.row, problem.column) for problem in refused.value.problems]
    assert sorted(told, key=str) == [
        ("territories", 2, "code"),
        ("territories", 3, "name"),
        ("territories", 5, "code"),
        ("territories", 6, None),
    ]
    assert "44051401359" not in str(refused.value)
    (tmp_path / "territories.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InvalidPackage, match="code and name"):
        read_package(tmp_path)
