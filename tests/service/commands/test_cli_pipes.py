"""Commands in a pipe: ``-`` for files, and plain lines where nobody looks at a terminal."""

import io
import json
import os
import pty
import subprocess
import sys
import zipfile

import pytest

from doors import HERE
from seed import demo_package_path
from servers import KOOPERACJE, environment_of


def send(data, *words, stdin=b""):
    return subprocess.run(
        [KOOPERACJE, *map(str, words)],
        input=stdin,
        capture_output=True,
        check=False,
        env=environment_of(data),
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pipes")
    assert send(folder, "import", demo_package_path()).returncode == 0
    return folder


def test_a_partnership_goes_from_one_store_into_another_through_a_pipe(filled, tmp_path):
    for kind in ("package", "xlsx"):
        sent = send(filled, "export", HERE, "--format", kind, "-o", "-")
        assert (sent.returncode, sent.stderr) == (0, b"")
        assert zipfile.ZipFile(io.BytesIO(sent.stdout)).testzip() is None
        taken = send(tmp_path / kind, "import", "-", "--json", stdin=sent.stdout)
        assert json.loads(taken.stdout)["created"] == 353


def test_pages_reports_and_cases_can_be_sent_through_a_pipe(filled):
    for words in (("view", HERE), ("report", HERE)):
        assert send(filled, *words, "-o", "-").stdout.startswith(b"<!doctype html>")
    assert send(filled, "report", HERE, "-o", "-", "--format", "pdf").stdout.startswith(b"%PDF")
    cases = send(filled, "cases", "export", HERE, "-o", "-")
    assert json.loads(cases.stdout)["partnership"] == HERE
    assert "dane rodzin" in cases.stderr.decode()
    again = send(filled, "cases", "import", HERE, "-", "--json", stdin=cases.stdout)
    assert json.loads(again.stdout)["new"] == 0
    held = send(filled, "family", "export", HERE, "R01", "-o", "-")
    assert json.loads(held.stdout)["family_id"] == "R01"


def test_what_comes_without_a_name_is_not_taken_for_another_partnership(filled):
    table = (demo_package_path() / "institutions.csv").read_bytes()
    refused = send(filled, "import", "-", stdin=table)
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert "w potoku nie ma nazwy pliku" in refused.stderr.decode()


@pytest.mark.parametrize("words", [("backup", "-o", "-"), ("backup-key", "-o", "-"), ("restore", "-")])
def test_copies_need_a_file(filled, words):
    refused = send(filled, *words)
    assert (refused.returncode, refused.stdout) == (1, b"")
    assert "potrzebny jest plik" in refused.stderr.decode()


def test_a_file_that_is_not_there_is_named(filled):
    refused = send(filled, "import", "nie-ma.zip")
    assert (refused.returncode, "nie-ma.zip" in refused.stderr.decode()) == (2, True)


def test_a_table_in_a_pipe_is_lines_with_tabs(filled):
    title, columns, row = send(filled, "list").stdout.decode().splitlines()
    assert title == "Partnerstwa (PZK)"
    assert columns.split("\t")[0] == "Identyfikator"
    assert row.split("\t") == [HERE, "Jarzębin Śląski", "2499011", "38", "27", "10"]
    for words in (("measures", HERE), ("gaps", HERE), ("route", "--gmina", "2499011", "--need", "N04")):
        told = send(filled, *words).stdout.decode()
        assert not set("│┃━─╭") & set(told)
        assert max(map(len, told.splitlines())) > 100  # nothing is broken at the width of a screen


def test_on_a_terminal_tables_have_frames_and_files_are_not_shown(filled):
    def seen(*words):
        main, side = pty.openpty()
        done = subprocess.Popen(
            [KOOPERACJE, *words], stdout=side, stderr=subprocess.STDOUT, env=environment_of(filled)
        )
        os.close(side)
        told = b""
        while part := _read(main):
            told += part
        os.close(main)
        return done.wait(), told.decode()

    code, told = seen("list")
    assert (code, "┃" in told) == (0, True)
    code, told = seen("export", HERE, "-o", "-")
    assert (code, "Pliku nie da się pokazać" in told, "PK" in told) == (1, True, False)


def _read(descriptor):
    try:
        return os.read(descriptor, 65536)
    except OSError:  # the other end is closed
        return b""


def test_a_table_in_a_pipe_needs_no_library_for_screens():
    code = (
        "import sys; from service.commands.output import print_table;"
        "print_table('a', ['b'], [['c']]); assert 'rich.table' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
