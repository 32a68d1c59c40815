"""Gaps of two answers are matched by id: closed, opened, changed or not comparable, each only one."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.gaps import find_gaps, gaps_document
from graph.gaps.changes import gap_changes
from graph.snapshot import snapshot_of
from graph.whatif import Change, apply_change, what_if
from random_partnerships import snapshots
from service.gaps.changes import changed_sentences
from service.pages.localizer import PageLocalizer
from small_partnerships import family, inst, leader, outsider, service, snap, tie, ties


def rows(snapshot):
    return gaps_document(snapshot, find_gaps(snapshot), repairs={})["gaps"]


def compared(before, after):
    return gap_changes(rows(before), before, rows(after), after)


@settings(max_examples=40, deadline=None)
@given(snapshots(), st.data())
def test_every_gap_is_one_thing_only(snapshot, data):
    members = sorted(snapshot.members)
    taken = data.draw(st.sets(st.sampled_from(sorted(snapshot.institutions)), max_size=2))
    change = Change(remove=tuple(sorted(taken & set(members))), gone=tuple(sorted(taken - set(members))))
    after = apply_change(snapshot, change)
    found = compared(snapshot, after)
    old, new = ({row["id"] for row in rows(one)} for one in (snapshot, after))
    closed, opened, changed = (
        {row["id"] for row in found.closed},
        {row["id"] for row in found.opened},
        {gap.after["id"] for gap in found.changed},
    )
    only_before = {row["id"] for row in found.only_before}
    only_after = {row["id"] for row in found.only_after}
    assert closed | only_before == old - new
    assert opened | only_after == new - old
    assert not closed & only_before
    assert not opened & only_after
    assert changed <= old & new
    backwards = compared(after, snapshot)
    assert {row["id"] for row in backwards.closed} == opened
    assert {row["id"] for row in backwards.only_after} == only_before


def test_another_cause_is_a_change_and_no_new_gap():
    families = (family("R", "N13", "L"),)
    here = snap(
        leader(),
        inst("A", "OTU"),
        services=(service("S", "A", "UZ", status="paused"),),
        families=families,
        ties=ties("L-A"),
    )
    later = snap(
        leader(),
        inst("A", "OTU"),
        services=(service("S", "A", "UZ", wait_days=400),),
        families=families,
        ties=ties("L-A"),
    )
    found = compared(here, later)
    changed = {gap.after["id"]: gap for gap in found.changed}
    need = next(gap for id, gap in changed.items() if id.startswith("unmet_need:"))
    assert "blocked_by" in need.differs
    assert not [row for row in (*found.closed, *found.opened) if row["kind"] == "unmet_need"]
    (said,) = [text for text in changed_sentences([need], PageLocalizer("pl")) if "przyczyna" in text]
    assert "przyczyna: usługi są zawieszone albo zamknięte → zbyt długie oczekiwanie" in said
    assert "cause:" in changed_sentences([need], PageLocalizer("en"))[0]


def test_that_a_day_has_passed_is_no_difference():
    report = tie("L", "A", document_valid_to=date(2020, 1, 1))
    one, other = (
        snap(leader(), inst("A"), ties=(report,), as_of=day)
        for day in (date(2026, 6, 1), date(2026, 6, 2))
    )
    assert compared(one, other).changed == ()


def test_a_gap_that_becomes_more_urgent_is_a_change_with_what_it_was(demo_package):
    here = snapshot_of(demo_package, date(2026, 6, 30))
    found = what_if(here, Change.parse(gone=["I02"]))
    rows = found["gaps_changed"]
    assert rows
    before = {gap["id"]: gap for gap in gaps_document(here, find_gaps(here), repairs={})["gaps"]}
    for row in rows:
        assert row["title"]
        assert row["before"]["severity"] == before[row["id"]]["severity"]
        assert row["changed"]
        assert ("severity" in row["changed"]) == (row["severity"] != row["before"]["severity"])


def test_who_becomes_a_member_is_no_longer_an_outsider_and_that_closes():
    here = snap(
        leader(), outsider("X", "PCPR"), families=(family("R", "N01", "L", "X"),), ties=ties("L-X")
    )
    found = compared(here, apply_change(here, Change(add=("X",))))
    assert "outsider_with_families:X" in {row["id"] for row in found.closed}
