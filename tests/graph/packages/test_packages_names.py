"""Names that look alike: which of them are one name."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.packages.names import comparable, tidy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Szkoła nr 2", "Szkoła\u00a0nr\u00a02"),
        ("Szkoła nr 2", "Szkoła  nr 2 "),
        ("Szkoła nr 2", "Szkoła nr 2\u200b"),
        ("Szkoła nr 2", "\ufeffszkoła NR 2"),
        ("Stowarzyszenie", "Stowa\u00adrzyszenie"),
        ("Świetlica Żółw", unicodedata.normalize("NFD", "Świetlica Żółw")),
        ("Przystań", "„Przystań”"),
        ("Przystań", '""Przystań""'),
        ("Klub „Orzeł”", 'Klub "Orzeł"'),
    ],
)
def test_spellings_of_one_name_are_the_same(one, other):
    assert comparable(one) == comparable(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Szkoła nr 2", "Szkoła nr 3"),
        ("Szkoła", "Szkola"),
        ("A B", "AB"),
        ("Klub „Orzeł”", "Klub Orzeł"),
    ],
)
def test_other_names_stay_apart(one, other):
    assert comparable(one) != comparable(other)


@given(st.text())
def test_the_written_form_is_settled_at_once(text):
    assert tidy(tidy(text)) == tidy(text)
    assert comparable(tidy(text)) == comparable(text)
