"""Commands that erase: asked first, and able to say what would go."""

import json

import pytest

from doors import HERE
from seed import demo_package_path
from service.access.audit import entries
from service.access.database import AccessDatabase

ERASING = [("remove", HERE), ("family", "erase", HERE, "R01", "R02"), ("family", "retire")]


@pytest.fixture
def filled(run, tmp_path):
    assert run("import", demo_package_path(), data=tmp_path)[0] == 0
    return tmp_path


def families(run):
    return json.loads(run("list", "--json")[1])[0]["families"]


def test_without_a_terminal_or_a_yes_nothing_is_erased_or_opened(run, tmp_path):
    for words in ERASING:
        code, out, err = run(*words, data=tmp_path / "none")
        assert (code, out) == (2, "")
        assert "--yes" in err
        assert "--dry-run" in err
    assert not (tmp_path / "none").exists()


def test_a_dry_run_says_what_would_go_and_leaves_it_there(run, filled):
    for words in ERASING:
        code, out, err = run(*words, "--dry-run")
        assert (code, err, "Niczego nie usunięto" in out) == (0, "", True), words
    assert families(run) == 10
    rows = dict(line.split("\t", 1) for line in run(*ERASING[0], "--dry-run")[1].splitlines()[1:-1])
    assert rows["instytucje"] == "38\ttak"
    assert rows["rodziny"] == "10\tnie"
    assert {"rekomendacje", "zaproszenia", "zgody"} <= rows.keys()
    code, out, _ = run(*ERASING[1], "--dry-run", "--json")
    held = json.loads(out)
    assert [one["family_id"] for one in held] == ["R01", "R02"]
    assert all(one["seats"] > 0 for one in held)
    database = AccessDatabase(filled / "access.sqlite")
    told = {(one.action, one.purpose, one.outcome) for one in entries(database, limit=-1)}
    database.close()
    assert ("cases.read", "family erase --dry-run: 2", "allowed") in told
    assert not any(action in {"family.erase", "package.remove", "family.retire"} for action, *_ in told)


def test_a_dry_run_finds_what_erasing_would_not_find(run, filled):
    code, out, err = run("family", "erase", HERE, "R01", "R77", "--dry-run")
    assert (code, "R77" in out + err) == (1, False)
    assert run("remove", "nie-ma", "--dry-run")[0] == 1


def test_what_is_erased_is_what_the_dry_run_named(run, filled):
    assert run(*ERASING[1], "--yes")[0] == 0
    assert families(run) == 8
    assert run("family", "erase", HERE, "R01", "--dry-run")[0] == 1


@pytest.mark.parametrize(("answer", "left"), [("n", 10), ("y", 8)])
def test_at_a_terminal_the_person_is_asked(run, filled, monkeypatch, answer, left):
    class Terminal:
        encoding = "utf-8"

        def isatty(self):
            return True

        def readline(self, *_):
            return f"{answer}\n"

    monkeypatch.setattr("sys.stdin", Terminal())
    code, out, err = run(*ERASING[1])
    assert "Usunąć na zawsze 2 rodziny?" in out + err
    assert code == (2 if left == 10 else 0)
    assert families(run) == left
