"""The plan of invitations at the door: steps, what follows from them, files of it, the page."""

import io
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from docx import Document
from openpyxl import load_workbook

from doors import HERE, open_doors
from graph.snapshot import snapshot_of
from graph.vocabulary.barriers import BARRIERS as REFUSAL_REASONS
from service.access.audit import entries
from service.access.links import create_link
from service.access.policy import Grant, Role
from service.plan.letters import letter_bytes
from service.runtime import today

API = f"/api/v1/partnerships/{HERE}/plan"
PATH = f"/partnerstwa/{HERE}/plan"
NEW = {"institution_id": "I13", "responsible": "animator"}
GRANT = Grant("anna", frozenset({Role.ANIMATOR}), ("2499",))


@pytest.fixture
def doors(tmp_path, demo_package):
    with open_doors(tmp_path, demo_package) as opened:
        yield opened


@pytest.fixture
def send(doors):
    """Sends something to the plan's API as its animator."""
    headers = doors.headers("animator")

    def send_it(method, path="", body=None, **more):
        return doors.client.request(method, API + path, json=body, headers={**headers, **more})

    return send_it


@pytest.fixture
def form(doors):
    """Sends a form of the page as the signed-in animator; gives the page that follows."""
    doors.client.post(f"/wejscie/{create_link(doors.runtime.access, GRANT, 1.0)}")

    def send_form(path, **fields):
        page = doors.client.get(PATH)
        csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)[1]
        return doors.client.post(PATH + path, data={"csrf": csrf, **fields})

    return send_form


def step(send, state, version, **more):
    sent = send(
        "POST", "/invitations/I13/steps", {"state": state, **more}, **{"If-Match": f'"{version}"'}
    )
    assert sent.status_code == 200, sent.text
    return sent.json()


def members(doors):
    snapshot = doors.runtime.library.snapshot(HERE, today())
    return set(snapshot.members)


def test_membership_follows_the_plan(doors, send):
    before = members(doors)
    made = send("POST", "/invitations", {**NEW, "due_on": (today() + timedelta(days=9)).isoformat()})
    assert made.status_code == 201
    assert made.json()["next"] == ["invited"]
    assert step(send, "invited", 1)["next"] == ["declared", "refused"]
    assert members(doors) == before
    step(send, "declared", 2)
    assert members(doors) == before | {"I13"}
    read = send("GET").json()
    assert [event["kind"] for event in read["life"]] == ["invitation", "declaration", "joined"]
    assert read["invitations"][0]["version"] == 3
    step(send, "left", 3)
    assert members(doors) == before
    package = doors.runtime.library.package(HERE)
    school = next(one for one in package.institutions if one.id == "I13")
    assert (school.declared_on, school.left_on) == (today(), today())


def test_a_refusal_needs_its_reason_and_a_new_attempt_is_possible(send):
    send("POST", "/invitations", NEW)
    step(send, "invited", 1)
    sent = {"If-Match": '"2"'}
    assert send("POST", "/invitations/I13/steps", {"state": "refused"}, **sent).status_code == 422
    assert step(send, "refused", 2, reason="B9")["reason"] == "B9"
    assert step(send, "planned", 3)["state"] == "planned"
    kept = send("DELETE", "/invitations/I13", **{"If-Match": "4"})
    assert kept.status_code == 409  # what has happened stays


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**NEW, "institution_id": "I01"}, 422),  # a member
        ({**NEW, "institution_id": "nobody"}, 422),
        ({**NEW, "responsible": "Jan Kowalski"}, 422),
        ({**NEW, "due_on": "2020-01-01"}, 422),
        ({**NEW, "note": "44051401359"}, 422),
    ],
)
def test_what_does_not_belong_is_not_written(send, body, status):
    answer = send("POST", "/invitations", body)
    assert answer.status_code == status
    assert "Kowalski" not in answer.text
    assert "44051401359" not in answer.text
    assert send("GET").json()["invitations"] == []


