"""The attack: whoever may not read cases learns of none by comparing answers.

Two worlds are played: copies of one store in which only cases differ; one has none. Whatever somebody
without the right to read cases asks for, or writes in both and asks for again, the answers are the same
to the last byte, ETags included. So nothing that they see depends on a case, and there is nothing to
subtract.
"""

import re
import shutil
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from random import Random
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from doors import BASE, FAR_PACKAGE, HERE, Doors, open_doors, zip_of
from graph.cases import Request, case_of
from graph.model import Family
from graph.stores import import_package
from graph.stores.cases import add_step
from service.access.guard import Principal
from service.access.owner import OWNER
from service.exchange.demo import add_demo_cases
from service.http.app import create_app
from service.pages.registry import pages
from service.runtime import Runtime, today
from service.settings import Settings

API, PAGE = f"/api/v1/partnerships/{HERE}", f"/partnerstwa/{HERE}"
#: Everybody who may not read cases, also with two roles at once.
UNENTITLED = (
    *(("animator",), ("moderator",), ("rops_advisor",), ("pzk_member",), ("zzk_member",)),
    *(("api_client",), ("animator", "rops_advisor")),
)
#: Who sees what others see; of them the API is asked.
SAME_SIGHT = {("moderator",), ("animator", "rops_advisor")}
#: Pages about the server.
_APART = {"trail", "glossary"}
DAYS = ("2025-06-01", "2026-04-07", "2026-06-30")
QUESTIONS = (
    *("/api/v1/partnerships", API, f"{API}/measures", f"{API}/measures?layer=workers"),
    *(f"{API}/gaps", f"{API}/gaps?lang=en", f"{API}/recruitment?size=3", f"{API}/monitoring"),
    *(f"{API}/{name}" for name in ("view", "plan", "barriers", "recommendations", "information-flows")),
    *(f"{API}{name}?as_of={day}" for name in ("", "/gaps", "/recruitment") for day in DAYS),
    *(f"{API}/export?format={kind}" for kind in ("package", "graphml", "json")),
    *(f"{API}/cases", f"{API}/gaps/outsider_with_families:I08/proof"),
    f"{API}/gaps/missing_tie:I09~I32/proof",
    *("/api/v1/services?gmina=2499011", "/health/ready"),
)
FILES = (
    *(f"{PAGE}/luki.csv", f"{PAGE}/siec.svg", f"{PAGE}/siec.html", f"{PAGE}/raport.html"),
    *(f"{PAGE}/plan.xlsx", f"{PAGE}/co-jesli.svg?dodaj=I13"),
    f"{PAGE}/plan/zaproszenia/I13/zaproszenie.docx",
)
FILTERS = (
    *(f"{PAGE}/luki?rodzaj={kind}" for kind in ("missing_tie", "unmet_need", "outsider_with_families")),
    *(f"{PAGE}/luki?obszar=zdrowie", f"{PAGE}/luki?instytucja=I13"),
    *(f"{PAGE}/co-jesli?dodaj=I13", f"{PAGE}/co-jesli?wiez_a=I09&wiez_b=I32", f"{PAGE}?potrzeba=Z2"),
    f"/porownanie?a={HERE}&b={HERE}&dzien_a=2025-06-30",
)
CHANGES = (
    *({"tie": ["I09~I32"]}, {"add": ["I13"], "tie": ["I13~I14"]}, {"gone": ["I01"]}),
    *({"remove": ["I29"]}, {"cut": ["I01~I19"]}),
)
#: What is asked again and again while ties are written.
ORACLES = (
    *("/api/v1/partnerships", API, f"{API}/gaps", f"{API}/recruitment", f"{API}/gaps?as_of=2026-04-07"),
    *(PAGE, f"{PAGE}/luki?rodzaj=missing_tie", f"{PAGE}/zaproszenia", f"{PAGE}/luki.csv"),
)


def pairs_to_find(package):
    """Four pairs without a tie, and of these two that get a family in common in the other world."""
    tied = {frozenset((one.reporter_id, one.partner_id)) for one in package.ties}
    ids = sorted(one.id for one in package.institutions)
    free = [pair for pair in combinations(ids, 2) if frozenset(pair) not in tied]
    found = Random(20).sample(free, 4)
    return found, found[:2]


def arrived(package):
    """The package with a family for each pair, some needs that nobody had, and one family gone."""
    _, shared = pairs_to_find(package)
    new = tuple(
        Family(
            id=f"N{number}",
            teryt="2499011",
            needs=("Z2", "N03") if number % 2 else ("N05A", "S1"),
            lead_institution_id=one,
            involved_institution_ids=(other,),
        )
        for number, (one, other) in enumerate(shared)
    )
    return replace(package, families=(*package.families[1:], *new))


