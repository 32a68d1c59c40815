"""Taking a partnership away by the command line, and which ids a new partnership may have."""

import subprocess
from dataclasses import replace

import pytest

from graph.errors import InvalidPackage
from graph.model import Institution, Package, Partnership
from graph.packages import read_package, write_package
from graph.stores import import_package, list_partnerships
from seed import demo_package_path
from servers import KOOPERACJE, environment_of
from service.house import today


def run(data, *words):
    return subprocess.run(
        [KOOPERACJE, *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env=environment_of(data),
    )


def test_a_removed_partnership_can_be_brought_back_without_its_families(tmp_path):
    assert run(tmp_path, "import", str(demo_package_path())).returncode == 0
    unasked = run(tmp_path, "remove", "jarzebin-slaski")
    assert (unasked.returncode, "--yes" in unasked.stderr) == (2, True)
    assert run(tmp_path, "remove", "nie-ma").returncode == 1
    done = run(tmp_path, "remove", "jarzebin-slaski", "--yes")
    assert done.returncode == 0, done.stderr
    (kept,) = (tmp_path / "removed").iterdir()
    assert str(kept) in done.stdout
    assert kept.stat().st_mode & 0o077 == 0
    assert run(tmp_path, "list", "--json").stdout.strip() == "[]"
    package = read_package(kept).package
    assert (len(package.institutions), package.families, package.teams) == (38, (), ())
    assert run(tmp_path, "import", str(kept)).returncode == 0
    assert '"families":0' in run(tmp_path, "list", "--json").stdout.replace(" ", "")


@pytest.mark.parametrize("id", [".", "..", "a/b", "/", "a\\b"])
def test_a_new_partnership_needs_an_id_that_an_address_can_hold(embedded_store, tmp_path, id):
    package = Package(Partnership(id, "P"), (Institution("I/1", "OPS", "OPS"),))
    with pytest.raises(InvalidPackage) as refused:
        import_package(embedded_store, package)
    assert [(one.table, one.column, one.value) for one in refused.value.problems] == [
        ("partnership", "id", id)
    ]
    assert list_partnerships(embedded_store, today()) == ()
    good = replace(package, partnership=replace(package.partnership, id="p"))
    assert import_package(embedded_store, good).created
    if id == "a/b":
        write_package(package, tmp_path / "pakiet")
        done = run(tmp_path / "other", "import", str(tmp_path / "pakiet"))
        assert (done.returncode, "a/b" in done.stderr) == (2, True)
