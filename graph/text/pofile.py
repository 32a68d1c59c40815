"""Reads a gettext file: id and texts of each entry, comments left out.

The product reads its few thousand texts when they are first needed, by the command line too: there the
import of a reader of all that gettext files can hold takes longer than this whole reading. A test
compares what the two read.
"""

import re
from typing import Final, TypeAlias

#: The forms of an entry: one, or as many as the language has plurals.
Forms: TypeAlias = tuple[str, ...]

_LINE: Final = re.compile(r'(?:(msgid_plural|msgid|msgstr)(?:\[(\d)\])? )?"((?:[^"\\]|\\.)*)"')
_ESCAPED: Final = re.compile(r"\\(.)")
_SIGNS: Final = {"n": "\n", "t": "\t"}


class NotReadable(ValueError):
    """A line of a gettext file that cannot be understood, or an id that occurs twice."""


def read_po(text: str) -> dict[str, Forms]:
    r"""The entries of a gettext file by id; the one of a blank id holds the file's headers.

    Parameters
    ----------
    text
        The whole file.

    Returns
    -------
    dict
        The texts of each id in the order of the file.

    Raises
    ------
    NotReadable
        Where a line is no part of an entry, or an id occurs twice.

    Examples
    --------
    >>> read_po('# who\nmsgid "a"\nmsgstr ""\n"Kto "\n"to"\n')
    {'a': ('Kto to',)}
    >>> read_po('msgid "n"\nmsgid_plural "n"\nmsgstr[0] "{n} luka"\nmsgstr[1] "{n} luki"\n')
    {'n': ('{n} luka', '{n} luki')}
    >>> read_po('msgid "a"\nmsgstr "one"\n\nmsgid "a"\nmsgstr "two"\n')
    Traceback (most recent call last):
    graph.text.pofile.NotReadable: line 4: the id "a" occurs twice
    """
    found: dict[str, list[str]] = {}
    id, field = "", ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        read = _LINE.fullmatch(line)
        if read is None:
            raise NotReadable(f"line {number}: no part of an entry")
        field, value = read[1] or field, read[3]
        if "\\" in value:
            value = _ESCAPED.sub(lambda sign: _SIGNS.get(sign[1], sign[1]), value)
        if read[1] == "msgid":
            if value in found:
                raise NotReadable(f'line {number}: the id "{value}" occurs twice')
            id = value
            found[id] = []
        elif read[1] == "msgstr":
            found[id].append(value)
        elif field == "msgstr":
            found[id][-1] += value
        elif field == "msgid":
            raise NotReadable(f"line {number}: an id has one line")
    return {id: tuple(forms) for id, forms in found.items()}