def test_a_step_from_an_old_version_is_told(send):
    send("POST", "/invitations", NEW)
    assert send("POST", "/invitations", NEW).status_code == 409
    step(send, "invited", 1)
    late = send(
        "POST", "/invitations/I13/steps", {"state": "refused", "reason": "B1"}, **{"If-Match": "1"}
    )
    assert late.status_code == 412
    assert send("DELETE", "/invitations/I13", **{"If-Match": "1"}).status_code == 412
    assert send("DELETE", "/invitations/I13").status_code == 428
    assert send("POST", "/invitations/I13/steps", {"state": "left"}).status_code == 428
    now = {"If-Match": "*"}
    assert send("POST", "/invitations/I13/steps", {"state": "left"}, **now).status_code == 409
    tomorrow = (today() + timedelta(days=1)).isoformat()
    early = send("POST", "/invitations/I13/steps", {"state": "declared", "on": tomorrow}, **now)
    assert early.status_code == 422
    assert send("POST", "/invitations/I14/steps", {"state": "invited"}).status_code == 404


def test_meetings_are_recorded_and_deleted(send):
    held = {"held_on": "2026-03-02", "kind": "initiating", "institution_ids": ["I11", "I01", "I01"]}
    made = send("POST", "/meetings", held)
    assert made.json()["institution_ids"] == ["I01", "I11"]
    mark = made.headers["ETag"]
    assert mark == f'"{made.json()["version"]}"'
    assert send("POST", "/meetings", {**held, "institution_ids": ["I99"]}).status_code == 422
    later = (today() + timedelta(days=2)).isoformat()
    assert send("POST", "/meetings", {**held, "held_on": later}).status_code == 422
    (event,) = send("GET").json()["life"]
    assert (event["kind"], event["detail"]) == ("meeting", "initiating")
    # A list is replaced or deleted by whoever saw it, not by whoever did not know that it is there.
    path, other = "/meetings/2026-03-02/initiating", {**held, "institution_ids": ["I11"]}
    assert send("POST", "/meetings", other).status_code == 428
    assert send("POST", "/meetings", other, **{"If-Match": '"999"'}).status_code == 412
    new = {**held, "kind": "working"}
    assert send("POST", "/meetings", new, **{"If-Match": "*"}).status_code == 412
    replaced = send("POST", "/meetings", other, **{"If-Match": mark})
    assert replaced.json()["institution_ids"] == ["I11"]
    assert send("DELETE", path).status_code == 428
    assert send("DELETE", path, **{"If-Match": mark}).status_code == 412
    assert send("GET").json()["meetings"] == [replaced.json()]
    assert send("DELETE", path, **{"If-Match": replaced.headers["ETag"]}).status_code == 204
    assert send("DELETE", path).status_code == 404


def test_keeping_the_plan_leaves_a_trail(doors, send):
    send("POST", "/invitations", NEW)
    found = [one for one in entries(doors.runtime.access) if one.action == "plan.keep"]
    assert {(one.subject, one.outcome) for one in found} == {(HERE, "allowed")}


def test_the_page_takes_an_invitation_through_its_steps(doors, form):
    before = members(doors)
    page = form("/zaproszenia", institution_id="I13", responsible="leader", due_on="")
    assert page.status_code == 200
    assert "Szkoła Podstawowa nr 5 (Zatorze)" in page.text
    assert "lider partnerstwa" in page.text
    path = "/zaproszenia/I13"
    assert "podpisana" in form(f"{path}/kroki", state="invited", version=1, on="", due_on="").text
    old = form(f"{path}/kroki", state="declared", version=1)
    assert old.status_code == 409
    assert "Plan zmienił się w międzyczasie" in old.text
    wrong = form(f"{path}/kroki", state="refused", version=2, reason="")
    assert wrong.status_code == 422
    assert 'role="alert"' in wrong.text
    assert form(f"{path}/kroki", state="declared", version=2).status_code == 200
    assert members(doors) == before | {"I13"}
    assert "Nowy członek PZK" in doors.client.get(PATH).text
    assert form("/spotkania", held_on="2026-03-02", kind="working").status_code == 200
    assert "2 marca 2026" in form("/spotkania", held_on="2026-02-02", kind="working").text
    there = form("/spotkania", held_on="2026-03-02", kind="working", institution_ids="I01")
    assert there.status_code == 409
    assert "jest już zapisane" in there.text
    gone = {"held_on": "2026-03-02", "kind": "working"}
    assert form("/spotkania/usun", **gone, version="999").status_code == 409
    mark = re.search(r'value="2026-03-02".*?name="version" value="(\w+)"', there.text, re.DOTALL)[1]
    assert "2 marca 2026" not in form("/spotkania/usun", **gone, version=mark).text


