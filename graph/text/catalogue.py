"""The texts of the catalogue by key, read when first needed."""

from collections.abc import KeysView
from functools import cache
from pathlib import Path
from typing import Final

from graph.text.language import Language
from graph.text.pofile import Forms, read_po

FOLDER: Final = Path(__file__).parent / "locale"


@cache
def texts(language: Language) -> dict[str, Forms]:
    """Every text of a language by key."""
    found = read_po((FOLDER / f"{language}.po").read_text(encoding="utf-8"))
    del found[""]
    return found


def entry(language: Language, key: str) -> Forms:
    """The forms of a text: one, or as many as the language has plurals.

    Raises
    ------
    KeyError
        Where the catalogue has no such key.

    Examples
    --------
    >>> entry("pl", "menu.gaps"), len(entry("pl", "n.days")), len(entry("en", "n.days"))
    (('Luki we współpracy',), 3, 2)
    """
    return texts(language)[key]


def has(key: str) -> bool:
    """Whether the catalogue has a text of this key."""
    return key in texts("pl")


def keys() -> KeysView[str]:
    """Every key of the catalogue."""
    return texts("pl").keys()
