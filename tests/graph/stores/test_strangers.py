"""Institutions of strangers never merge: one id means one institution in every partnership."""

import re
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doors import HERE, open_doors, text_of
from graph.errors import IdsTaken, InvalidPackage
from graph.model import Institution, Package, Partnership, TieReport
from graph.packages import package_bytes, read_package_bytes
from graph.stores import (
    archive_beside,
    embedded_file,
    import_package,
    load_package,
    open_store,
    preview_import,
)
from graph.stores.embedded import EmbeddedStore
from graph.stores.reading import read_state
from graph.stores.rebuild import rebuild
from graph.stores.strangers import IdChoice
from package_samples import zip_of
from readers import Reader
from service.access.guard import Principal
from service.access.owner import OWNER, TERMINAL
from service.exchange.demo import add_demo

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
        add_demo(Principal(doors.runtime, OWNER, TERMINAL, "demo"))
        assert load_package(doors.runtime.store, "prawdziwa") == real
        demo = load_package(doors.runtime.store, HERE)
        assert all(one.id.startswith("demo-I") for one in demo.institutions)


def test_what_was_stored_under_a_prefix_is_exported_and_read_back_under_the_same_ids(tmp_path):
    with open_doors(tmp_path, BRZEZINA) as doors:
        store = doors.runtime.store
        import_package(store, OLSZYNA, choice=IdChoice(prefix="ol-"))
        held = load_package(store, "olszyna")
        read = read_package_bytes(package_bytes(held), "olszyna.zip").package
        assert read == held
        assert not import_package(store, read).changed
        assert not import_package(store, OLSZYNA).changed


@pytest.mark.parametrize("prefix", ["nowy-", " ol-", "o|l", "o" * 200])
def test_a_prefix_that_cannot_be_used_is_refused(embedded_store, prefix):
    import_package(embedded_store, BRZEZINA)
    import_package(embedded_store, OLSZYNA, choice=IdChoice(prefix="ol-"))
    before = read_state(embedded_store)
    with pytest.raises(InvalidPackage) as refused:
        import_package(embedded_store, OLSZYNA, choice=IdChoice(prefix=prefix))
    assert refused.value.problems[0].value == prefix
    assert read_state(embedded_store) == before


def only(id, teryt, *institutions):
    return Package(Partnership(id, id, teryt), institutions)


def ids_of(store, id):
    return [one.id for one in load_package(store, id).institutions]


@pytest.mark.parametrize(
    ("number", "name", "found"),
    [
        ({"rspo": "100001"}, "Podstawówka Brzezina", True),
        ({"regon": "12345678500021"}, "Podstawówka Brzezina", True),
        # These name an operator, who may have several institutions.
        ({"krs": "0000123456"}, "Podstawówka Brzezina", False),
        ({"regon": "123456785"}, "Podstawówka Brzezina", False),
        ({"krs": "0000123456"}, "sp „Przy Lesie”", True),
        ({"regon": "123456785"}, "sp „Przy Lesie”", True),
        ({"rpwdl": "000000012345"}, "sp „Przy Lesie”", True),
        ({}, "sp „Przy Lesie”", False),
    ],
)
def test_a_register_number_leads_to_the_stored_institution_even_under_a_prefix(
    store, number, name, found
):
    school = Institution("1", "SP „Przy Lesie”", "SP", teryt="2499022", **number)
    import_package(store, only("a", "2499022", school))
    arriving = only(
        "b",
        "2499032",
        Institution("7", name, "SP", teryt="2499022", **number),
        Institution("8", "GOPS", "OPS"),
    )
    choice = IdChoice(prefix="b-")
    report = import_package(store, arriving, choice=choice)
    assert ids_of(store, "b") == (["1", "b-8"] if found else ["b-7", "b-8"])
    assert any("is in the store as 1" in text for text in report.warnings) is found
    assert not import_package(store, arriving).changed


def test_numbers_of_an_operator_in_another_place_lead_nowhere(embedded_store):
    club = Institution("1", "Klub Seniora", "KLUB", teryt="2499022", krs="0000123456")
    import_package(embedded_store, only("a", "2499022", club))
    import_package(embedded_store, only("b", "2499032", replace(club, id="9", teryt="2499032")))
    assert ids_of(embedded_store, "b") == ["9"]


