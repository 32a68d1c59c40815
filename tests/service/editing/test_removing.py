"""Taking a partnership away by the command line, and which ids a new partnership may have."""

import subprocess

import pytest

from graph.model import Institution, Package, Partnership
from graph.packages import read_package, write_package
from seed import demo_package_path
from servers import KOOPERACJE, environment_of


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
    assert run(tmp_path, "remove", "nie-ma", "--yes").returncode == 1
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


@pytest.mark.parametrize("id", [".", "..", "a/b"])
def test_a_new_partnership_needs_an_id_that_an_address_can_hold(tmp_path, id):
    package = Package(Partnership(id, "P"), (Institution("I/1", "OPS", "OPS"),))
    write_package(package, tmp_path / "pakiet")
    refused = run(tmp_path / "data", "import", str(tmp_path / "pakiet"))
    assert (refused.returncode, f"„{id}”" in refused.stderr) == (2, True)
    assert run(tmp_path / "data", "list", "--json").stdout.strip() == "[]"
