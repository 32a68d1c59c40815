"""Every query of the product, those made for each kind of record among them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cypher import QUERIES as WRITTEN
from cypher import Query, Schema, schema_of
from cypher.records import RecordTable, record_queries, record_schema
from graph.records.kinds import KINDS

#: How each kind of record is stored, by the name of its table.
RECORD_TABLES: Final[Mapping[str, RecordTable]] = {one.name: one.table for one in KINDS}
#: Queries by name; those of a kind of record are called ``barriers.find`` and the like.
QUERIES: Final[Mapping[str, Query]] = MappingProxyType(
    {
        **WRITTEN,
        **{query.name: query for table in RECORD_TABLES.values() for query in record_queries(table)},
    }
)


def full_schema(engine: Schema) -> tuple[Query, ...]:
    """The statements that prepare a store, with those for the kinds of records."""
    tables = RECORD_TABLES.values()
    return (*schema_of(engine), *(one for table in tables for one in record_schema(table, engine)))
