"""Bounded reading of zip files: nothing an archive says about itself is believed."""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from graph.packages.encodings import decoded
from graph.packages.findings import Findings
from graph.packages.grids import MOST_BYTES, MOST_MEMBERS, shown
from graph.packages.personal import EXPECTED, looks_personal
from graph.packages.words import Words

_CHUNK: Final = 1 << 16
_ENCRYPTED: Final = 0x1
_UTF8: Final = 0x800
#: Only these two are unpacked piece by piece, so only these can be stopped at a bound.
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_LONGEST_NAME: Final = 500

#: What the zip reader raises on damaged input.
DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    LookupError,
)

_WHOLE: Final = Words("a whole, undamaged zip archive", "całe, nieuszkodzone archiwum zip")


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as a zip archive does."""
    return data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def unpacked(data: bytes, findings: Findings) -> dict[str, bytes]:
    """Every file of an archive by name, read piece by piece up to the bound.

    Parameters
    ----------
    data
        The archive.
    findings
        Takes the problems; on any, reading stops here.

    Returns
    -------
    dict of str to bytes
        Names with ``/`` between folders, in the archive's order.

    Raises
    ------
    InvalidPackage
        For names that lead outside, links, passwords, unknown packing, too many files, more than
        the bound of bytes, a name that looks like a PESEL, or damage.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _screen(members, findings)
            findings.raise_problems()
            return dict(_contents(archive, members, findings))
    except DAMAGE:
        findings.problem("package", _WHOLE)
        findings.raise_problems()
        raise  # not reached: there is a problem


def _screen(members: list[zipfile.ZipInfo], findings: Findings) -> None:
    if len(members) > MOST_MEMBERS:
        findings.problem(
            "package",
            Words(
                f"at most {MOST_MEMBERS} files in an archive",
                f"najwyżej {MOST_MEMBERS} plików w archiwum",
            ),
            value=str(len(members)),
        )
        return
    seen: set[str] = set()
    for member in members:
        name = _name(member)
        expected = EXPECTED if looks_personal(name) else _objection(member, name, seen)
        seen.add(name.casefold())
        if expected is not None:
            value = None if expected is EXPECTED else shown(member.orig_filename).strip('"')
            findings.problem("package", expected, value=value)


def _name(member: zipfile.ZipInfo) -> str:
    r"""The name of a file, with the Polish letters that old archivers of Windows and DOS write.

    >>> member = zipfile.ZipInfo("wi\u2310zi.csv")
    >>> _name(member)
    'więzi.csv'
    """
    name = member.orig_filename.replace("\\", "/")
    if name.isascii() or member.flag_bits & _UTF8:
        return name
    with suppress(UnicodeError):
        name = decoded(name.encode("cp437")).text or name
    return name


def _objection(member: zipfile.ZipInfo, name: str, seen: set[str]) -> Words | None:
    parts = name.split("/")
    if ".." in parts or name.startswith("/") or name[1:2] == ":" or "\0" in name:
        return Words(
            "file names inside the archive that do not lead outside",
            "nazwy plików w archiwum, które nie prowadzą poza nie",
        )
    if len(name) > _LONGEST_NAME:
        return Words("shorter file names", "krótsze nazwy plików")
    if name.casefold() in seen:
        return Words("each file only once in the archive", "każdy plik w archiwum tylko raz")
    if stat.S_ISLNK(member.external_attr >> 16):
        return Words("files, not links", "pliki, nie dowiązania")
    if member.flag_bits & _ENCRYPTED:
        return Words("an archive without a password", "archiwum bez hasła")
    if member.compress_type not in _METHODS:
        return Words(
            "ordinary zip packing (deflate or stored)", "zwykłe pakowanie zip (deflate albo stored)"
        )
    return None


def _contents(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], findings: Findings
) -> Iterator[tuple[str, bytes]]:
    left = MOST_BYTES
    for member in members:
        if member.is_dir():
            continue
        content = bytearray()
        with archive.open(member) as file:
            while piece := file.read(_CHUNK):
                left -= len(piece)
                if left < 0:
                    findings.problem(
                        "package",
                        Words(
                            f"at most {MOST_BYTES // 1_000_000} MB when unpacked",
                            f"najwyżej {MOST_BYTES // 1_000_000} MB po rozpakowaniu",
                        ),
                    )
                    findings.raise_problems()
                content += piece
        yield _name(member), bytes(content)
