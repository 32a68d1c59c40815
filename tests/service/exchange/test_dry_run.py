"""An import that is only tried: what was understood, what would change, and nothing written."""

import json

import pytest

from doors import open_doors, text_of
from graph.model import Institution, Package, Partnership, Service
from graph.stores import import_package, load_package, open_store
from graph.stores.reading import read_state
from package_samples import folder_of, zip_of
from readers import Reader
from service.access.policy import Role

IMPORT = "/api/v1/partnerships/import"
HELD = Package(
    Partnership("olszyna", "Olszyna", "2499032"),
    (
        Institution("olszyna-gops", "GOPS", "OPS"),
        Institution("olszyna-swietlica-bajka", "Świetlica „Bajka”", "PWD"),
        Institution("olszyna-zlobek", "Żłobek", "ZLOB"),
    ),
    services=(Service("S1", "olszyna-zlobek", "SOC"),),
)
#: A list from an office: one institution is renamed nowhere, one is new, two are no longer there.
LIST = {
    "partnership": "id,name,teryt\nolszyna,Olszyna,2499032\n",
    "institutions": "Lp.,nazwa placówki,telefon,NIP\n1,GOPS,32 555 01 01,5\n2,SP nr 1,,6\n",
}


def told_rightly(told):
    assert told["dry_run"] is True
    assert (told["partnership"], told["created"], told["updated"], told["retired"]) == (
        "olszyna",
        1,
        1,
        3,
    )
    (sheet,) = [one for one in told["understood"] if one["table"] == "institutions"]
    assert sheet["columns"] == {"nazwa placówki": "name", "telefon": "phone"}
    assert "NIP" in sheet["unused"]
    assert {
        "table": "institutions",
        "row": 3,
        "field": "type_code",
        "value": "SP",
        "source": "SP nr 1",
    } in (told["guessed"])
    assert ("id", "olszyna-sp-nr-1") in {(one["field"], one["value"]) for one in told["guessed"]}
    assert told["institutions"]["created"] == [{"id": "olszyna-sp-nr-1", "name": "SP nr 1"}]
    assert [one["id"] for one in told["institutions"]["retired"]] == [
        "olszyna-swietlica-bajka",
        "olszyna-zlobek",
    ]
    assert told["changes"]["services"] == {"created": 0, "updated": 0, "unchanged": 0, "retired": 1}
    first, second = told["warnings"][:2]
    assert first == (
        "institutions retired (2), as the package does not have them: Świetlica „Bajka”; Żłobek"
    )
    assert second == "also retired – services: 1"


def test_over_http_it_tells_everything_and_writes_nothing(tmp_path):
    with open_doors(tmp_path, HELD) as doors:
        before = read_state(doors.runtime.store)
        headers = doors.headers(Role.CASE_LEAD)
        answer = doors.client.post(
            IMPORT, content=zip_of(LIST), headers=headers, params={"dry_run": "true"}
        )
        assert answer.status_code == 200, answer.text
        told_rightly(answer.json())
        assert read_state(doors.runtime.store) == before
        assert load_package(doors.runtime.store, "olszyna") == HELD
        # What it tells is what the import then does.
        done = doors.client.post(IMPORT, content=zip_of(LIST), headers=headers).json()
        same = ("created", "updated", "unchanged", "retired", "warnings")
        assert {name: done[name] for name in same} == {name: answer.json()[name] for name in same}
        # Who may not import learns nothing of what there is.
        refused = doors.client.post(
            *(IMPORT,),
            content=zip_of(LIST),
            headers=doors.headers(Role.ANIMATOR, territory=("10",)),
            params={"dry_run": "true"},
        )
        assert refused.status_code == 403


def test_on_the_command_line_too(run, tmp_path):
    data = tmp_path / "data"
    store = open_store("", data=data)
    import_package(store, HELD)
    before = read_state(store)
    store.close()
    folder = folder_of(tmp_path / "lista", LIST)
    code, out, _ = run("import", folder, "--dry-run", "--json", data=data)
    assert code == 0
    told_rightly(json.loads(out))
    code, out, _ = run("import", folder, "--dry-run", data=data)
    assert code == 0
    assert "nazwa placówki → name" in out
    assert "NIP – nie użyto" in out
    assert "Odgadnięto: institutions, wiersz 3, type_code: SP („SP nr 1”)" in out
    assert "Niczego nie zapisano" in out
    assert "Świetlica „Bajka”; Żłobek" in out
    store = open_store("", data=data)
    assert read_state(store) == before
    assert load_package(store, "olszyna") == HELD
    store.close()


def test_problems_are_told_as_those_of_an_import(run, tmp_path):
    bad = LIST | {"institutions": "nazwa,typ,teryt\nGOPS,OPS,x\n"}
    folder = folder_of(tmp_path / "lista", bad)
    code, out, err = run("import", folder, "--dry-run", "--json", data=tmp_path / "data")
    assert code == 2
    assert "teryt" in (out + err)


def test_the_page_shows_the_same_before_anything_is_saved(tmp_path):
    with open_doors(tmp_path, HELD) as doors:
        reader = Reader(doors)
        place = reader.upload(zip_of(LIST)).headers["location"]
        words = text_of(reader.get(place))
        assert "z partnerstwa znikają instytucje (2)" in words
        assert "Świetlica „Bajka”; Żłobek" in words
        assert "nazwa placówki → nazwa" in words
        assert "olszyna-sp-nr-1" in words
        assert load_package(doors.runtime.store, "olszyna") == HELD


TIES = {
    "partnership": LIST["partnership"],
    "institutions": "id,nazwa,typ\nA,GOPS,OPS\nB,SP,SP\nC,POZ,POZ\n",
    "ties": "reporter_id,partner_id,strength\nA,B,1\nB,A,7\nA,C,10\n",
}


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_page_takes_a_scale_for_the_file_that_was_refused_without_it(tmp_path, lang):
    with open_doors(tmp_path) as doors:
        reader = Reader(doors)
        page = reader.upload(zip_of(TIES))
        assert page.status_code == 422
        assert "--scale" in page.text
        token = page.text.split('name="token" value="')[1].split('"')[0]
        wrong = reader.post(f"/wczytaj?lang={lang}", "/wczytaj", token=token, skala="10 do 1")
        assert wrong.status_code == 422
        assert 'aria-invalid="true"' in wrong.text
        assert 'value="10 do 1"' in wrong.text
        token = wrong.text.split('name="token" value="')[1].split('"')[0]
        place = reader.post("/wczytaj", token=token, skala="1-10").headers["location"]
        assert reader.post(place).status_code == 303
        held = load_package(doors.runtime.store, "olszyna")
        assert sorted(one.strength for one in held.ties) == [1, 4, 5]


def test_a_name_written_anew_is_asked_about_before_the_old_one_is_retired(tmp_path):
    with open_doors(tmp_path, HELD) as doors:
        headers = doors.headers(Role.CASE_LEAD)

        def told(name):
            texts = LIST | {"institutions": f"nazwa\nGOPS\n{name}\nŻłobek\n"}
            query = {"dry_run": "true"}
            return doors.client.post(IMPORT, content=zip_of(texts), headers=headers, params=query).json()

        # Another spelling makes the same id, another order of words another one.
        assert told("Swietlica „Bajka”")["institutions"]["retired"] == []
        answer = told("Bajka Świetlica")
        assert [one["id"] for one in answer["institutions"]["retired"]] == ["olszyna-swietlica-bajka"]
        assert "give it the id olszyna-swietlica-bajka" in answer["warnings"][1]