def test_two_rows_that_one_number_leads_to_keep_their_ids(embedded_store):
    school = Institution("1", "SP 1", "SP", rspo="100001")
    import_package(embedded_store, only("a", "2499022", school))
    import_package(
        embedded_store, only("b", "2499032", replace(school, id="8"), replace(school, id="9"))
    )
    assert ids_of(embedded_store, "b") == ["8", "9"]


def arriving_without_ids(id, teryt, rows):
    """A list from an office, without ids, as it is read."""
    facts = f"id,name,teryt\n{id},{id},{teryt}\n"
    data = zip_of({"partnership": facts, "institutions": rows})
    reading = read_package_bytes(data, "lista.zip")
    return reading.package, IdChoice(made_ids=reading.made_ids)


def test_a_blank_id_stays_where_name_or_number_match_and_is_found_elsewhere_by_name_and_place(store):
    rows = "nazwa,typ,rspo\nSP Brzezina,SP,100001\nKlub Seniora,KLUB,\nPCPR Jarzębin,PCPR,\n"
    package, choice = arriving_without_ids("a", "2499022", rows)
    import_package(store, package, choice=choice)
    assert ids_of(store, "a") == ["a-klub-seniora", "a-pcpr-jarzebin", "a-sp-brzezina"]
    # Another name under the same number, another spelling of the same name: the same institutions.
    renamed = "nazwa,typ,rspo\nSzkoła w Brzezinie,SP,100001\nKLUB  SENIORA,KLUB,\nPCPR Jarzębin,PCPR,\n"
    package, choice = arriving_without_ids("a", "2499022", renamed)
    report = import_package(store, package, choice=choice)
    assert (report.created, report.retired) == (0, 0)
    assert ids_of(store, "a") == ["a-klub-seniora", "a-pcpr-jarzebin", "a-sp-brzezina"]
    # The next gmina has a club of its own, and the same school and centre of the powiat.
    package, choice = arriving_without_ids("b", "2499032", renamed)
    import_package(store, package, choice=choice)
    assert ids_of(store, "b") == ["a-pcpr-jarzebin", "a-sp-brzezina", "b-klub-seniora"]


def test_kept_packages_that_disagree_about_an_institution_are_not_put_into_one_store(tmp_path):
    kept = open_store("", data=tmp_path)
    import_package(kept, BRZEZINA)
    # As if one of the two could only be read as it was before it got its prefix.
    archive = archive_beside(embedded_file("", data=tmp_path))
    kept.close()
    other = EmbeddedStore(tmp_path / "other.lbug")
    import_package(other, OLSZYNA)
    archive.keep(other, "olszyna")
    other.close()
    target = tmp_path / "new.lbug"
    with pytest.raises(IdsTaken) as refused:
        rebuild(target, archive)
    assert {one.their_name for one in refused.value.clashes} <= {*names_of(BRZEZINA), *names_of(OLSZYNA)}
    assert not target.exists()
    assert rebuild(target, archive, overwrite_shared=True).partnerships


@pytest.mark.parametrize(
    ("answer", "ids", "theirs"),
    [
        ({"wybor": "te-same"}, ["1", "2", "3"], "GOPS Olszyna"),
        ({"wybor": "inne", "przedrostek": "ol-"}, ["ol-1", "ol-2", "ol-3"], "GOPS Brzezina"),
    ],
)
def test_the_page_names_both_and_asks_whether_they_are_the_same(tmp_path, answer, ids, theirs):
    with open_doors(tmp_path, BRZEZINA) as doors:
        reader = Reader(doors)
        page = reader.upload(package_bytes(OLSZYNA), "olszyna.zip")
        assert page.status_code == 422
        words = text_of(page)
        assert all(name in words for name in (*names_of(BRZEZINA), *names_of(OLSZYNA)))
        assert "To ta sama" in words
        assert "To inna: nadaj przedrostek" in words
        assert 'value="olszyna-"' in page.text
        token = re.search(r'name="token" value="([^"]+)"', page.text)[1]
        # A prefix that cannot be used is named at its field, and what was typed stays.
        again = reader.post("/wczytaj", token=token, wybor="inne", przedrostek="o|l")
        assert again.status_code == 422
        assert 'value="o|l"' in again.text
        assert 'aria-invalid="true"' in again.text
        token = re.search(r'name="token" value="([^"]+)"', again.text)[1]
        place = reader.post("/wczytaj", token=token, **answer).headers["location"]
        assert reader.get(place).status_code == 200
        assert reader.post(place).status_code == 303
        assert ids_of(doors.runtime.store, "olszyna") == ids
        assert load_package(doors.runtime.store, "brzezina").institutions[0].name == theirs
