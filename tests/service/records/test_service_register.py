"""The register at the door: entries over HTTP, what each role is told, forms, the report."""

import io
import re
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from doors import HERE, open_doors
from graph.cases import Request, case_of
from graph.cases.codes import PROVIDER_REASONS
from graph.model import TieReport
from graph.records import kinds
from graph.records.barrier import noted, place_of
from graph.records.codes import ADVICE
from graph.records.flow import flow_of
from graph.records.recommendation import given as checked
from graph.records.recommendation import moved
from graph.rows import key_of
from graph.stores import import_package, load_package
from graph.stores.cases import add_step
from graph.stores.port import ask
from graph.stores.records import read_records
from graph.vocabulary.barriers import BARRIERS
from service.access.audit import entries
from service.access.guard import Principal
from service.access.links import create_link
from service.access.owner import OWNER
from service.access.policy import Grant, Role
from service.exchange.demo import add_demo_register
from service.runtime import today

API = f"/api/v1/partnerships/{HERE}"
PATH = f"/partnerstwa/{HERE}"
BARRIER = {"code": "B4", "target": "tie", "subjects": ["I19", "I01"]}
ADVICE_ON_GAP = {
    "addressee_kind": "institution",
    "addressee": "I01",
    "advice": "spread_contacts",
    "gap": "overcentralised:I01",
    "measure": "betweenness_centralisation",
}
FLOW = {
    "source_id": "I01",
    "target_id": "I19",
    "information": "needs",
    "medium": "phone",
    "rhythm": "on_event",
    "base": "none",
}


