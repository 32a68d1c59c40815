"""A need has an age of its own, and no rule that matches needs with services forgets it."""

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doors import open_doors, text_of
from graph.cases import Diagnosis, Request, propose, taken
from graph.cases.context import context_of
from graph.gaps import find_gaps, proves
from graph.model import Demand, Family, Institution
from graph.recruitment import recruit
from graph.routes import capacity_overview, route_document
from graph.vocabulary import (
    AGE_BANDS,
    AREAS,
    NEEDS,
    SERVICE_TYPES,
    ages_asked,
    ages_between,
    answers,
    bands_of,
    takes,
    years_off,
)
from graph.whatif import what_if
from graph.whatif.change import Change
from readers import Reader
from route_town import AS_OF, GMINA, ask, service, town

BANDS = {
    "0-2": range(3),
    "3-6": range(3, 7),
    "7-12": range(7, 13),
    "13-17": range(13, 18),
    "18-25": range(18, 26),
    "26-59": range(26, 60),
    "60+": range(60, 121),
}
OLDEST = 120
BAND_SETS = [bands for size in range(8) for bands in combinations(AGE_BANDS, size)]
#: Each touches a limit of some need or band, from either side or as a single year.
EDGES = [(0, 0), (17, 17), (18, 18), (None, 17), (18, None), (25, 59), (59, 60), (60, None), (2, 3)]
RANGES = sorted(
    {(kind.age_min, kind.age_max) for kind in SERVICE_TYPES.values()} | set(EDGES),
    key=lambda ages: (ages[0] or 0, ages[1] or OLDEST),
)


def years(first, last):
    return {*range(0 if first is None else first, OLDEST + 1 if last is None else last + 1)}


def whose(need, bands):
    """The rule once more, year by year: the ages asked for, and whether the bands say anything."""
    own = years(NEEDS[need].age_min, NEEDS[need].age_max)
    given = {year for band in bands for year in BANDS[band]}
    return (own & given or own), (not bands or bool(own & given))


@pytest.mark.parametrize("need", NEEDS)
def test_the_rule_is_the_plain_one_for_every_need_service_and_set_of_bands(need):
    for bands in BAND_SETS:
        asked, stated = whose(need, bands)
        given = ages_asked(need, bands)
        assert given.stated == stated, bands
        for first, last in RANGES:
            fits = bool(asked & years(first, last))
            assert takes(first, last, given.ages) == fits, (bands, first, last)
            near = min(abs(a - b) for a in asked for b in (first or 0, OLDEST if last is None else last))
            assert years_off(first, last, given.ages) == (0 if fits else near), (bands, first, last)


def test_a_service_named_directly_has_no_age_of_its_own():
    for code in SERVICE_TYPES:
        assert ages_asked(code) == (ages_between(None, None), True)
        for band in AGE_BANDS:
            assert ages_asked(code, (band,)) == (ages_between(BANDS[band][0], _last(band)), True)


def _last(band):
    return None if band == "60+" else BANDS[band][-1]


def test_the_bands_to_ask_for_are_those_that_say_something():
    for need in NEEDS:
        assert bands_of(need) == tuple(band for band in AGE_BANDS if whose(need, (band,))[1])
    assert bands_of("Z2") == AGE_BANDS[:4]


@settings(max_examples=200)
@given(
    st.sampled_from(sorted(NEEDS)),
    st.sets(st.sampled_from(AGE_BANDS)),
    st.one_of(st.none(), st.integers(0, 120)),
    st.one_of(st.none(), st.integers(0, 120)),
)
def test_the_rule_is_the_plain_one_for_any_range_of_a_service(need, bands, first, last):
    asked, _ = whose(need, bands)
    fits = bool(asked & years(first, last))
    assert takes(first, last, ages_asked(need, tuple(bands)).ages) == fits


ADULTS = {"age_min": 18}


def clinic(code="PSY", **cells):
    """A town whose only help for a mind is one clinic of the county; it takes adults if not said."""
    runtime = Institution("C", "Poradnia", "PZP", teryt="2499", membership="member")
    return [runtime], [service("C1", "C", code, **{**ADULTS, **cells})]


