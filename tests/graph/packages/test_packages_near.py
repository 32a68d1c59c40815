"""Names that nearly agree are asked about and never taken for one in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import InvalidPackage
from graph.packages import read_package, read_package_bytes
from graph.packages.names import comparable
from graph.packages.near_names import NearNames, Written, near_pairs
from package_samples import folder_of, problems_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Szkoła Podstawowa nr 2", "Szkola Podstawowa nr 2"),
        ("Świetlica „Promyk”", "Świetlica Promyk"),
        ("MOPS Brzezina", "Brzezina MOPS"),
        ("MOPS Brzezina", "M.O.P.S. Brzezina"),
        ("MOPS w Brzezinie", "Miejski Ośrodek Pomocy Społecznej w Brzezinie"),
        ("Powiatowe Centrum Pomocy Rodzinie", "PCPR"),
        ("Stowarzyszenie Pomocna Dłoń", "Stowarzyszenie Pomocna Dłon"),
        ("Biblioteka Publiczna w Brzezinie", "Bibiloteka Publiczna w Brzezinie"),
    ],
)
def test_names_that_nearly_agree(one, other):
    assert NearNames([Written(2, one)]).near(other) == Written(2, one)
    assert NearNames([Written(2, other)]).near(one) == Written(2, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Szkoła Podstawowa nr 1", "Szkoła Podstawowa nr 11"),
        ("Przedszkole nr 2", "Przedszkole nr 3"),
        ("Liceum Ogólnokształcące I", "Liceum Ogólnokształcące II"),
        ("Klub A", "Klub B"),
        ("MOPS Brzezina", "MOPS Olszyna"),
        ("MOPS Brzezina", "MOPS  brzezina"),
        ("DPS", "DDP"),
        ("Dom Kultury", "Klub Seniora"),
    ],
)
def test_names_that_are_two_or_plainly_one_are_not_asked_about(one, other):
    assert NearNames([Written(2, one)]).near(other) is None


@given(st.lists(st.text(max_size=30), max_size=12))
def test_any_names_can_be_compared(names):
    written = [Written(place, name) for place, name in enumerate(names)]
    for before, after in near_pairs(written):
        assert before.row < after.row
        assert comparable(before.name) != comparable(after.name)


def test_the_list_is_taken_and_the_question_asked():
    data = "nazwa;rspo\nSzkoła Zielona;1\nMOPS;\nM.O.P.S.;\nSzkoła Zielone;2\n".encode()
    reading = read_package_bytes(data, "x.csv")
    assert len(reading.package.institutions) == 4
    (question,) = [one for one in reading.warnings_pl if "prawie ta sama" in one]
    assert question.startswith('instytucje, wiersz 4: "MOPS" (wiersz 3) i "M.O.P.S."')


def test_a_list_of_ties_asks_too():
    data = "od;do;siła\nMOPS Łąka;Biblioteka Publiczna;4\nBibiloteka Publiczna;MOPS Łąka;3\n".encode()
    reading = read_package_bytes(data, "x.csv")
    assert len(reading.package.institutions) == 3
    assert [one for one in reading.warnings if "nearly agree" in one]


def test_a_name_that_is_not_in_the_list_is_offered_the_one_that_is(tmp_path):
    texts = {
        "instytucje": "id,nazwa\nI1,Szkoła Podstawowa nr 2 w Brzezinie\nI2,MOPS\n",
        "wiezi": "od,do,siła\nMOPS,Szkoła Podstawowa nr 2 w Brzeznie,4\n",
    }
    folder = folder_of(tmp_path / "p", texts)
    (problem,) = problems_of(read_package, folder)
    assert (problem.table, problem.column) == ("ties", "partner_id")
    with pytest.raises(InvalidPackage) as refused:
        read_package(folder)
    assert any("może" in pl and "w Brzezinie" in pl for _, pl in refused.value.notes)
