"""A form that is refused keeps what was typed, names the wrong field and says what is wrong with it."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from doors import HERE, open_doors

BASE = f"/partnerstwa/{HERE}"


class Forms(HTMLParser):
    """Every form of a page: its action, and the value of each field."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self._inside = False
        self._select = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if tag == "form":
            self.found.append((known.get("action"), {}, set()))
            self._inside = True
        if not self._inside:
            return
        _, values, wrong = self.found[-1]
        if tag == "select":
            self._select = known["name"]
            values.setdefault(self._select, "")
        elif tag == "option" and "selected" in known:
            values[self._select] = known.get("value")
        elif tag == "input" and (known.get("type") != "checkbox" or "checked" in known):
            values[known.get("name")] = known.get("value") or ""
        if known.get("aria-invalid") == "true":
            wrong.add(known["name"])
            assert known["aria-describedby"]

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False

    def sent_to(self, path):
        return next(one for one in self.found if unescape(one[0] or "") == path)


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("refused"), demo_package) as opened:
        yield opened


@pytest.fixture
def desk(doors):
    """A browser of a case lead who also advises and animates, and its mark against forgery."""
    return Desk(doors, ("case_lead", "rops_advisor", "animator"))


class Desk:
    def __init__(self, doors, roles):
        self.client = doors.client
        self.headers = doors.headers(*roles)

    def get(self, path):
        return self.client.get(path, headers=self.headers)

    def post(self, path, **values):
        return self.client.post(path, data=values, headers=self.headers, follow_redirects=False)


FORMS = {
    "an invitation that is due before today": (
        f"{BASE}/plan/zaproszenia",
        {"institution_id": "I13", "responsible": "moderator", "due_on": "31.12.2020"},
        "due_on",
    ),
    "an invitation with no day for a day": (
        f"{BASE}/plan/zaproszenia",
        {"institution_id": "I13", "responsible": "moderator", "due_on": "za tydzień"},
        "due_on",
    ),
    "a meeting in the future": (
        f"{BASE}/plan/spotkania",
        {"held_on": "1 stycznia 2099", "kind": "working"},
        "held_on",
    ),
    "a barrier noted in the future": (
        f"{BASE}/zalecenia/bariery",
        {"code": "B5", "place": "institution:I01", "partner": "I02", "noted_on": "01.01.2099"},
        "noted_on",
    ),
    "a flow from an institution to itself": (
        f"{BASE}/przeplyw-informacji/nowy",
        {
            **{"source_id": "I01", "target_id": "I01", "information": "", "medium": "", "rhythm": ""},
            "base": "",
        },
        "target_id",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_refused_form_keeps_what_was_typed_and_names_the_field(desk, name):
    path, values, wrong = FORMS[name]
    kept(desk.post(path, **values), path, values, wrong)


def test_a_refused_recommendation_keeps_its_ground_and_every_choice(desk):
    """What was lost before: the whole form, as soon as the due day had passed."""
    page = desk.get(f"{BASE}/zalecenia").text
    ground = unescape(re.search(r'<option value="(gap:[^"]+)"', page)[1])
    measure = unescape(
        re.search(
            r'name="measure".*?<option value="([^"]+)"',
            desk.client.get(f"{BASE}/zalecenia", params={"podstawa": ground}, headers=desk.headers).text,
            re.DOTALL,
        )[1]
    )
    values = {
        "ground": ground,
        "advice": "mediation",
        "addressee": "institution:I02",
        "measure": measure,
        "due_on": "2020-01-31",
    }
    path = f"{BASE}/zalecenia/nowe"
    kept(desk.post(path, **values), path, values, "due_on")


def test_a_day_may_be_written_as_people_write_it(desk):
    answer = desk.post(
        f"{BASE}/plan/zaproszenia", institution_id="I13", responsible="animator", due_on="1 marca 2099"
    )
    assert answer.status_code == 303
    assert "1 marca 2099" in desk.get(f"{BASE}/plan").text


def kept(answer, path, values, wrong):
    assert answer.status_code == 422
    _, shown, faulty = Forms(answer.text).sent_to(path)
    assert {field: shown[field] for field in values} == values
    assert wrong in faulty
    sentence = r'<span class="fault"[^>]*>(.*?)</span>\s*<(?:input|select)[^>]*name="'
    said = re.search(sentence + wrong, answer.text)
    assert said, "no sentence stands at the field"
    assert said[1].count(":") >= 3  # to put right: the label: what is expected: …
