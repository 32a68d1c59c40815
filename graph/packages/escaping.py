"""Texts that a reader would take for something else: guarded on writing, restored on reading.

A cell that a spreadsheet would take for a formula, or that reading would not take letter by letter
(another writing of a letter, an unseen sign, a lone dash), gets an apostrophe in front, and reading
takes exactly one such apostrophe off again and leaves the rest as it is. A text that already begins
with apostrophes before such a text gets one more, so that every text comes back as it was.
r
"""

import re
from typing import Final

from graph.packages.broken import is_broken
from graph.packages.names import tidy
from graph.packages.people_values import is_dash

_FORMULA: Final = re.compile("[=+\\-@\t\r]")
_BLANK_IN_FRONT: Final = re.compile("[\t\r]")
_PLAIN: Final = re.compile(r"[ -~]*")


def _read_otherwise(text: str) -> bool:
    """Whether reading would change or refuse a text that a cell holds."""
    if text.startswith("=") or is_dash(text):
        return True
    if _PLAIN.fullmatch(text):
        return "  " in text or is_broken(text)
    return is_broken(text) or "\n".join(map(tidy, text.split("\n"))) != text


def _needs_guard(text: str) -> bool:
    return bool(_FORMULA.match(text)) or _read_otherwise(text)


def escaped(text: str) -> str:
    """The text as it may stand in a CSV cell.

    >>> escaped("=1+1"), escaped("+48 32 555 01 01"), escaped("a=b"), escaped("'=1")
    ("'=1+1", "'+48 32 555 01 01", 'a=b', "''=1")
    >>> escaped("–"), escaped("Spo?ecznej"), escaped("Szkoła")
    ("'–", "'Spo?ecznej", 'Szkoła')
    """
    return f"'{text}" if _needs_guard(text.lstrip("'")) else text


def escaped_in_workbook(text: str) -> str:
    r"""The text as it may stand in a workbook's text cell, which never is a formula.

    Only what reading would take off or change needs a guard.

    >>> escaped_in_workbook("=1+1"), escaped_in_workbook("'=1"), escaped_in_workbook('="1"')
    ('=1+1', "''=1", '\'="1"')
    """
    bare = text.lstrip("'")
    if bare != text:
        return f"'{text}" if _needs_guard(bare) else text
    read_otherwise = _read_otherwise(text) and not (
        text.startswith("=") and text[1:2] not in {'"', "'", " "}
    )
    return f"'{text}" if _BLANK_IN_FRONT.match(text) or read_otherwise else text


def is_guarded(text: str) -> bool:
    """Whether a cell bears the guard, so that it is taken letter by letter.

    >>> is_guarded("'=1+1"), is_guarded("'tis")
    (True, False)
    """
    return text.startswith("'") and _needs_guard(text.lstrip("'"))


def unescaped(text: str) -> str:
    """The text without the guard.

    >>> unescaped("'=1+1"), unescaped("''=1"), unescaped("'tis"), unescaped("+48")
    ('=1+1', "'=1", "'tis", '+48')
    """
    return text[1:] if is_guarded(text) else text
