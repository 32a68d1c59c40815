"""Tokens, one-time links, sessions, forms of other sites, guessing, and the trail it all leaves."""

import re
import sqlite3
import stat
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from doors import BASE, HERE, open_doors, zip_of
from graph.errors import NotFound, StoreTooNew, StoreUnavailable
from service.access.audit import entries
from service.access.database import AccessDatabase
from service.access.links import create_link
from service.access.owner import OWNER
from service.access.sessions import csrf_of
from service.access.throttle import Throttle
from service.access.tokens import create_token, find_token, list_tokens, now, revoke_token, stamp
from service.http.app import create_app
from service.settings import Settings

LIST = "/api/v1/partnerships"


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("signin"), demo_package) as opened:
        yield opened


@pytest.fixture
def browser(doors):
    """A browser without cookies."""
    return TestClient(doors.client.app, base_url=BASE, follow_redirects=False)


@pytest.fixture
def signed_in(doors, browser):
    """A browser of the owner."""
    answer = browser.post(f"/wejscie/{create_link(doors.runtime.access, OWNER, 1)}")
    assert answer.status_code == 303
    return browser


@pytest.fixture
def database(tmp_path):
    opened = AccessDatabase(tmp_path / "access.sqlite")
    yield opened
    opened.close()


def test_only_hashes_are_kept(doors):
    secret = doors.token("animator")
    link = create_link(doors.runtime.access, OWNER, 1)
    folder = doors.runtime.settings.data
    for file in folder.glob("access.sqlite*"):
        kept = file.read_bytes()
        assert secret.encode() not in kept
        assert secret.removeprefix("koop_").encode() not in kept
        assert link.encode() not in kept
    assert stat.S_IMODE((folder / "access.sqlite").stat().st_mode) == 0o600


def test_a_revoked_token_ends_at_once_with_its_sessions(doors, browser):
    id, secret = doors.numbered_token("case_lead")
    assert browser.post("/wejscie", data={"token": secret}).status_code == 303
    headers = {"Authorization": f"Bearer {secret}"}
    assert doors.client.get(LIST, headers=headers).status_code == 200
    assert browser.get(LIST).status_code == 200
    revoke_token(doors.runtime.access, id)
    assert doors.client.get(LIST, headers=headers).status_code == 401
    assert browser.get(LIST).status_code == 401


def test_an_expired_token_opens_nothing(doors):
    assert doors.get(LIST, "case_lead", days=-0.001).status_code == 401


def test_tokens_are_listed_without_their_secrets(database):
    id, secret = create_token(database, OWNER, 1)
    assert [one.id for one in list_tokens(database)] == [id]
    assert secret not in repr(list_tokens(database))
    assert find_token(database, secret) == (id, OWNER)
    with pytest.raises(NotFound):
        revoke_token(database, "00000000")


def test_a_link_is_opened_by_its_button_and_no_look_at_it_uses_it_up(doors, browser):
    """Programs that look through mail follow every address in it."""
    address = f"/wejscie/{create_link(doors.runtime.access, OWNER, 1)}"
    for _ in range(3):
        page = browser.get(address, headers={"Accept": "text/html"})
        assert page.status_code == browser.head(address).status_code == 200
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert "Set-Cookie" not in page.headers
    form = re.search(r'<form method="post">.*?</form>', page.text, re.DOTALL)[0]
    assert "Zaloguj się" in form
    assert address not in page.text.replace(f'href="{address}?lang', "")
    assert "prowadzący sprawy" in page.text
    answer = browser.post(address)
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # this machine only
    assert browser.get(LIST).status_code == 200
    other = TestClient(doors.client.app, base_url=BASE)
    assert [other.post(address).status_code, other.get(address).status_code] == [401, 401]


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
def test_another_site_cannot_press_the_button_of_a_link(doors, browser, headers):
    """It would sign somebody in as whoever it likes."""
    address = f"/wejscie/{create_link(doors.runtime.access, OWNER, 1)}"
    assert browser.post(address, headers=headers).status_code == 403
    # A page without a referrer sends its form with an origin that says nothing, but says whose it is.
    own = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
    assert browser.post(address, headers=own).status_code == 303


def test_an_expired_link_opens_nothing(doors, browser):
    assert (
        browser.post(f"/wejscie/{create_link(doors.runtime.access, OWNER, -0.001)}").status_code == 401
    )


def test_behind_tls_the_cookie_is_secure_and_bound_to_the_host(tmp_path):
    app = create_app(Settings(data=tmp_path, tls_terminated=True))
    with TestClient(app, base_url="https://pzk.example", follow_redirects=False) as client:
        answer = client.post(f"/wejscie/{create_link(app.state.runtime.access, OWNER, 1)}")
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie
        assert "max-age" in answer.headers["Strict-Transport-Security"]
        assert client.get(LIST).status_code == 200


def test_signing_out_ends_the_session(signed_in):
    (cookie,) = signed_in.cookies.values()
    assert signed_in.post("/wyjscie", data={"csrf": "wrong"}).status_code == 403
    assert signed_in.get(LIST).status_code == 200
    assert signed_in.post("/wyjscie", data={"csrf": csrf_of(cookie)}).status_code == 303
    signed_in.cookies.set("kooperacje", cookie)
    assert signed_in.get(LIST).status_code == 401


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_cannot_use_a_session(signed_in, headers):
    question = {"gmina": "2499011", "needs": ["N04"]}
    assert signed_in.post("/api/v1/routes", json=question).status_code == 200
    assert signed_in.post("/api/v1/routes", json=question, headers={"Origin": BASE}).status_code == 200
    assert signed_in.post("/api/v1/routes", json=question, headers=headers).status_code == 403
    assert signed_in.post("/wejscie", data={"token": "x"}, headers=headers).status_code == 403


