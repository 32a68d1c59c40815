"""The page of a link and the animator's page: no account, no mix-up, no word too many."""

import re
from io import BytesIO

import openpyxl
import pytest

from doors import HERE, open_doors, text_of
from service.access.policy import Role
from service.surveys.steps import begin_survey, end_survey

SURVEYS = f"/partnerstwa/{HERE}/ankiety"
BROWSER = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("pages"), demo_package) as opened:
        yield opened


@pytest.fixture
def client(doors):
    doors.client.cookies.clear()
    yield doors.client
    doors.client.cookies.clear()


def links_of(doors, wave, *ids):
    return {
        one.institution_id: one.secret
        for one in begin_survey(doors.runtime, HERE, wave, institutions=ids)[1]
    }


def number_of(page, id):
    return re.search(rf'name="id\.(\d+)" value="{id}"', page.text)[1]


def test_a_link_becomes_a_cookie_and_the_page_keeps_one_partner_at_a_time(doors, client):
    secret = links_of(doors, "P1", "I19")["I19"]
    exchanged = client.get(f"/ankieta/{secret}", headers=BROWSER, follow_redirects=False)
    assert (exchanged.status_code, exchanged.headers["Referrer-Policy"]) == (303, "no-referrer")
    assert secret not in exchanged.headers["location"]
    cookie = exchanged.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", "Path=/ankieta", "SameSite=lax"))
    address = exchanged.headers["location"]
    page = client.get(address, headers=BROWSER)
    assert page.status_code == 200
    assert secret not in page.text
    assert "Szpital Powiatowy" in text_of(page)
    two = [number_of(page, id) for id in ("I01", "I02")]
    one = {f"id.{two[0]}": "I01", f"a.{two[0]}": "yes", f"s.{two[0]}": "4", f"f.{two[0]}": "weekly"}
    assert client.post(address, data=one, headers={"X-Saves": "one"}).status_code == 204
    other = {f"id.{two[1]}": "I02", f"a.{two[1]}": "no"}
    assert client.post(address, data=other, headers={"X-Saves": "one"}).status_code == 204
    page = client.get(address + "?lang=en", headers=BROWSER)
    assert 'value="2"' in re.search(r"<progress[^>]*>", page.text)[0]
    assert "Whom do you work with?" in page.text
    wrong = client.post(
        address, data={"id.5": "I05", "a.5": "yes", "finish": "yes"} | other, headers=BROWSER
    )
    assert wrong.status_code == 422
    assert "Please choose how close" in wrong.text
    client.post(address, data={"finish": "yes"}, headers=BROWSER)
    assert "the answer is finished" in client.get(address, headers=BROWSER).text
    said = sorted(
        (t.partner_id, t.strength) for t in doors.runtime.library.package(HERE).ties if t.wave == "P1"
    )
    assert said == [("I01", 4), ("I02", None)]


def test_two_links_in_one_browser_are_two_answers(doors, client):
    addresses = [
        client.get(f"/ankieta/{secret}", follow_redirects=False).headers["location"]
        for secret in links_of(doors, "P2", "I05", "I06").values()
    ]
    for address, strength in zip(addresses, "15", strict=True):
        assert (
            client.post(address, data={"id.0": "I01", "a.0": "yes", "s.0": strength}).status_code == 200
        )
    held = doors.runtime.library.package(HERE).ties
    assert sorted((t.reporter_id, t.strength) for t in held if t.wave == "P2") == [
        ("I05", 1),
        ("I06", 5),
    ]


def test_a_wrong_link_and_a_closed_survey_say_so(doors, client):
    assert "Ten link nie działa" in client.get("/ankieta/wrong", headers=BROWSER).text
    assert client.get("/ankieta/o/abcd1234", headers=BROWSER).status_code == 401
    secret = links_of(doors, "P3", "I05")["I05"]
    address = client.get(f"/ankieta/{secret}", follow_redirects=False).headers["location"]
    foreign = client.post(address, data={"finish": "yes"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    end_survey(doors.runtime, HERE, "P3")
    assert client.get(address, headers=BROWSER).status_code == 409
    closed = client.post(address, data={"id.0": "I01", "a.0": "no"}, headers=BROWSER)
    assert (closed.status_code, "Ankieta jest zamknięta" in closed.text) == (409, True)


def test_the_animator_opens_a_survey_sees_its_state_and_closes_it(doors, client):
    headers = doors.headers("animator") | BROWSER
    opened = client.post(SURVEYS, data={"wave": "P4", "handout": "xlsx"}, headers=headers)
    rows = list(openpyxl.load_workbook(BytesIO(opened.content)).active.values)
    links = [row[3] for row in rows if row[3] and "/ankieta/" in row[3]]
    assert len(set(links)) == 38
    again = client.post(SURVEYS, data={"wave": "P4"}, headers=headers)
    assert "Wszystkie instytucje mają już linki." in text_of(again)
    new = client.post(f"{SURVEYS}/linki", data={"wave": "P4", "institution": "I19"}, headers=headers)
    assert new.text.count('src="data:image/svg+xml') == 1
    assert "Odpowiedzi: 0 z 38 (0%)" in text_of(client.get(SURVEYS, headers=headers))
    wrong = client.post(SURVEYS, data={"wave": "P9", "closes": "2020-01-01"}, headers=headers)
    assert wrong.status_code == 422
    assert client.post(f"{SURVEYS}/zamknij", data={"wave": "P4"}, headers=headers).status_code == 200
    assert client.post(f"{SURVEYS}/zamknij", data={"wave": "P4"}, headers=headers).status_code == 409
    for role in set(Role) - {Role.ANIMATOR, Role.CASE_LEAD}:
        assert doors.get(SURVEYS, role).status_code == 403


def test_the_page_of_waves_never_calls_silence_an_end(doors, client):
    page = text_of(doors.get(f"/partnerstwa/{HERE}/tury", "pzk_member"))
    assert "Brak odpowiedzi nie oznacza końca współpracy." in page


@pytest.fixture
def own_doors(tmp_path, demo_package):
    """A store that no other test asked surveys in."""
    with open_doors(tmp_path, demo_package) as opened:
        yield opened


def test_a_wave_of_few_answers_is_not_held_against_the_others(own_doors):
    links = links_of(own_doors, "P6", "I19", "I20", "I21")
    link = {"Authorization": f"Bearer {links['I19']}"}
    said = {"ties": [{"partner_id": "I01", "strength": 4}], "done": True}
    assert own_doors.client.put("/api/v1/survey", json=said, headers=link).status_code == 200
    page = own_doors.get(f"/partnerstwa/{HERE}/tury", "case_lead")
    assert "liczby mówią tylko o tych, którzy odpowiedzieli" in text_of(page)
    *_, row = re.findall(r"<tr><th.*?</tr>", page.text, re.DOTALL)
    assert "P6" in row
    assert row.rstrip().endswith("<td>brak danych</td></tr>")
    assert page.text.count('class="missing"') == 4
