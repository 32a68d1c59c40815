"""Everything a store holds in one file with checksums, and back into an empty store.

A zip archive: ``manifest.json`` with versions, revisions, row counts and the SHA-256 of every member
and of all of them together; for each partnership its package and what people recorded beside it;
files that the caller adds.
"""

import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from shutil import copyfileobj
from typing import Any, BinaryIO, Final, cast

import orjson

from graph.errors import (
    Conflict,
    InvalidPackage,
    InvalidRequest,
    Problem,
    StoreDamaged,
    StoreTooNew,
)
from graph.packages import package_bytes, read_package_bytes
from graph.rows import Row
from graph.stores.earlier_records import present_records
from graph.stores.encryption import encrypting, refuse_unknown_recipients
from graph.stores.files import whole_file
from graph.stores.kept import Kept, homes_of, put_steps, state_step, take, take_all
from graph.stores.port import Ask, Store, ask
from graph.stores.reading import SCHEMA_VERSION, StoreState, read_state
from graph.stores.record_tables import RECORDS, Records
from graph.stores.strangers import refuse_strangers_among
from graph.stores.tables import tables_of
from graph.stores.territories import naming_steps, territory_names

#: Version of the file's own layout.
FORMAT: Final = 1
_MANIFEST: Final = "manifest.json"
#: Names of territories, where any are known.
_NAMES: Final = "territories.json"
_PIECE: Final = 1 << 20
# The same content gives the same bytes.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
#: What reading an archive that was damaged ends in; a runtime error where a damaged head asks for a way
#: of packing or a password that nobody ever used.
_NOT_WHOLE: Final = (KeyError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose checksums all agree; ``names`` are those of territories by code."""

    file: Path
    manifest: Mapping[str, Any]
    state: StoreState
    partnerships: tuple[Kept, ...]
    extras: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict[str, str])

    def extract(self, name: str, target: Path) -> None:
        """Write one of the extra files to a place."""
        with (
            zipfile.ZipFile(self.file) as archive,
            archive.open(name) as source,
            target.open("wb") as out,
        ):
            copyfileobj(source, out, _PIECE)


def write_backup(
    store: Store,
    file: Path,
    *,
    made_at: str,
    product: str,
    extras: Mapping[str, Path] | None = None,
    recipients: Sequence[str] = (),
) -> Mapping[str, Any]:
    """Write everything a store holds, as of one moment, to a file that only its owner can read.

    Parameters
    ----------
    store
        Either engine; others may go on writing to it.
    file
        The file to write; an older one is replaced once the new one is whole.
    made_at, product
        When and by which version, for people.
    extras
        Further files, by their name in the backup.
    recipients
        Public keys (``age1…``) that the file is encrypted to; blank for a file in the clear.

    Returns
    -------
    Mapping
        The manifest.

    Raises
    ------
    InvalidRequest
        When something else than a public key was given.
    Conflict
        When writers never left a moment.
    StoreDamaged
        When the store holds something else than what was written to it.
    OSError
        When the file cannot be written; an older one stays.
    """
    refuse_unknown_recipients(recipients)
    state, held = take_all(store)
    with (
        whole_file(file) as handle,
        encrypting(handle, recipients) if recipients else nullcontext(handle) as out,
        zipfile.ZipFile(out, "w") as archive,
    ):
        manifest = _write(archive, state, held, territory_names(store), extras or {})
        manifest |= {"made_at": made_at, "product": product, "engine": store.description}
        manifest = _sealed(manifest)
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        archive.writestr(zipfile.ZipInfo(_MANIFEST, _NO_TIME), text)
    return manifest


def read_backup(file: Path) -> Backup:
    """Read a backup and compare every checksum.

    Raises
    ------
    InvalidRequest
        When the file is not a whole backup, naming each member that is missing or differs.
    StoreTooNew
        When a newer version of the product wrote it.
    OSError
        When it cannot be read.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            return _read(file, archive)
    except (*_NOT_WHOLE, TypeError, ValueError) as error:
        raise InvalidRequest([_fault(None)]) from error


def restore(store: Store, backup: Backup) -> None:
    """Write a backup into an empty store, in one transaction, and compare what is then there.

    Raises
    ------
    IdsTaken
        When partnerships of the backup have different institutions of one id; nothing is written then.
    Conflict
        When the store holds partnerships, or somebody else wrote in between; nothing is written then.
    StoreDamaged
        When the store afterwards holds something else than the backup.
    """
    state = read_state(store)
    (found,) = store.read(ask("partnership.find_all"))
    if found:
        raise Conflict("store", "restore", "it holds partnerships already")
    refuse_strangers_among(one.package for one in backup.partnerships)
    store.write(*_restoring(backup, state), *naming_steps(store, backup.names))
    for one in backup.partnerships:
        if take(store, one.id) != one:
            raise StoreDamaged([f"partnership {one.id}: not as in the backup"])


def _restoring(backup: Backup, state: StoreState) -> Iterator[Ask]:
    if state.version == 0:
        yield ask("state.create", version=SCHEMA_VERSION)
    yield ask("state.claim", claim="restore", expected=state.revision)._replace(must_match=True)
    homes = homes_of(backup.partnerships)
    for one in backup.partnerships:
        yield from put_steps(one, homes)
    # A revision never comes back with another content, even where the store was used before.
    revision = max(backup.state.revision, state.revision + 1)
    offers = max(backup.state.offers_revision, state.offers_revision + 1)
    yield state_step(StoreState(SCHEMA_VERSION, revision, min(offers, revision)))


def _write(
    archive: zipfile.ZipFile,
    state: StoreState,
    held: tuple[Kept, ...],
    territories: Mapping[str, str],
    extras: Mapping[str, Path],
) -> dict[str, Any]:
    members: dict[str, dict[str, Any]] = {}
    partnerships: list[dict[str, Any]] = []
    for number, one in enumerate(held, 1):
        tables = tables_of(one.package)
        named = {
            "package": f"partnerships/{number:05}.zip",
            "records": f"partnerships/{number:05}.records.json",
        }
        for name, data in (
            (named["package"], _readable(one)),
            (named["records"], orjson.dumps(one.records)),
        ):
            members[name] = _added(archive, name, data)
        partnerships.append(
            {
                "id": one.id,
                "revision": one.revision,
                "rows": {name: len(table) for name, table in tables.items()},
                **named,
            }
        )
    if territories:
        members[_NAMES] = _added(archive, _NAMES, orjson.dumps(dict(sorted(territories.items()))))
    for name, path in sorted(extras.items()):
        with path.open("rb") as source, archive.open(zipfile.ZipInfo(name, _NO_TIME), "w") as out:
            members[name] = _copied(source, cast("BinaryIO", out))
    return {
        "format": FORMAT,
        "schema": SCHEMA_VERSION,
        "revision": state.revision,
        "offers_revision": state.offers_revision,
        "partnerships": partnerships,
        "members": members,
        "extras": sorted(extras),
    }


def _added(archive: zipfile.ZipFile, name: str, data: bytes) -> dict[str, Any]:
    archive.writestr(zipfile.ZipInfo(name, _NO_TIME), data)
    return {"bytes": len(data), "sha256": sha256(data).hexdigest()}


def _readable(one: Kept) -> bytes:
    """The package as a file that was seen to come back as it is."""
    data = package_bytes(one.package)
    try:
        if read_package_bytes(data, "package.zip", exact=True).package == one.package:
            return data
    except InvalidPackage:
        pass
    raise StoreDamaged([f"partnership {one.id}: not a package that could be read back"])


def _copied(source: BinaryIO, out: BinaryIO | None) -> dict[str, Any]:
    size, checksum = 0, sha256()
    while piece := source.read(_PIECE):
        size += len(piece)
        checksum.update(piece)
        if out is not None:
            out.write(piece)
    return {"bytes": size, "sha256": checksum.hexdigest()}


def _sealed(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest with the checksum of all that it says, the members' checksums among it."""
    said = {name: value for name, value in manifest.items() if name != "sha256"}
    return {**said, "sha256": sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()}


def _read(file: Path, archive: zipfile.ZipFile) -> Backup:
    manifest: dict[str, Any] = orjson.loads(archive.read(_MANIFEST))
    if int(manifest["format"]) > FORMAT:
        raise StoreTooNew(int(manifest["format"]), FORMAT)
    if int(manifest["schema"]) > SCHEMA_VERSION:
        raise StoreTooNew(int(manifest["schema"]), SCHEMA_VERSION)
    if _sealed(manifest)["sha256"] != manifest["sha256"]:
        raise InvalidRequest([_fault(_MANIFEST)])
    wrong = [name for name, told in manifest["members"].items() if not _agrees(archive, name, told)]
    wrong += sorted(set(archive.namelist()) - manifest["members"].keys() - {_MANIFEST})
    if wrong:
        raise InvalidRequest([_fault(name) for name in wrong])
    held = tuple(_partnership(archive, told) for told in manifest["partnerships"])
    state = StoreState(
        int(manifest["schema"]), int(manifest["revision"]), int(manifest["offers_revision"])
    )
    names: dict[str, str] = orjson.loads(archive.read(_NAMES)) if _NAMES in manifest["members"] else {}
    return Backup(file, manifest, state, held, tuple(manifest["extras"]), names)


def _agrees(archive: zipfile.ZipFile, name: str, told: Mapping[str, Any]) -> bool:
    try:
        with archive.open(name) as source:
            return _copied(cast("BinaryIO", source), None) == told
    except _NOT_WHOLE:
        return False


def _partnership(archive: zipfile.ZipFile, told: Mapping[str, Any]) -> Kept:
    package = read_package_bytes(archive.read(told["package"]), "package.zip", exact=True).package
    rows: dict[str, list[Row]] = orjson.loads(archive.read(told["records"]))
    records: Records = {name: rows.get(name, []) for name in RECORDS}
    return Kept(package, int(told["revision"]), present_records(records))


def _fault(member: str | None) -> Problem:
    return Problem(
        "backup",
        None,
        member,
        None,
        "a whole backup, as it was written",
        "cała kopia zapasowa, taka, jaką zapisano",
    )
