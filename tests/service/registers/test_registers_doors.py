"""Registers by API and by command line: who may, what is told and written, and what can be undone."""

import json

import pytest

from doors import open_doors
from graph.model import Institution, Package, Partnership, Service
from graph.stores import import_package, load_package, open_store, territory_names
from graph.stores.reading import read_state
from register_samples import NFZ, rspo, school, table, terc, wait
from service.access.audit import entries
from service.access.policy import Grant, Role

API = "/api/v1/registers"
LIPOWO = Package(
    Partnership("lipowo", "PZK Lipowo", "2498011"),
    (
        Institution("I1", "Szkoła nr 1", "SP", rspo="1", phone="1"),
        Institution("I2", "Poradnia Sowa", "PZP", teryt="2498011"),
    ),
    services=(Service("S1", "I2", "PSY", wait_days=75),),
)
DEBNO = Package(
    Partnership("debno", "PZK Dębno", "2498023"),
    (Institution("I1", "Szkoła nr 1", "SP", rspo="1", phone="1"),),
)
FILE = rspo(
    school("1", "Szkoła nr 1", Telefon="2"),
    school("2", "Szkoła nr 2"),
    school("3", "Szkoła nr 3", **{"Kod terytorialny gmina": "2498023"}),
)


@pytest.fixture
def doors(tmp_path):
    with open_doors(tmp_path, LIPOWO, DEBNO) as opened:
        yield opened


def post(doors, kind, data, *roles, headers=(), territory=("*",), status=200, **params):
    sent = doors.headers(*roles, territory=territory) | dict(headers)
    answer = doors.client.post(f"{API}/{kind}", content=data, headers=sent, params=params)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_new_ones_come_once_known_facts_stay_until_they_are_taken(doors):
    store = doors.runtime.store
    before = read_state(store)
    tried = post(doors, "rspo", FILE, Role.ADMINISTRATOR, dry_run="true")
    assert read_state(store) == before
    told = post(doors, "rspo", FILE, Role.ADMINISTRATOR)
    assert {**told, "dry_run": True} == tried
    assert (told["created"], told["kept"], told["updated"]) == (2, 1, 0)
    (difference,) = told["differences"]
    assert (difference["old"], difference["new"], difference["written"]) == ("1", "2", False)
    assert {one["id"]: one["partnerships"] for one in told["candidates"]} == {
        "rspo-2": ["lipowo"],
        "rspo-3": ["debno"],
    }
    assert [one.id for one in load_package(store, "debno").institutions] == ["I1", "rspo-3"]
    # The line of the trail names each partnership that changed.
    lines = entries(doors.runtime.access, before=None, limit=9)
    changed = {one.subject for one in lines if one.action == "registers.import"}
    assert {"lipowo", "debno"} <= changed
    after = read_state(store)
    again = post(doors, "rspo", FILE, Role.ADMINISTRATOR)
    assert (again["created"], again["partnerships"]) == (0, [])
    assert read_state(store) == after
    assert post(doors, "rspo", FILE, Role.CASE_LEAD, update="true")["updated"] == 1
    for partnership in ("lipowo", "debno"):
        assert load_package(store, partnership).institutions[0].phone == "2"
    # What an import of a register did can be undone as any other.
    assert len(store.archive.versions("debno")) > 1


def test_beyond_one_s_territory_nothing_changes(doors):
    store = doors.runtime.store
    here = {"territory": ("2498011",)}
    told = post(doors, "rspo", FILE, Role.ANIMATOR, **here)
    assert (told["created"], told["outside"], told["partnerships"]) == (1, 1, ["lipowo"])
    assert load_package(store, "debno") == DEBNO
    # Facts of an institution that others hold too are theirs as well.
    before = read_state(store)
    away = {"territory": ("2498023",)}
    foreign = rspo(school("1", "Szkoła nr 1", Telefon="9", **{"Kod terytorialny gmina": "2498023"}))
    refused = post(doors, "rspo", foreign, Role.ANIMATOR, update="true", status=403, **away)
    assert [one["value"] for one in refused["errors"]] == ["I1"]
    assert read_state(store) == before
    names = post(doors, "terc", terc(), Role.ANIMATOR, **away)
    assert (names["created"] + names["updated"], names["outside"], names["repeated"]) == (3, 3, 2)
    assert territory_names(store)["249802"] == "Dębno"
    assert territory_names(store).get("249801") != "Lipowo"
    for role in (Role.MODERATOR, Role.PZK_MEMBER, Role.ROPS_ADVISOR, Role.API_CLIENT):
        post(doors, "rspo", FILE, role, status=403)


