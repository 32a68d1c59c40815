"""Parquet files of plain rows; the only place that knows Arrow, which has no types to check against."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal

Column = Literal["text", "texts", "int", "float"]

_ROLES: Final = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")
GAP_COLUMNS: Final[Mapping[str, Column]] = {
    "partnership": "text",
    "id": "text",
    "kind": "text",
    "severity": "float",
    "urgency": "text",
    "institutions": "texts",
    "families": "int",
}
MEASURE_COLUMNS: Final[Mapping[str, Column]] = {
    "partnership": "text",
    "institution": "text",
    "degree": "int",
    "degree_centrality": "float",
    "betweenness": "float",
    "closeness": "float",
    "eigenvector": "float",
    "constraint": "float",
    "effective_size": "float",
    "bridging": "float",
    "core": "int",
    **{f"brokerage_{role}": "int" for role in _ROLES},
}


class ParquetFile:
    """A file that rows are added to; the same rows added in the same way give the same bytes."""

    def __init__(self, path: Path, columns: Mapping[str, Column]) -> None:
        """Nothing is written yet."""
        arrow: Any = import_module("pyarrow")
        types = {
            "text": arrow.string(),
            "texts": arrow.list_(arrow.string()),
            "int": arrow.int64(),
            "float": arrow.float64(),
        }
        self._arrow = arrow
        self._schema = arrow.schema([(name, types[kind]) for name, kind in columns.items()])
        parquet: Any = import_module("pyarrow.parquet")
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")

    def __enter__(self) -> "ParquetFile":
        """The file itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write what belongs at the end of the file."""
        self._writer.close()

    def add(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows; what a row lacks is unknown."""
        columns = [self._arrow.array([row.get(c.name) for row in rows], c.type) for c in self._schema]
        self._writer.write_table(self._arrow.Table.from_arrays(columns, schema=self._schema))
