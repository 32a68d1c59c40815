"""Reads the ``.cypher`` files beside this module into checked, immutable queries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final, Literal, cast, get_args

Access = Literal["read", "write", "schema"]
Schema = Literal["embedded", "neo4j", "before_9"]
Kind = Literal["text", "int", "float", "bool", "date", "list"]

_HEADER: Final = re.compile(r"^// (name|access|params|returns): ?(.*)$")
_PARAMETER: Final = re.compile(r"\$([A-Za-z_]\w*)")
_ALIAS: Final = re.compile(r"\bAS\s+(\w+)\s*(?=,|$|ORDER\b)")


class CypherFileError(Exception):
    """A query file that breaks the rules of this room."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line


@dataclass(frozen=True, slots=True)
class Query:
    """One named query: its text and what its header promises.

    ``kinds`` are those of the returned columns, ``order`` the columns that a read is sorted by. With
    ``as_columns`` it answers with one row of lists: see :func:`cypher.in_columns`.
    """

    name: str
    access: Access
    params: tuple[str, ...]
    returns: tuple[str, ...]
    doc: str
    text: str
    kinds: tuple[Kind, ...] = ()
    order: tuple[str, ...] = ()
    as_columns: bool = False


def parse_queries(room: str, source: str) -> Iterator[Query]:
    """The queries of one file, in order.

    Raises
    ------
    CypherFileError
        Naming file and line: a missing header line, an unknown access, parameters or columns that
        are not those of the text, or a read without ``ORDER BY``.

    Examples
    --------
    >>> text = '''// name: find_all
    ... // access: read
    ... // params:
    ... // returns: id
    ... // All partnerships.
    ... MATCH (p:Partnership) RETURN p.id AS id ORDER BY id;'''
    >>> [query.name for query in parse_queries("partnership", text)]
    ['partnership.find_all']
    """
    file = f"{room}.cypher"
    start = 1
    for chunk in source.split(";\n" if source.endswith("\n") else ";"):
        lines = chunk.split("\n")
        if chunk.strip():
            yield _query(room, file, start, [line for line in lines if line.strip()])
        start += len(lines)


def _query(room: str, file: str, line: int, lines: list[str]) -> Query:
    def refuse(reason: str) -> CypherFileError:
        return CypherFileError(file, line, reason)

    header: dict[str, str] = {}
    doc: list[str] = []
    body: list[str] = []
    for text in lines:
        if match := _HEADER.match(text):
            header[match[1]] = match[2].strip()
        elif text.startswith("//"):
            doc.append(text[2:].strip())
        else:
            body.append(text.rstrip())
    if missing := {"name", "access", "params", "returns"} - header.keys():
        raise refuse(f"header lacks {', '.join(sorted(missing))}")
    text = "\n".join(body).rstrip(";").strip()
    params = _names(header["params"])
    returns, kinds = _columns(header["returns"])
    if header["access"] not in {"read", "write", "schema"}:
        raise refuse(f"unknown access {header['access']!r}")
    if not doc:
        raise refuse("no sentence says what the query is for")
    used = set(_PARAMETER.findall(text))
    if used != set(params):
        raise refuse(f"declares parameters {sorted(params)}, uses {sorted(used)}")
    tail = re.split(r"\bRETURN\b", text)[-1] if "RETURN" in text else ""
    if tuple(_ALIAS.findall(tail)) != returns:
        raise refuse(f"declares columns {list(returns)}, returns {_ALIAS.findall(tail)}")
    if header["access"] == "read" and "ORDER BY" not in tail:
        raise refuse("a read has no ORDER BY")
    if not set(kinds) <= set(get_args(Kind)):
        raise refuse(f"unknown kinds of columns: {sorted(set(kinds))}")
    order = _names(tail.split("ORDER BY")[1]) if header["access"] == "read" else ()
    if not set(order) <= set(returns):
        raise refuse(f"is ordered by {list(order)}, not all of them columns")
    return Query(
        name=f"{room}.{header['name']}",
        access=cast("Access", header["access"]),
        params=params,
        returns=returns,
        doc=" ".join(doc),
        text=text,
        kinds=cast("tuple[Kind, ...]", kinds),
        order=order,
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _columns(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # ``wait_days:int`` is a column of numbers; one without a kind holds text.
    pairs = [part.partition(":") for part in _names(cell)]
    return tuple(name for name, _, _ in pairs), tuple(kind or "text" for _, _, kind in pairs)


def _load() -> dict[str, Query]:
    found: dict[str, Query] = {}
    folder = sorted(files("cypher").iterdir(), key=lambda entry: entry.name)
    for entry in folder:
        if entry.name.endswith(".cypher"):
            room = entry.name.removesuffix(".cypher")
            for query in parse_queries(room, entry.read_text(encoding="utf-8")):
                if query.name in found:
                    raise CypherFileError(entry.name, 1, f"{query.name} stands twice")
                found[query.name] = query
    return found


#: Every shipped query by its full name.
QUERIES: Final = MappingProxyType(_load())


def schema_of(name: Schema) -> tuple[Query, ...]:
    """The statements that prepare a store, in file order.

    Parameters
    ----------
    name
        The engine; ``before_9`` is for an embedded store of a version before 9.
    """
    room = f"schema_{name}."
    return tuple(query for name, query in QUERIES.items() if name.startswith(room))
