"""The verdict on a change: families and contact weigh before gaps, and silence is no improvement."""

import pytest

from graph.gaps import find_gaps
from graph.gaps.silence import could_be_found
from graph.snapshot import snapshot_of
from graph.whatif import Change, what_if
from service.access.policy import Visibility
from service.answers import analyses
from service.runtime import Runtime
from service.settings import Settings
from small_partnerships import AS_OF, about, family, gaps_of, inst, leader, outsider, service, snap, ties

ANIMATOR = Visibility("counts", "bands", workers=True)


@pytest.fixture(scope="module")
def demo(demo_package):
    return snapshot_of(demo_package, AS_OF)


def verdict(snapshot, lang="pl", **change):
    found = what_if(snapshot, Change.parse(**change), lang)["verdict"]
    assert found["sentence"].count(". ") == 0
    assert found["sentence"].endswith(".")
    return found["code"], found["sentence"]


# --- nobody leads


def test_members_without_a_leader_are_a_gap():
    here = snap(inst("A", "SP"), inst("B", "PCPR", "strategic_partner"), families=(family("R"),))
    (gap,) = gaps_of(here, "no_leader")
    assert (gap.id, gap.institutions, gap.families) == ("no_leader:proba", ("A", "B"), 1)
    assert gap.severity >= 0.6
    assert gap.evidence["strategic_partners"] == ["B"]
    assert about(snap(leader(), inst("A")), "no_leader") == []
    assert about(snap(outsider("A")), "no_leader") == []


def test_a_leader_who_has_left_leads_no_more():
    here = snap(leader(left_on=AS_OF), inst("A", "SP"))
    assert about(here, "no_leader") == ["A"]


# --- worked examples on the demo


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"add": ["I13"], "tie": ["I13~I02", "I13~I16"]},
        {"tie": ["I02~I19", "I02~I06", "I02~I17", "I09~I32"]},
    ],
)
@pytest.mark.parametrize("way", ["remove", "gone"])
def test_losing_the_leader_is_never_better(demo, way, more):
    code, sentence = verdict(demo, **{way: ["I01"], **more})
    assert code in {"worse", "mixed"}
    assert "nikt nie prowadzi partnerstwa" in sentence
    assert "o kontaktach z liderem nie da się wtedy ustalić, a to nie poprawa" in sentence


def test_the_leader_gone_cuts_off_whom_it_held(demo):
    code, sentence = verdict(demo, gone=["I01"])
    assert code == "worse"
    assert "5 instytucji traci łączność z siecią (Dzienny Dom Senior+; Żłobek Miejski; " in sentence
    assert "rodziny tracą odpowiedź na potrzebę" in sentence


def test_school_5_with_ties_to_leader_and_clinic_is_better(demo):
    code, sentence = verdict(demo, add=["I13"], tie=["I13~I01", "I13~I16"])
    assert code == "better"
    assert sentence.startswith("Lepiej: ")
    assert verdict(demo, "en", add=["I13"], tie=["I13~I01", "I13~I16"])[1].startswith("Better: ")


@pytest.mark.parametrize(
    "change",
    [{"remove": ["I30"]}, {"gone": ["I30"]}, {"gone": ["I06"]}, {"cut": ["I01~I24"]}],
)
def test_what_only_takes_away_is_never_better(demo, change):
    code, sentence = verdict(demo, **change)
    assert code in {"unclear", "worse"}
    assert "tylko dlatego, że czegoś ubywa, a to nie poprawa" in sentence


def test_a_lost_bridge_is_worse_though_four_gaps_go_with_it(demo):
    found = what_if(demo, Change.parse(cut=["I01~I19"]))
    assert len(found["gaps_closed"]) > len(found["gaps_opened"])
    assert found["verdict"]["code"] == "worse"


# --- worked examples by hand


def test_an_addition_that_only_adds_gaps_is_worse():
    here = snap(
        leader(),
        inst("P", "PCPR"),
        outsider("X", "PCPR"),
        ties=ties("L-P"),
    )
    found = what_if(here, Change(add=("X",)))
    assert found["gaps_closed"] == []
    assert {gap["kind"] for gap in found["gaps_opened"]} == {"paper_member"}
    assert verdict(here, add=["X"]) == ("worse", "Gorzej: powstaje 1 luka.")


