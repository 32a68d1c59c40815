"""A read that answers in columns: one row of lists instead of thousands of rows of values.

Over Bolt every row costs a message of its own, so large tables come several times faster as a few
lists. Lists cannot hold nothing, so an unknown text travels as an empty one, an unknown whole number or
truth value as -1, an unknown decimal (degrees of latitude and longitude) as -1000, an unknown day as the
first of the calendar and an unknown list as one blank text; none of these is ever a known value.
"""

from dataclasses import replace
from functools import cache
from typing import Final

from cypher.library import Kind, Query

_TRAVELLING: Final[dict[Kind, str]] = {
    "text": "coalesce({0}, '')",
    "int": "coalesce({0}, -1)",
    "float": "coalesce({0}, -1000.0)",
    "date": "coalesce({0}, date('0001-01-01'))",
    "list": "coalesce({0}, [''])",
    "bool": "CASE WHEN {0} IS NULL THEN -1 WHEN {0} THEN 1 ELSE 0 END",
}


@cache
def in_columns(query: Query) -> Query:
    """The same read, answering with one list for each of its columns.

    Places of the lists belong together, but their order is not that of ``query.order``: the embedded
    engine leaves out a sorting whose rows are collected.

    >>> from cypher.library import parse_queries
    >>> text = '''// name: find_all
    ... // access: read
    ... // params:
    ... // returns: id, population:int
    ... // All partnerships.
    ... MATCH (p:Partnership) RETURN p.id AS id, p.population AS population ORDER BY id;'''
    >>> (query,) = parse_queries("partnership", text)
    >>> print(in_columns(query).text)
    MATCH (p:Partnership)
    WITH p.id AS id, p.population AS population
    RETURN collect(coalesce(id, '')) AS id, collect(coalesce(population, -1)) AS population
    """
    before, returned = query.text.rsplit("RETURN", 1)
    columns, _ = returned.rsplit("ORDER BY", 1)
    lists = ", ".join(
        f"collect({_TRAVELLING[kind].format(name)}) AS {name}"
        for name, kind in zip(query.returns, query.kinds, strict=True)
    )
    text = f"{before.strip()}\nWITH {columns.strip()}\nRETURN {lists}"
    return replace(query, name=f"{query.name}, in columns", text=text, as_columns=True)
