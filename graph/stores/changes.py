"""What an import would change: the package in the store against the one that arrives."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.rows import Row
from graph.stores.tables import TABLES, TableName, Tables


@dataclass(frozen=True, slots=True)
class TableChanges:
    """Rows of one table by what happens to them; ``updated`` holds (before, after)."""

    created: Mapping[str, Row] = field(default_factory=dict[str, Row])
    updated: Mapping[str, tuple[Row, Row]] = field(default_factory=dict[str, tuple[Row, Row]])
    retired: Mapping[str, Row] = field(default_factory=dict[str, Row])
    unchanged: int = 0

    @property
    def written(self) -> dict[str, Row]:
        """Rows to write: the new ones and the changed ones."""
        return {**self.created, **{key: after for key, (_, after) in self.updated.items()}}


Changes = dict[TableName, TableChanges]


def changes_between(before: Tables, after: Tables, *, rewrite: bool = False) -> Changes:
    """Created, updated, retired and unchanged rows of every table.

    With ``rewrite`` every row that stays counts as updated, because what was read of it may not be
    what the store holds.
    """
    return {name: _table_changes(before[name], after[name], rewrite) for name in TABLES}


def count(changes: Changes) -> tuple[int, int, int, int]:
    """Numbers of created, updated, unchanged and retired records."""
    tables = list(changes.values())
    return (
        sum(len(table.created) for table in tables),
        sum(len(table.updated) for table in tables),
        sum(table.unchanged for table in tables),
        sum(len(table.retired) for table in tables),
    )


def _table_changes(before: Mapping[str, Row], after: Mapping[str, Row], rewrite: bool) -> TableChanges:
    both = before.keys() & after.keys()
    updated = {
        key: (before[key], row)
        for key, row in after.items()
        if key in both and (rewrite or before[key] != row)
    }
    return TableChanges(
        created={key: row for key, row in after.items() if key not in before},
        updated=updated,
        retired={key: row for key, row in before.items() if key not in after},
        unchanged=len(both) - len(updated),
    )