@pytest.fixture
def doors(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as opened:
        yield opened


@pytest.fixture(scope="module")
def quiet(tmp_path_factory, demo_package):
    """Doors at which nothing is written."""
    with open_doors(tmp_path_factory.mktemp("quiet"), demo_package) as opened:
        yield opened


@pytest.fixture
def send(doors):
    """Sends something to the API as a role."""
    return sender(doors)


def sender(doors):
    def send_it(role, method, path, body=None, **more):
        headers = {**doors.headers(role, institution="I11"), **more}
        return doors.client.request(method, API + path, json=body, headers=headers)

    return send_it


def made(answer, status=201):
    assert answer.status_code == status, answer.text
    return answer.json()


def form(doors, grant, page, path, **fields):
    """Sends a form of a page as somebody signed in; gives the answer."""
    doors.client.post(f"/wejscie/{create_link(doors.runtime.access, grant, 1.0)}")
    csrf = re.search(r'name="csrf" value="([^"]+)"', doors.client.get(page).text)[1]
    return doors.client.post(path, data={"csrf": csrf, **fields})


# Over HTTP


def test_a_barrier_is_noted_once_ends_and_is_counted(doors, send):
    key = doors.headers("animator") | {"Idempotency-Key": "k"}
    first, again = (
        made(doors.client.post(f"{API}/barriers", json=BARRIER, headers=key)) for _ in range(2)
    )
    assert first == again
    assert first["subjects"] == ["I01", "I19"]
    other = doors.client.post(f"{API}/barriers", json=BARRIER | {"code": "B5"}, headers=key)
    assert other.status_code == 422
    path = f"/barriers/{first['id']}"
    assert send("animator", "POST", f"{path}/end", {}, **{"If-Match": '"7"'}).status_code == 412
    over = made(send("moderator", "POST", f"{path}/end", {}, **{"If-Match": '"1"'}), 200)
    assert (over["open"], over["ended_on"], over["version"]) == (False, today().isoformat(), 2)
    assert send("animator", "POST", f"{path}/end", {}).status_code == 409
    assert send("case_lead", "DELETE", path).status_code == 428
    read = send("pzk_member", "GET", "/barriers").json()
    assert read["counts"] == [{"code": "B4", "open": 0, "year_before": 0, "noted": 1}]
    assert send("case_lead", "DELETE", path, **{"If-Match": "2"}).status_code == 204
    assert send("pzk_member", "GET", "/barriers").json()["barriers"] == []


def test_a_recommendation_says_whether_its_measure_moved(doors, send):
    barrier = made(send("animator", "POST", "/barriers", BARRIER))
    sent = ADVICE_ON_GAP | {
        "gap": "",
        "barrier": barrier["id"],
        "measure": "tie_strength",
        "subjects": ["I19", "I01"],
        "due_on": (today() + timedelta(days=30)).isoformat(),
    }
    advice = made(send("rops_advisor", "POST", "/recommendations", sent))
    assert advice["measure"] == {
        "code": "tie_strength",
        "of": "tie",
        "subjects": ["I01", "I19"],
        "expected": "up",
        # To all but the sides a rating is a word, and so is what it was.
        "then": "medium",
        "now": "medium",
        "moved": "unchanged",
    }
    assert advice["ground"]["present"] is True
    # What advice rests on can end, not vanish.
    noted_at = {"If-Match": f"{barrier['version']}"}
    kept = send("animator", "DELETE", f"/barriers/{barrier['id']}", **noted_at)
    assert kept.status_code == 409
    package = load_package(doors.runtime.store, HERE)
    kept = tuple(t for t in package.ties if {t.reporter_id, t.partner_id} != {"I01", "I19"})
    stronger = TieReport("I01", "I19", 5, "weekly", reported_on=today())
    import_package(doors.runtime.store, replace(package, ties=(*kept, stronger)))
    (now,) = send("rops_advisor", "GET", "/recommendations").json()["recommendations"]
    assert (now["measure"]["now"], now["measure"]["moved"]) == ("strong", "improved")
    (told,) = send("pzk_member", "GET", "/recommendations").json()["recommendations"]
    assert (told["measure"]["then"], told["measure"]["now"]) == ("medium", "strong")
    assert told["measure"]["moved"] == "improved"
    without = replace(
        package, institutions=tuple(i for i in package.institutions if i.id != "I19"), ties=()
    )
    gone = replace(
        without,
        workers=tuple(w for w in without.workers if w.institution_id != "I19"),
        services=tuple(s for s in without.services if s.institution_id != "I19"),
        families=(),
        teams=(),
    )
    import_package(doors.runtime.store, gone)
    (left,) = send("rops_advisor", "GET", "/recommendations").json()["recommendations"]
    assert (left["measure"]["now"], left["measure"]["moved"]) == (None, "gone")
    assert left["ground"]["present"] is False


def test_a_recommendation_takes_its_steps_and_keeps_them(doors, send):
    key = doors.headers("rops_advisor") | {"Idempotency-Key": "a"}
    given, again = (
        doors.client.post(f"{API}/recommendations", json=ADVICE_ON_GAP, headers=key) for _ in range(2)
    )
    advice = made(given)
    assert made(again) == advice
    path = f"/recommendations/{advice['id']}/steps"
    step = {"state": "accepted"}
    once = {"Idempotency-Key": "s", "If-Match": "1"}
    animator = doors.headers("animator")
    first, again = (doors.client.post(API + path, json=step, headers=animator | once) for _ in range(2))
    assert (made(first, 200)["version"], first.headers["ETag"]) == (2, '"2"')
    assert made(again, 200) == first.json()
    now = {"If-Match": "2"}
    assert send("animator", "POST", path, {"state": "done"}).status_code == 428
    assert send("animator", "POST", path, {"state": "done"}, **now).status_code == 409
    assert send("animator", "POST", path, {"state": "refused"}, **now).status_code == 422
    # Whoever may not recommend may not take a recommendation back.
    assert send("animator", "POST", path, {"state": "withdrawn"}).status_code == 403
    assert (
        send("animator", "POST", path, {"state": "in_progress"}, **{"If-Match": "1"}).status_code == 412
    )
    last = made(send("rops_advisor", "POST", path, {"state": "withdrawn"}, **now), 200)
    assert [one["state"] for one in last["history"]] == ["given", "accepted", "withdrawn"]
    assert last["next"] == []


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"gap": "overcentralised:I02"}, "gap"),
        ({"gap": ""}, "gap"),
        ({"barrier": "absent"}, "gap"),
        ({"gap": "", "barrier": "absent"}, "barrier"),
        ({"addressee": "I99"}, "addressee"),
        ({"addressee_kind": "person"}, "addressee"),
        ({"addressee_kind": "role", "addressee": "Jan Kowalski"}, "addressee"),
        ({"advice": "shout"}, "advice"),
        ({"measure": "happiness"}, "measure"),
        ({"subjects": ["I01"]}, "subjects"),
        ({"expected": "sideways"}, "expected"),
        ({"due_on": "2020-01-01"}, "due_on"),
    ],
)
def test_advice_that_does_not_fit_is_refused(quiet, wrong, column):
    send = sender(quiet)
    answer = send("rops_advisor", "POST", "/recommendations", ADVICE_ON_GAP | wrong)
    assert answer.status_code == 422
    assert [one["column"] for one in answer.json()["errors"]] == [column]
    assert "Kowalski" not in answer.text
    assert send("rops_advisor", "GET", "/recommendations").json()["recommendations"] == []


