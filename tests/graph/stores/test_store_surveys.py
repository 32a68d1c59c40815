"""Answers to surveys in the store: many at once, beside imports, through undo, backup and erasing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from graph.errors import Conflict, NotFound
from graph.model import Package, Partnership, TieReport, Wave, Worker
from graph.records.survey import SurveyLink
from graph.stores import import_package, load_package, remove_partnership, undo_import
from graph.stores.backup import read_backup, restore, write_backup
from graph.stores.surveys import (
    asked_surveys,
    close_survey,
    find_link,
    give_answer,
    note_opened,
    open_survey,
    reissue_link,
)
from graph.waves import Answer, NamedPartner, timeline_of
from small_partnerships import inst

DAY = date(2026, 5, 4)
HERE = "proba"


def map_of(number):
    return tuple(inst(f"I{n:02}", "SP") for n in range(number))


def package(number=4, **tables):
    roles = ("pedagog", "dyrektor", "dyrektor")
    workers = tuple(Worker(f"W{n}", "I00", role) for n, role in enumerate(roles))
    return Package(Partnership(HERE, "Próba"), map_of(number), workers, **tables)


def opened(store, wave="T1", closes=None, only=None):
    def links(held, _):
        return [
            SurveyLink(wave, one.id, f"m{one.id}", f"{wave} {one.id}", DAY)
            for one in held.institutions
            if only is None or one.id in only
        ]

    return open_survey(store, HERE, Wave(wave, DAY, closes), links, DAY)


def answer(store, id, *ties, none=(), done=True, wave="T1", day=DAY, unknown=()):
    said = Answer(tuple(ties), tuple(none), tuple(unknown), done)
    return give_answer(store, find_link(store, f"{wave} {id}"), lambda *_: said, day)


def said_in(store, wave="T1"):
    held = load_package(store, HERE)
    return sorted((t.reporter_id, t.partner_id, t.strength) for t in held.ties if t.wave == wave)


def test_everybody_answers_at_once_and_nothing_is_lost_or_mixed(store):
    number = 12
    import_package(store, package(number))
    opened(store)
    ids = [one.id for one in map_of(number)]

    def one(place):
        partner = ids[(place + 1) % number]
        for strength, done in ((1, False), (1 + place % 5, True)):
            answer(store, ids[place], NamedPartner(partner, strength, "weekly"), done=done)

    with ThreadPoolExecutor(number) as phones:
        list(phones.map(one, range(number)))
    expected = [(ids[n], ids[(n + 1) % number], 1 + n % 5) for n in range(number)]
    assert said_in(store) == sorted(expected)
    asked = asked_surveys(store, load_package(store, HERE), DAY)["T1"]
    assert set(asked.finished) == set(ids)


def test_a_package_does_not_take_back_what_institutions_answered_themselves(store):
    first = package(ties=(TieReport("I01", "I02", 4, reported_on=DAY),))
    import_package(store, first)
    opened(store)
    answer(store, "I00", NamedPartner("I01", 5, "weekly", contact_role="pedagog"), none=["I03"])
    held = load_package(store, HERE)
    assert not import_package(store, held).changed  # the round trip of an export
    again = import_package(store, first)
    assert not again.changed
    assert "Nazwa I00" in again.warnings[0]
    assert "T1" in again.warnings_pl[1]
    other = replace(
        first,
        institutions=first.institutions[:3],
        workers=(),
        ties=(TieReport("I00", "I02", 1, reported_on=DAY, wave="T1"),),
        waves=(Wave("T1", date(2020, 1, 1)),),
    )
    import_package(store, other)
    (kept,) = load_package(store, HERE).ties
    assert (kept.partner_id, kept.strength, kept.contact_role) == ("I01", 5, "pedagog")
    assert kept.contact_worker_id is None  # that worker is gone
    assert load_package(store, HERE).waves == (Wave("T1", DAY),)


def test_undo_takes_back_the_import_and_not_the_answers(embedded_store):
    store = embedded_store
    import_package(store, package())
    import_package(store, package(5))
    opened(store)
    answer(store, "I00", NamedPartner("I01", 5))
    undo_import(store, HERE)
    assert len(load_package(store, HERE).institutions) == 4
    assert said_in(store) == [("I00", "I01", 5)]
    # Only with the institution its answer and its link go.
    answer(store, "I03", NamedPartner("I00", 2))
    import_package(store, package(3))
    assert said_in(store) == [("I00", "I01", 5)]
    assert find_link(store, "T1 I03") is None


def test_a_role_is_one_worker_or_only_a_role(store):
    import_package(store, package())
    opened(store)
    for role, worker in (("pedagog", "W0"), ("dyrektor", None)):
        answer(store, "I00", NamedPartner("I01", 3, contact_role=role))
        (report,) = load_package(store, HERE).ties
        assert (report.contact_worker_id, report.contact_role) == (worker, role)


def test_a_survey_that_is_closed_takes_nothing_and_a_new_link_ends_the_old_one(store):
    import_package(store, package())
    opened(store, only={"I00", "I01"}, closes=date(2026, 6, 1))
    note_opened(store, find_link(store, "T1 I01"), DAY)
    old = find_link(store, "T1 I00")
    reissue_link(store, HERE, "T1", "I00", "new", "another", DAY)
    assert find_link(store, "T1 I00") is None
    with pytest.raises(NotFound):
        give_answer(store, old, lambda *_: Answer(done=True), DAY)
    new = find_link(store, "another")
    give_answer(store, new, lambda *_: Answer(none=("I01",), done=True), date(2026, 6, 1))
    with pytest.raises(Conflict, match="closed"):
        give_answer(store, new, lambda *_: Answer(done=True), date(2026, 6, 2))
    close_survey(store, HERE, "T1", DAY)
    with pytest.raises(Conflict, match="closed"):
        give_answer(store, new, lambda *_: Answer(done=True), DAY)
    with pytest.raises(Conflict, match="closed"):
        opened(store)
    assert said_in(store) == [("I00", "I01", None)]
    assert load_package(store, HERE).waves == (Wave("T1", DAY, DAY),)


def test_a_backup_brings_links_and_answers_back(embedded_store, tmp_path):
    import_package(embedded_store, package())
    opened(embedded_store)
    answer(embedded_store, "I00", NamedPartner("I01", 4), done=True, unknown=("I02",))
    held = load_package(embedded_store, HERE)
    before = timeline_of(held, asked_surveys(embedded_store, held, DAY), DAY)
    file = tmp_path / "copy.zip"
    write_backup(embedded_store, file, made_at="2026-06-30T12:00:00Z", product="0", extras={})
    remove_partnership(embedded_store, HERE)
    assert find_link(embedded_store, "T1 I00") is None
    restore(embedded_store, read_backup(file))
    now = load_package(embedded_store, HERE)
    assert timeline_of(now, asked_surveys(embedded_store, now, DAY), DAY) == before
    assert find_link(embedded_store, "T1 I00").link.entry.unknown == ("I02",)