def bereft(package):
    """The package without a case."""
    return replace(package, families=(), teams=())


@pytest.fixture(scope="module")
def worlds(tmp_path_factory, demo_package):
    """The copies in which cases differ, and headers that are good in all."""
    first = tmp_path_factory.mktemp("worlds") / "first"
    with open_doors(first, demo_package, FAR_PACKAGE) as doors:
        add_demo_cases(Principal(doors.runtime, OWNER, "owner", "test"))
        headers = {
            roles: doors.headers(*roles, institution="I13" if roles == ("zzk_member",) else None)
            for roles in (*UNENTITLED, ("case_lead",))
        }
        # The numbers of the month are those of before.
        for path in (API, f"{API}/gaps", f"{API}/monitoring"):
            assert doors.client.get(path, headers=headers["rops_advisor",]).status_code == 200
    others = {"arrived": arrived, "bereft": bereft}
    with ExitStack() as stack:
        opened = {}
        for name, change in others.items():
            folder = shutil.copytree(first, first.with_name(name))
            runtime = Runtime(Settings(data=folder))
            if name == "arrived":
                import_package(runtime.store, bereft(demo_package))  # so revisions differ, too
            import_package(runtime.store, change(demo_package))
            client = TestClient(create_app(runtime=runtime), base_url=BASE)
            opened[name] = Doors(runtime, stack.enter_context(client))
        journal = case_of(HERE, "J-1", [Request(today(), "phone", "family", "2499011")])
        add_step(
            *(opened["arrived"].runtime.store, journal),
            role="case_lead",
            at=datetime.now(UTC),
            expected=0,
        )
        yield opened, headers


def told(answer):
    """All that somebody gets, the id of the request aside."""
    id = answer.headers.get("X-Request-ID", "").encode()
    apart = {"x-request-id", "date", "content-length", "server-timing"}
    headers = {name: value for name, value in answer.headers.items() if name not in apart}
    return answer.status_code, headers, answer.content.replace(id, b"") if id else answer.content


def assert_same(worlds, roles, ask):
    """That one question is answered alike in every world."""
    opened, headers = worlds
    answers = {name: ask(doors.client, headers[roles]) for name, doors in opened.items()}
    assert told(answers["arrived"]) == told(answers["bereft"])
    return answers["arrived"]


def test_the_worlds_differ_for_a_case_lead(worlds):
    opened, headers = worlds
    for path in (API, f"{API}/gaps", f"{API}/recruitment", f"{API}/monitoring", PAGE):
        told_to_lead = {
            name: told(doors.client.get(path, headers=headers["case_lead",]))[2]
            for name, doors in opened.items()
        }
        assert len(set(told_to_lead.values())) > 1, path


@pytest.mark.parametrize("roles", UNENTITLED, ids="+".join)
def test_no_answer_and_no_mark_differs_by_a_case(worlds, roles):
    asked = dict.fromkeys(QUESTIONS)
    if roles not in SAME_SIGHT:
        samples = [sample for page in pages() if page.name not in _APART for sample in page.samples]
        asked |= dict.fromkeys((*FILTERS, *samples, *FILES))
    seen = 0
    for path in asked:
        address = path.split("#")[0]
        first = assert_same(worlds, roles, lambda client, mine, to=address: client.get(to, headers=mine))
        seen += first.status_code == 200
        if mark := first.headers.get("ETag"):
            again = assert_same(
                *(worlds, roles),
                lambda client, mine, to=address, known=mark: client.get(
                    to, headers=mine | {"If-None-Match": known}
                ),
            )
            assert again.status_code == 304, path
    assert seen > (10 if roles == ("api_client",) else 15 if roles in SAME_SIGHT else 30)


@pytest.mark.parametrize("roles", [r for r in UNENTITLED if r not in SAME_SIGHT], ids="+".join)
def test_no_change_tried_out_and_no_route_differs_by_a_case(worlds, roles):
    for change in CHANGES:
        assert_same(
            *(worlds, roles),
            lambda client, mine, body=change: client.post(f"{API}/what-if", json=body, headers=mine),
        )
    route = {"gmina": "2499011", "needs": ["N04", "Z2"]}
    for path in ("/api/v1/routes", "/api/v1/capacity"):
        assert_same(
            *(worlds, roles),
            lambda client, mine, to=path: client.post(to, json=route, headers=mine),
        )