def test_advice_never_rests_on_a_single_case_nor_names_a_worker(doors, send, demo_package):
    gaps = send("case_lead", "GET", "/gaps").json()["gaps"]
    told = {gap["id"] for gap in send("moderator", "GET", "/gaps").json()["gaps"]}
    hidden = [gap["id"] for gap in gaps if gap["id"] not in told]
    assert hidden
    for id in hidden:
        answer = send("moderator", "POST", "/recommendations", ADVICE_ON_GAP | {"gap": id})
        assert answer.status_code == 422
    shown = next(
        gap
        for gap in send("rops_advisor", "GET", "/gaps").json()["gaps"]
        if gap["kind"] == "single_contact"
    )
    advice = made(send("rops_advisor", "POST", "/recommendations", ADVICE_ON_GAP | {"gap": shown["id"]}))
    assert advice["ground"]["id"] == f"single_contact:{'~'.join(shown['institutions'])}"
    assert not any(worker.id in str(advice) for worker in demo_package.workers)


def test_missing_bases_stand_in_whole_sentences(send):
    flow = made(send("moderator", "POST", "/information-flows", FLOW))
    for more in ({}, {"Idempotency-Key": "f"}):
        assert send("moderator", "POST", "/information-flows", FLOW, **more).status_code == 409
    read = send("pzk_member", "GET", "/information-flows").json()
    (missing,) = read["missing_bases"]
    assert missing["lack"] == "no_base"
    assert "Szpital Powiatowy: potrzeby rodziny (kody); telefon. Nie wskazano" in missing["explanation"]
    english = send("pzk_member", "GET", "/information-flows?lang=en").json()["missing_bases"][0]
    assert "Neither a consent" in english["explanation"]
    path = f"/information-flows/{flow['id']}"
    covered = {"rhythm": "weekly", "base": "consent"}
    assert send("animator", "PUT", path, covered, **{"If-Match": "4"}).status_code == 412
    made(send("animator", "PUT", path, covered, **{"If-Match": "1"}), 200)
    assert send("pzk_member", "GET", "/information-flows").json()["missing_bases"] == []
    assert send("animator", "PUT", path, covered).status_code == 428
    wrong = send("animator", "PUT", path, covered | {"base": "not_personal"}, **{"If-Match": "2"})
    assert wrong.status_code == 422
    assert send("animator", "DELETE", path).status_code == 428
    assert send("animator", "DELETE", path, **{"If-Match": "2"}).status_code == 204
    assert send("pzk_member", "GET", "/information-flows").json()["flows"] == []


def test_every_writing_leaves_a_line_without_what_was_written(doors, send):
    made(send("animator", "POST", "/barriers", BARRIER))
    made(send("rops_advisor", "POST", "/recommendations", ADVICE_ON_GAP))
    found = entries(doors.runtime.access)
    assert {(one.action, one.subject) for one in found} >= {
        ("register.write", HERE),
        ("register.recommend", HERE),
    }


def test_monitoring_is_empty_without_cases(quiet):
    read = sender(quiet)("case_lead", "GET", "/monitoring").json()
    assert (read["years"], read["target"]) == ([], {"from": 5, "to": 10})


def with_numbers(doors):
    """What closed cases left behind, and one case that is still open."""
    numbers = (("cases", "goals_reached", 5), ("goals", "reached", 6), ("goals", "partly", 5))
    rest = (("baskets", "", 5), ("refusals", "capacity", 5), ("refusals", "documents", 1))
    for measure, item, value in (*numbers, *rest):
        key = key_of(HERE, today().year, measure, item)
        values = {"year": today().year, "measure": measure, "item": item, "value": value}
        doors.runtime.store.write(ask("tallies.add", id=HERE, key=key, **values))
    request = Request(today(), "phone", "family", "2499011")
    case = case_of(HERE, "Rodzina-QX7341", [request])
    add_step(doors.runtime.store, case, role="case_lead", at=datetime.now(UTC), expected=0)


