"""The stored graph beside what follows from its facts, and things that people do to it at random."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cypher import Query
from graph.cases import Closing, Diagnosis, Request, case_of
from graph.errors import Conflict, NotFound
from graph.rows import key_of
from graph.snapshot import snapshot_of
from graph.stores import (
    check_integrity,
    erase_family,
    import_package,
    load_package,
    remove_partnership,
    undo_import,
)
from graph.stores.cases import add_step
from graph.stores.derived import today
from graph.stores.derived_check import check_derived, stored_derived
from graph.stores.port import Ask
from graph.stores.strangers import IdChoice
from random_partnerships import packages

NAMES = ("p/1", "p2")
SAME = IdChoice(overwrite_shared=True)
TODAY = today()
AT = datetime(2026, 6, 30, 12, 30, tzinfo=UTC)


def rows(store, text):
    """Rows of a query that no part of the product asks."""
    (found,) = store.read(Ask(Query("look", "read", (), (), "", text), {}))
    return found


def change(store, text):
    store.write(Ask(Query("harm", "write", (), (), "", text), {}))


def count(store, pattern):
    return rows(store, f"MATCH {pattern} RETURN count(*) AS n")[0]["n"]


def named(package, name, teryt):
    return replace(package, partnership=replace(package.partnership, id=name, teryt=teryt))


def must_follow(store):
    """The stored graph is what snapshots say, which know nothing of it, and what the check computes."""
    assert check_derived(store) == ()
    assert check_integrity(store) == ()
    for row in rows(store, "MATCH (p:Partnership) RETURN p.id AS id"):
        package = load_package(store, row["id"])
        snapshot = snapshot_of(package, TODAY)
        stored = stored_derived(store, row["id"])
        ties = {
            (one["one"], one["other"]): (one["strength"], one["cost"], one["live"], one["confirmed"])
            for one in stored["cooperation"].values()
        }
        assert ties == {
            pair: (tie.strength, tie.cost, tie.live, tie.confirmed)
            for pair, tie in snapshot.ties.items()
        }
        met = sorted(
            tuple(sorted(end.split("/")[-1] for end in (one["one"], one["other"])))
            for one in stored["contacts"].values()
        )
        assert met == sorted(map(tuple, map(sorted, snapshot.worker_pairs)))
        needs = sorted((one["family_key"], one["code"]) for one in stored["needs"].values())
        assert len(needs) == sum(len(set(family.needs)) for family in package.families)
        members = {one["institution_id"] for one in stored["members"].values()}
        assert members == {one.id for one in package.institutions if one.membership}


def must_be_gone(store, family_key):
    """No node or relationship has a key of the family, or of something of it."""
    nodes, ties = rows(store, "MATCH (n) RETURN n"), rows(store, "MATCH ()-[r]->() RETURN r")
    found = [dict(row["n"]) for row in nodes] + [dict(row["r"]) for row in ties]
    values = [value for one in found for value in one.values() if isinstance(value, str)]
    assert not [one for one in values if f"{one}/".startswith(f"{family_key}/")]


def operate(store, random, drawn):
    """Something that people do, at random."""
    name = random.choice(NAMES)
    teryt = random.choice(("2499011", "2499022", "2499", None))
    here = {row["id"] for row in rows(store, "MATCH (p:Partnership) RETURN p.id AS id")}
    kind = random.choice(("bring", "bring", "change", "erase", "case", "undo", "remove"))
    if name not in here or kind == "bring":
        import_package(store, named(random.choice(drawn), name, teryt), choice=SAME)
        return
    package = load_package(store, name)
    if kind == "change":
        dropped = {one.id for one in random.sample(package.institutions, len(package.institutions) // 3)}
        blank = random.choice((None, "gmina", "panstwo"))
        import_package(
            store,
            replace(
                package,
                ties=tuple(one for one in package.ties if random.random() < 0.8),
                institutions=tuple(
                    replace(one, level=blank, teryt=None, membership=None) if one.id in dropped else one
                    for one in package.institutions
                ),
                teams=package.teams[: random.randint(0, len(package.teams))],
            ),
            choice=SAME,
        )
    elif kind == "erase" and package.families:
        gone = random.choice(package.families).id
        erase_family(store, name, gone)
        must_be_gone(store, key_of(name, gone))
    elif kind == "case":
        steps = [Request(date(2026, 3, 2), "phone", "family", "2499011", ("7-12",))]
        with suppress(Conflict):
            add_step(store, case_of(name, "C1", steps), role="case_lead", at=AT, expected=0)
            steps.append(Diagnosis(date(2026, 3, 3), ("N01",), considered=("edukacja", "zdrowie")))
            add_step(store, case_of(name, "C1", steps), role="case_lead", at=AT, expected=1)
            steps.append(Closing(date(2026, 3, 4), "moved_away"))
            if random.random() < 0.5:
                add_step(store, case_of(name, "C1", steps), role="case_lead", at=AT, expected=2)
    elif kind == "undo":
        with suppress(NotFound):
            undo_import(store, name, choice=SAME)
    elif kind == "remove":
        remove_partnership(store, name)


def everything_in(store):
    """All properties of all nodes and relationships as text."""
    nodes, ties = rows(store, "MATCH (n) RETURN n"), rows(store, "MATCH ()-[r]->() RETURN r")
    return str([dict(row["n"]) for row in nodes] + [dict(row["r"]) for row in ties])


def drawn_packages(seed, turns=10):
    found = []

    @settings(max_examples=turns, database=None, derandomize=True)
    @given(st.lists(packages(7), min_size=2, max_size=2))
    def draw(several):
        found.append(several)

    draw()
    return Random(seed).sample(found, len(found))
