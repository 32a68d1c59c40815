"""The command line: every command, its exit codes, one JSON document and nothing else on stdout."""

import json
import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version

import pytest
import typer

from case_journals import RUNNING, WHOLE, document, journal, lead_of, send
from doors import FAR_PACKAGE, HERE, open_doors
from graph.packages import read_package, write_package
from package_samples import PESEL, changed, folder_of
from seed import demo_package_path
from servers import KOOPERACJE, environment_of
from service import cli
from service.access.audit import entries
from service.access.database import AccessDatabase
from service.access.policy import Action
from service.commands.audited import audited_command_of, does, own_runtime
from service.commands.output import shown
from service.runtime import Runtime, today
from service.settings import Settings


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A data folder with the demo partnership."""
    folder = tmp_path_factory.mktemp("cli")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOOPERACJE_DATA", str(folder))
        patch.setattr(sys, "argv", ["kooperacje", "import", str(demo_package_path())])
        with pytest.raises(SystemExit) as left:
            cli.main()
    assert left.value.code == 0
    return folder


@pytest.fixture
def ask(run, filled):
    """Runs a command on the demo partnership that must succeed with one JSON document."""

    def ask_command(*words):
        code, out, err = run(*words, "--json", data=filled)
        assert (code, err) == (0, "")
        assert out.count("\n") == 1
        return json.loads(out)

    return ask_command


def test_import_reports_and_the_second_time_changes_nothing(run, tmp_path):
    code, out, _ = run("import", demo_package_path(), "--json", data=tmp_path)
    first = json.loads(out)
    assert code == 0
    assert first == {
        "partnership": HERE,
        "created": 353,
        "updated": 0,
        "unchanged": 0,
        "retired": 0,
        "warnings": [],
    }
    code, out, _ = run("import", demo_package_path(), "--json")
    assert json.loads(out) == first | {"created": 0, "unchanged": 353}


def test_a_bad_package_leaves_with_two_and_a_line_for_each_problem(run, tmp_path):
    texts = changed("ties", "I01,I02,4", "I01,I77,7") | {
        "families": f"id,teryt,needs\nR1,2499011,{PESEL}\n"
    }
    bad = folder_of(tmp_path / "bad", texts)
    code, out, err = run("import", bad, "--json", data=tmp_path / "data")
    assert (code, out) == (2, "")
    lines = err.splitlines()
    assert any("ties" in one and " 2," in one and "partner_id" in one and "I77" in one for one in lines)
    assert any("ties" in one and "strength" in one and "7" in one for one in lines)
    assert any("families" in one and "needs" in one for one in lines)
    assert PESEL not in err
    code, out, _ = run("list", "--json")
    assert json.loads(out) == []


def test_the_list_of_an_empty_store_is_an_answer(run, tmp_path):
    assert run("list", "--json", data=tmp_path) == (0, "[]\n", "")


@pytest.mark.parametrize("words", [("list",), ("gaps", HERE), ("--help",), ("gaps", "nie-ma-ż")])
def test_a_terminal_without_polish_letters_is_told_all_the_same(filled, words):
    told = subprocess.run(
        [KOOPERACJE, *words],
        env=environment_of(filled, PYTHONIOENCODING="ascii", COLUMNS="200"),
        capture_output=True,
        check=False,
    )
    assert told.returncode == (1 if "nie-ma-ż" in words else 0)
    assert b"Traceback" not in told.stderr
    assert told.stdout.isascii()
    if words == ("list",):
        assert rb"Jarz\u0119bin \u015al\u0105ski" in told.stdout


def test_list(ask):
    assert ask("list") == [
        {
            "id": HERE,
            "name": "Jarzębin Śląski",
            "teryt": "2499011",
            "institutions": 38,
            "members": 27,
            "families": 10,
        }
    ]


def test_measures_and_their_options(ask):
    found = ask("measures", HERE)
    assert (found["nodes"], found["ties"]) == (38, 74)
    assert found["articulation_points"] == ["I01", "I02", "I19", "I22", "I32"]
    members = ask("measures", HERE, "--members-only", "--key-players", "1")
    assert members["nodes"] == 27
    assert members["key_players"]["size"] == 1
    assert ask("measures", HERE, "--layer", "workers")["nodes"] == 80
    assert ask("measures", HERE, "--layer", "cases")["layer"] == "cases"
    assert ask("measures", HERE, "--members-only", "--as-of", "2025-01-01")["nodes"] == 0


def test_gaps_in_both_languages(ask):
    polish, english = ask("gaps", HERE), ask("gaps", HERE, "--lang", "en")
    assert [gap["id"] for gap in polish["gaps"]] == [gap["id"] for gap in english["gaps"]]
    assert polish["gaps"][0]["title"] != english["gaps"][0]["title"]
    assert not any(re.search(r"\bR(0[1-9]|10)\b", json.dumps(one)) for one in (polish, english))


def test_recruit(ask):
    found = ask("recruit", HERE, "--size", "2")
    assert [one["rank"] for one in found["candidates"]] == list(range(1, len(found["candidates"]) + 1))
    assert found["best_set"]["size"] == 2


def test_route_with_repeated_options(ask):
    found = ask(
        *("route", "--gmina", "2499011", "--need", "N04", "--need", "Z1", "--service", "PIE"),
        *("--age", "26-59", "--attends", "I01", "--from", "I02", "--alternatives", "2"),
        *("--avoid", "I33", "--max-wait", "100"),
    )
    assert found["origin"] == "I02"
    assert found["baskets"]
    answered = {need for item in found["baskets"][0]["items"] for need in item["need"]}
    assert answered | {one["need"] for one in found["unmet"]} == {"N04", "Z1", "PIE"}


def test_whatif(ask):
    found = ask("whatif", HERE, "--add", "I13", "--tie", "I01~I13", "--cut", "I01~I02", "--gone", "I38")
    assert found["after"]["nodes"] == found["before"]["nodes"] - 1
    assert found["gaps_closed"]
    assert ask("list")[0]["institutions"] == 38


def test_view_is_one_file_that_asks_for_nothing(run, filled, tmp_path):
    code, _, _ = run("view", HERE, "-o", tmp_path / "siec.html", data=filled)
    page = (tmp_path / "siec.html").read_text()
    assert code == 0
    assert "Jarzębin Śląski" in page
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)


@pytest.mark.parametrize(
    ("kind", "name"), [("package", "folder"), ("package", "p.zip"), ("xlsx", "p.xlsx")]
)
def test_what_is_exported_can_be_imported_without_loss(run, filled, tmp_path, kind, name):
    target = tmp_path / name
    assert run("export", HERE, "-o", target, "--format", kind, data=filled)[0] == 0
    assert run("import", target, "--json", data=tmp_path / "other")[0] == 0
    assert run("export", HERE, "-o", tmp_path / "again", data=tmp_path / "other")[0] == 0
    assert run("export", HERE, "-o", tmp_path / "first", data=filled)[0] == 0
    assert read_package(tmp_path / "again").package == read_package(tmp_path / "first").package


@pytest.mark.parametrize(("kind", "mark"), [("graphml", "<graphml"), ("json", '"nodes"')])
def test_the_network_is_exported(run, filled, tmp_path, kind, mark):
    assert run("export", HERE, "-o", tmp_path / "n", "--format", kind, data=filled)[0] == 0
    assert mark in (tmp_path / "n").read_text()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("measures", "nieznane"), 1),
        (("gaps", "nieznane", "--json"), 1),
        (("export", "nieznane", "-o", "/tmp/never"), 1),
        (("whatif", HERE, "--add", "I99"), 1),
        (("route", "--gmina", "1199011", "--need", "N04"), 1),
        (("route", "--gmina", "2499011", "--need", "N04", "--partnership", "nieznane"), 1),
        (("token", "revoke", "00000000"), 1),
        (("view", HERE, "-o", "/nowhere/at/all.html"), 1),
        (("measures",), 2),
        (("measures", HERE, "--layer", "families"), 2),
        (("measures", HERE, "--key-players", "0"), 2),
        (("gaps", HERE, "--as-of", "2024-13-01"), 2),
        (("import", "/nowhere/at/all"), 2),
        (("route", "--need", "N04"), 2),
        (("route", "--gmina", "2499011"), 2),
        (("route", "--gmina", "24990", "--need", "N04"), 2),
        (("route", "--gmina", "2499011", "--need", "N99"), 2),
        (("route", "--gmina", "2499011", "--need", "N04", "--from", "I99"), 1),
        (("route", "--gmina", "2499011", "--need", "N04", "--avoid", "I99"), 1),
        (("route", "--gmina", "2499011", "--need", "X99"), 2),
        (("whatif", HERE, "--tie", "I01"), 2),
        (("whatif", HERE, "--add", "I01"), 2),
        (("unknown",), 2),
        (("token", "create", "--role", "king", "--territory", "*"), 2),
        (("token", "create", "--role", "animator", "--territory", "249"), 2),
        (("token", "create", "--role", "zzk_member", "--territory", "*"), 2),
    ],
)
def test_exit_codes_and_a_sentence_on_stderr(run, filled, words, code):
    left, out, err = run(*words, data=filled)
    assert left == code
    assert out == ""
    assert err.strip()
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("route", "--gmina", "24990", "--need", "N04"),
            "zapytanie, kolumna gmina: jest „24990”; oczekiwano: kod TERC gminy, 7 albo 6 cyfr "
            "(4 dla miasta na prawach powiatu)",
        ),
        (
            ("route", "--gmina", "2499011", "--need", "N99"),
            "zapytanie, kolumna needs[0]: jest „N99”; oczekiwano: kod potrzeby",
        ),
        (
            ("whatif", HERE, "--add", "I01"),
            "zmiana, kolumna add: jest „I01”; oczekiwano: instytucja, która nie jest członkiem PZK",
        ),
        (
            ("route", "--gmina", "2499011", "--need", "N04", "--partnership", "Jan Kowalski"),
            "W bazie nie ma partnerstwa o identyfikatorze: …",
        ),
    ],
)
def test_what_was_expected_is_told_in_polish(run, filled, words, line):
    assert run(*words, data=filled)[2].strip() == line


def test_several_partnerships_of_one_gmina_have_to_be_told_apart(run, tmp_path):
    for id in ("a", "b"):
        package = replace(FAR_PACKAGE, partnership=replace(FAR_PACKAGE.partnership, id=id))
        write_package(package, tmp_path / id)
        assert run("import", tmp_path / id, data=tmp_path / "data")[0] == 0
    code, _, err = run("route", "--gmina", "1099011", "--service", "SOC")
    assert code == 2
    assert "a, b" in err
    assert run("route", "--gmina", "1099011", "--service", "SOC", "--partnership", "b")[0] == 0


def test_a_warning_is_told(run, tmp_path):
    texts = changed("families", "N09|E1", "N09|N07")
    code, out, _ = run("import", folder_of(tmp_path / "p", texts), "--json", data=tmp_path / "data")
    assert code == 0
    assert any("N07" in one for one in json.loads(out)["warnings"])


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("measures", HERE),
        ("gaps", HERE),
        ("recruit", HERE),
        ("route", "--gmina", "2499011", "--need", "N04", "--need", "N07"),
        ("whatif", HERE, "--remove", "I29"),
    ],
)
def test_people_get_polish_text(run, filled, words):
    code, out, err = run(*words, data=filled)
    assert (code, err) == (0, "")
    assert re.search("[ąćęłńóśźż]", out)
    assert "None" not in out
    assert not re.search(r"\bR(0[1-9]|10)\b", out)


def test_a_misspelt_variable_stops_every_command(run, filled, monkeypatch):
    monkeypatch.setenv("KOOPERACJE_STROE", "x")
    code, out, err = run("list", "--json", data=filled)
    assert (code, out) == (2, "")
    assert "KOOPERACJE_STORE" in err


def test_neo4j_without_a_password_is_refused(run, monkeypatch, tmp_path):
    monkeypatch.setenv("KOOPERACJE_STORE", "neo4j://127.0.0.1:1")
    code, _, err = run("list", data=tmp_path)
    assert code == 2
    assert "KOOPERACJE_NEO4J_PASSWORD" in err
    monkeypatch.setenv("KOOPERACJE_NEO4J_PASSWORD", "x")
    code, _, err = run("list")
    assert code == 1
    assert "nie odpowiada" in err


def test_tokens_are_made_listed_and_revoked(run, tmp_path):
    code, out, _ = run(
        *("token", "create", "--role", "animator", "--role", "api_client", "--territory", "2499"),
        *("--name", "MOPS", "--days", "7", "--json"),
        data=tmp_path,
    )
    made = json.loads(out)
    assert code == 0
    assert made["token"].startswith("koop_")
    (listed,) = json.loads(run("token", "list", "--json")[1])
    assert (listed["id"], listed["name"], listed["roles"]) == (
        made["id"],
        "MOPS",
        ["animator", "api_client"],
    )
    assert (listed["territory"], listed["revoked_at"]) == (["2499"], None)
    assert run("token", "revoke", made["id"])[0] == 0
    assert json.loads(run("token", "list", "--json")[1])[0]["revoked_at"]
    _, out, _ = run("token", "create", "--role", "moderator", "--territory", "*")
    assert out.strip().startswith("koop_")
    assert out.count("\n") == 1
    code, out, _ = run("token", "create", "--role", "moderator", "--territory", "*", "--link", "--json")
    link = json.loads(out)
    assert "/wejscie/" in link["link"]
    listed = {one["id"]: one for one in json.loads(run("token", "list", "--json")[1])}
    assert (listed[link["id"]]["kind"], listed[link["id"]]["revoked_at"]) == ("link", None)
    assert "Odwołano link" in run("token", "revoke", link["id"])[1]
    listed = {one["id"]: one for one in json.loads(run("token", "list", "--json")[1])}
    assert listed[link["id"]]["revoked_at"]
    assert link["id"] in run("token", "list")[1]
    with lines_of(tmp_path) as lines:
        told = [(one.action, one.subject, one.through) for one in lines]
    assert ("token.revoke", made["id"], "command line") in told
    assert ("link.create", f"{link['id']} moderator", "command line") in told
    assert ("link.revoke", link["id"], "command line") in told


def commands_of(group, *before):
    """Every command under a group, as it is typed."""
    for name, one in group.commands.items():
        if hasattr(one, "commands"):
            yield from commands_of(one, *before, name)
        else:
            yield " ".join((*before, name)), one


def undeclared(app):
    """The commands of an application that neither name an action nor say why they need none."""
    return {
        name
        for name, command in commands_of(typer.main.get_command(app))
        if not (deed := audited_command_of(command.callback))
        or deed.name != name
        or (deed.action is None) != bool(deed.exempt)
    }


def test_every_command_declares_what_it_does():
    names = {name for name, _ in commands_of(typer.main.get_command(cli.app))}
    assert {"export", "family erase", "cases import", "token list", "serve"} <= names
    assert undeclared(cli.app) == set()
    exempt = {name for name, one in commands_of(typer.main.get_command(cli.app)) if not noted(one)}
    assert exempt == {
        *("route", "check", "serve", "demo", "generate", "survey status"),
        *("token create", "token list", "token revoke"),
        *("access begin", "backup-key"),
    }


def noted(command):
    return audited_command_of(command.callback).noted


def test_a_command_that_declares_nothing_is_found_and_gets_no_store(tmp_path, monkeypatch):
    monkeypatch.setenv("KOOPERACJE_DATA", str(tmp_path))
    app = typer.Typer()

    @app.command("peek")
    def peek():
        with own_runtime() as runtime:
            runtime.library.partnerships(today())

    @app.command("look")
    @does("look", Action.READ_CASES)
    def look():
        return None

    assert undeclared(app) == {"peek"}
    with pytest.raises(LookupError, match="declares"):
        app(["peek"], standalone_mode=False)
    assert list(tmp_path.iterdir()) == []


@contextmanager
def lines_of(folder):
    """The trail of a data folder, oldest first."""
    database = AccessDatabase(folder / "access.sqlite")
    yield list(reversed(entries(database, limit=-1)))
    database.close()


@pytest.mark.parametrize(
    ("words", "action", "subject"),
    [
        (("list",), "cases.read", "*"),
        (("measures", HERE, "--layer", "cases"), "cases.read", HERE),
        (("measures", HERE, "--layer", "workers"), "cases.read", HERE),
        (("gaps", HERE), "cases.read", HERE),
        (("recruit", HERE), "cases.read", HERE),
        (("whatif", HERE, "--remove", "I29"), "cases.read", HERE),
        (("family", "list", HERE), "cases.read", HERE),
        (("view", HERE, "-o", "{}/siec.html"), "package.export", HERE),
        (("report", HERE, "-o", "{}/raport.xlsx"), "package.export", HERE),
        (("export", HERE, "-o", "{}/package.zip"), "package.export", HERE),
        (("cases", "export", HERE, "-o", "{}/cases.json"), "package.export", HERE),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_what_reads_cases_or_hands_out_leaves_one_line(run, filled, tmp_path, words, action, subject):
    with lines_of(filled) as before:
        pass
    words = [word.format(tmp_path) for word in words]
    assert run("--purpose", "kontrola 3/2026", *words, data=filled)[0] == 0
    with lines_of(filled) as lines:
        (line,) = lines[len(before) :]
    command = " ".join(word for word in words[:2] if word not in {HERE, "-o"} and "-" not in word)
    assert (line.action, line.subject, line.outcome) == (action, subject, "allowed")
    assert (line.who, line.roles, line.through) == ("owner", "administrator|case_lead", "command line")
    assert line.purpose == f"{command}: kontrola 3/2026"
    assert line.at


def test_finding_a_route_concerns_nobodys_case_and_leaves_none(run, filled):
    with lines_of(filled) as before:
        pass
    assert run("route", "--gmina", "2499011", "--need", "N04", data=filled)[0] == 0
    with lines_of(filled) as lines:
        assert lines == before


def test_writing_leaves_a_line_before_and_the_outcome_after(run, tmp_path):
    assert run("import", demo_package_path(), data=tmp_path)[0] == 0
    assert run("backup", "-o", tmp_path / "all.zip", data=tmp_path)[0] == 0
    assert run("rebuild", data=tmp_path)[0] == 0
    assert run("family", "erase", HERE, "R01", "R02", "--yes", data=tmp_path)[0] == 0
    code, out, err = run("family", "erase", HERE, "R77", "--yes", data=tmp_path)
    assert (code, "R77" in out + err) == (1, False)
    assert run("family", "erase", "Jan Kowalski", "R03", "--yes", data=tmp_path)[0] == 1
    with lines_of(tmp_path) as lines:
        pass
    assert [(one.action, one.subject, one.purpose, one.outcome) for one in lines] == [
        ("package.import", HERE, "import", "begun"),
        ("cases.write", HERE, "import", "allowed"),
        ("package.import", HERE, "import", "done"),
        ("backup.write", "*", "backup", "begun"),
        ("backup.write", "*", "backup", "done"),
        ("store.rebuild", "*", "rebuild", "begun"),
        ("store.rebuild", "*", "rebuild", "done"),
        ("family.erase", HERE, "family erase: 2", "begun"),
        ("family.erase", HERE, "family erase: 2", "done"),
        ("family.erase", HERE, "family erase: 1", "begun"),
        ("family.erase", HERE, "family erase: 1", "failed"),
        ("family.erase", "", "family erase: 1", "failed"),
    ]
    assert not re.search(r"\bR\d\d\b|Kowalski", repr(lines))


def test_a_rebuild_that_fails_leaves_its_trace(run, tmp_path):
    assert run("rebuild", data=tmp_path)[0] == 1
    with lines_of(tmp_path) as lines:
        pass
    assert [(one.action, one.outcome) for one in lines] == [
        ("store.rebuild", "begun"),
        ("store.rebuild", "failed"),
    ]


def test_restoring_keeps_both_trails(run, tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    assert run("import", demo_package_path(), data=one)[0] == 0
    assert run("backup", "-o", tmp_path / "all.zip", data=one)[0] == 0
    assert run("list", data=two)[0] == 0
    assert run("restore", tmp_path / "all.zip", data=two)[0] == 0
    with lines_of(two) as lines:
        pass
    assert [(one.action, one.outcome) for one in lines] == [
        *(("package.import", "begun"), ("cases.write", "allowed"), ("package.import", "done")),
        *(("backup.write", "begun"), ("cases.read", "allowed")),
        *(("backup.restore", "begun"), ("backup.restore", "done")),
    ]
    assert run("restore", tmp_path / "all.zip", data=two)[0] == 1
    with lines_of(two) as lines:
        assert lines[-1].outcome == "failed"


@pytest.mark.parametrize("text", [f"dla {PESEL}", "sprawa Jana Kowalskiego", "anna.nowicka@ops.example"])
def test_what_is_written_into_the_trail_names_no_person(run, filled, text):
    """Neither a PESEL nor a given name with a surname; it is not repeated either."""
    new = ("token", "create", "--role", "animator", "--territory", "24")
    with lines_of(filled) as before:
        pass
    for words in (
        ("--purpose", text, "list"),
        (*new, "--purpose", text),
        (*new, "--name", text),
        (*new, "--link", "--name", text),
    ):
        code, out, err = run(*words, data=filled)
        assert (code, out) == (2, "")
        assert "bez numeru PESEL" in err
        assert text not in err
    with lines_of(filled) as lines:
        assert lines == before
    patron = ("--name", "SP im. Jana Pawła II, Jarzębin Śląski", "--purpose", "kontrola 3/2026")
    assert run(*new, *patron, data=filled)[0] == 0


def test_links_begin_with_the_address_that_others_see(run, tmp_path, monkeypatch):
    new = ("token", "create", "--role", "moderator", "--territory", "*", "--link", "--json")
    for given in ("https://pzk.example.pl", "https://pzk.example.pl/"):
        monkeypatch.setenv("KOOPERACJE_PUBLIC_URL", given)
        link = json.loads(run(*new, data=tmp_path)[1])["link"]
        assert link.startswith("https://pzk.example.pl/wejscie/")
    for wrong in (
        *("http://pzk.example.pl", "pzk.example.pl", "https://pzk.example.pl/strony"),
        *("https://x@pzk.example.pl", "https://", "https://pzk.example.pl?a=b", "ftp://127.0.0.1"),
    ):
        monkeypatch.setenv("KOOPERACJE_PUBLIC_URL", wrong)
        code, _, err = run(*new, data=tmp_path)
        assert (code, "KOOPERACJE_PUBLIC_URL" in err) == (2, True), wrong


def test_the_commands_take_cases_out_and_in_and_retire_them(run, tmp_path, demo_package):
    with open_doors(tmp_path / "one", demo_package) as doors:
        client = lead_of(doors)
        over, running = "B-OVER", "B-RUNNING"
        send(client, document((over, journal(WHOLE, 300)), (running, journal(RUNNING))))
    file, one, two = tmp_path / "cases.json", tmp_path / "one", tmp_path / "two"
    assert run("cases", "export", HERE, "-o", file, data=one)[0] == 0
    with open_doors(two, demo_package):
        pass
    code, out, _ = run("cases", "import", HERE, file, "--json", data=two)
    assert (code, json.loads(out)["new"]) == (0, 2)
    assert "Bez zmian" in run("cases", "import", HERE, file, data=two)[1]
    code, out, _ = run("family", "list", HERE, "--json", data=two)
    assert [one["family_id"] for one in json.loads(out)] == sorted([over, running])
    assert "kontrakt socjalny" in run("family", "list", HERE, data=two)[1]
    held = tmp_path / "family.json"
    assert run("family", "export", HERE, running, "-o", held, data=two)[0] == 0
    assert json.loads(held.read_bytes())["family_id"] == running
    code, out, err = run("family", "export", HERE, "R-unknown", "-o", held, data=two)
    assert (code, "R-unknown" in out + err) == (1, False)
    assert json.loads(run("family", "retire", "--yes", "--json", data=two)[1]) == []
    code, out, _ = run("family", "retire", "--days", "1", "--yes", "--json", data=two)
    assert json.loads(out) == [{"partnership": HERE, "erased": 1}]
    assert [
        one["family_id"] for one in json.loads(run("family", "list", HERE, "--json", data=two)[1])
    ] == [running]
    faulty = tmp_path / "faulty.json"
    faulty.write_text(file.read_text().replace('"in_person"', f'"{PESEL}"').replace("I01", "I99"))
    code, out, err = run("cases", "import", HERE, faulty, data=tmp_path / "one")
    assert (code, out) == (2, "")
    assert "cases[0].steps[" in err
    assert PESEL not in err
    assert run("cases", "import", "nowhere", file, data=two)[0] == 1
    with Runtime(Settings(data=two)).access.reading() as connection:
        lines = connection.execute("SELECT action, subject, purpose FROM audit").fetchall()
    assert {tuple(line) for line in lines} == {
        ("cases.write", HERE, "cases import"),
        ("cases.write", "", "cases import"),
        ("family.retire", "*", "family retire"),
        ("cases.read", HERE, "family list"),
        ("cases.read", HERE, "family export"),
        ("package.export", HERE, "family export"),
        ("cases.read", "", "family export"),
        ("family.retire", HERE, "1"),
        ("family.retire", "*", "1"),
    }


def test_serving_others_without_protection_is_refused(run, tmp_path):
    code, _, err = run("serve", "--host", "0.0.0.0", "--port", "0", data=tmp_path)
    assert code == 2
    assert "TLS" in err


def test_a_taken_address_is_told(run, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = run("serve", "--port", port, data=tmp_path)
    assert code == 1
    assert str(port) in err


def test_the_version_is_that_of_the_package():
    done = subprocess.run([KOOPERACJE, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"kooperacje {version('kooperacje-3d-network')}\n"


def test_a_shell_completes_commands():
    completing = {
        "_KOOPERACJE_COMPLETE": "complete_bash",
        "COMP_CWORD": "1",
        "COMP_WORDS": "kooperacje re",
    }
    done = subprocess.run(
        [KOOPERACJE], capture_output=True, text=True, check=True, env=os.environ | completing
    )
    assert {"report", "recruit", "remove"} <= set(done.stdout.split())


def test_help_names_every_command_and_starts_fast():
    done = subprocess.run([KOOPERACJE, "--help"], capture_output=True, text=True, check=True)
    for name in (
        "import",
        "list",
        "measures",
        "gaps",
        "recruit",
        "route",
        "whatif",
        "view",
        "export",
        "serve",
    ):
        assert name in done.stdout
    code = "import sys, service.cli; print(sorted({'numpy', 'fastapi', 'pydantic'} & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_cells_are_written_the_polish_way():
    assert [shown(one) for one in (1.0, 0.1234, True, None, [])] == ["1", "0,123", "tak", "–", "–"]
