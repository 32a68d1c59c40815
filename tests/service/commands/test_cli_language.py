"""The command line in English: every command takes ``--lang``, before its name or after it."""

import re

import pytest
import typer

from doors import HERE
from seed import demo_package_path
from service import cli

POLISH = re.compile(r"[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]")
#: What the data bring along: names are not translated.
NAMES = re.compile(r"Jarzębin Śląski")


@pytest.fixture
def filled(run, tmp_path):
    assert run("import", demo_package_path(), data=tmp_path)[0] == 0
    return tmp_path


def commands_of(group, *before):
    for name, one in group.commands.items():
        if hasattr(one, "commands"):
            yield from commands_of(one, *before, name)
        else:
            yield (*before, name), one


def test_every_command_takes_a_language():
    group = typer.main.get_command(cli.app)
    without = {
        name
        for name, one in commands_of(group)
        if "--lang" not in {flag for option in one.params for flag in option.opts}
    }
    assert without == set()
    assert "--lang" in {flag for option in group.params for flag in option.opts}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list",), "Members"),
        (("check",), "The database holds all that was written."),
        (("whatif", HERE, "--remove", "I29"), "Gaps that close"),
        (("family", "list", HERE), "Cases of families"),
        (("family", "erase", HERE, "R01", "--dry-run"), "Nothing was erased."),
        (("family", "retire", "--dry-run"), "Cases that would be erased"),
        (("remove", HERE, "--dry-run"), "reports of cooperation"),
        (("token", "list"), "Tokens and links"),
        (("import", demo_package_path(), "--dry-run"), "Nothing was written."),
        (("rebuild",), "The database was built anew"),
    ],
    ids=lambda value: " ".join(map(str, value[:2])) if isinstance(value, tuple) else None,
)
def test_a_command_speaks_english(run, filled, words, said):
    code, out, err = run(*words, "--lang", "en")
    assert (code, err) == (0, "")
    assert said in out
    assert not POLISH.search(NAMES.sub("", out)), out
    assert said in run("--lang", "en", *words)[1]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("gaps", "none"), 1, "The database has no partnership of the id: none"),
        (("remove", HERE), 2, "Erasing has to be confirmed"),
        (("import", "none.zip"), 2, "there is no such file or folder: none.zip"),
        (("route", "--gmina", "9999999", "--need", "N04"), 1, "No partnership of the database covers"),
        (("backup", "-o", "-"), 1, "A file is needed here"),
        (("token", "revoke", "none"), 1, "There is no token or link of the id: none"),
        (("measures", HERE, "--purpose", "x"), 2, ""),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, tuple) else None,
)
def test_what_went_wrong_is_said_in_english(run, filled, words, code, said):
    left, out, err = run(*words, "--lang", "en")
    assert (left, out) == (code, "")
    assert said in " ".join(err.replace("│", " ").split())
    assert not POLISH.search(err)


def test_the_next_command_speaks_polish_again(run, filled):
    assert "Members" in run("list", "--lang", "en")[1]
    assert "Członkowie" in run("list")[1]


def test_a_number_is_written_as_the_language_writes_it(run, filled):
    assert "density\t0.105" in run("measures", HERE, "--lang", "en")[1]
    assert "gęstość\t0,105" in run("measures", HERE)[1]