def test_a_family_that_loses_its_answer_weighs_more_than_many_gaps_that_close():
    here = snap(
        leader(),
        inst("A", "OTU"),
        outsider("B", "SP"),
        services=(service("S", "A", "UZ", access="application"),),
        families=(
            family("R1", "N13", "L"),
            *(family(f"R{n}", "N01", "L", "B") for n in range(2, 5)),
        ),
        ties=ties("L-A A-B"),
    )
    change = {"add": ["B"], "tie": ["L~B"]}
    assert what_if(here, Change.parse(**change, cut=["L~A"]))["families_harmed"] == 0  # through B
    code, sentence = verdict(here, **change, cut=["L~A", "A~B"])
    assert code == "worse"
    assert "1 rodzina traci odpowiedź na potrzebę" in sentence
    assert "1 instytucja traci łączność z siecią (Nazwa A)" in sentence
    assert "znikają 3 luki" in sentence


def test_one_helped_and_one_harmed_is_mixed():
    here = snap(
        leader(),
        inst("A", "OTU"),
        inst("B", "PPP"),
        services=(
            service("S", "A", "UZ", access="application"),
            service("T", "B", "PPS", access="application"),
        ),
        families=(family("R1", "N13", "L"), family("R2", "N09", "L")),
        ties=ties("L-A"),
    )
    code, sentence = verdict(here, tie=["L~B"], cut=["L~A"])
    assert code == "mixed"
    assert sentence.startswith("Częściowo lepiej, częściowo gorzej: ")
    assert "zyskuje łączność" in sentence
    assert "traci łączność" in sentence


def test_nothing_that_happens_is_unclear(demo):
    code, sentence = verdict(demo)
    assert (code, sentence) == (
        "unclear",
        "Bez wyraźnej zmiany: nie widać ani poprawy, ani pogorszenia.",
    )


def test_without_any_answer_nothing_is_better():
    here = snap(leader(), outsider("A", "PCPR"), asked=False)
    code, sentence = verdict(here, add=["A"], tie=["L~A"])
    assert code == "unclear"
    assert "nie ma ani jednej odpowiedzi, kto z kim pracuje" in sentence
    found = what_if(here, Change(add=("A",), tie=(("A", "L"),)))
    assert found["no_data"] is found["before"]["no_data"] is found["after"]["no_data"] is True
    assert found["after"]["density"] is None
    assert verdict(here, gone=["L"])[0] in {"unclear", "worse"}


def test_without_a_leader_before_and_after_the_rest_is_still_weighed():
    here = snap(inst("P", "PCPR"), outsider("X", "PCPR"), outsider("Y"), ties=ties("P-X"))
    assert verdict(here, add=["Y"]) == ("worse", "Gorzej: powstaje 1 luka.")
    assert not any(
        could_be_found("paper_area", (), {}, one) for one in (here, here.replace(institutions={}))
    )


def test_gaps_that_fall_silent_are_neither_closed_nor_opened(demo):
    found = what_if(demo, Change.parse(remove=["I01"]))
    old = {gap.id for gap in find_gaps(demo)}
    closed, opened = ({gap["id"] for gap in found[f"gaps_{name}"]} for name in ("closed", "opened"))
    silent = {gap["id"]: gap["found"] for gap in found["gaps_not_compared"]}
    assert "no_leader:jarzebin-slaski" in opened
    assert "paper_area:kultura_sport" in silent
    assert silent["cut_vertex:I01"] == "after"
    assert not {gap["kind"] for gap in found["gaps_closed"]} & {"paper_area", "unused_service"}
    assert closed <= old
    assert not (closed & opened)
    assert not (closed & silent.keys())
    assert not (opened & silent.keys())


# --- what a role may not see is not weighed


def test_a_verdict_without_families_says_so(demo, tmp_path):
    runtime = Runtime(Settings(data=tmp_path))
    for lang, note in (("pl", "nie są tej roli pokazywane"), ("en", "not shown to this role")):
        found = analyses.what_if_document(runtime, demo, ANIMATOR, Change.parse(gone=["I01"]), lang)
        assert note in found["verdict"]["sentence"]
        assert "rodzin traci" not in found["verdict"]["sentence"]
    for name in ("families_helped", "families_harmed", "families_joined", "routes", "member_answers"):
        assert found[name] is None


def test_a_verdict_without_families_is_the_same_whatever_the_families(demo, tmp_path):
    runtime = Runtime(Settings(data=tmp_path))
    other = demo.replace(families={}, teams={})
    for change in ({"gone": ["I19"]}, {"add": ["I13"], "tie": ["I13~I01"]}, {"remove": ["I01"]}):
        one, two = (
            analyses.what_if_document(runtime, each, ANIMATOR, Change.parse(**change))
            for each in (demo, other)
        )
        assert one == two
