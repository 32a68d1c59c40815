"""What people are told of a file they send: everything found, whatever door it came through."""

import html
import json

import pytest

from doors import FAR_PACKAGE, HERE, open_doors, text_of
from package_samples import TEXTS, folder_of, zip_of
from readers import Reader

IMPORT = "/api/v1/partnerships/import"
#: One bad cell in many rows, one replaced report, an unused column and an unused file.
BAD = {
    "institutions": "id,name,type_code,NIP\n" + "".join(f"I{n},Szkoła {n},QQ,1\n" for n in range(30)),
    "ties": "reporter_id,partner_id,strength\nI1,I2,5\nI1,I2,2\n",
    "notatki": "a,b\n1,2\n",
}
DANGER = "a later row replaces an earlier one of the same sides, date and wave (strength 5 → 2)"


@pytest.fixture(scope="module")
def doors(tmp_path_factory):
    with open_doors(tmp_path_factory.mktemp("told"), FAR_PACKAGE) as opened:
        yield opened


def _sent(doors, data, **query):
    headers = doors.headers("case_lead") | {"Content-Type": "application/zip"}
    return doors.client.post(IMPORT, content=data, headers=headers, params=query)


def test_a_refusal_over_http_has_every_warning_and_what_was_found(doors):
    answer = _sent(doors, zip_of(BAD))
    assert answer.status_code == 422
    body = answer.json()
    (problem,) = body["errors"]
    assert (problem["column"], problem["value"], problem["count"]) == ("type_code", "QQ", 30)
    assert problem["rows"][:3] == [2, 3, 4]
    assert body["warnings"] == [
        f"ties, row 3: {DANGER}",
        'institutions: column "NIP" was not used',
        'file "notatki.csv" is no table of a package and was ignored',
    ]
    assert len(body["warnings_pl"]) == 3
    found = {one["sheet"]: (one["table"], one["columns"], one["unused"]) for one in body["understood"]}
    assert found["institutions.csv"] == (
        "institutions",
        {"id": "id", "name": "name", "type_code": "type_code"},
        ["NIP"],
    )
    assert found["notatki.csv"] == (None, {}, [])


def test_a_refusal_on_the_command_line_has_them_too(run, tmp_path):
    code, out, err = run("import", folder_of(tmp_path / "p", BAD), data=tmp_path / "data")
    lines = err.splitlines()
    assert (code, out) == (2, "")
    assert len([one for one in lines if "type_code" in one and "oczekiwano" in one]) == 1
    assert "wiersze 2, 3, 4, 5, 6 i dalsze (25)" in lines[0]
    warnings = [one for one in lines if one.startswith("Uwaga: ")]
    assert warnings[0].startswith("Uwaga: więzi, wiersz 3")
    assert any("NIP" in one for one in lines)
    assert any("notatki.csv" in one for one in lines)
    assert "Odczytano: „ties.csv” jako ties (kolumny: reporter_id, partner_id, strength)" in lines


def test_a_refusal_on_the_page_has_them_too(doors):
    page = html.unescape(text_of(Reader(doors).upload(zip_of(BAD))))
    assert page.count("QQ") == 1
    assert "notatki.csv" in page
    assert "NIP" in page
    assert "2, 3, 4, 5, 6 i 25 dalszych" in page


def test_no_warning_is_cut_off_and_dangerous_ones_come_first(doors):
    columns = ",".join(f"dodatkowa{n}" for n in range(80))
    texts = TEXTS | {
        "institutions": f"id,name,type_code,{columns}\nI01,MOPS,OPS\nI02,Szkoła,SP\nI03,Poradnia,PPP\n",
        "ties": TEXTS["ties"] + "I01,I02,2,adhoc,W1,2026-05-01,T0\n",
    }
    report = _sent(doors, zip_of(texts), name="cut").json()
    assert len(report["warnings"]) == 81
    assert "replaces an earlier one" in report["warnings"][0]
    reader = Reader(doors)
    place = reader.upload(zip_of(texts), "cut2.zip").headers["location"]
    page = html.unescape(text_of(reader.get(place)))
    assert all(f"dodatkowa{n}" in page for n in range(80))
    assert page.index("zastępuje wcześniejszy") < page.index("dodatkowa0")


def test_what_was_guessed_is_shown_before_it_is_saved(doors):
    reader = Reader(doors)
    texts = {"instytucje": "Lp.;Nazwa placówki;Telefon\n1;Noclegownia „Przystań”;32 234 00 05\n"}
    place = reader.upload(zip_of(texts), "Brzezina.zip").headers["location"]
    page = html.unescape(text_of(reader.get(place)))
    assert "SCHR – schronisko, noclegownia, ogrzewalnia" in page
    assert "Brzezina-noclegownia-przystan" in page
    assert "Nazwa placówki → nazwa" in page


def test_warnings_of_an_import_are_json(run, tmp_path):
    texts = TEXTS | {"notatki": "a,b\n"}
    code, out, _ = run("import", folder_of(tmp_path / HERE, texts), "--json", data=tmp_path / "data")
    assert code == 0
    assert json.loads(out)["warnings"] == ['file "notatki.csv" is no table of a package and was ignored']


SQUARE = ";MOPS;PCPR;Szkoła\nMOPS;;0;1\nPCPR;1;;0\nSzkoła;;1;\n"


def test_the_option_that_a_refusal_names_is_there_and_says_what_numbers_mean(run, tmp_path):
    path = tmp_path / "siec.csv"
    path.write_text(SQUARE, encoding="utf-8")
    code, _, err = run("import", path, data=tmp_path / "data")
    assert code == 2
    assert "--strength" in err
    code, out, _ = run("import", path, "--strength", "3", "--json", data=tmp_path / "data")
    assert code == 0
    assert json.loads(out)["partnership"] == "siec"
    code, out, _ = run("measures", "siec", "--json")
    assert json.loads(out)["ties"] == 3
    assert run("import", path, "--scale", "5-1")[0] == 2
    assert run("import", path, "--strength", "6")[0] == 2


def test_the_same_options_go_with_a_file_over_http(doors):
    assert _sent(doors, zip_of({"ties": SQUARE}), name="siec").status_code == 422
    answer = _sent(doors, zip_of({"ties": SQUARE}), name="siec", scale="1-2")
    assert answer.status_code == 200
    assert _sent(doors, zip_of({"ties": SQUARE}), scale="x").status_code == 422
    assert _sent(doors, zip_of({"ties": SQUARE}), strength=9).status_code == 422
