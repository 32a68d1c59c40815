"""Every query of the product as named text, and the loader that refuses a bad one.

A file ``room.cypher`` holds queries, each under a header that the loader checks::

    // name: find_offers
    // access: read
    // params: gmina
    // returns: institution_id, capacity
    // Institutions that offer a service within one gmina.
    MATCH ... RETURN ... ORDER BY institution_id;

Queries are looked up as ``QUERIES["room.find_offers"]``. Values are always parameters; a read is
always ordered. A column of numbers or truth values is declared ``capacity:int`` or ``open:bool``, so
that :func:`in_columns` can collect it; so are days, ``left_on:date``, and lists, ``needs:list``. Both
engines run the same text; the files ``schema_*`` and ``server_only`` belong to one engine, and what
older stores hold is read by ``before_9``.
"""

from cypher.columns import in_columns
from cypher.library import QUERIES, CypherFileError, Query, Schema, parse_queries, schema_of

__all__ = ["QUERIES", "CypherFileError", "Query", "Schema", "in_columns", "parse_queries", "schema_of"]
