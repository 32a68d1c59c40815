"""The reader's own check of a gap: recomputed by plain rules, within the rights of the role."""

import re
from urllib.parse import quote

import pytest

from doors import open_doors
from graph.gaps.gap import KINDS
from graph.gaps.proof import RECOMPUTED, proof_of
from small_partnerships import gaps_of, inst, leader, snap, ties


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("proof"), demo_package) as opened:
        yield opened


API = "/api/v1/partnerships/jarzebin-slaski"
PAGE = "/partnerstwa/jarzebin-slaski/luki/sprawdz"


def test_every_kind_says_what_is_recomputed():
    assert set(RECOMPUTED) >= set(KINDS)


def test_a_gap_that_the_data_do_not_bear_out_is_called_so():
    people = [leader("A"), *map(inst, "BCDEF")]
    here = snap(*people, ties=ties("A-B B-C C-A D-E E-F F-D C-D"))
    mended = snap(*people, ties=ties("A-B B-C C-A D-E E-F F-D C-D A-F"))
    (gap,) = gaps_of(here, "bridge")
    assert proof_of(gap, here) == (
        True,
        "Przeliczono na nowo z danych: kto z kim ma łączność bez tego połączenia. "
        "Wynik: luka jest w danych.",
    )
    holds, said = proof_of(gap, mended)
    assert not holds
    assert "dane nie potwierdzają tej luki" in said


@pytest.mark.parametrize("role", ["case_lead", "animator", "rops_advisor", "pzk_member"])
def test_each_role_can_check_what_it_is_shown_and_nothing_else(doors, role):
    shown = [gap["id"] for gap in doors.get(f"{API}/gaps", role).json()["gaps"]]
    one_of_each_kind = {gap.partition(":")[0]: gap for gap in shown}
    for id in one_of_each_kind.values():
        answer = doors.get(f"{API}/gaps/{quote(id, safe='')}/proof", role).json()
        assert (answer["gap"], answer["holds"]) == (id, True)
    everything = [gap["id"] for gap in doors.get(f"{API}/gaps", "case_lead").json()["gaps"]]
    hidden = next((id for id in everything if id not in shown), "bridge:I01~I02")
    assert doors.get(f"{API}/gaps/{quote(hidden, safe='')}/proof", role).status_code == 404


def test_the_page_leads_to_the_check_of_each_gap(doors):
    listed = doors.get("/partnerstwa/jarzebin-slaski/luki", "case_lead").text
    address = re.search(r'href="([^"]*sprawdz\?luka=bridge[^"]*)"', listed)[1]
    page = doors.get(address, "case_lead").text
    assert "Przeliczono na nowo z danych: kto z kim ma łączność bez tego połączenia." in page
    assert "Szpital Powiatowy" in page
    gone = doors.get(f"{PAGE}?luka=bridge:I01~I02", "case_lead")
    assert gone.status_code == 200
    assert "Tej luki nie ma już w danych" in gone.text
