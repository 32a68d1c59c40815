"""A partnership as a file: the package it can be imported from again, or its network for tools."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, Literal, NamedTuple

from graph.model import Package
from graph.packages import graphml_bytes, json_bytes, names_within, package_bytes, write_package
from graph.stores import territory_names
from service.runtime import Runtime

ExportFormat = Literal["package", "xlsx", "graphml", "json"]


class FileKind(NamedTuple):
    """How a file is named and what it is."""

    suffix: str
    media_type: str


FILE_KINDS: Final[dict[ExportFormat, FileKind]] = {
    "package": FileKind(".zip", "application/zip"),
    "xlsx": FileKind(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "graphml": FileKind(".graphml", "application/graphml+xml"),
    "json": FileKind(".json", "application/json"),
}


def export_bytes(runtime: Runtime, id: str, kind: ExportFormat, as_of: date) -> bytes:
    """A partnership as one file; the package whole, the network as of a day."""
    match kind:
        case "package":
            package, names = _named(runtime, id)
            return package_bytes(package, "zip", names)
        case "xlsx":
            package, names = _named(runtime, id)
            return package_bytes(package, "xlsx", names)
        case "graphml":
            return graphml_bytes(runtime.library.snapshot(id, as_of))
        case "json":
            return json_bytes(runtime.library.snapshot(id, as_of))


def export_file(runtime: Runtime, id: str, path: Path, kind: ExportFormat, as_of: date) -> None:
    """A partnership as a file; a package becomes a folder unless the name ends in ``.zip``."""
    if kind == "package" and path.suffix.lower() != ".zip":
        package, names = _named(runtime, id)
        write_package(package, path, "folder", names)
    else:
        path.write_bytes(export_bytes(runtime, id, kind, as_of))


def _named(runtime: Runtime, id: str) -> tuple[Package, Mapping[str, str]]:
    """A package, and the names that are known of its places."""
    package = runtime.library.package(id)
    return package, names_within(package, territory_names(runtime.store))