def test_no_proof_and_no_certainty_differs_by_a_case(worlds, monkeypatch):
    monkeypatch.setattr("graph.gaps.resampling.ROUNDS", 10)
    for roles in (("animator",), ("rops_advisor",)):
        for path in (f"{API}/stability", f"{API}/stability?as_of={DAYS[1]}"):
            answer = assert_same(
                worlds, roles, lambda client, mine, to=path: client.get(to, headers=mine)
            )
            assert answer.status_code == 200
        found = assert_same(
            worlds, roles, lambda client, mine: client.get(f"{API}/gaps", headers=mine)
        ).json()["gaps"]
        first_of_kind = {gap["kind"]: gap["id"] for gap in reversed(found)}
        for id in (*first_of_kind.values(), "uncoordinated_case:x", "one_level_team:x"):
            to = f"{API}/gaps/{quote(id, safe='')}/proof"
            answer = assert_same(worlds, roles, lambda client, mine, to=to: client.get(to, headers=mine))
            assert (answer.status_code == 200) == (id in first_of_kind.values()), id


class Attacker:
    """An animator who writes the same in every world."""

    def __init__(self, worlds):
        self.worlds = worlds

    def tie(self, one, other):
        """Say that two institutions work together."""
        self._send(
            f"{one}/zmiany/wspolpraca?partner={other}",
            *("partner_id", other, "strength", "3", "frequency", "monthly"),
            *("formalisation", "verbal", "reported_on", "2026-06-01"),
        )

    def untie(self, one, other):
        """Take it back."""
        self._send(f"{one}/zmiany/usun?partner={other}&dzien=2026-06-01", "potwierdzam", "tak")

    def _send(self, path, *cells):
        fields = dict(zip(cells[::2], cells[1::2], strict=True))

        def write(client, mine):
            address = f"{PAGE}/instytucje/{path}"
            seen = re.search(r'name="rewizja" value="(\w+)"', client.get(address, headers=mine).text)
            sent = {"rewizja": seen[1], **fields}
            return client.post(address, data=sent, headers=mine, follow_redirects=False)

        assert assert_same(self.worlds, ("animator",), write).status_code == 303

    def look(self, roles):
        """Ask every oracle."""
        for path in ORACLES:
            assert_same(self.worlds, roles, lambda client, mine, to=path: client.get(to, headers=mine))


def test_no_tie_that_an_animator_writes_tells_anybody_who_shares_a_family(worlds, demo_package):
    opened, headers = worlds
    attacker = Attacker(worlds)

    def missing(name):
        found = opened[name].client.get(f"{API}/gaps", headers=headers["case_lead",]).json()
        return sum(gap["kind"] == "missing_tie" for gap in found["gaps"])

    pairs, shared = pairs_to_find(demo_package)
    for number, pair in enumerate(pairs):
        before = {name: missing(name) for name in opened}
        attacker.tie(*pair)
        # There is something to be found: in one world the tie closes a gap, in the other it does not.
        moved = {name: before[name] - missing(name) for name in before}
        assert moved["arrived"] >= (pair in shared)
        assert moved["bereft"] == 0
        for roles in UNENTITLED if number == 0 else (("animator",), ("rops_advisor",)):
            attacker.look(roles)
        attacker.untie(*pair)
        attacker.look(("animator",))


def test_no_import_removal_or_undoing_of_an_animator_tells_of_a_case(worlds, demo_package):
    opened, _ = worlds
    animator = ("animator",)
    left = bereft(demo_package)
    # Without an institution and a worker that cases may name.
    left = replace(
        left,
        institutions=tuple(one for one in left.institutions if one.id != "I38"),
        workers=tuple(one for one in left.workers[1:] if one.institution_id != "I38"),
        services=tuple(one for one in left.services if one.institution_id != "I38"),
        ties=tuple(
            replace(one, contact_worker_id=None, partner_worker_id=None) for one in left.ties[1:]
        ),
    )
    left = replace(left, ties=tuple(t for t in left.ties if "I38" not in {t.reporter_id, t.partner_id}))
    families = {name: doors.runtime.library.package(HERE).families for name, doors in opened.items()}
    for package, status in ((left, 200), (left, 200), (demo_package, 403)):
        data = zip_of(package)

        def send(client, mine, data=data):
            headers = mine | {"Content-Type": "application/zip"}
            return client.post("/api/v1/partnerships/import", content=data, headers=headers)

        assert assert_same(worlds, animator, send).status_code == status
    form = {"stan": "m1", "rewizja": "m1", "potwierdzam": "tak"}
    for path in (f"{PAGE}/cofnij", f"{PAGE}/usun", f"{PAGE}/instytucje/I13/zmiany/usun"):
        answer = assert_same(
            *(worlds, animator),
            lambda client, mine, to=path: client.post(to, data=form, headers=mine),
        )
        assert answer.status_code in {403, 409, 422}
    now = {name: doors.runtime.library.package(HERE).families for name, doors in opened.items()}
    assert now == families
