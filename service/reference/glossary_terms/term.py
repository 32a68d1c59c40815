"""A term of the glossary."""

from typing import NamedTuple


class Term(NamedTuple):
    """A term in Polish and English: group, names, explanations."""

    group: str
    names: tuple[str, str]
    texts: tuple[str, str]
