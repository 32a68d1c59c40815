"""The catalogue and the glossary: every text that a page asks for is there, in both languages."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import service.http.page_routes  # noqa: F401  # registers the pages
from graph.gaps import find_gaps, gaps_document
from graph.gaps.gap import KINDS
from graph.text import has, keys
from random_partnerships import snapshots
from service.gaps.cards import Filter, cards_of, kind_counts
from service.pages.localizer import PageLocalizer
from service.pages.registry import pages
from service.pages.shell import links, templates
from service.partnerships.central import central_actors
from service.partnerships.coverage import coverage
from service.partnerships.figures import figures
from service.partnerships.standing import advanced_standing, plain_standing
from service.reference.glossary_terms import TERMS

ROOT = Path(__file__).parents[3] / "service"
TEMPLATES = sorted((ROOT / "templates").glob("*.j2"))
ASKED = re.compile(r"""\b(?:t|count)\(\s*"([a-z0-9_.-]+)"(\s*~)?""")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_asks_only_for_texts_that_are_there(file):
    text = file.read_text(encoding="utf-8")
    templates().get_template(file.name)
    for key, continued in ASKED.findall(text):
        if continued:
            assert any(known.startswith(key) for known in keys()), key
        else:
            assert has(key), key


def test_polish_counts_follow_the_rule():
    count = PageLocalizer("pl").count
    said = [count("n.services", n) for n in (0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 112, 122)]
    assert said == [
        *("0 usług", "1 usługa", "2 usługi", "4 usługi", "5 usług", "11 usług", "12 usług", "14 usług"),
        *("21 usług", "22 usługi", "25 usług", "101 usług", "112 usług", "122 usługi"),
    ]


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_numbers_are_written_as_the_reader_writes_them(value, digits):
    polish, english = (
        PageLocalizer("pl").number(value, digits),
        PageLocalizer("en").number(value, digits),
    )
    assert english.replace(",", " ").replace(".", ",") == polish.replace("\u00a0", " ")
    assert float(english.replace(",", "")) == pytest.approx(value, abs=0.51 * 10**-digits)


def test_every_linked_term_is_in_the_glossary():
    said = "\n".join(file.read_text(encoding="utf-8") for file in TEMPLATES)
    linked = set(re.findall(r"""\bterm\("([a-z_]+)\"""", said))
    assert linked - TERMS.keys() == set()
    assert set(KINDS) - TERMS.keys() == set()


def test_every_page_has_a_title_and_an_address_of_its_own():
    known = pages()
    assert len({page.path for page in known}) == len(known)
    for page in known:
        assert not page.in_menu or has(f"menu.{page.name}")
        assert page.samples, page.name


# What pages say of any partnership


def url_in(snapshot):
    return links(snapshot)


@settings(max_examples=40)
@given(snapshots(), st.sampled_from(["pl", "en"]))
def test_the_gaps_of_any_partnership_are_said_in_words(snapshot, lang):
    reader = PageLocalizer(lang)
    document = gaps_document(snapshot, find_gaps(snapshot), lang)
    cards = cards_of(document["gaps"], snapshot, reader, url_in(snapshot))
    findings = [finding for card in cards for finding in card.findings]
    assert sorted(finding.id for finding in findings) == sorted(gap["id"] for gap in document["gaps"])
    assert all(finding.facts for finding in findings)
    said = [
        part.text
        for finding in findings
        for fact in finding.facts
        for entry in fact.entries
        for part in entry.parts
    ]
    assert all(said)
    assert not any(text in snapshot.families or text in snapshot.workers for text in said)
    assert sum(row.total for row in kind_counts(document, reader)) == len(findings)
    for id in snapshot.institutions:
        chosen = Filter(institution=id)
        passed = [gap["id"] for gap in document["gaps"] if chosen.passes(gap, snapshot)]
        assert passed == [gap["id"] for gap in document["gaps"] if id in gap["institutions"]]


@settings(max_examples=30)
@given(snapshots(), st.sampled_from(["pl", "en"]))
def test_the_overview_of_any_partnership_adds_up(snapshot, lang):
    from graph.measures.document import measures

    reader, found = PageLocalizer(lang), measures(snapshot)
    assert all(figure.value and figure.reading for figure in figures(snapshot, found, reader))
    assert {figure.term for figure in figures(snapshot, found, reader)} <= TERMS.keys()
    rows = coverage(snapshot)
    inside = {id for row in rows for cell in row.cells for id in cell.members}
    outside = {id for row in rows for cell in row.cells for id in cell.others}
    assert inside == set(snapshot.members)
    assert inside | outside == snapshot.institutions.keys()
    assert not inside & outside
    actors = central_actors(snapshot, found, reader)
    values = {row["id"]: row["betweenness"] for row in found["institutions"]}
    assert [values[actor.id] for actor in actors] == sorted(
        (value for value in values.values() if value), reverse=True
    )[: len(actors)]
    for id in list(snapshot.institutions)[:3]:
        standing = (*plain_standing(snapshot, found, id, reader), *advanced_standing(found, id, reader))
        assert {one.term for one in standing} <= TERMS.keys()
        assert all(one.value and one.reading for one in standing)