def test_monitoring_adds_up_closed_and_open_cases_and_keeps_small_numbers_back(doors, send):
    with_numbers(doors)
    (full,) = send("case_lead", "GET", "/monitoring").json()["years"]
    assert (full["families"], full["goals_reached"], full["withheld"]) == (6, 6 / 11, [])
    assert (full["refusals"], full["refusals_by_reason"]["documents"]) == (6, 1)
    for role in ("animator", "rops_advisor"):
        answer = send(role, "GET", "/monitoring")
        (told,) = answer.json()["years"]
        assert told["families"] in {5, 10}
        assert (told["goals_reached"] in {0.5, 0.6}, told["refusals"]) == (True, None)
        assert told["refusals_by_reason"] | {"capacity": None} == dict.fromkeys(PROVIDER_REASONS)
        assert "Rodzina" not in answer.text
    assert send("moderator", "GET", "/monitoring").status_code == 403
    for role, few in (("rops_advisor", True), ("case_lead", False)):
        page = doors.get(f"{PATH}/monitorowanie", role)
        assert ('<svg class="chart"' in page.text, page.text.count("<table")) == (True, 2)
        assert ("mniej niż 5" in page.text.split("<main")[1].split("</main>")[0]) == few
    for role, printed in (("rops_advisor", True), ("moderator", False), ("case_lead", True)):
        report = doors.get(f"{PATH}/raport", role).text
        assert ("Wskaźniki według lat" in report) == printed
        assert "Rodzina-QX7341" not in report


def test_the_demo_register_holds_only_what_could_be_sent(doors, send):
    add_demo_register(Principal(doors.runtime, OWNER, "owner", "test"))
    snapshot = doors.runtime.library.snapshot(HERE, today())
    found = read_records(doors.runtime.store, HERE, *kinds.KINDS)
    for kept in found[kinds.BARRIER]:
        place = place_of(kept.entry.place.kind, kept.entry.place.subjects, snapshot.institutions)
        assert noted(kept.entry.id, kept.entry.code, place, kept.entry.noted_on, today()).place == place
    for kept in found[kinds.RECOMMENDATION]:
        first = replace(kept.entry, moves=kept.entry.moves[:1])
        assert checked(first, today()) == first
        for before, after in pairwise(kept.entry.moves):
            first = moved(first, after.state, after.on, today(), after.reason)
            assert before.on <= after.on
        assert first == kept.entry
    for kept in found[kinds.FLOW]:
        assert flow_of(asdict(kept.entry), snapshot.institutions) == kept.entry
    read = send("rops_advisor", "GET", "/recommendations").json()["recommendations"]
    assert [one["measure"]["moved"] for one in read] == ["unchanged", "improved"]
    assert all(one["ground"]["present"] for one in read)
    flows = send("rops_advisor", "GET", "/information-flows").json()
    assert [one["lack"] for one in flows["missing_bases"]] == ["no_base", "agreement_only"]


# Pages

KEEPER = Grant("anna", frozenset({Role.ANIMATOR, Role.ROPS_ADVISOR}), ("2499",))
READER = Grant("ewa", frozenset({Role.PZK_MEMBER}), ("2499",), (), "I11")


def test_the_forms_record_what_the_page_then_lists(doors):
    page = f"{PATH}/zalecenia"
    sent = {"code": "B5", "place": "institution:I01", "partner": "I19", "noted_on": today().isoformat()}
    answer = form(doors, KEEPER, page, f"{page}/bariery", **sent)
    assert answer.status_code == 200
    assert "Miejski Ośrodek Pomocy Społecznej (MOPS) – Szpital Powiatowy" in answer.text
    (barrier,) = doors.get(f"{API}/barriers", "animator").json()["barriers"]
    chosen = doors.client.get(page, params={"podstawa": f"barrier:{barrier['id']}"})
    assert "tie_strength/I01/I19" in chosen.text
    answer = form(
        doors,
        KEEPER,
        chosen.url.path,
        f"{page}/nowe",
        ground=f"barrier:{barrier['id']}",
        addressee="role:mayor",
        advice="mediation",
        measure="tie_strength/I01/I19",
    )
    assert "Mediacja doradcy → wójt, burmistrz albo prezydent miasta" in answer.text
    (advice,) = doors.get(f"{API}/recommendations", "animator").json()["recommendations"]
    step = f"{page}/{advice['id']}/kroki"
    refused = form(doors, KEEPER, page, step, state="refused", version=1, reason="")
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    answer = form(doors, KEEPER, page, step, state="refused", version=1, reason="B7")
    assert "formalna zwłoka" in answer.text
    late = form(doors, KEEPER, page, step, state="withdrawn", version=1)
    assert late.status_code == 409


