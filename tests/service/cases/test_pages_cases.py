"""The pages of the families' cases over HTTP: who gets in, what a base covers, faults and refusals."""

import re
from datetime import timedelta

import pytest

from doors import FAR_PACKAGE, HERE, open_doors, text_of
from graph.cases import KIND_NAMES, NEED_AREAS, REMINDERS, STATE_NAMES, STATES, STEP_TYPES, allowed
from graph.records.kinds import PERMISSION, REFERRAL
from graph.records.permission import Permission
from graph.stores.cases import read_case
from graph.stores.records import create_record, family_key, read_of
from graph.text import has
from graph.vocabulary import AREAS
from service.access.audit import entries
from service.access.links import create_link
from service.access.policy import Action, Grant, Role
from service.cases.pages.forms_diagnosis import needs_by_area
from service.cases.pages.steps import FORMS
from service.cases.pages.view import NEXT
from service.pages.localizer import PageLocalizer
from service.runtime import today

CASES = f"/partnerstwa/{HERE}/sprawy"
NEW = f"/partnerstwa/{HERE}/nowa-sprawa"
BROWSER = {"Accept": "text/html"}
LEADS = {Role.CASE_LEAD}
READERS = LEADS | {Role.ZZK_MEMBER}


def ago(days):
    return (today() - timedelta(days=days)).isoformat()


REQUEST = {
    "on": ago(50),
    "channel": "phone",
    "unit": "family",
    "teryt": "2499011",
    "age_bands": ["7-12", "26-59"],
}
DIAGNOSIS = {
    "on": ago(45),
    "needs.edukacja": ["E1"],
    "needs.pomoc_spoleczna": ["M1"],
    **{f"considered.{area}": "yes" for area in ("zdrowie", "bezpieczenstwo", "kultura_sport")},
    "methods": ["case_work"],
}
TEAM = {
    "on": ago(44),
    "seats.0.who": "I01|",
    "seats.0.role": "lead",
    "seats.1.who": "I02|",
    "seats.1.role": "member",
}
BASKET = {"on": ago(43), "items.0.service": "I16|S1601", "items.0.needs": "E1"}
CONTRACT = {
    "on": ago(40),
    "goals.0.code": "school_attendance",
    "goals.0.measure": "absences_month",
    "goals.0.baseline": "20",
    "goals.0.target": "4",
    "goals.0.owner": "family",
    "goals.0.due_on": ago(-30),
    "duties.0.side": "family",
    "duties.0.code": "attend_school",
    "duties.1.side": "I01",
    "duties.1.code": "regular_contact",
}


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("cases"), demo_package, FAR_PACKAGE) as opened:
        yield opened


class Desk:
    """A case lead at work."""

    def __init__(self, doors):
        self.doors = doors
        self.headers = {**doors.headers("case_lead", territory=("24",)), **BROWSER}
        self.address = ""

    def get(self, path="", **query):
        return self.doors.client.get(
            path if path.startswith("/") else self.address + path, headers=self.headers, params=query
        )

    def post(self, path, data):
        return self.doors.client.post(
            path if path.startswith("/") else self.address + path,
            data=data,
            headers=self.headers,
            follow_redirects=False,
        )

    def open(self, **changed):
        answer = self.post(NEW, REQUEST | changed)
        assert answer.status_code == 303, text_of(answer)
        self.address = answer.headers["location"].partition("?")[0]
        return self

    @property
    def family(self):
        return self.address.rpartition("/")[2]

    @property
    def case(self):
        return read_case(self.doors.runtime.store, HERE, self.family).case

    def step(self, kind, data, **changed):
        """Take a step over the newest version."""
        sent = data | changed | {"wersja": str(self.case.version)}
        answer = self.post(f"{self.address}/kroki/{kind}", sent)
        assert answer.status_code == 303, text_of(answer)
        return self

    def to_contract(self):
        self.step("diagnose", DIAGNOSIS).step("form_team", TEAM).step("plan_basket", BASKET)
        item = self.case.items[0].item.id
        for kind in ("agree_basket", "finalise_basket"):
            self.step(kind, BASKET, **{"items.0.id": item, "items.0.source": "entered"})
        return self.step("sign_contract", CONTRACT)


@pytest.fixture
def desk(doors):
    return Desk(doors)


# --- who gets in


