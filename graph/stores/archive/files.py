"""The files in which packages and records are kept: what stands in them, and which can be read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import orjson

from graph.errors import NotFound
from graph.model import Package
from graph.rows import Row
from graph.stores.digest import Form
from graph.stores.earlier_records import present_records
from graph.stores.files import write_whole
from graph.stores.record_tables import RECORDS, RETIRED, Records
from graph.stores.seals import seals_of, seals_text

RECORDS_FILE: Final = "records.json"
NAMES_FILE: Final = "territories.json"
#: In a file of records: their checksums. Older versions wrote none.
_SEALS: Final = "seals"
#: What the checksums covered up to version 6 of the schema.
_WITH_BLANKS: Final = Form(blanks=True)
NOTHING: Final[Records] = dict.fromkeys(RECORDS, ())


def revisions(place: Path) -> tuple[int, ...]:
    """The revisions of the packages in a folder, the newest last."""
    if not place.is_dir():
        return ()
    return tuple(sorted(int(file.stem) for file in place.glob("*.zip") if file.stem.isdecimal()))


def ever_kept(place: Path) -> Iterator[int]:
    """The revisions of files that are there, and of those that were put aside."""
    for file in place.glob("*.zip*"):
        revision, _, _ = file.name.partition(".")
        if revision.isdecimal():
            yield int(revision)


def leftovers(folder: Path) -> list[Path]:
    """What is left of files whose writing was cut short."""
    return list(folder.glob(".*")) if folder.is_dir() else []


# The reader and writer of packages bring spreadsheet libraries along: most uses of a store need neither.
def write_package(file: Path, package: Package) -> None:
    """Write a package."""
    from graph.packages import package_bytes

    write_whole(file, package_bytes(package))


def read_package(file: Path) -> Package:
    """Read a package, or :class:`NotFound`, or :class:`InvalidPackage` where it is damaged."""
    from graph.packages import read_package_bytes

    try:
        data = file.read_bytes()
    except FileNotFoundError:
        raise NotFound("kept package", file.stem) from None
    return read_package_bytes(data, file.name, exact=True).package


def write_records(file: Path, records: Records) -> None:
    """Write records with their checksums."""
    write_whole(file, orjson.dumps({_SEALS: seals_text(seals_of(records)), **records}))


def read_records(file: Path) -> Records | None:
    """The records in a file, none where there is no file; ``None`` where it is damaged."""
    if not file.is_file():
        return NOTHING
    try:
        kept: dict[str, Any] = orjson.loads(file.read_bytes())
        # What an older version kept lacks the tables that came later.
        records: Records = {name: kept.get(name, ()) for name in RECORDS}
        now = seals_text(seals_of(records))
        if kept.get(_SEALS, now) not in {now, seals_text(seals_of(records, _WITH_BLANKS))}:
            return None
        return present_records(records)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def write_names(file: Path, names: Mapping[str, str]) -> None:
    """Write names of territories."""
    write_whole(file, orjson.dumps(dict(sorted(names.items()))))


def read_names(file: Path) -> dict[str, str]:
    """The names in a file; none where there is no file or it is damaged."""
    try:
        kept: dict[Any, Any] = orjson.loads(file.read_bytes())
        return {str(code): str(name) for code, name in kept.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def missing_in(ours: Records, theirs: Records) -> bool:
    """Whether we have a record that they lack."""
    return any(_gone(ours[name], theirs[name]) for name in RECORDS)


def taken_away(before: Records, now: Records) -> Records:
    """What an import took away; the rest is only taken away by people, who mean it."""
    return {name: _gone(before[name], now[name]) if name in RETIRED else () for name in RECORDS}


def _gone(before: Sequence[Row], now: Sequence[Row]) -> list[Row]:
    stays = {row["key"] for row in now}
    return [row for row in before if row["key"] not in stays]