@pytest.mark.parametrize("bands", BAND_SETS)
def test_a_child_is_never_sent_to_adult_psychiatry_whatever_ages_are_given(bands):
    answer = ask(town(*clinic(), ties=[("L", "C", 5)]), "Z2", "Z1", age_bands=bands)
    assert [(one.need, one.blocked_by) for one in answer.unmet if one.need == "Z2"] == [("Z2", "age")]
    assert all(item.needs == ("Z1",) for basket in answer.baskets for item in basket.items)
    children = not bands or not {*bands}.isdisjoint(AGE_BANDS[:4])
    adults = not bands or not {*bands}.isdisjoint(AGE_BANDS[4:])
    unstated = {one.need for one in answer.notices if one.code == "age_not_given"}
    assert unstated == ({"Z2"} - {children and "Z2"}) | ({"Z1"} - {adults and "Z1"})


def test_in_one_basket_each_need_goes_to_a_service_of_its_own_ages():
    houses = [Institution(id, id, "PZP", teryt="2499") for id in ("A", "B")]
    services = [service("A1", "A", "PSY", age_min=18), service("B1", "B", "PSY", age_min=13, age_max=17)]
    answer = ask(town(houses, services), "Z1", "Z2", age_bands=("13-17", "26-59"))
    given = {item.way.offer.service.id: item.needs for item in answer.baskets[0].items}
    assert given == {"A1": ("Z1",), "B1": ("Z2",)}
    assert answer.unmet == answer.notices == ()


def test_supporting_services_take_the_ages_of_the_need_too():
    houses, services = clinic("PSD", age_min=0, age_max=21)
    services += [service("C2", "C", "PPS", age_min=18), service("C3", "C", "PPS", age_max=17)]
    answer = ask(town(houses, services), "Z2", age_bands=("7-12", "26-59"))
    assert [way.offer.service.id for way in answer.supporting["Z2"]] == ["C3"]


@pytest.mark.parametrize(("lang", "said"), [("pl", "0–17 lat"), ("en", "0–17 years")])
def test_the_notice_says_whose_need_it_is_and_what_was_given(lang, said):
    snapshot = town(*clinic("PSD", age_min=0, age_max=21))
    document = route_document(ask(snapshot, "Z2", age_bands=("26-59",)), snapshot, lang)
    (notice,) = document["notices"]
    assert (notice["code"], notice["need"]) == ("age_not_given", "Z2")
    assert said in notice["text"]
    assert "26–59" in notice["text"]
    assert [item["need"] for item in document["baskets"][0]["items"]] == [["Z2"]]


def test_free_places_of_a_childs_need_are_not_those_for_adults():
    found = capacity_overview(town(*clinic()), GMINA, ["Z2", "Z1"])
    assert [len(need["services"]) for need in found["needs"]] == [0, 1]


def family(*needs, bands=("7-12", "26-59"), involved=(), lead="L"):
    return Family("R1", GMINA, needs, None, lead, involved, bands)


def gaps_of(snapshot, kind):
    found = find_gaps(snapshot)
    assert all(proves(gap, snapshot) for gap in found)
    return [gap for gap in found if gap.kind == kind]


def test_adult_psychiatry_leaves_a_childs_need_and_its_demand_unmet():
    snapshot = with_tables(town(*clinic()), family("Z2"), demand=[Demand(GMINA, "Z2", 5)])
    (gap,) = gaps_of(snapshot, "unmet_need")
    assert (gap.evidence["blocked_by"], gap.evidence["families_on_file"], gap.families) == ("age", 1, 5)
    assert not gaps_of(with_tables(town(*clinic(age_min=13)), family("Z2", bands=())), "unmet_need")


def test_adult_psychiatry_is_no_unused_service_and_no_lone_help_of_a_child():
    asked = town(*clinic()).replace(no_data=False)
    assert not gaps_of(with_tables(asked, family("Z2")), "unused_service")
    assert gaps_of(with_tables(asked, family("Z1")), "unused_service")


