"""Institutions of strangers never merge: one id means one institution in every partnership."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doors import HERE, open_doors
from graph.errors import IdsTaken
from graph.model import Institution, Package, Partnership, TieReport
from graph.stores import import_package, load_package, preview_import
from graph.stores.reading import read_state
from graph.stores.strangers import IdChoice
from service.access.guard import Visitor
from service.access.owner import OWNER, TERMINAL
from service.demo import add_demo

OVERWRITE = IdChoice(overwrite_shared=True)


def gmina(id, teryt, *names, places=True, **cells):
    """A list whose rows are numbered 1, 2, 3, as offices have them."""
    institutions = tuple(
        Institution(str(n), name, "SP" if n > 1 else "OPS", teryt=teryt if places else None, **cells)
        for n, name in enumerate(names, 1)
    )
    ties = tuple(TieReport("1", one.id, 4) for one in institutions[1:])
    return Package(Partnership(id, id.capitalize(), teryt), institutions, ties=ties)


BRZEZINA = gmina("brzezina", "2499022", "GOPS Brzezina", "SP Brzezina", "POZ Brzezina")
OLSZYNA = gmina("olszyna", "2499032", "GOPS Olszyna", "Biblioteka Olszyna", "SP Olszyna")


def test_the_second_list_of_row_numbers_is_refused_and_changes_nothing(store):
    import_package(store, BRZEZINA)
    before = read_state(store)
    for attempt in (preview_import, import_package):
        with pytest.raises(IdsTaken) as refused:
            attempt(store, OLSZYNA)
        assert [one.id for one in refused.value.clashes] == ["1", "2", "3"]
        told = "\n".join(str(problem) for problem in refused.value.problems)
        told_pl = "\n".join(problem.expected_pl for problem in refused.value.problems)
        for text in (told, told_pl):
            for name in (*names_of(BRZEZINA), *names_of(OLSZYNA)):
                assert name in text
            assert "249902" in text
            assert "249903" in text
            assert "Brzezina (brzezina)" in text
            assert "--prefix" in text
            assert "--overwrite-shared" in text
    assert read_state(store) == before
    assert load_package(store, "brzezina") == BRZEZINA


def names_of(package):
    return [one.name for one in package.institutions]


def test_what_is_said_to_be_the_same_is_overwritten_and_shown(store):
    import_package(store, BRZEZINA)
    report = import_package(store, OLSZYNA, choice=OVERWRITE)
    assert names_of(load_package(store, "brzezina")) == names_of(OLSZYNA)
    assert (
        "institution 1: name changes from GOPS Brzezina to GOPS Olszyna, also held by brzezina"
        in report.warnings
    )
    # It was said once: the same import again is no other one.
    again = import_package(store, OLSZYNA)
    assert not again.changed


SCHOOL = Institution("X", "Szkoła Podstawowa „Przy Lesie”", "SP", teryt="2499022")


@pytest.mark.parametrize(
    "change",
    [
        {"name": "SZKOŁA  podstawowa\u00a0„Przy Lesie”"},
        {"teryt": "2499023"},
        {"teryt": "249902"},
        {"teryt": "2499"},
        {"phone": "32 555 00 00"},
        {"type_code": "PRZ"},
    ],
)
def test_the_same_institution_is_taken_as_the_same(embedded_store, change):
    import_package(embedded_store, Package(Partnership("a", "A", "2499022"), (SCHOOL,)))
    arriving = Package(Partnership("b", "B", "2499"), (replace(SCHOOL, **change),))
    assert import_package(embedded_store, arriving).created == 2


@pytest.mark.parametrize(
    ("home", "change"),
    [
        ("2499", {"name": "Szkoła Podstawowa nr 1"}),
        ("2499", {"teryt": "2499032"}),
        ("2499032", {"teryt": None}),
    ],
)
def test_another_name_or_place_is_another_institution(embedded_store, home, change):
    import_package(embedded_store, Package(Partnership("a", "A", "2499022"), (SCHOOL,)))
    arriving = Package(Partnership("b", "B", home), (replace(SCHOOL, **change),))
    with pytest.raises(IdsTaken):
        import_package(embedded_store, arriving)


def test_a_blank_place_is_that_of_the_partnership_as_far_as_the_institution_reaches(embedded_store):
    centre = Institution("PCPR", "PCPR", "PCPR")
    import_package(embedded_store, Package(Partnership("a", "A", "2499022"), (centre,)))
    # A powiat's centre stands on the maps of its gminas, of no other powiat's.
    import_package(embedded_store, Package(Partnership("b", "B", "2499032"), (centre,)))
    with pytest.raises(IdsTaken):
        import_package(embedded_store, Package(Partnership("c", "C", "1099011"), (centre,)))


def test_a_partnership_that_holds_it_says_nothing_new_by_a_blank_place(embedded_store):
    import_package(embedded_store, Package(Partnership("a", "A", "2499022"), (SCHOOL,)))
    near = Package(Partnership("b", "B", "2499032"), (replace(SCHOOL, teryt=None),))
    import_package(embedded_store, near, choice=OVERWRITE)
    assert not import_package(embedded_store, near).changed
    with pytest.raises(IdsTaken):
        import_package(embedded_store, replace(near, institutions=(replace(SCHOOL, teryt="2499032"),)))


PLACES = ("2499022", "2499032")
NAMES = ("SP 1", "sp  1", "SP 2", "GOPS")


_EXAMPLES = count()


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.lists(
                st.tuples(
                    st.sampled_from("12"), st.sampled_from(NAMES), st.sampled_from((*PLACES, None))
                ),
                max_size=2,
                unique_by=lambda one: one[0],
            ),
        ),
        min_size=2,
        max_size=8,
    )
)
def test_no_sequence_of_imports_renames_or_moves_an_institution_of_others(embedded_store, imports):
    number = next(_EXAMPLES)  # each example has partnerships and institutions of its own
    homes = {f"{number}{id}": teryt for id, teryt in zip("abc", (*PLACES, "2499"), strict=True)}
    held = {}
    for mark, rows in imports:
        id = f"{number}{mark}"
        institutions = tuple(
            Institution(f"{number}-{n}", name, "SP", teryt=teryt) for n, name, teryt in rows
        )
        try:
            import_package(embedded_store, Package(Partnership(id, id, homes[id]), institutions))
        except IdsTaken:
            continue
        held[id] = load_package(embedded_store, id)
        for other in held.keys() - {id}:
            now = load_package(embedded_store, other).institutions
            was = held[other].institutions
            assert [one.id for one in now] == [one.id for one in was]
            for one, before in zip(now, was, strict=True):
                assert one.name.casefold().split() == before.name.casefold().split()
                assert before.teryt in {None, one.teryt}


def test_a_prefix_tells_a_list_from_others_and_again_changes_nothing(embedded_store):
    import_package(embedded_store, BRZEZINA)
    choice = IdChoice(prefix="ol-")
    assert import_package(embedded_store, OLSZYNA, choice=choice).created
    assert not import_package(embedded_store, OLSZYNA, choice=choice).changed
    held = load_package(embedded_store, "olszyna")
    assert [one.id for one in held.institutions] == ["ol-1", "ol-2", "ol-3"]
    assert {one.reporter_id for one in held.ties} == {"ol-1"}
    assert load_package(embedded_store, "brzezina") == BRZEZINA


def test_the_example_goes_round_what_others_have_under_its_ids(tmp_path):
    real = Package(
        Partnership("prawdziwa", "Gmina prawdziwa", "2499062"),
        (Institution("I01", "GOPS Prawdziwy", "OPS", teryt="2499062", membership="leader"),),
    )
    with open_doors(tmp_path, real) as doors:
        add_demo(Visitor(doors.house, OWNER, TERMINAL, "demo"))
        assert load_package(doors.house.store, "prawdziwa") == real
        demo = load_package(doors.house.store, HERE)
        assert all(one.id.startswith("demo-I") for one in demo.institutions)
