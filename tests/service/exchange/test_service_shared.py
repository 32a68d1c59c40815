"""An institution on several maps: an import of one partnership does not rewrite another's partners."""

from dataclasses import replace

import pytest

from doors import FAR_PACKAGE, HERE, open_doors, zip_of
from graph.model import Institution, Package, Partnership, Service, Worker

HOME = Package(
    Partnership(HERE, "Jarzębin", teryt="2499011"),
    (
        Institution("I01", "MOPS", "OPS", teryt="2499011", membership="leader", phone="32 555 01 01"),
        Institution("I02", "PCPR", "PCPR", membership="member", teryt="2499", phone="32 555 01 02"),
    ),
    workers=(Worker("W1", "I01", "pracownik socjalny"),),
    services=(Service("S1", "I01", "SOC", wait_days=3),),
)
CENTRE, FAMILIES = (replace(one, membership=None) for one in HOME.institutions)


@pytest.fixture(scope="module")
def doors(tmp_path_factory):
    with open_doors(tmp_path_factory.mktemp("shared"), HOME, FAR_PACKAGE) as opened:
        yield opened


def sent(doors, *institutions, territory="10", teryt="1099011", services=(), workers=(), **said):
    """The answer to an import of the other partnership with these on its map, too."""
    own = replace(FAR_PACKAGE.institutions[0], id=f"OPS-{teryt}")
    package = replace(FAR_PACKAGE, institutions=(own, *institutions), services=services, workers=workers)
    headers = doors.headers("animator", territory=(territory,)) | {"Content-Type": "application/zip"}
    place = {"id": f"pzk-{teryt}", "teryt": teryt}
    address = "/api/v1/partnerships/import"
    return doors.client.post(address, content=zip_of(package, **place), headers=headers, params=said)


@pytest.mark.parametrize(
    "changed",
    [
        {"institutions": [replace(CENTRE, phone="900 000 000")]},
        {"institutions": [replace(CENTRE, type_code="NGO")]},
        {"institutions": [CENTRE], "services": [replace(HOME.services[0], status="closed")]},
        {"institutions": [CENTRE], "services": [Service("S1", "I01", "SOC")]},
        {"institutions": [CENTRE], "workers": (Worker("W1", "I01", "psycholog"),)},
        {"institutions": [replace(FAMILIES, phone="900 000 000")]},
    ],
)
def test_an_import_changes_nobody_s_partners_in_another_territory(doors, changed):
    before = doors.runtime.library.package(HERE)
    institution = changed["institutions"][0].id
    answer = sent(doors, *changed.pop("institutions"), **changed)
    assert answer.status_code == 403
    assert [(one["table"], one["value"]) for one in answer.json()["errors"]] == [
        ("institutions", institution)
    ]
    assert doors.runtime.library.package(HERE) == before


def test_an_id_of_another_institution_is_refused_with_both_names_and_no_partnership_out_of_reach(doors):
    before = doors.runtime.library.package(HERE)
    answer = sent(doors, replace(CENTRE, name="Inny"))
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:kooperacje:ids-taken")
    told, ways_out = answer.json()["errors"]
    for text in (told["expected"], told["expected_pl"]):
        assert "„Inny” (249901)" in text
        assert "„MOPS” (249901)" in text
        assert HERE not in text
    assert "overwrite_shared" in ways_out["expected"]
    assert "prefix" in ways_out["expected"]
    whole = sent(doors, replace(CENTRE, name="Inny"), territory="*")
    assert f"Jarzębin ({HERE})" in whole.json()["errors"][0]["expected"]
    # To say that it is the same reaches no further than the territory.
    said = sent(doors, replace(CENTRE, name="Inny"), overwrite_shared="true")
    assert said.status_code == 403
    assert doors.runtime.library.package(HERE) == before


def test_an_institution_of_another_territory_may_be_named_as_it_is(doors):
    bare = Institution("I01", "MOPS", "OPS", teryt="2499011")
    known_there = {"services": [Service("S9", "I01", "SOC")], "workers": (Worker("W9", "I01", "x"),)}
    assert sent(doors, CENTRE, services=HOME.services, workers=HOME.workers).status_code == 200
    assert sent(doors, bare).status_code == 200
    assert sent(doors, bare, **known_there).status_code == 200
    assert doors.runtime.library.package(HERE) == HOME


def test_a_gmina_may_change_what_it_knows_of_its_powiat_s_institution_but_not_of_a_neighbour_s(doors):
    near = {"territory": "2499022", "teryt": "2499022"}
    assert sent(doors, replace(CENTRE, phone="32 555 99 99"), **near).status_code == 403
    assert sent(doors, replace(FAMILIES, phone="32 555 99 99"), **near).status_code == 200
    told = {one.id: one.phone for one in doors.runtime.library.package(HERE).institutions}
    assert told == {"I01": "32 555 01 01", "I02": "32 555 99 99"}


def test_whoever_reaches_every_holder_changes_what_they_share(doors):
    assert sent(doors, replace(CENTRE, phone="32 555 77 77"), territory="*").status_code == 200
    assert doors.runtime.library.package(HERE).institutions[0].phone == "32 555 77 77"


def test_whoever_reaches_every_holder_may_say_that_it_is_the_same(doors):
    other = replace(CENTRE, name="Nowa nazwa")
    assert sent(doors, other, territory="*", overwrite_shared="true").status_code == 200
    assert doors.runtime.library.package(HERE).institutions[0].name == "Nowa nazwa"
    assert sent(doors, other, territory="*").status_code == 200