def test_two_providers_of_one_code_do_not_both_serve_a_child_if_one_takes_adults_only():
    houses = [Institution(id, id, "PZP", teryt=GMINA, membership="member") for id in ("A", "B")]
    for least, serving in ((18, 0), (13, 1)):
        services = [service("A1", "A", "PSY", age_min=least), service("B1", "B", "PSY", age_min=0)]
        snapshot = town(houses, services, ties=[("L", "A", 4), ("L", "B", 4)])
        cases = family("Z2", bands=("13-17", "26-59"), involved=("A", "B"))
        gaps = gaps_of(with_tables(snapshot, cases), "missing_tie")
        (gap,) = [one for one in gaps if one.institutions == ("A", "B")]
        assert gap.evidence["families_served_by_both"] == serving


def test_doubled_help_for_adults_touches_no_family_that_needs_it_for_a_child():
    houses = [Institution(id, id, "NGO", teryt=GMINA, membership="member") for id in ("A", "B")]
    for least, families in ((18, 0), (0, 1)):
        services = [service(f"{id}1", id, "TER", age_min=least) for id in ("A", "B")]
        asked = town(houses, services).replace(no_data=False)
        snapshot = with_tables(asked, family("W2", involved=("A",)))
        (gap,) = gaps_of(snapshot, "unlinked_duplicates")
        assert gap.families == families


def test_adult_psychiatry_is_no_reason_to_invite_for_a_child():
    outside = [Institution("C", "Poradnia", "PZP", teryt="2499")]
    snapshot = with_tables(
        town(outside, clinic()[1]), family("Z2"), demand=[Demand(GMINA, "Z2", 5), Demand(GMINA, "Z1", 5)]
    )
    (candidate,) = recruit(snapshot).candidates
    assert candidate.covers_needs == ("Z1",)
    missing = {one.type_code: one.needs for one in recruit(snapshot).missing_types}
    assert missing["PZPD"] == ("Z2",)


def test_a_what_if_that_adds_adult_psychiatry_answers_no_child():
    outside = [Institution("C", "Poradnia", "PZP", teryt="2499")]
    snapshot = with_tables(town(outside, clinic()[1]), family("Z2", "Z1"))
    document = what_if(snapshot, Change(add=("C",)))
    assert document["member_answers"]["appear"] == [{"need": "Z1", "families": 1}]


def test_a_case_proposal_offers_adult_psychiatry_for_no_child():
    snapshot = town(*clinic(), ties=[("L", "C", 5)])
    context = context_of(snapshot)
    asked = Request(AS_OF, "phone", "family", GMINA, ("7-12", "26-59"))
    case = taken(None, asked, partnership_id="P", family_id="F", context=context, today=AS_OF)
    found = Diagnosis(AS_OF, ("Z2", "Z1"), methods=("case_work",), considered=AREAS)
    case = taken(case, found, partnership_id="P", family_id="F", context=context, today=AS_OF)
    proposal = propose(snapshot, case)
    assert [item.needs for item in proposal.baskets[0].items] == [("Z1",)]
    services = {one.offer.service.id: one.answers for area in proposal.areas for one in area.services}
    assert services == {"C1": ("Z1",)}


def with_tables(snapshot, *families, demand=()):
    """The same town with families on file and a demand."""

    return snapshot.replace(families={one.id: one for one in families}, demand=tuple(demand))


def test_services_say_which_needs_they_answer_at_their_ages():
    assert answers("Z2", "PSY", 17, None)
    assert not answers("Z2", "PSY", 18, None)
    assert answers("S1", "UO", None, 60)
    assert not answers("S1", "UO", None, 59)


@pytest.fixture(scope="module")
def demo(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("ages"), demo_package) as opened:
        opened.client.headers.update(opened.headers("case_lead"))
        yield opened


@pytest.mark.parametrize(
    "needs", [("Z2",), ("Z2", "Z1"), ("Z2", "Z1", "N09", "E1"), ("N13", "Z2", "W2")]
)
def test_no_basket_of_the_demo_sends_a_child_to_adult_psychiatry(demo, needs):
    for bands in ((), ("7-12",), ("26-59",), ("7-12", "26-59"), ("13-17", "60+"), AGE_BANDS):
        asked = {"gmina": GMINA, "needs": needs, "age_bands": bands}
        found = demo.client.post("/api/v1/routes", json=asked).json()
        items = [item for basket in found["baskets"] for item in basket["items"]]
        assert not [item for item in items if "Z2" in item["need"]]
        assert "I20" not in {
            one["institution_id"] for i in items for one in i["supporting"] if one["need"] == "Z2"
        }
        (unmet,) = [one for one in found["unmet"] if one["need"] == "Z2"]
        assert unmet["blocked_by"] == "age"