def test_a_faulty_file_changes_nothing_and_a_key_acts_once(doors):
    store = doors.runtime.store
    before = read_state(store)
    bad = rspo(school("2", "Szkoła nr 2"), school("x", "Szkoła nr 3"))
    problems = post(doors, "rspo", bad, Role.CASE_LEAD, status=422)["errors"]
    assert [(one["row"], one["column"]) for one in problems] == [(3, "Numer RSPO")]
    post(doors, "rejestr", FILE, Role.CASE_LEAD, status=422)
    assert read_state(store) == before
    headers = doors.headers(Role.CASE_LEAD) | {"Idempotency-Key": "k"}
    first = post(doors, "rspo", FILE, headers=headers)
    assert post(doors, "rspo", FILE, headers=headers) == first
    post(doors, "rspo", bad.replace(b'"x"', b'"9"'), headers=headers, status=422)


def test_on_the_command_line_in_both_languages(run, tmp_path):
    data = tmp_path / "data"
    store = open_store(data=data)
    import_package(store, LIPOWO)
    store.close()
    files = {"rspo": FILE, "terc": terc(), "bad": rspo(school("x", "Szkoła"))}
    waits = table(
        NFZ,
        wait("PORADNIA ZDROWIA PSYCHICZNEGO", "Poradnia Sowa", "2026-10-15"),
        wait("PORADNIA SKÓRNA", "Nikt", "2026-10-15"),
    )
    files["nfz"] = waits.encode()
    paths = {name: tmp_path / f"{name}.csv" for name in files}
    for name, text in files.items():
        paths[name].write_bytes(text)

    def call(kind, name, *options):
        return run("registers", "import", kind, paths[name], *options, data=data)

    code, out, _ = call("rspo", "rspo", "--dry-run")
    assert code == 0
    assert "Niczego nie zapisano. Wczytanie rejestru RSPO zmieniłoby:" in out
    assert "Nowa na mapie: Szkoła nr 2 (szkoła podstawowa). Partnerstwa: lipowo." in out
    assert "Szkoła nr 1 – telefon: 1 → 2" in out
    assert "1 instytucja z pliku jest poza obszarem partnerstw." in out
    code, out, _ = call("rspo", "rspo", "--update", "--lang", "en")
    assert code == 0
    assert "New on the map: Szkoła nr 2 (primary school). Partnerships: lipowo." in out
    assert "Szkoła nr 1 – phone: 1 → 2" in out
    code, out, err = call("rspo", "bad", "--json")
    assert (code, out) == (2, "")
    assert "wiersz 2, kolumna Numer RSPO: jest „x”; oczekiwano: numer RSPO: same cyfry" in err
    assert run("registers", "import", "nic", paths["rspo"], data=data)[0] == 2
    code, out, _ = call("terc", "terc", "--json")
    told = json.loads(out)
    assert (code, told["created"] + told["updated"]) == (0, 6)
    code, out, _ = call("nfz", "nfz")
    assert code == 0
    assert "Poradnia Sowa, PORADNIA ZDROWIA PSYCHICZNEGO – dni oczekiwania: 75 → 14 dni" in out
    assert "Świadczeniodawcy spoza map partnerstw (wiersze: 1): Nikt: PORADNIA SKÓRNA" in out
    code, out, _ = call("nfz", "nfz", "--json")
    told = json.loads(out)
    assert (code, told["updated"], told["unchanged"]) == (0, 0, 1)
    store = open_store(data=data)
    assert load_package(store, "lipowo").services[0].wait_days == 14
    store.close()


def test_who_brings_in_registers_sees_no_number_that_would_move_with_them():
    both = Grant("x", frozenset({Role.ROPS_ADVISOR, Role.ADMINISTRATOR}), ("*",))
    assert both.visibility.cases == "totals"
    assert Grant("x", frozenset({Role.ROPS_ADVISOR}), ("*",)).visibility.cases == "counts"
