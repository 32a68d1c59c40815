"""Settings, comparison and work under way at the door: who may, what changes, what survives."""

import re
import threading

import pytest

from doors import ELSEWHERE, FAR_PACKAGE, HERE, open_doors
from graph.errors import Conflict
from service.access.audit import entries
from service.access.policy import Role
from service.exchange.work import Job, jobs_of
from service.runtime import open_runtime
from service.settings import Settings
from service.tuning import CODES, FAMILIES, LIMITS, checked_value, defaults

GAPS = f"/api/v1/partnerships/{HERE}/gaps"


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("tuning"), demo_package, FAR_PACKAGE) as opened:
        yield opened


def seen(doors):
    """The mark of the settings as they are shown now."""
    page = doors.get("/ustawienia", Role.CASE_LEAD).text
    return re.search(r'name="stan" value="(\w+)"', page)[1]


def send(doors, role=Role.CASE_LEAD, fields=None, **scope):
    fields = {"stan": seen(doors)} | fields
    return doors.client.post(
        "/ustawienia", data=fields, headers=doors.headers(role, **scope), follow_redirects=False
    )


def kinds(doors):
    return [gap["kind"] for gap in doors.get(GAPS, Role.CASE_LEAD).json()["gaps"]]


def test_every_setting_has_limits():
    for family in FAMILIES:
        assert set(defaults(family)) == set(LIMITS[family]) | (
            set(CODES) if family == "thresholds" else set()
        )


@pytest.mark.parametrize(
    ("family", "name", "text"),
    [
        ("weights", "needs", "-0,1"),
        ("weights", "needs", "nan"),
        ("thresholds", "cut_off", "2.5"),
        ("thresholds", "weak_frequency", "daily"),
        ("costs", "days_per_point", "0"),
    ],
)
def test_values_out_of_range_are_refused(family, name, text):
    with pytest.raises(ValueError):  # noqa: PT011  # the caller words it
        checked_value(family, name, text)


def test_a_change_reaches_page_api_and_command_line_and_can_be_taken_back(doors):
    assert "overcentralised" in kinds(doors)
    assert send(doors, fields={"thresholds.centralisation": "0,95"}).status_code == 303
    assert "overcentralised" not in kinds(doors)
    page = doors.get("/ustawienia", Role.CASE_LEAD).text
    assert 'value="0,95"' in page
    with open_runtime(Settings(data=doors.runtime.settings.data)) as other:
        assert other.thresholds.centralisation == 0.95
        assert other.weights.needs == 0.35
    with open_runtime(
        Settings(data=doors.runtime.settings.data, thresholds={"centralisation": "0.6"})
    ) as other:
        assert other.thresholds.centralisation == 0.6  # the environment wins
    assert send(doors, fields={"domyslne": "1"}).status_code == 303
    assert "overcentralised" in kinds(doors)
    said = [one.subject for one in entries(doors.runtime.access) if one.action == "settings.change"]
    assert said[:2] == ["thresholds.centralisation=default", "thresholds.centralisation=0.95"]


def test_faults_are_named_and_nothing_is_saved(doors):
    refused = send(doors, fields={"weights.needs": "7", "costs.institution": "4"})
    assert refused.status_code == 422
    assert 'href="#pole-weights-needs"' in refused.text
    assert doors.runtime.costs.institution == 2
    none = send(doors, fields={f"weights.{name}": "0" for name in defaults("weights")})
    assert "przynajmniej jedna waga" in none.text


def test_whoever_opened_the_form_before_another_change_is_shown_both(doors):
    opened = seen(doors)
    assert send(doors, fields={"costs.institution": "4"}).status_code == 303
    late = send(doors, fields={"stan": opened, "costs.institution": "3", "weights.needs": "0,4"})
    assert late.status_code == 409
    assert "Nic nie zostało zapisane" in late.text
    assert "Obecnie zapisane: 4" in late.text
    assert re.search(r'name="costs.institution"[^>]*value="3"', late.text)
    assert (doors.runtime.costs.institution, doors.runtime.weights.needs) == (4, 0.35)
    for blind in ("", "anything"):
        assert send(doors, fields={"stan": blind, "costs.institution": "3"}).status_code == 409
    # Who has read both saves from the page that shows them.
    again = re.search(r'name="stan" value="(\w+)"', late.text)[1]
    assert send(doors, fields={"stan": again, "costs.institution": "3"}).status_code == 303
    assert doors.runtime.costs.institution == 3
    assert send(doors, fields={"domyslne": "1"}).status_code == 303