def test_an_area_has_no_partner_and_a_barrier_can_be_taken_out(doors):
    page = f"{PATH}/zalecenia"
    sent = {"code": "B5", "place": "area:edukacja", "noted_on": today().isoformat()}
    assert form(doors, KEEPER, page, f"{page}/bariery", **sent, partner="I01").status_code == 422
    assert form(doors, KEEPER, page, f"{page}/bariery", **sent).status_code == 200
    (barrier,) = doors.get(f"{API}/barriers", "animator").json()["barriers"]
    base = f"{page}/bariery/{barrier['id']}"
    assert form(doors, KEEPER, page, f"{base}/koniec", version=9).status_code == 409
    assert "Bariery, których już nie ma" in form(doors, KEEPER, page, f"{base}/koniec", version=1).text
    assert "Nie zapisano jeszcze barier" in form(doors, KEEPER, page, f"{base}/usun", version=2).text


def test_the_description_of_flows_is_kept_by_form(doors):
    page = f"{PATH}/przeplyw-informacji"
    assert "Brak podstawy: 1" in form(doors, KEEPER, page, f"{page}/nowy", **FLOW).text
    assert form(doors, KEEPER, page, f"{page}/nowy", **FLOW).status_code == 409
    wrong = FLOW | {"target_id": "I01"}
    assert form(doors, KEEPER, page, f"{page}/nowy", **wrong).status_code == 422
    (flow,) = doors.get(f"{API}/information-flows", "animator").json()["flows"]
    base = f"{page}/{flow['id']}"
    covered = form(doors, KEEPER, page, f"{base}/zmiana", version=1, rhythm="weekly", base="ups-105")
    assert "Każda opisana informacja o rodzinach" in covered.text
    late = form(doors, KEEPER, page, f"{base}/zmiana", version=1, rhythm="weekly", base="none")
    assert late.status_code == 409
    assert "Nie opisano jeszcze" in form(doors, KEEPER, page, f"{base}/usun", version=2).text


def test_a_partner_reads_and_finds_no_form(doors):
    doors.client.post(f"/wejscie/{create_link(doors.runtime.access, READER, 1.0)}")
    for page in ("zalecenia", "przeplyw-informacji"):
        text = doors.client.get(f"{PATH}/{page}").text
        assert f'action="{PATH}/{page}' not in text
    assert doors.client.get(f"{PATH}/monitorowanie").status_code == 403
    assert "Monitorowanie" not in doors.client.get(PATH).text
    assert "Zapisz zalecenie" not in doors.client.get(f"{PATH}/luki").text


def test_a_gap_leads_its_advisor_to_the_form(doors):
    advisor = Grant("jan", frozenset({Role.ROPS_ADVISOR}), ("24",))
    doors.client.post(f"/wejscie/{create_link(doors.runtime.access, advisor, 1.0)}")
    text = doors.client.get(f"{PATH}/luki").text
    links = re.findall(rf'href="({PATH}/zalecenia\?podstawa=[^"#]+)#nowe"', text)
    assert len(links) > 5
    for link in links[:5]:
        assert 'name="ground"' in doors.client.get(link.replace("&amp;", "&")).text


# The report


@pytest.mark.parametrize("end", ["html", "pdf", "xlsx"])
def test_the_report_prints_the_register_as_it_is_now(doors, send, end):
    def report():
        return doors.get(f"{PATH}/raport.{end}", "rops_advisor").content

    def text_of(data):
        if end == "html":
            return data.decode()
        if end == "pdf":
            pages = PdfReader(io.BytesIO(data)).pages
            text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))
            return re.sub(r"[-\u2010\u00ad] ", "", text)  # words divided at the end of a line
        book = load_workbook(io.BytesIO(data))
        return "\n".join(str(cell) for sheet in book for row in sheet.values for cell in row)

    before = text_of(report())
    assert BARRIERS["B4"][0] not in before
    made(send("animator", "POST", "/barriers", BARRIER))
    made(send("rops_advisor", "POST", "/recommendations", ADVICE_ON_GAP))
    made(send("moderator", "POST", "/information-flows", FLOW))
    # The network is as it was: the answer kept for it must not be handed out again.
    after = text_of(report())
    for said in (BARRIERS["B4"][0], "bez zmian", "potrzeby rodziny (kody)", "Nie wskazano zgody"):
        assert said in after
    assert ADVICE["spread_contacts"][0] in after.lower()
