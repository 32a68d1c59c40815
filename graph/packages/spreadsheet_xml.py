"""Elements of a workbook's XML one after the other, within bounds of size, depth and time."""

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from graph.packages.findings import Findings

#: Bytes between < and >; an element with more has names and attributes that nobody wrote by hand.
_LONGEST_TAG: Final = re.compile(rb"<[^<>]{20000}")
_PIECE: Final = 1 << 18
_DEEPEST: Final = 60

Attributes = Mapping[str, str]


class Damaged(ValueError):
    """XML that is no XML, nests without end, or has endless tags."""


def has_endless_tag(data: bytes) -> bool:
    """Whether some element carries more names or attributes than any real one.

    >>> has_endless_tag(b"<a b='1'/>"), has_endless_tag(b"<a " + b"b='1' " * 4000 + b"/>")
    (False, True)
    """
    return _LONGEST_TAG.search(data) is not None


def read_elements(
    data: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
    findings: Findings,
) -> None:
    """Call back for each element of a part, by its name without its namespace.

    Raises
    ------
    Damaged
        Where the part is no sound XML, or declares anything.
    InvalidPackage
        Once the time is over.
    """
    parser = expat.ParserCreate()  # without namespaces: a million of them cost nothing
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise Damaged
        start(_local(name), attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(name))

    def declared(*_: object) -> None:
        raise Damaged

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    try:
        for place in range(0, len(data), _PIECE):
            findings.check_time()
            parser.Parse(data[place : place + _PIECE], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Damaged from error


def attribute(attributes: Attributes, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if _local(key) == name), None)


def _local(name: str) -> str:
    return name.rpartition(":")[2]