def test_an_overdue_step_is_marked_in_words(doors, form, monkeypatch):
    form("/zaproszenia", institution_id="I13", due_on=today().isoformat())
    assert "po terminie" not in doors.client.get(PATH).text
    later = today() + timedelta(days=3)
    monkeypatch.setattr("service.runtime.today", lambda: later)
    assert doors.client.get(PATH).text.count("po terminie") == 2
    assert form("/zaproszenia/I13/usun", version=1).status_code == 200
    assert "W planie nie ma jeszcze żadnej instytucji" in doors.client.get(PATH).text


def test_the_plan_is_exported(doors, form):
    form("/zaproszenia", institution_id="I13", responsible="introducer")
    form("/zaproszenia/I13/kroki", state="invited", version=1)
    form("/zaproszenia/I13/kroki", state="refused", version=2, reason="B10")
    book = load_workbook(io.BytesIO(doors.client.get(f"{PATH}.xlsx").content))
    assert book.sheetnames == ["zaproszenia", "kroki", "spotkania", "historia"]
    row = list(book["zaproszenia"].values)[1]
    assert row[0] == "Szkoła Podstawowa nr 5 (Zatorze)"
    assert row[-1] == REFUSAL_REASONS["B10"][0]
    assert [one[2] for one in list(book["kroki"].values)[1:]] == [
        *("zaplanowane", "wysłane zaproszenie", "odmowa")
    ]


def words_of(data):
    paper = Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def test_letters_are_filled_in_from_the_plan(doors, form):
    form("/zaproszenia", institution_id="I13", due_on=(today() + timedelta(days=20)).isoformat())
    for name, start in (
        ("zaproszenie", "Zaproszenie do"),
        ("deklaracja", "Deklaracja przystąpienia do"),
    ):
        file = doors.client.get(f"{PATH}/zaproszenia/I13/{name}.docx")
        text = words_of(file.content)
        assert f"{start} Partnerskiego Zespołu Kooperacyjnego (PZK)" in text
        assert "Szkoła Podstawowa nr 5 (Zatorze)" in text
        assert "Miejski Ośrodek Pomocy Społecznej (MOPS)" in text
        assert not re.search("Nadawca|Adresat|bez nazwiska", text)
        assert "podpis i pieczęć" in text
        assert file.headers["Content-Disposition"].endswith(f"{name}-I13.docx")
    assert doors.client.get(f"{PATH}/zaproszenia/I14/deklaracja.docx").status_code == 404


def test_a_letter_is_the_same_file_and_hides_the_shelter(demo_package):
    snapshot = snapshot_of(demo_package, date(2026, 6, 30))
    shelter = replace(snapshot.institutions["I13"], type_code="SOW", address="ul. Ukryta 7")
    hidden = replace(snapshot, institutions={**snapshot.institutions, "I13": shelter})
    shown = replace(shelter, type_code="SP")
    open_ = replace(snapshot, institutions={**snapshot.institutions, "I13": shown})
    for kind in ("invitation", "declaration"):
        assert letter_bytes(kind, snapshot, "I13") == letter_bytes(kind, snapshot, "I13")
        assert "Ukryta" not in words_of(letter_bytes(kind, hidden, "I13"))
        assert "ul. Ukryta 7" in words_of(letter_bytes(kind, open_, "I13"))
    asked = words_of(letter_bytes("invitation", snapshot, "I13", date(2026, 7, 9)))
    assert "do dnia: 9 lipca 2026 r." in asked
    paper = Document(io.BytesIO(letter_bytes("declaration", snapshot, "I13")))
    assert paper.core_properties.title.startswith("Deklaracja przystąpienia do PZK – ")
    assert paper.core_properties.author == ""
