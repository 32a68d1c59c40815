"""A reading can be corrected: the answer of a dry run, changed and sent back, decides."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doors import open_doors
from graph.errors import InvalidRequest
from graph.packages import read_package_bytes
from graph.packages.choices import choices_of
from graph.packages.strengths import AS_WRITTEN
from package_samples import folder_of, problems_of, zip_of
from service.answers.documents import understood_document

IMPORT = "/api/v1/partnerships/import"
LIST = "Kto;Opis placówki;Rodzaj wsparcia\nKlub Łąka;klub;DK\nSzkoła nr 1;szkoła;SP\n"
CHOICE = {
    "understood": [
        {
            "sheet": "stary wykaz.csv",
            "table": "institutions",
            "columns": {"Kto": "name", "Rodzaj wsparcia": "type_code"},
            "unused": ["Opis placówki"],
        }
    ],
    "guessed": [
        {"table": "institutions", "row": 2, "field": "type_code", "source": "Klub Łąka", "value": "DK"}
    ],
}


def _document(reading):
    """What a dry run tells, as it comes back over any door."""
    told = {
        "understood": [understood_document(one) for one in reading.understood],
        "guessed": [
            {"field": one.field, "source": one.source, "value": one.value} for one in reading.guessed
        ],
    }
    return json.loads(json.dumps(told))


def test_headers_that_nobody_understands_are_what_somebody_says_in_a_file_of_any_name():
    assert problems_of(read_package_bytes, LIST.encode(), "nowy.csv")
    reading = read_package_bytes(LIST.encode(), "nowy.csv", AS_WRITTEN, choices_of(CHOICE))
    assert [(one.name, one.type_code) for one in reading.package.institutions] == [
        ("Klub Łąka", "DK"),
        ("Szkoła nr 1", "SP"),
    ]
    assert reading.understood[0].columns == {"Kto": "name", "Rodzaj wsparcia": "type_code"}
    assert reading.understood[0].unused == ("Opis placówki",)


def test_a_kind_that_was_chosen_is_a_fact_and_no_guess():
    data = "Instytucja\nKlub Łąka\nInstytut\n".encode()
    plain = read_package_bytes(data, "x.csv")
    assert ("type_code", "INN") in {(one.field, one.value) for one in plain.guessed}
    told = _document(plain)
    for one in told["guessed"]:
        if one["source"] == "Instytut" and one["field"] == "type_code":
            one["value"] = "PPP"
    reading = read_package_bytes(data, "x.csv", AS_WRITTEN, choices_of(told))
    assert reading.package.institutions[1].type_code == "PPP"
    assert not [one for one in reading.guessed if one.field == "type_code"]
    assert reading.made_ids == plain.made_ids


def test_one_of_two_lists_is_chosen_and_the_other_left_out():
    data = zip_of({"gmina A": "nazwa\nMOPS\n", "gmina B": "nazwa\nSP 1\n"})
    assert "jeden plik z tą tabelą" in problems_of(read_package_bytes, data, "x.zip")[0].expected_pl
    choice = [
        {"sheet": "gmina A.csv", "table": None},
        {"sheet": "gmina B.csv", "table": "institutions", "columns": {"nazwa": "name"}},
    ]
    reading = read_package_bytes(data, "x.zip", AS_WRITTEN, choices_of({"understood": choice}))
    assert [one.name for one in reading.package.institutions] == ["SP 1"]
    assert 'file "gmina A.csv" is no table of a package and was ignored' in reading.warnings


def test_what_a_choice_names_must_be_there():
    choice = {"understood": [{"sheet": "x.csv", "table": "institutions", "columns": {"Nie ma": "name"}}]}
    problems = problems_of(read_package_bytes, b"nazwa\nMOPS\n", "x.csv", AS_WRITTEN, choices_of(choice))
    assert 'a header "Nie ma"' in problems[0].expected


_FILES = (
    {"instytucje": "Lp.;Nazwa placówki;Telefon;NIP;Kod\n1;GOPS;1;2;44-999\n2;Świetlica;;;\n"},
    {"ties": ";MOPS;PCPR;Suma\nMOPS;;4;4\nPCPR;3;;3\n"},
    {"instytucje": "nazwa\nA\nB\n", "wiezi": "od,do,siła,uwagi\nA,B,4,x\n", "notatki": "a,b\n"},
)


@given(st.sampled_from(_FILES))
def test_choices_that_change_nothing_change_nothing(texts):
    data = zip_of(texts)
    plain = read_package_bytes(data, "x.zip")
    again = read_package_bytes(data, "x.zip", AS_WRITTEN, choices_of(_document(plain)))
    assert again.package == plain.package
    assert again.understood == plain.understood


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"understood": {}},
        {"understood": [{"table": "institutions"}]},
        {"understood": [{"sheet": "x", "table": "gminy"}]},
        {"understood": [{"sheet": "x", "table": "ties", "columns": {"a": "name"}}]},
        {"understood": [{"sheet": "x", "table": "ties", "columns": []}]},
        {"guessed": [{"field": "type_code", "source": "x", "value": "QQ"}]},
    ],
)
def test_choices_that_are_none_are_refused(document):
    with pytest.raises(InvalidRequest):
        choices_of(document)


def test_choices_go_with_a_file_by_command_line(run, tmp_path):
    folder = folder_of(tmp_path / "wykaz", {"lista": LIST})
    file = tmp_path / "wybor.json"
    file.write_text(json.dumps(CHOICE))
    assert run("import", folder, data=tmp_path / "data")[0] == 2
    code, out, _ = run("import", folder, "--choices", file, "--json", data=tmp_path / "data")
    assert (code, json.loads(out)["created"]) == (0, 3)
    file.write_text("nic")
    assert run("import", folder, "--choices", file)[0] == 2
    assert run("import", folder, "--choices", tmp_path / "brak.json")[0] == 2


def test_choices_go_with_a_file_over_http(tmp_path):
    with open_doors(tmp_path) as doors:
        headers = doors.headers("case_lead")

        def sent(choices, **query):
            files = {"file": ("nowy.csv", LIST.encode(), "text/csv")}
            return doors.client.post(
                IMPORT, files=files, data={"choices": choices}, headers=headers, params=query
            )

        assert sent("{}").status_code == 422
        assert sent("nic").status_code == 422
        told = sent(json.dumps(CHOICE), dry_run="true").json()
        assert told["created"] == 3
        # What a dry run tells is what may be sent.
        assert sent(json.dumps(told)).json()["created"] == 3
