"""What an answer shows to whom: single cases, small numbers, ratings of ties, ids of workers."""

import re
from dataclasses import replace
from datetime import date

import pytest

from doors import HERE, open_doors, text_of
from graph.gaps import CASE_KINDS
from graph.snapshot import snapshot_of
from graph.whatif import Change
from service.access.policy import FULL_VISIBILITY, Grant, Role, Visibility
from service.answers import analyses

PATH = f"/api/v1/partnerships/{HERE}"
#: Roles that read the network without reading cases.
OTHERS = ("animator", "moderator", "rops_advisor", "pzk_member")
FEW = "mniej niż 5"


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("visibility"), demo_package) as opened:
        yield opened


def gaps(doors, *roles, **scope):
    return doors.get(f"{PATH}/gaps", *roles, **scope).json()


def numbers_of_families(value):
    """Every number that an answer gives for families."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key.startswith("families") and isinstance(one, int | float):
                yield one
            else:
                yield from numbers_of_families(one)
    elif isinstance(value, list):
        for one in value:
            yield from numbers_of_families(one)


def test_case_leads_see_every_gap(doors):
    found = gaps(doors, "case_lead")
    assert "withheld" not in found
    assert {"one_level_team", "uncoordinated_case", "unmet_need"} <= {
        gap["kind"] for gap in found["gaps"]
    }


@pytest.mark.parametrize("role", OTHERS)
def test_others_see_no_case_and_only_who_writes_no_ties_about_how_many(doors, role):
    whole, found = gaps(doors, "case_lead"), gaps(doors, role)
    kinds = {gap["kind"] for gap in found["gaps"]}
    assert not kinds & {"one_level_team", "uncoordinated_case", "missing_tie"}
    assert kinds & {"bridge", "overcentralised", "paper_member"}
    assert set(found["withheld"]) == set(CASE_KINDS)
    if role != "rops_advisor":
        assert set(found["withheld"].values()) == {None}
        return
    exact = sum(gap["kind"] == "missing_tie" for gap in whole["gaps"])
    around = {exact // 5 * 5, -(-exact // 5) * 5}
    assert found["withheld"]["missing_tie"] in {f"około {number}" for number in around}
    assert found["withheld"]["uncoordinated_case"] == FEW
    english = doors.get(f"{PATH}/gaps?lang=en", role).json()["withheld"]
    assert english["uncoordinated_case"] == "fewer than 5"
    assert english["missing_tie"].startswith("about ")


@pytest.mark.parametrize("role", OTHERS)
def test_no_number_of_families_stands_beside_an_institution(doors, role):
    whole, shown = gaps(doors, "case_lead"), gaps(doors, role)
    assert [gap for gap in whole["gaps"] if gap["kind"] == "single_contact" and gap["families"] >= 5]
    assert not [gap for gap in shown["gaps"] if gap["institutions"] and gap["families"] is not None]
    demand = {row.need for row in doors.runtime.library.package(HERE).demand}
    assert {need for gap in shown["gaps"] for need in gap["needs"]} <= demand
    page = f"/partnerstwa/{HERE}/instytucje/I01"
    assert "Rodziny, z którymi pracuje" in doors.get(page, "case_lead").text
    assert "Rodziny, z którymi pracuje" not in doors.get(page, role).text


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("question", ["", "/gaps", "/recruitment"])
def test_no_small_number_of_families_reaches_others(doors, role, question):
    shown = doors.get(PATH + question, role).json()
    if question == "/recruitment":
        assert shown.pop("weights")["families"]  # a setting, not a count
    assert not [number for number in numbers_of_families(shown) if 0 < number < 5]


@pytest.mark.parametrize("role", ["case_lead", *OTHERS, "api_client"])
def test_no_answer_names_a_family(doors, role):
    for question in ("", "/measures", "/gaps", "/recruitment", "/view"):
        text = doors.get(PATH + question, role).text
        assert not re.search(r"\bR(0[1-9]|10)\b", text), question


@pytest.mark.parametrize("cases", ["counts", "none"])
def test_what_is_advised_does_not_tell_others_who_shares_a_family(doors, cases):
    snapshot = doors.runtime.library.snapshot(HERE, date(2026, 6, 30))
    apart = snapshot.replace(families={}, teams={})

    def repairs(visibility):
        documents = (analyses.gaps_document(doors.runtime, one, visibility) for one in (snapshot, apart))
        one, other = ({row["id"]: row for row in document["gaps"]} for document in documents)
        return [
            tuple((row["repair"], row["advice"]) for row in (one[id], other[id]))
            for id in sorted(one.keys() & other.keys())
        ]

    assert any(known != unknown for known, unknown in repairs(FULL_VISIBILITY))
    found = repairs(Visibility(cases, "bands", workers=True, institution="I13"))
    assert any(known[0] for known, _ in found)
    assert all(known == unknown for known, unknown in found)


@pytest.mark.parametrize("institution", ["I13", "I08", None])
def test_a_seat_in_a_task_team_opens_no_gap_of_a_case(doors, institution):
    cases = {gap["id"] for gap in gaps(doors, "case_lead")["gaps"] if gap["kind"] in CASE_KINDS}
    cases -= {gap["id"] for gap in gaps(doors, "animator")["gaps"]}
    assert cases
    own = gaps(doors, "zzk_member", institution=institution)
    assert not {gap["id"] for gap in own["gaps"]} & cases
    assert own["withheld"] == gaps(doors, "animator")["withheld"]


def test_recruitment_without_cases_ranks_by_the_network_alone(doors):
    lead = doors.get(f"{PATH}/recruitment", "case_lead").json()
    animator = doors.get(f"{PATH}/recruitment", "animator").json()
    assert any(one["gains"]["families"] for one in lead["candidates"])
    # Not known is not none.
    assert {one["gains"]["families"] for one in animator["candidates"]} == {None}
    assert {one["counts"]["families"] for one in animator["candidates"]} == {None}
    assert animator["best_set"]["gains"]["families"] is animator["divided_by"]["families"] is None
    assert animator["divided_by"]["family_needs"] is None
    assert animator["divided_by"]["demand"] > 0
    page = text_of(doors.get(f"/partnerstwa/{HERE}/zaproszenia", "animator"))
    assert "Rodziny, z którymi pracuje: nie wiadomo (sprawy rodzin widzą tylko prowadzący" in page
    assert {one["id"] for one in animator["candidates"]} == {one["id"] for one in lead["candidates"]}


def test_both_ratings_of_a_tie_are_for_case_leads_only(doors):
    def tie(*roles):
        found = [gap for gap in gaps(doors, *roles)["gaps"] if gap["id"] == "asymmetric_tie:I01~I24"]
        return found[0]

    assert tie("case_lead")["evidence"]["strengths"] == {"I01": 4, "I24": 1}
    for role in OTHERS:
        shown = tie(role)
        assert "strengths" not in shown["evidence"]
        assert "difference" not in shown["evidence"]
        assert shown["explanation"]
        assert not re.search(r"– [1-5]\b", shown["explanation"])
    # The severity would tell how far the ratings are apart.
    assert tie("animator")["severity"] < tie("case_lead")["severity"]


def test_no_change_tried_out_tells_others_how_far_ratings_are_apart(doors):
    package = doors.runtime.library.package(HERE)
    rated = {("I01", "I24"): 3}  # 4 as it is given, against 1 of the other side: a weak tie as before

    def report(one):
        return replace(one, strength=rated.get((one.reporter_id, one.partner_id), one.strength))

    nearer = replace(package, ties=tuple(map(report, package.ties)))
    day = date(2026, 6, 30)
    snapshots = [snapshot_of(one, day) for one in (package, nearer)]

    def documents(visibility, change):
        return [analyses.what_if_document(doors.runtime, one, visibility, change) for one in snapshots]

    bands = Visibility("none", "bands", workers=True)
    for change in (Change(cut=(("I01", "I24"),)), Change(gone=("I01",)), Change(gone=("I24",))):
        far, near = documents(bands, change)
        assert {"asymmetric_tie:I01~I24", "formal_but_weak:I01~I24"} <= {
            gap["id"] for gap in far["gaps_closed"]
        }
        assert far == near
        far, near = documents(FULL_VISIBILITY, change)
        assert far != near


@pytest.mark.parametrize("role", OTHERS)
def test_others_see_no_strength_of_a_tie(doors, role):
    def tie(role):
        return next(gap for gap in gaps(doors, role)["gaps"] if gap["id"] == "formal_but_weak:I01~I24")

    assert tie("case_lead")["evidence"]["strength"] == 2.5
    assert "strength" not in tie(role)["evidence"]
    assert "2,5" not in tie(role)["explanation"]
    for one in doors.get(f"{PATH}/recruitment", role).json()["candidates"]:
        known = one["introducer"]
        assert known is None or known["cost"] is None
        for step in known["steps"] if known else ():
            assert step["strength"] is None
            assert step["strength_band"] in {"strong", "medium", "weak"}


def test_the_sides_of_a_tie_see_its_mean_and_their_own_rating(doors):
    page = f"/partnerstwa/{HERE}/instytucje/I24"

    def row(role, institution=None):
        text = doors.get(page, role, institution=institution).text
        (found,) = [one for one in text.split("<tr")[1:] if "/instytucje/I01" in one and "<td" in one][
            :1
        ]
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", "<" + found))

    assert "2,5 (ta instytucja: 1, partner: 4)" in row("case_lead")
    assert "2,5 (Państwa ocena: 4)" in row("animator", "I01")
    assert "2,5 (Państwa ocena: 1)" in row("pzk_member", "I24")
    for role in OTHERS:
        assert "2,5" not in row(role)
        assert "słaba" in row(role, "I13")


def test_advisers_of_the_region_see_workers_by_role_only(doors):
    def about_workers(*roles):
        return [gap for gap in gaps(doors, *roles)["gaps"] if gap["kind"] == "overloaded_worker"]

    assert about_workers("animator")[0]["workers"] == ["W0103"]
    shown = about_workers("rops_advisor")
    assert shown[0]["evidence"]["role"] == "asystent rodziny"
    # The third of the institution's staff, wherever the gap is in the list.
    assert shown[0]["id"] == "overloaded_worker:I01/3"
    assert not re.search(r"W\d{4}", doors.get(f"{PATH}/gaps", "rops_advisor").text)
    assert len({gap["id"] for gap in gaps(doors, "rops_advisor")["gaps"]}) == len(
        gaps(doors, "rops_advisor")["gaps"]
    )


def test_workers_who_meet_over_a_case_only_are_not_shown_together(doors):
    def contacts(role):
        return doors.get(f"{PATH}/measures?layer=workers", role).json()["ties"]

    assert contacts("animator") < contacts("case_lead")


def test_the_view_tells_a_member_no_strength(doors):
    lead = doors.get(f"{PATH}/view", "case_lead").text
    member = doors.get(f"{PATH}/view", "pzk_member").text
    assert re.search(r'"strength":\[?\d', lead) or re.search(r'"strength":[^n]', lead)
    assert "uncoordinated_case" in lead
    assert "uncoordinated_case" not in member


def test_other_systems_get_bands_instead_of_strengths_and_costs(doors):
    question = {"gmina": "2499011", "needs": ["N04", "Z1"]}
    whole = doors.client.post("/api/v1/routes", json=question, headers=doors.headers("case_lead")).json()
    shown = doors.client.post(
        "/api/v1/routes", json=question, headers=doors.headers("api_client")
    ).json()
    assert [b["rank"] for b in shown["baskets"]] == [b["rank"] for b in whole["baskets"]]
    for basket, exact in zip(shown["baskets"], whole["baskets"], strict=True):
        assert basket["cost"] is None
        assert exact["cost"] > 0
        assert [item["service_id"] for item in basket["items"]] == [
            item["service_id"] for item in exact["items"]
        ]
        for item in basket["items"]:
            assert item["explanation"]
            assert all(step["strength"] is None and step["strength_band"] for step in item["steps"])


def test_the_number_of_families_is_told_from_five_up(doors):
    def families(role):
        return doors.get(PATH, role).json()["families"]

    assert families("case_lead") == families("animator") == families("rops_advisor") == 10
    assert families("api_client") is None
    assert families("moderator") is None
    assert families("pzk_member") is None


def test_the_widest_of_several_roles_counts():
    both = Grant("x", frozenset({Role.API_CLIENT, Role.CASE_LEAD}), ("*",))
    assert both.visibility.cases == "all"
    assert replace(both, roles=frozenset({Role.ZZK_MEMBER})).visibility.cases == "none"
    assert (
        replace(both, roles=frozenset({Role.ZZK_MEMBER}), institution="I1").visibility.institution
        == "I1"
    )