def test_what_a_service_answers_is_told_by_its_ages(demo):
    listed = demo.client.get("/api/v1/services?code=PSY").json()
    assert [one["answers"] for one in listed] == [["Z1"]]
    kinds = demo.client.get("/api/v1/vocabularies/services").json()
    assert next(one for one in kinds if one["code"] == "PSY")["answers"] == ["Z1", "Z2"]
    needs = {one["code"]: one for one in demo.client.get("/api/v1/vocabularies/needs").json()}
    assert (needs["Z2"]["age_min"], needs["Z2"]["age_max"]) == (0, 17)


PAGE = "/partnerstwa/jarzebin-slaski/sciezki"


def shown(demo, **fields):
    reader = Reader(demo)
    return text_of(reader.post(PAGE, gmina=GMINA, **fields))


def test_the_page_asks_for_the_age_instead_of_guessing(demo):
    said = shown(demo, potrzeba=["Z2", "N13"], wiek=["26-59"])
    assert "Proszę podać wiek" in said
    assert "Zdrowie psychiczne dzieci i młodzieży – wiek osoby" in said
    assert "Poniżej są koszyki na pozostałe potrzeby" in said
    assert "Potrzeby: Alkohol, narkotyki lub inne uzależnienie. Wiek: 26–59" in said
    alone = shown(demo, potrzeba=["Z2"], wiek=["26-59"])
    assert "Proszę podać wiek" in alone
    assert "Koszyk nr" not in alone
    assert "Poniżej" not in alone
    answered = shown(demo, potrzeba=["Z2", "N13"], wiek=["26-59", "7-12"])
    assert "Proszę podać wiek" not in answered
    assert "Poradnia Zdrowia Psychicznego" in answered.partition("Czego dziś nie da się")[2]


def test_the_ages_to_tick_are_those_of_the_need(demo):
    page = Reader(demo).post(PAGE, gmina=GMINA, potrzeba=["S1"], wiek=["7-12"]).text
    asking = page.partition('id="wiek-do-podania"')[2].partition("</form>")[0]
    assert re.findall(r'type="checkbox"[^>]* value="([^"]+)"', asking) == ["60+"]
    assert 'name="potrzeba" value="S1"' in asking
    assert 'name="wiek" value="7-12"' in asking


def test_no_ages_at_all_are_no_reason_to_ask(demo):
    assert "Proszę podać wiek" not in shown(demo, potrzeba=["Z2", "N13"])


def test_the_overview_asks_too_and_says_whom_a_service_takes(demo):
    reader = Reader(demo)
    page = "/partnerstwa/jarzebin-slaski?potrzeba={}&wiek={}"
    child = text_of(reader.get(page.format("Z2", "26-59"))).partition("Wiek osoby")[2]
    assert "Proszę podać wiek osoby, której dotyczy ta potrzeba" in child
    assert "Leczenie psychiatryczne dorosłych" not in child
    adult = text_of(reader.get(page.format("Z1", "26-59"))).partition("Wiek osoby")[2]
    assert "Leczenie psychiatryczne dorosłych" in adult
    assert "Dla kogo od 18 lat" in adult


def test_the_local_basket_shows_a_need_only_for_its_ages(demo):
    reader = Reader(demo)
    path = "/partnerstwa/jarzebin-slaski/koszyk?wiek={}"
    assert "Zdrowie psychiczne dorosłych" not in text_of(reader.get(path.format("7-12")))
    assert "Zdrowie psychiczne dzieci" not in text_of(reader.get(path.format("26-59")))
    assert "Kłopoty w szkole, wagary" in text_of(reader.get(path.format("18-25")))  # up to 24


def test_a_referral_of_a_childs_need_to_adult_psychiatry_is_refused(demo):
    path = "/api/v1/families/R10/referrals"
    asked = {"institution_id": "I20", "service_id": "S2001", "needs": ["Z2"]}
    refused = demo.client.post(path, json=asked)
    assert refused.status_code == 422
    assert [one["column"] for one in refused.json()["errors"]] == ["needs"]