@pytest.mark.parametrize("role", list(Role))
def test_only_case_workers_get_in(doors, desk, role):
    desk.open().step("diagnose", DIAGNOSIS)
    readers = {"", "/plan-pomocy", "/karta", "/luki"}
    for path in (CASES, NEW, *(desk.address + end for end in (*readers, "/kroki/form_team"))):
        answer = doors.get(path, role, territory=("24",), institution="I02")
        if role in LEADS:
            assert answer.status_code == 200, path
        elif role is Role.ZZK_MEMBER and path == CASES:
            assert answer.status_code == 200
            assert desk.family not in answer.text
        elif role is Role.ZZK_MEMBER and path == desk.address:
            # Not in the team: whether there is such a case stays private.
            assert answer.status_code == 404
        else:
            assert answer.status_code == 403, path
    posts = (NEW, *(desk.address + end for end in ("/kroki/close", "/zgody", "/zgody/wycofanie")))
    for path in (*posts, f"{desk.address}/skierowania", f"{desk.address}/skierowania/kroki"):
        if role not in LEADS:
            headers = doors.headers(role, territory=("24",), institution="I02")
            assert doors.client.post(path, data={}, headers=headers).status_code == 403


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_leads_to_the_cases_only_where_one_may_go(doors, role):
    page = doors.get("/slowniczek", role, territory=("24",))
    overview = doors.get(f"/partnerstwa/{HERE}/koszyk", role, territory=("24",))
    assert page.status_code == 200
    if overview.status_code == 200:
        assert (f'href="{CASES}"' in overview.text) == (role in READERS)


def test_another_territory_has_no_case(doors, desk):
    desk.open()
    headers = {**doors.headers("case_lead", territory=("10",)), **BROWSER}
    for path in (CASES, NEW, desk.address):
        assert doors.client.get(path, headers=headers).status_code == 403
    assert desk.get(f"/partnerstwa/pzk-brzozow/sprawy/{desk.family}").status_code in {403, 404}


def test_a_forged_form_takes_no_step(doors, desk):
    desk.open()
    grant = Grant("lead", frozenset({Role.CASE_LEAD}), ("24",))
    doors.client.post(f"/wejscie/{create_link(doors.runtime.access, grant, 1.0)}")
    answer = doors.client.post(f"{desk.address}/kroki/diagnose", data=DIAGNOSIS | {"wersja": "1"})
    doors.client.cookies.clear()
    assert answer.status_code == 403
    assert desk.case.version == 1


def test_a_member_of_the_team_sees_what_a_base_covers_and_nothing_when_it_is_withdrawn(doors, desk):
    desk.open().to_contract()
    store, place = doors.runtime.store, (HERE, desk.family)
    assert doors.get(desk.address, "zzk_member", institution="I02").status_code == 403

    def give(data_class):
        end = today() + timedelta(days=30)
        given = Permission(data_class, "I02", data_class, "consent", today(), end)
        create_record(store, PERMISSION, family_key(*place), given)
        return text_of(doors.get(desk.address, "zzk_member", institution="I02"))

    said = give("basket")
    assert "Koszyk usług" in said
    assert "Kłopoty w szkole" not in said
    assert "regularna obecność" not in said
    assert "Kłopoty w szkole" in give("needs")
    said = give("diagnosis")
    assert "regularna obecność w szkole" in said
    for hidden in ("Historia sprawy", "Zapisz zgodę", "Wycofaj zgodę", "telefonicznie", "Do druku"):
        assert hidden not in said
    page = doors.get(desk.address, "zzk_member", institution="I02")
    assert 'method="post"' not in page.text.partition("<main")[2]
    for data_class in ("basket", "needs", "diagnosis"):
        desk.post(f"{desk.address}/zgody/wycofanie", {"zgoda.id": data_class})
    assert doors.get(desk.address, "zzk_member", institution="I02").status_code == 403
    listed = doors.get(CASES, "zzk_member", institution="I02")
    assert desk.family not in listed.text


def test_every_look_leaves_a_line_and_none_names_the_family(doors, desk):
    desk.open().step("diagnose", DIAGNOSIS)
    desk.get()
    found = entries(doors.runtime.access)
    assert {Action.READ_CASES, Action.WRITE_CASES} <= {one.action for one in found}
    assert desk.family not in repr(found)


# --- the life of a case on its pages


