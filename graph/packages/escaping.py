"""Texts that a spreadsheet would take for a formula: guarded on writing, restored on reading.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return gets an apostrophe in
front in CSV files, and reading takes exactly one such apostrophe off again. A text that already
begins with apostrophes before such a sign gets one more, so that every text comes back as it was.
"""

import re
from typing import Final

_DANGEROUS: Final = re.compile("'*[=+\\-@\t\r]")
_GUARDED: Final = re.compile("'+[=+\\-@\t\r]")
_GUARDED_IN_WORKBOOK: Final = re.compile("'+[=+\\-@]|'*[\t\r]")


def escaped(text: str) -> str:
    """The text as it may stand in a CSV cell.

    >>> escaped("=1+1"), escaped("+48 32 555 01 01"), escaped("a=b"), escaped("'=1")
    ("'=1+1", "'+48 32 555 01 01", 'a=b', "''=1")
    """
    return f"'{text}" if _DANGEROUS.match(text) else text


def escaped_in_workbook(text: str) -> str:
    """The text as it may stand in a workbook's text cell, which never is a formula.

    Only what reading would take off needs a guard: such an apostrophe, and blanks in front.

    >>> escaped_in_workbook("=1+1"), escaped_in_workbook("'=1")
    ('=1+1', "''=1")
    """
    return f"'{text}" if _GUARDED_IN_WORKBOOK.match(text) else text


def unescaped(text: str) -> str:
    """The text without the guard.

    >>> unescaped("'=1+1"), unescaped("''=1"), unescaped("'tis"), unescaped("+48")
    ('=1+1', "'=1", "'tis", '+48')
    """
    return text[1:] if _GUARDED.match(text) else text
