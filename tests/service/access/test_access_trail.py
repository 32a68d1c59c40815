"""What the trail tells: every look at cases, every file that leaves, by which token or link, and why."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import typer
from fastapi.testclient import TestClient

from doors import BASE, ELSEWHERE, FAR_PACKAGE, HERE, open_doors
from graph.errors import NotFound
from graph.text import has, keys
from service import cli
from service.access import database as access_database
from service.access.audit import append, entries
from service.access.database import AccessDatabase
from service.access.links import MOST_HOURS, add_link, list_links, revoke_link, take_link
from service.access.policy import AUDITED, Grant, Role
from service.access.tokens import (
    create_token,
    find_token,
    grant_text,
    hash_of,
    now,
    revoke_token,
    stamp,
)
from service.commands.audited import audited_command_of
from service.pages.registry import pages
from tests.service.access.test_access_policy import TABLE
from tests.service.commands.test_cli import commands_of

API = "/api/v1/partnerships"
PAGES = f"/partnerstwa/{HERE}"
LEAD = Grant("MOPS", frozenset({Role.CASE_LEAD}), ("24",))
#: Files to keep that whoever sees the network may take, and what was called.
DOWNLOADS = [
    (f"{API}/{HERE}/view?download=true", "view"),
    (f"{PAGES}/siec.html", "download"),
    (f"{PAGES}/luki.csv", "gaps_table"),
    (f"{PAGES}/raport.html", "report_page_file"),
    (f"{PAGES}/raport.xlsx", "report_workbook"),
    (f"{PAGES}/raport.pdf", "report_pdf"),
    (f"{PAGES}/plan.xlsx", "plan_table"),
]


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("trail"), demo_package, FAR_PACKAGE) as opened:
        yield opened


@pytest.fixture
def left(doors):
    """What was left in the trail since the test began, oldest first."""
    last = max((one.number for one in entries(doors.runtime.access, limit=1)), default=0)
    return lambda: [
        one for one in reversed(entries(doors.runtime.access, limit=-1)) if one.number > last
    ]


@pytest.fixture
def browser(doors):
    return TestClient(doors.client.app, base_url=BASE, follow_redirects=False)


# --- what leaves a line


@pytest.mark.parametrize("role", ["animator", "case_lead"])
@pytest.mark.parametrize(("path", "called"), DOWNLOADS)
def test_a_file_that_leaves_has_its_line_whoever_takes_it(doors, left, path, called, role):
    answer = doors.get(path, role)
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    told = [(one.action, one.subject, one.purpose, one.outcome) for one in left()]
    assert told.count(("package.export", HERE, called, "allowed")) == 1


def addresses():
    """Every address that is read, of the API and of the pages."""
    yield from (path.replace("{id}", HERE) for method, path, *_ in TABLE if method == "GET")
    yield from (sample.partition("#")[0] for page in pages() for sample in page.samples)
    yield from (path for path, _ in DOWNLOADS)


def test_whatever_comes_as_a_file_was_written_down(doors):
    files = 0
    for path in sorted(set(addresses())):
        last = max((one.number for one in entries(doors.runtime.access, limit=1)), default=0)
        answer = doors.get(path, "case_lead", "administrator")
        new = [one for one in entries(doors.runtime.access) if one.number > last]
        file = "attachment" in answer.headers.get("content-disposition", "")
        assert any(one.action == "package.export" for one in new) >= file, path
        files += file
    assert files >= len(DOWNLOADS)


def test_an_export_leaves_one_line_and_not_two(doors, left):
    assert doors.get(f"{API}/{HERE}/export", "case_lead").status_code == 200
    assert [(one.action, one.purpose) for one in left()] == [("package.export", "export_partnership")]


def test_what_is_refused_or_shown_on_a_page_is_no_export(doors, left):
    assert doors.get(f"{PAGES}/luki.csv", "api_client").status_code == 403
    assert doors.get(f"{PAGES}/luki", "animator").status_code == 200
    assert not any(one.action == "package.export" for one in left())


def test_what_stands_in_a_refused_address_is_not_repeated(doors, left):
    for place in ("Jan Kowalski 44051401359", "x" * 9000, HERE):
        assert doors.get(f"{API}/{place}/cases", "api_client").status_code == 403
    assert [(one.subject, one.outcome) for one in left()] == [("", "refused")] * 2 + [(HERE, "refused")]


def test_no_file_leaves_while_the_trail_cannot_be_written(doors, left):
    headers = doors.headers("animator")
    with closing(sqlite3.connect(doors.runtime.settings.access_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = doors.client.get(f"{PAGES}/siec.html", headers=headers)
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert "attachment" not in answer.headers.get("content-disposition", "")
    assert "Jarzębin" not in answer.text
    assert left() == []
    assert doors.client.get(f"{PAGES}/siec.html", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("path", "subject"),
    [
        (API, "*"),
        (f"{API}/{HERE}", HERE),
        (f"{API}/{HERE}/measures", HERE),
        (f"{API}/{HERE}/measures?layer=workers", HERE),
        (f"{API}/{HERE}/measures?layer=cases", HERE),
        (f"{API}/{HERE}/gaps", HERE),
        (f"{API}/{HERE}/recruitment", HERE),
        (f"{API}/{HERE}/view", HERE),
        (f"{API}/{HERE}/view?layer=cases", HERE),
        (f"{API}/{HERE}/monitoring", HERE),
        (PAGES, HERE),
        (f"{PAGES}/instytucje", HERE),
        (f"{PAGES}/instytucje/I01", HERE),
        (f"{PAGES}/siec", HERE),
        (f"{PAGES}/siec.svg", HERE),
        (f"{PAGES}/luki", HERE),
        (f"{PAGES}/zaproszenia", HERE),
        (f"{PAGES}/monitorowanie", HERE),
        (f"{PAGES}/raport", HERE),
        (f"{PAGES}/sprawy", HERE),
    ],
)
def test_a_case_lead_looks_at_cases_and_leaves_one_line_others_none(doors, left, path, subject):
    answer = doors.get(path, "case_lead")
    assert answer.status_code == 200, path
    told = [(one.action, one.subject, one.outcome) for one in left()]
    assert told == [("cases.read", subject, "allowed")]
    doors.get(path, "animator")
    assert [one for one in left()[1:] if one.outcome == "allowed"] == []


def test_the_first_page_tells_of_each_partnership_that_it_counts(doors, left):
    doors.get("/", "case_lead")
    assert {(one.action, one.subject) for one in left()} == {
        ("cases.read", "*"),
        ("cases.read", HERE),
        ("cases.read", ELSEWHERE),
    }


@pytest.mark.parametrize("path", ["/api/v1/services", "/api/v1/vocabularies/needs", "/slowniczek"])
def test_what_holds_no_cases_leaves_no_line(doors, left, path):
    assert doors.get(path, "case_lead").status_code == 200
    question = {"gmina": "2499011", "needs": ["N04"]}
    headers = doors.headers("case_lead")
    assert doors.client.post("/api/v1/routes", json=question, headers=headers).status_code == 200
    assert left() == []


# --- by whom, through what, why


def test_two_tokens_of_one_role_are_told_apart(doors, left):
    made = [doors.numbered_token("case_lead") for _ in range(2)]
    for _, secret in made:
        doors.client.get(f"{API}/{HERE}/gaps", headers={"Authorization": f"Bearer {secret}"})
    lines = left()
    assert [one.who for one in lines] == ["case_lead", "case_lead"]
    assert [one.through for one in lines] == [f"token {id}" for id, _ in made]
    for _, secret in made:
        assert not any(kept in repr(lines) for kept in (secret, hash_of(secret).hex()))


def test_a_session_is_told_by_the_token_or_link_that_opened_it(doors, left, browser):
    token, secret = doors.numbered_token("case_lead")
    link, opening = add_link(doors.runtime.access, LEAD, 1)
    other = TestClient(doors.client.app, base_url=BASE, follow_redirects=False)
    assert browser.post("/wejscie", data={"token": secret}).status_code == 303
    assert other.post(f"/wejscie/{opening}").status_code == 303
    for one in (browser, other):
        assert one.get(f"{API}/{HERE}/gaps").status_code == 200
    told = [(one.action, one.through) for one in left()]
    assert told == [
        ("session.begin", f"session token {token}"),
        ("session.begin", f"session link {link}"),
        ("cases.read", f"session token {token}"),
        ("cases.read", f"session link {link}"),
    ]
    assert not any(kept in repr(left()) for kept in (secret, opening))


def test_the_purpose_of_a_grant_is_repeated(doors, left):
    grant = Grant("MOPS", LEAD.roles, ("24",), purpose="kontrola 3/2026")
    _, secret = create_token(doors.runtime.access, grant, 1)
    doors.client.get(f"{API}/{HERE}/gaps", headers={"Authorization": f"Bearer {secret}"})
    assert [one.purpose for one in left()] == ["gaps: kontrola 3/2026"]


# --- links


def test_a_link_waits_a_day_at_most_and_its_session_lasts_as_asked(doors, browser):
    id, secret = add_link(doors.runtime.access, LEAD, 90 * 24, session_hours=90 * 24)
    (link,) = [one for one in list_links(doors.runtime.access) if one.id == id]
    waits = datetime.fromisoformat(link.expires_at) - datetime.now(UTC)
    assert timedelta(hours=MOST_HOURS - 1) < waits <= timedelta(hours=MOST_HOURS) == timedelta(days=1)
    answer = browser.post(f"/wejscie/{secret}")
    assert f"Max-Age={90 * 24 * 3600}" in answer.headers["Set-Cookie"]
    (link,) = [one for one in list_links(doors.runtime.access) if one.id == id]
    assert link.used_at
    assert datetime.fromisoformat(link.until) - datetime.now(UTC) > timedelta(days=89)


def test_without_an_asked_time_a_session_lasts_as_the_settings_say(doors, browser):
    _, secret = add_link(doors.runtime.access, LEAD, 1)
    hours = doors.runtime.settings.session_hours
    assert f"Max-Age={round(hours * 3600)}" in browser.post(f"/wejscie/{secret}").headers["Set-Cookie"]


def test_a_revoked_link_ends_at_once_with_its_session(doors, browser):
    access = doors.runtime.access
    id, secret = add_link(access, LEAD, 1)
    assert browser.post(f"/wejscie/{secret}").status_code == 303
    assert browser.get(API).status_code == 200
    revoke_link(access, id)
    assert browser.get(API).status_code == 401
    assert next(one for one in list_links(access) if one.id == id).revoked_at
    unused, secret = add_link(access, LEAD, 1)
    revoke_link(access, unused)
    assert browser.post(f"/wejscie/{secret}").status_code == 401
    with pytest.raises(NotFound):
        revoke_link(access, "00000000")


def test_a_session_opened_while_its_link_or_token_is_revoked_is_none(tmp_path):
    with open_doors(tmp_path, FAR_PACKAGE) as doors:
        access, client = doors.runtime.access, doors.client
        token, secret = create_token(access, LEAD, 1)
        assert client.post("/wejscie", data={"token": secret}, follow_redirects=False).status_code == 303
        revoke_token(access, token)
        link, opening = add_link(access, LEAD, 1)
        other = TestClient(client.app, base_url=BASE, follow_redirects=False)
        assert other.post(f"/wejscie/{opening}").status_code == 303
        revoke_link(access, link)
        # As if the session had been written in the moment after the revocation.
        with access.writing() as connection:
            connection.execute("UPDATE sessions SET ended_at = NULL")
        assert [one.get(API).status_code for one in (client, other)] == [401, 401]


# --- the file


def test_a_line_is_on_the_disk_when_it_is_written(tmp_path):
    with closing(AccessDatabase(tmp_path / "access.sqlite")) as database, database.writing() as writer:
        full = 2
        assert writer.execute("PRAGMA synchronous").fetchone()[0] == full


def test_a_file_of_before_goes_on_working(tmp_path):
    file = tmp_path / "access.sqlite"
    later, lead = stamp(now() + timedelta(days=90)), Grant("MOPS", LEAD.roles, ("*",))
    with closing(sqlite3.connect(file)) as old:
        for script in access_database._MIGRATIONS[:2]:
            old.executescript(script)
        granted = grant_text(lead).replace(',"purpose":""', "")
        assert "purpose" not in granted
        old.execute(
            "INSERT INTO tokens VALUES ('aa11bb22', ?, ?, ?, ?, NULL)",
            (hash_of("secret"), granted, later, later),
        )
        for secret in ("link", "other"):
            old.execute("INSERT INTO links VALUES (?, ?, ?, NULL)", (hash_of(secret), granted, later))
        for cookie, token in (("one", "aa11bb22"), ("two", None)):
            old.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, NULL)",
                (hash_of(cookie), granted, token, later),
            )
        line = (
            "2026-03-02T09:30:00+00:00",
            "MOPS",
            "case_lead",
            "cases.read",
            HERE,
            "gaps",
            "allowed",
            "x",
        )
        old.execute("INSERT INTO audit VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)", line)
        old.execute("PRAGMA user_version = 2")
        old.commit()
    with open_doors(tmp_path, FAR_PACKAGE) as doors:
        access = doors.runtime.access
        assert find_token(access, "secret") == ("aa11bb22", lead)
        links = list_links(access)
        assert len({one.id for one in links}) == len(links)
        assert all(re.fullmatch("[0-9a-f]{8}", one.id) for one in links)
        assert all(one.expires_at <= stamp(now() + timedelta(days=1)) for one in links)
        assert take_link(access, "link").grant == lead
        revoke_link(access, links[0].id)
        assert entries(access)[-1] == (1, *line, "")
        for cookie, through in (("one", "session token aa11bb22"), ("two", "session")):
            browser = TestClient(doors.client.app, base_url=BASE, cookies={"kooperacje": cookie})
            assert browser.get(API).status_code == 200
            assert entries(access)[0].through == through
        with sqlite3.connect(file) as connection, pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE audit SET through = 'x'")
        connection.close()


# --- the page


def test_the_page_tells_the_trail_in_words_to_the_administrator_only(doors):
    token, secret = doors.numbered_token("case_lead")
    doors.client.get(f"{API}/{HERE}/gaps", headers={"Authorization": f"Bearer {secret}"})
    page = doors.get("/dziennik", "administrator").text
    row = re.search(rf"<tr>(?:(?!</tr>).)*token {token}.*?</tr>", page, re.DOTALL)[0]
    for said in (
        "prowadzący sprawy",
        "odczyt danych o rodzinach",
        HERE,
        "luki we współpracy",
        "dozwolone",
    ):
        assert said in row
    assert secret not in page
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert doors.get("/dziennik", role, institution="I01").status_code == 403
        assert doors.get("/api/v1/audit", role, institution="I01").status_code == 403
        assert 'href="/dziennik"' not in doors.get("/", role, institution="I01").text
    assert 'href="/dziennik"' in page
    assert doors.get("/api/v1/audit", "administrator").json()[0].keys() >= {"who", "through", "purpose"}


def test_the_page_goes_back_to_the_first_line(doors):
    doors.get("/dziennik", "administrator")
    line = entries(doors.runtime.access, limit=1)[0][1:]
    append(doors.runtime.access, [line] * 250)
    # Opening the page leaves a line that stands on it.
    every = entries(doors.runtime.access, limit=1)[0].number + 1
    headers = doors.headers("administrator")
    address, seen = "/dziennik", 0
    while address:
        page = doors.client.get(address, headers=headers).text
        seen += page.count("<tr>") - 1
        older = re.search(r'href="(\?przed=\d+)"', page)
        address = f"/dziennik{older[1]}" if older else ""
    assert seen == every


def test_every_action_of_the_trail_has_its_words(doors):
    assert {f"trail.action.{action}" for action in AUDITED} <= keys()
    written = {one.action for one in entries(doors.runtime.access, limit=-1)}
    assert {f"trail.action.{action}" for action in written} <= keys()
    for _, command in commands_of(typer.main.get_command(cli.app)):
        deed = audited_command_of(command.callback)
        assert not deed.noted or has(f"trail.action.{deed.action}")