def test_a_case_goes_through_its_life(desk):
    desk.open().to_contract()
    page = desk.get()
    said = text_of(page)
    assert "regularna obecność w szkole" in said
    assert page.text.count('aria-current="step"') == 1
    item = desk.case.items[0].item.id
    desk.step("move_item", {"on": ago(30), "item_id": item, "state": "started"})
    desk.step("review", {"on": ago(20), "progress.school_attendance": "6", "next_on": ago(-5)})
    close = {
        "on": ago(10),
        "reason": "goals_reached",
        "results.school_attendance.value": "4",
        "results.school_attendance.result": "reached",
        "checks.0.on": ago(5),
    }
    desk.step("close", close)
    assert "regularna obecność" in text_of(desk.get(f"{desk.address}/karta"))
    look = {"on": ago(2), "planned_on": ago(5), "lasting.school_attendance": "yes"}
    desk.step("follow_up", look)
    assert desk.case.state == "followed_up"
    assert "Wszystkie kroki są zrobione" in text_of(desk.get())
    for kind in STEP_TYPES:
        if kind != "request":
            assert desk.get(f"{desk.address}/kroki/{kind}").status_code == 409


def test_every_version_of_the_basket_stays_in_the_history(desk):
    desk.open().to_contract()
    other = {"on": ago(30), "hand.0.institution": "I02", "hand.0.kind": "SOC", "hand.0.needs": "M1"}
    desk.step("plan_basket", other)
    said = text_of(desk.get())
    for text in (
        "Wersja 1: koszyk planowany",
        "Wersja 1: koszyk uzgodniony",
        "Wersja 1: koszyk ostateczny",
        "Wersja 2: koszyk planowany",
    ):
        assert text in said


@pytest.mark.parametrize("lang", ["pl", "en"])
def test_the_pages_speak_both_languages(desk, lang):
    desk.open().to_contract()
    for path in ("", "/plan-pomocy", "/karta", "/luki", *(f"/kroki/{k}" for k in allowed(desk.case))):
        answer = desk.get(f"{desk.address}{path}", lang=lang)
        assert answer.status_code == 200, path
        assert f'<html lang="{lang}">' in answer.text
        said = text_of(answer).partition("Kooperacje 3D")[2]
        assert "None" not in said
        assert not re.search(r"\bcases\.[a-z_]+", said)
        assert re.search(r"\bN0\d\b|\bE1\b|school_attendance|case_work", said) is None, path
        assert ("Skip to the content" in said) == (lang == "en")
    desk.doors.client.cookies.clear()


def test_each_state_and_kind_has_its_words():
    reader = PageLocalizer("pl")
    for state in STATES:
        assert state in STATE_NAMES
        assert reader.t(f"cases.stage.{state}")
        assert state == "followed_up" or NEXT[state] in FORMS
    assert set(FORMS) == set(STEP_TYPES) == set(KIND_NAMES)
    assert all(has(f"cases.save.{kind}") for kind in FORMS)
    assert REMINDERS


def test_every_need_of_a_diagnosis_is_asked_for_once():
    found = [code for codes in needs_by_area().values() for code in codes]
    assert sorted(found) == sorted(NEED_AREAS)
    assert list(needs_by_area()) == list(AREAS)
    assert all(needs_by_area().values())