def test_settings_of_the_whole_store_need_the_whole_store(doors):
    for role, allowed in ((Role.ANIMATOR, True), (Role.ROPS_ADVISOR, False), (Role.PZK_MEMBER, False)):
        assert (send(doors, role, {"costs.institution": "2"}).status_code == 303) == allowed
    assert send(doors, Role.ANIMATOR, {"costs.institution": "3"}, territory=("24",)).status_code == 403
    look = doors.get("/ustawienia", Role.ANIMATOR, territory=("24",)).text
    assert "obejmuje wszystkie" in look
    assert "Przywróć" not in look
    assert doors.get("/ustawienia", Role.API_CLIENT).status_code == 403


def test_two_days_of_one_partnership(doors):
    page = doors.get(f"/porownanie?a={HERE}&b={HERE}&dzien_a=2025-09-01", Role.ANIMATOR).text
    assert "Członkowie PZK: 0 → 27 (o 27 więcej)" in page
    assert "Przystąpiły do partnerstwa" in page
    same = doors.get(f"/porownanie?a={HERE}&b={HERE}", Role.ANIMATOR).text
    assert "Wskaźniki obu stron są takie same." in same


def test_two_partnerships_side_by_side(doors):
    page = doors.get(f"/porownanie?a={HERE}&b={ELSEWHERE}", Role.ROPS_ADVISOR).text
    assert re.search(r"Instytucje na mapie: 38 → 1 \(o 37 mniej\)", page)
    assert "Brzozów Testowy" in page


def test_a_comparison_stays_within_the_territory(doors):
    path = f"/porownanie?a={HERE}&b={ELSEWHERE}"
    assert doors.get(path, Role.ANIMATOR, territory=("24",)).status_code == 403
    assert ELSEWHERE not in doors.get("/porownanie", Role.ANIMATOR, territory=("24",)).text
    assert doors.get(path, Role.API_CLIENT).status_code == 403
    assert doors.get("/porownanie?a=x&b=x&dzien_a=wczoraj", Role.ANIMATOR).status_code == 422


def test_work_shows_its_step_then_its_outcome_to_whoever_began_it(doors):
    token, secret = doors.numbered_token(Role.ANIMATOR)
    mine = {"Authorization": f"Bearer {secret}"}
    job = Job(f"token {token}/animator", ["Sprawdzenie", "Zapis"], "/wczytaj")
    path = f"/praca/{jobs_of(doors.runtime).put(job)}"
    go_on = threading.Event()

    def work(advance):
        advance()
        go_on.wait(30)
        return "/ustawienia"

    thread = threading.Thread(target=job.run, args=(work,))
    thread.start()
    for _ in range(2):  # a reload shows the same work
        page = doors.client.get(path, headers=mine)
        assert page.headers["refresh"] == "2"
        assert "Krok 2 z 2: Zapis" in page.text
    assert doors.get(path, Role.ANIMATOR).status_code == 404
    go_on.set()
    thread.join()
    done = doors.client.get(path, headers=mine, follow_redirects=False)
    assert (done.status_code, done.headers["location"]) == (303, "/ustawienia")


def test_work_that_failed_says_so(doors):
    token, secret = doors.numbered_token(Role.ANIMATOR)
    job = Job(f"token {token}/animator", ["Zapis"], "/wczytaj")
    path = f"/praca/{jobs_of(doors.runtime).put(job)}"

    def work(advance):
        raise Conflict("partnership", HERE, "others kept writing, try again")

    job.run(work)
    for _ in range(2):
        told = doors.client.get(path, headers={"Authorization": f"Bearer {secret}"})
        assert told.status_code == 409
