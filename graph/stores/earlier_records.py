"""Records as an older version kept them, brought to what this one keeps."""

from typing import Final

from graph.rows import Row, key_of
from graph.stores.earlier_gaps import present_gap
from graph.stores.record_tables import Records

#: Columns of recommendations that came with version 7 of the schema.
_LATER: Final = ("ground_severity", "ground_blocked_by", "ground_evidence", "rules")


def present_records(records: Records) -> Records:
    """The records with the columns and ids of gaps of today; those of today stay as they are."""
    return {name: [_present(name, row) for row in rows] for name, rows in records.items()}


def _present(table: str, row: Row) -> Row:
    match table:
        case "recommendations":
            return present_recommendation(row)
        case "permissions" | "meetings" if row.get("version") is None:
            # Up to version 9 of the schema a permission could only be withdrawn, and only once.
            return {**row, "version": 2 if row.get("withdrawn_on") else 1}
        case _:
            return row


def present_recommendation(row: Row) -> Row:
    """A recommendation that rests on a gap by its present id.

    >>> advice = {"ground_kind": "gap", "ground": "unmet_need:2499011/Z2/age"}
    >>> now = present_recommendation(advice)
    >>> now["ground"], now["ground_blocked_by"], now["rules"]
    ('unmet_need:249901/Z2', 'age', None)
    """
    whole = {**dict.fromkeys(_LATER), **row}
    gap = present_gap(str(row["ground"])) if row["ground_kind"] == "gap" else None
    if gap is None or gap.blocked_by is None:
        return whole
    return {**whole, "ground": gap.id, "ground_blocked_by": key_of(gap.blocked_by)}