# --- what cannot be recorded


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"on": ""}, "to pole musi być wypełnione"),
        ({"on": "wczoraj"}, "rok-miesiąc-dzień"),
        ({"on": ago(-1)}, "nie może być późniejszy niż dziś"),
        ({"channel": ""}, "to pole musi być wypełnione"),
        ({"channel": "pigeon"}, "Do poprawy"),
        ({"teryt": "24"}, "Do poprawy"),
        ({"unit": "person", "age_bands": ["7-12"]}, "wymaga zgody opiekuna prawnego"),
        ({"unit": "person", "age_bands": []}, "zaznacz co najmniej jedną"),
    ],
)
def test_a_request_that_cannot_be_comes_back_whole(desk, changed, said):
    known = desk.get(CASES).text.count("/sprawy/")
    answer = desk.post(NEW, REQUEST | changed)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'id="bledy" role="alert"' in answer.text
    assert 'value="26-59" checked' in answer.text or "age_bands" in changed
    assert desk.get(CASES).text.count("/sprawy/") == known


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("diagnose", {"on": ago(45)}, "Bez potrzeb: edukacja"),
        ("diagnose", DIAGNOSIS | {"on": ago(60)}, "nie może być wcześniejszy niż poprzedni krok"),
        ("diagnose", DIAGNOSIS | {"methods": []}, "Metody pracy socjalnej"),
        ("diagnose", DIAGNOSIS | {"needs.zdrowie": ["N07"]}, "Nie zapisano"),
        ("close", {"on": ago(45), "reason": ""}, "Powód zakończenia"),
        ("close", {"on": ago(45), "reason": "goals_reached"}, "Nie zapisano"),
    ],
)
def test_a_step_that_cannot_be_comes_back_whole(desk, kind, data, said):
    desk.open()
    answer = desk.post(f"{desk.address}/kroki/{kind}", data | {"wersja": "1"})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert f'value="{data["on"]}"' in answer.text
    assert desk.case.version == 1


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("form_team", TEAM | {"seats.1.role": "lead"}, "dokładnie jedna instytucja prowadzi"),
        ("form_team", TEAM | {"seats.0.role": "member"}, "dokładnie jedna instytucja prowadzi"),
        ("form_team", TEAM | {"seats.1.who": "I01|"}, "stoi już wyżej"),
        ("form_team", {"on": ago(44)}, "co najmniej jedną instytucję"),
        ("form_team", TEAM | {"seats.1.who": "ghost|"}, "Nie zapisano"),
        ("meet", {"on": ago(40)}, "zaznacz co najmniej jedną"),
        ("plan_basket", {"on": ago(40)}, "co najmniej jedną usługę"),
        ("plan_basket", BASKET | {"items.0.wait": "dużo"}, "liczba całkowita"),
        ("plan_basket", BASKET | {"items.0.service": "I16|ghost"}, "Nie zapisano"),
        ("sign_contract", CONTRACT | {"goals.0.target": "20"}, "inna niż na początku"),
        ("sign_contract", CONTRACT | {"duties.0.code": "keep_place"}, "do drugiej strony"),
        ("sign_contract", CONTRACT | {"duties.1.side": "", "duties.1.code": ""}, "jedno instytucji"),
        ("sign_contract", CONTRACT | {"goals.0.due_on": ago(60)}, "musi być późniejszy"),
        ("sign_contract", {"on": ago(39)}, "co najmniej jeden cel"),
        ("review", {"on": ago(39)}, "to pole musi być wypełnione"),
        ("close", {"on": ago(39), "reason": "goals_reached"}, "co najmniej jeden dzień"),
        ("move_item", {"on": ago(39), "item_id": "x", "state": "dropped"}, "powód podaje się"),
    ],
)
def test_later_steps_that_cannot_be_come_back_too(desk, kind, data, said):
    desk.open().to_contract()
    version = desk.case.version
    data = {"wersja": str(version), **data}
    if kind == "sign_contract":
        data["on"] = ago(39)
    answer = desk.post(f"{desk.address}/kroki/{kind}", data)
    assert answer.status_code == 422, text_of(answer)
    assert said in text_of(answer)
    assert desk.case.version == version


def test_an_unknown_kind_of_step_is_not_there(desk):
    desk.open()
    for kind in ("request", "erase", "x"):
        assert desk.get(f"{desk.address}/kroki/{kind}").status_code == 404
        assert desk.post(f"{desk.address}/kroki/{kind}", {}).status_code == 404


def test_a_step_sent_twice_is_taken_once_and_one_over_an_old_version_not_at_all(desk):
    desk.open()
    sent = DIAGNOSIS | {"wersja": "1", "klucz": "k" * 32}
    for _ in range(2):
        assert desk.post(f"{desk.address}/kroki/diagnose", sent).status_code == 303
    assert desk.case.version == 2
    answer = desk.post(f"{desk.address}/kroki/diagnose", DIAGNOSIS | {"wersja": "1", "klucz": "l" * 32})
    assert answer.status_code == 409
    assert "Ktoś inny zapisał" in text_of(answer)
    assert 'value="E1" checked' in answer.text
    assert 'name="wersja" value="2"' in answer.text
    assert desk.case.version == 2


def test_more_rows_are_given_and_nothing_is_taken(desk):
    desk.open().step("diagnose", DIAGNOSIS)
    answer = desk.post(f"{desk.address}/kroki/form_team", TEAM | {"wiecej": "seats"})
    assert answer.status_code == 200
    assert 'name="seats.3.who"' in answer.text
    assert "W zespole są oba poziomy samorządu" in text_of(answer)
    alone = {key: value for key, value in TEAM.items() if not key.startswith("seats.1")}
    answer = desk.post(f"{desk.address}/kroki/form_team", alone | {"wiecej": "seats"})
    assert "Brakuje: powiat" in text_of(answer)
    assert desk.case.version == 2


