"""Who may not write cases loses none: no journal, no number, and nothing that a journal names.

They are refused alike whether or not there are cases, so that no refusal tells of any.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest

from doors import open_doors, zip_of
from graph.cases import Closing, Diagnosis, Request, Seat, TeamFormed, case_of
from graph.errors import Conflict
from graph.model import Package, Partnership, TeamMember, Worker
from graph.stores import KeptStore, erase_family, import_package, load_package, remove_partnership
from graph.stores.cases import add_step, read_cases, read_tallies
from service.access.audit import entries
from service.access.policy import Role
from small_partnerships import family, inst, leader, outsider, service, tie

ID = "p"
PATH = f"/partnerstwa/{ID}"
IMPORT = "/api/v1/partnerships/import"
DAY = date(2026, 3, 2)
#: Where a partnership without a family on its map stands with its cases.
STAGES = ("requested", "closed", "erased")
TICKED = {"potwierdzam": "tak"}


def town(**changes):
    """L leads, A is a member, X is on the map; no family is in need."""
    package = Package(
        Partnership(ID, "Gmina Testowa", "2499011"),
        (inst("A"), leader("L"), outsider("X", "DK")),
        workers=(Worker("W1", "A", "pedagog"), Worker("W2", "A", "pedagog")),
        services=(service("S1", "A", "PED", name="Zajęcia"),),
        ties=(tie("L", "A", 4, reported_on=DAY),),
    )
    return replace(package, **changes)


def without(package, id):
    return replace(package, institutions=tuple(one for one in package.institutions if one.id != id))


def walk(store, family_id, *steps):
    """A journal in the store."""
    at = datetime(2026, 6, 30, tzinfo=UTC)
    for number in range(len(steps)):
        case = case_of(ID, family_id, steps[: number + 1])
        add_step(store, case, role="case_lead", at=at, expected=number)


def with_cases(store, stage):
    """A case as far as a stage; before the diagnosis and after the closing no map names its family."""
    request = Request(DAY, "phone", "family", "2499011")
    walk(store, "R-1", *([request] if stage == "requested" else [request, Closing(DAY, "moved_away")]))
    if stage == "erased":
        erase_family(store, ID, "R-1")
    held = load_package(store, ID)
    assert not held.families
    assert not held.teams
    return left_of(store)


def left_of(store):
    """What is left of cases."""
    return [one.case for one in read_cases(store, ID)], read_tallies(store, ID)


@pytest.fixture
def doors(tmp_path):
    with open_doors(tmp_path, town()) as opened:
        yield opened


class Writer:
    """Somebody who loads data, on the pages and through the API."""

    def __init__(self, doors, role=Role.ANIMATOR):
        self.doors, self.client, self.role = doors, doors.client, role
        self.headers = doors.headers(role, territory=("24",))

    def get(self, path):
        return self.client.get(f"{PATH}/{path}", headers=self.headers)

    def post(self, path, **fields):
        return self.client.post(
            f"{PATH}/{path}", data=fields, headers=self.headers, follow_redirects=False
        )

    def send(self, package):
        """The status of an import."""
        headers = self.headers | {"Content-Type": "application/zip"}
        return self.client.post(IMPORT, content=zip_of(package), headers=headers).status_code

    def import_(self, package):
        """What an import says it did."""
        headers = self.headers | {"Content-Type": "application/zip"}
        return self.client.post(IMPORT, content=zip_of(package), headers=headers).json()

    def remove(self, **fields):
        """The status of a removal."""
        return self.post("usun", rewizja=self.mark, **fields).status_code

    def undo(self):
        return self.post("cofnij", stan=self.mark).status_code

    @property
    def mark(self):
        return self.doors.mark(ID, self.role)


def words(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


def told(doors, since=0):
    """The newest lines of the trail, the oldest first."""
    return [
        (one.action, one.subject, one.purpose.partition(":")[0], one.outcome)
        for one in reversed(entries(doors.runtime.access))
        if one.number > since
    ]


# --- a whole partnership


@pytest.mark.parametrize("stage", [None, *STAGES])
def test_only_a_case_lead_removes_a_partnership(doors, stage):
    store = doors.runtime.store
    before = with_cases(store, stage) if stage else left_of(store)
    assert (before == ([], ())) == (stage is None)
    animator, lead = Writer(doors), Writer(doors, Role.CASE_LEAD)
    assert animator.get("usun").status_code == 403
    assert "/usun" not in doors.client.get("/wczytaj", headers=animator.headers).text
    assert animator.remove(**TICKED) == 403
    assert left_of(store) == before
    assert load_package(store, ID) == town()
    shown = words(lead.get("usun"))
    assert ("Historie spraw rodzin 1" in shown) == bool(before[0])
    assert ("Lata z liczbami o zakończonych sprawach 1" in shown) == bool(before[1])
    assert lead.remove(**TICKED) == 303
    assert left_of(store) == ([], ())


def test_a_removal_is_ticked_first_and_the_trail_says_so(doors):
    lead = Writer(doors, Role.CASE_LEAD)
    assert 'name="potwierdzam"' in lead.get("usun").text
    assert lead.remove() == 422
    assert "done" not in {line[-1] for line in told(doors)}
    assert lead.remove(**TICKED) == 303
    lines = [line for line in told(doors) if line[0] == "package.remove"]
    assert lines == [
        ("package.remove", ID, "ask_removal", "allowed"),
        ("package.remove", ID, "remove", "allowed"),
        ("package.remove", ID, "remove", "allowed"),
        ("package.remove", ID, "remove", "done"),
    ]


def test_what_began_while_somebody_confirmed_stays_on_either_engine(store):
    import_package(store, town())
    revision = 1
    with pytest.raises(Conflict):
        remove_partnership(store, ID, revision=revision + 7)
    before = with_cases(store, "requested")
    for stage in STAGES[:2]:
        if stage == "closed":
            walk(store, "R-2", Request(DAY, "phone", "family", "2499011"), Closing(DAY, "moved_away"))
            before = left_of(store)
        with pytest.raises(Conflict, match="it has cases"):
            remove_partnership(store, ID, with_cases=False)
        assert left_of(store) == before
    erase_family(store, ID, "R-1", "R-2")
    with pytest.raises(Conflict, match="it has cases"):
        remove_partnership(store, ID, with_cases=False)
    remove_partnership(store, ID)
    import_package(store, town())
    remove_partnership(store, ID, with_cases=False)


def test_a_refused_removal_forgets_nothing_that_is_kept_beside_the_store(doors):
    store = doors.runtime.store
    assert isinstance(store, KeptStore)
    import_package(store, town(services=()))
    with_cases(store, "requested")
    kept = store.archive.versions(ID)
    assert len(kept) == 2
    with pytest.raises(Conflict):
        remove_partnership(store, ID, with_cases=False)
    assert store.archive.versions(ID) == kept


# --- what a journal can name


@pytest.mark.parametrize("stage", [None, *STAGES])
@pytest.mark.parametrize(
    "left", [without(town(), "X"), town(workers=town().workers[:1])], ids=["institution", "worker"]
)
def test_only_a_case_lead_imports_what_takes_institutions_or_workers_away(doors, left, stage):
    store = doors.runtime.store
    before = with_cases(store, stage) if stage else left_of(store)
    animator = Writer(doors)
    assert animator.send(replace(town(), services=())) == 200
    report = animator.import_(left)
    assert report["retired"] == 0
    assert any("only a case lead" in one for one in report["warnings"])
    assert load_package(store, ID) == town(services=left.services)
    assert Writer(doors, Role.CASE_LEAD).send(left) == 200
    assert load_package(store, ID) == left
    assert left_of(store) == before


def test_what_an_animator_imports_leaves_families_as_they_are_and_is_answered_alike(tmp_path):
    cases = {
        "families": (family("R-1", lead="A"), family("R-2", lead="L", involved="A")),
        "teams": (TeamMember("R-1", "A", "W1", "lead"),),
    }
    more = town(institutions=(*town().institutions, outsider("Y", "NGO")), services=())
    answers = []
    for name, held in (("bare", town()), ("with cases", town(**cases))):
        with open_doors(tmp_path / name, held) as doors:
            animator = Writer(doors)
            sent = {"plik": ("p.zip", zip_of(more))}
            shown = doors.client.post("/wczytaj", files=sent, headers=animator.headers)
            page = re.sub(r"podglad/[\w-]+", "", words(shown))
            assert "podglad" in str(shown.url)
            answers.append((shown.status_code, page, animator.import_(more), animator.import_(more)))
            assert load_package(doors.runtime.store, ID) == replace(
                more, families=held.families, teams=held.teams
            )
            assert animator.send(town(families=cases["families"])) == 403
            # A case lead's package says what families there are.
            assert Writer(doors, Role.CASE_LEAD).send(more) == 200
            assert load_package(doors.runtime.store, ID) == more
    assert answers[0] == answers[1]
    report = answers[0][2]
    assert (report["created"], report["retired"], report["updated"]) == (1, 1, 0)


@pytest.mark.parametrize("stage", [None, *STAGES])
def test_only_a_case_lead_undoes_what_brought_institutions(doors, stage):
    store = doors.runtime.store
    animator = Writer(doors)
    more = replace(town(), institutions=(*town().institutions, outsider("Y", "NGO")))
    assert animator.send(more) == 200
    before = with_cases(store, stage) if stage else left_of(store)
    assert "cofnąć ją może tylko prowadzący sprawy" in words(animator.get("cofnij"))
    assert "/cofnij" not in doors.client.get("/wczytaj", headers=animator.headers).text
    assert animator.undo() == 403
    assert load_package(store, ID) == more
    assert Writer(doors, Role.CASE_LEAD).undo() == 303
    assert load_package(store, ID) == town()
    assert left_of(store) == before


@pytest.mark.parametrize("stage", [None, *STAGES])
def test_only_a_case_lead_deletes_what_a_journal_can_name(doors, stage):
    if stage:
        with_cases(doors.runtime.store, stage)
    animator = Writer(doors)
    revision = animator.mark
    for path in ("X/zmiany/usun", "A/zmiany/usun?pracownik=W1"):
        page = animator.get(f"instytucje/{path}")
        assert "usuwa ich tylko prowadzący sprawy" in words(page)
        sent = animator.post(f"instytucje/{path}", rewizja=revision, **TICKED)
        assert sent.status_code == 422
    gone = animator.post("instytucje/A/zmiany/usun?usluga=S1", rewizja=revision, **TICKED)
    assert gone.status_code == 303
    assert {one.id for one in load_package(doors.runtime.store, ID).institutions} == {"A", "L", "X"}


def test_an_institution_that_an_open_journal_names_stays_for_everybody(doors):
    store = doors.runtime.store
    request, diagnosis = Request(DAY, "phone", "family", "2499011"), Diagnosis(DAY, ("N01",))
    team = TeamFormed(DAY, (Seat("L", None, "lead"), Seat("A", None, "member")))
    walk(store, "R-1", request, diagnosis, team)
    lead = Writer(doors, Role.CASE_LEAD)
    # The record that an import brings says less than the journal.
    assert lead.send(town(families=(family("R-1", lead="L"),))) == 200
    revision = lead.mark
    assert "w sprawach 1 rodziny" in words(lead.get("instytucje/A/zmiany/usun"))
    sent = lead.post("instytucje/A/zmiany/usun", rewizja=revision, **TICKED)
    assert sent.status_code == 422
    assert lead.post("instytucje/X/zmiany/usun", rewizja=revision, **TICKED).status_code == 303