def test_a_form_needs_the_proof_of_its_session(signed_in, demo_package):
    (cookie,) = signed_in.cookies.values()
    files = {"file": ("pakiet.zip", zip_of(demo_package))}
    path = "/api/v1/partnerships/import"
    assert signed_in.post(path, files=files).status_code == 403
    assert signed_in.post(path, files=files, data={"csrf": "0" * 48}).status_code == 403
    assert signed_in.post(path, files=files, data={"csrf": csrf_of(cookie)}).status_code == 200
    headers = {"X-CSRF-Token": csrf_of(cookie)}
    assert signed_in.post(path, files=files, headers=headers).status_code == 200


def test_guessing_is_slowed_down_and_shuts_nobody_with_the_right_secret_out(tmp_path):
    """An office has one address: the mistakes of one must not keep the others out."""
    with open_doors(tmp_path) as doors:
        link, token = create_link(doors.runtime.access, OWNER, 1), doors.token("animator")
        client = TestClient(doors.client.app, base_url=BASE, follow_redirects=False)
        for _ in range(10):
            assert client.post("/wejscie", data={"token": "koop_guess"}).status_code == 401
        for answer in (
            client.post("/wejscie", data={"token": "koop_guess"}),
            client.get("/wejscie/guess"),
            client.post("/wejscie/guess"),
        ):
            assert answer.status_code == 429
            assert int(answer.headers["Retry-After"]) > 0
        assert client.post("/wejscie", data={"token": token}).status_code == 303
        assert client.get(f"/wejscie/{link}").status_code == 200
        assert client.post(f"/wejscie/{link}").status_code == 303
        # Those who are in are not locked out, nor those who are elsewhere.
        elsewhere = TestClient(doors.client.app, base_url=BASE, client=("192.0.2.7", 50000))
        assert elsewhere.post("/wejscie", data={"token": "koop_guess"}).status_code == 401
        assert doors.get(LIST, "case_lead").status_code == 200


def test_failures_are_forgotten_after_a_while():
    clock = [0.0]
    throttle = Throttle(failures=2, seconds=60, clock=lambda: clock[0])
    throttle.failed("a")
    throttle.failed("a")
    assert throttle.wait("a") == 60
    assert throttle.wait("b") == 0
    clock[0] = 61.0
    assert throttle.wait("a") == 0


def test_reading_cases_and_writing_leave_a_line_but_no_data(doors, demo_package):
    doors.client.post(
        "/api/v1/partnerships/import",
        content=zip_of(demo_package),
        headers=doors.headers("case_lead") | {"Content-Type": "application/zip"},
    )
    for path in ("gaps", "measures?layer=cases", "export"):
        doors.get(f"{LIST}/{HERE}/{path}", "case_lead")
    doors.get(f"{LIST}/{HERE}/export", "animator")
    doors.get(f"{LIST}/{HERE}/measures", "animator")
    found = entries(doors.runtime.access, limit=20)
    told = [(one.who, one.action, one.subject, one.outcome) for one in found]
    assert told[:2] == [
        ("animator", "package.export", HERE, "refused"),
        ("case_lead", "package.export", HERE, "allowed"),
    ]
    assert ("case_lead", "cases.read", HERE, "allowed") in told
    assert ("case_lead", "package.import", HERE, "allowed") in told
    assert ("case_lead", "cases.write", HERE, "allowed") in told
    assert all(one.at and one.request_id for one in found)
    assert not any(name in repr(found) for name in ("R01", "N09", "asystent"))


def test_the_trail_is_read_by_administrators_page_by_page(doors):
    first = doors.get("/api/v1/audit?limit=2", "administrator").json()
    assert first[0]["action"] == "audit.read"
    assert first[0]["number"] > first[1]["number"]
    rest = doors.get(f"/api/v1/audit?limit=2&before={first[1]['number']}", "administrator").json()
    for number, status in ((2**63 - 1, 200), (2**63, 422), (10**23, 422), (-1, 422)):
        assert doors.get(f"/api/v1/audit?before={number}", "administrator").status_code == status
    assert rest[0]["number"] < first[1]["number"]


def test_the_trail_cannot_be_rewritten(doors):
    with sqlite3.connect(doors.runtime.settings.access_file) as connection:
        for statement in ("UPDATE audit SET who = 'x'", "DELETE FROM audit"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
    connection.close()


def test_server_and_command_line_share_the_file(tmp_path):
    one, other = AccessDatabase(tmp_path / "a.sqlite"), AccessDatabase(tmp_path / "a.sqlite")
    id, secret = create_token(one, OWNER, 1)
    assert find_token(other, secret) == (id, OWNER)
    revoke_token(other, id)
    assert find_token(one, secret) is None
    one.close()
    other.close()


def test_a_newer_file_is_refused(tmp_path):
    AccessDatabase(tmp_path / "a.sqlite").close()
    with sqlite3.connect(tmp_path / "a.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreTooNew):
        AccessDatabase(tmp_path / "a.sqlite")


def test_a_failed_write_leaves_nothing(database):
    def fail():
        with database.writing() as connection:
            connection.execute(
                "INSERT INTO links (hash, granted, expires_at) VALUES (?, ?, ?)",
                (b"x", "{}", stamp(now() + timedelta(days=1))),
            )
            connection.execute("SELECT * FROM nowhere")

    with pytest.raises(StoreUnavailable):
        fail()
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM links").fetchone()[0] == 0