def test_a_chosen_basket_fills_the_form(desk):
    desk.open().step("diagnose", DIAGNOSIS).step("form_team", TEAM)
    page = desk.get()
    assert "Koszyk nr 1" in text_of(page)
    chosen = desk.get(f"{desk.address}/kroki/plan_basket", koszyk=1)
    assert len(re.findall(r'name="items\.\d+\.id" value="i\d+"', chosen.text)) >= 2
    sent = dict(re.findall(r'name="(items\.\d+\.(?:id|source))" value="([^"]*)"', chosen.text))
    for row, block in enumerate(
        re.findall(r'name="items\.\d+\.service".*?</select>', chosen.text, re.DOTALL)
    ):
        if found := re.search(r'value="([^"]*)" selected', block):
            sent[f"items.{row}.service"] = found[1]
    desk.step("plan_basket", sent | {"on": ago(43)})
    assert {one.item.source for one in desk.case.items} == {"route"}
    assert {need for one in desk.case.items for need in one.item.needs} == {"E1", "M1"}


def test_a_consent_needs_an_end_and_can_be_withdrawn_at_once(doors, desk):
    desk.open().step("diagnose", DIAGNOSIS).step("form_team", TEAM)
    consent = {
        "zgoda.institution_id": "I02",
        "zgoda.data_class": "needs",
        "zgoda.base": "consent",
        "zgoda.given_on": ago(0),
    }
    answer = desk.post(f"{desk.address}/zgody", consent)
    assert answer.status_code == 422
    assert "zgoda musi mieć koniec" in text_of(answer)
    answer = desk.post(f"{desk.address}/zgody", consent | {"zgoda.expires_on": ago(-90)})
    assert answer.status_code == 303
    page = desk.get()
    assert "zgoda rodziny, do" in text_of(page)
    (id,) = re.findall(r'name="zgoda.id" value="(\w+)"', page.text)
    assert desk.post(f"{desk.address}/zgody/wycofanie", {"zgoda.id": id}).status_code == 303
    assert "zgoda rodziny, do" not in text_of(desk.get())
    assert desk.post(f"{desk.address}/zgody/wycofanie", {"zgoda.id": id}).status_code == 409
    assert desk.post(f"{desk.address}/zgody/wycofanie", {"zgoda.id": "none"}).status_code == 404
    law = {**consent, "zgoda.base": "ups-105"}
    assert desk.post(f"{desk.address}/zgody", law).status_code == 303
    assert "art. 105" in text_of(desk.get())


def test_a_service_is_asked_for_only_where_a_base_covers_the_way(desk):
    desk.open().to_contract()
    item = desk.case.items[0].item.id
    page = desk.get()
    ways = re.findall(r"brak: najpierw zgoda rodziny", text_of(page))
    sent = {"item_id": item, "klucz": "a" * 32}
    if ways:
        assert desk.post(f"{desk.address}/skierowania", sent).status_code == 409
        consent = {"zgoda.data_class": "needs", "zgoda.base": "consent", "zgoda.given_on": ago(0)}
        for id in ("I16", "I02", "I01"):
            end = {"zgoda.institution_id": id, "zgoda.expires_on": ago(-90)}
            assert desk.post(f"{desk.address}/zgody", consent | end).status_code == 303
    assert desk.post(f"{desk.address}/skierowania", sent).status_code == 303
    (kept,) = read_of(desk.doors.runtime.store, REFERRAL, family_key(HERE, desk.family))
    step = {"id": kept.entry.id, "wersja": str(kept.version)}
    path = f"{desk.address}/skierowania/kroki"
    assert desk.post(path, step | {"state": "rejected"}).status_code == 422
    assert desk.post(path, step | {"state": "flown"}).status_code == 422
    assert desk.post(path, step | {"state": "rejected", "code": "capacity"}).status_code == 303
    assert "odmowa" in text_of(desk.get())
    assert desk.post(path, step | {"state": "accepted"}).status_code == 409


# --- on paper


def test_the_familys_plan_names_no_need_and_no_code(desk):
    desk.open().to_contract()
    sheet = desk.get(f"{desk.address}/plan-pomocy")
    said = text_of(sheet).partition("Plan pomocy")[2]
    for text in ("Do czego dążymy", "Kto pomaga", "Kto co robi", "32 555 01 16", "pracownik socjalny"):
        assert text in said
    for hidden in ("Kłopoty w szkole", "Długi", desk.family, "E1", "trudności szkolne"):
        assert hidden not in sheet.text.partition('class="sheet')[2]
