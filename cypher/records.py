"""Queries of records: written once, in ``templates/records.cypher``, and made for each kind of record.

In the templates ``Record`` is the label of a kind, ``OWNS`` its relationship, ``Owner`` the label of
whose it is and ``version`` the one column that all of them have. What a kind has beside that is added
where the version is read, set or declared.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from cypher.library import Kind, Query, Schema, parse_queries

Owner = Literal["Partnership", "Family"]

_SOURCE: Final = files("cypher") / "templates" / "records.cypher"
_TYPES: Final[Mapping[Kind, str]] = {"text": "STRING", "bool": "BOOLEAN", "int": "INT64"}
_KEYS: Final[Mapping[Owner, str]] = {"Partnership": "id", "Family": "key"}
_OF_FAMILIES: Final = "_of_families"
_SCHEMA: Final[Mapping[Schema, tuple[str, ...]]] = {
    "embedded": ("nodes", "versions", "claims", "ownership"),
    "before_9": ("versions", "claims"),
    "neo4j": ("unique",),
}


@dataclass(frozen=True)
class RecordTable:
    """How one kind of record is stored.

    Parameters
    ----------
    name
        What its queries are called by, in the plural: ``barriers.find``.
    label, relationship, owner
        The label of its nodes, and the relationship that leads to them from the node they belong to.
    columns
        What it has beside its key and version, each with its kind, in the order of its rows.
    changing
        The columns that a change writes.
    about
        The columns with ids of institutions that it goes with.
    about_only
        A column and the values with which it is about institutions at all.
    came_later
        Whether stores of versions of the schema before 9 never had it.
    """

    name: str
    label: str
    relationship: str
    columns: Mapping[str, Kind] = field(hash=False)
    owner: Owner = "Partnership"
    changing: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    about_only: tuple[str, tuple[str, ...]] | None = None
    came_later: bool = False


@cache
def record_query(table: RecordTable, action: str) -> Query:
    """The query of a kind of record.

    >>> flows = RecordTable("flows", "InformationFlow", "INFORMS", {"base": "text"}, changing=("base",))
    >>> print(record_query(flows, "change").text)
    MATCH (v:InformationFlow {key: $key})
    SET v.claim = $claim
    WITH v
    WHERE v.version = $expected
    SET v.version = $expected + 1, v.base = $base
    RETURN v.version AS version
    >>> record_query(flows, "change").name, record_query(flows, "change").params
    ('flows.change', ('key', 'claim', 'expected', 'base'))
    """
    templates = _templates()
    of_families = table.owner == "Family" and f"{action}{_OF_FAMILIES}" in templates
    if action == "find" and of_families:
        # What is of one family is found by "find_of_one".
        query = templates["find_of_families"]
    elif action == "find_of_one":
        query = templates["find"]
    else:
        query = templates[f"{action}{_OF_FAMILIES}" if of_families else action]
    written = {"create": tuple(table.columns), "change": table.changing}.get(action, ())
    read = tuple(table.columns) if "version" in query.returns and query.access == "read" else ()
    return replace(
        query,
        name=f"{table.name}.{action}",
        params=(*query.params, *(name for name in written if name not in query.params)),
        returns=(*query.returns[:-1], *read, *query.returns[-1:]),
        kinds=(*query.kinds[:-1], *(table.columns[name] for name in read), *query.kinds[-1:]),
        text=_text(table, query.text),
    )


def record_queries(table: RecordTable) -> Iterator[Query]:
    """All queries of a kind of record; those of the schema are :func:`record_schema`."""
    for action, query in _templates().items():
        for_all = query.access != "schema" and not action.endswith(_OF_FAMILIES)
        if for_all and (action != "release" or table.about):
            yield record_query(table, action)
    if table.owner == "Family":
        yield record_query(table, "find_of_one")


def record_schema(table: RecordTable, engine: Schema) -> Iterator[Query]:
    """The statements that prepare a store for a kind of record."""
    # An earlier store gets an empty table of what it never had, so that all are read alike.
    for action in _SCHEMA["embedded" if table.came_later and engine == "before_9" else engine]:
        yield record_query(table, action)


@cache
def _templates() -> Mapping[str, Query]:
    parsed = parse_queries("records", _SOURCE.read_text(encoding="utf-8"))
    return {query.name.removeprefix("records."): query for query in parsed}


def _text(table: RecordTable, text: str) -> str:
    """A template with the names and columns of a kind."""

    def added(values: Mapping[str, str], between: str = " = ") -> str:
        return "".join(f", v.{name}{between}{value}" for name, value in values.items())

    columns = table.columns
    read = "".join(f"v.{name} AS {name}, " for name in columns)
    text = text.replace(
        "v.key AS key, v.version AS version", f"v.key AS key, {read}v.version AS version"
    )
    text = text.replace("SET v.version = 1", "SET v.version = 1" + added({n: f"${n}" for n in columns}))
    changed = added({name: f"${name}" for name in table.changing})
    text = text.replace("SET v.version = $expected + 1", "SET v.version = $expected + 1" + changed)
    kept = added({name: _arriving(name, kind) for name, kind in columns.items()})
    text = text.replace("SET v.version = r.version", "SET v.version = r.version" + kept)
    typed = "".join(f", {name} {_TYPES[kind]}" for name, kind in columns.items())
    text = text.replace("STRING PRIMARY KEY, version", f"STRING PRIMARY KEY{typed}, version")
    text = text.replace("v.about IN $ids", _about(table))
    key = _KEYS[table.owner]
    text = re.sub(r"\bOwner \{key:", f"{table.owner} {{{key}:", text).replace("o.key", f"o.{key}")
    text = re.sub(r"\bOwner\b", table.owner, text)
    text = re.sub(r"\bOWNS\b", table.relationship, re.sub(r"\bRecord\b", table.label, text))
    return text.replace("record_key", f"{table.label.lower()}_key")


def _arriving(name: str, kind: Kind) -> str:
    # Unknown truth values travel as -1.
    return f"CASE WHEN r.{name} >= 0 THEN r.{name} = 1 END" if kind == "bool" else f"r.{name}"


def _about(table: RecordTable) -> str:
    named = " OR ".join(f"v.{name} IN $ids" for name in table.about)
    if table.about_only is None:
        return f"({named})"
    column, values = table.about_only
    return f"v.{column} IN {list(values)} AND ({named})"
