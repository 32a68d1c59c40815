"""Spoiled packages of every kind: reading answers with a package or with problems, nothing else.

``KOOPERACJE_FUZZ_EXAMPLES`` sets how many cases run.
"""

import io
import os
import zipfile
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import InvalidPackage
from graph.packages import EXAMPLE, package_bytes, problem_text_pl, read_package, read_package_bytes
from graph.packages.personal import looks_personal
from graph.packages.write import csv_files
from package_samples import PESEL, TEXTS, book_of

EXAMPLES = int(os.environ.get("KOOPERACJE_FUZZ_EXAMPLES", "250"))

CSV = csv_files(EXAMPLE)
ZIP = package_bytes(EXAMPLE, "zip")
BOOK = package_bytes(EXAMPLE, "xlsx")
SHARED = book_of(TEXTS)
ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "cp1250",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "utf-7",
    "cp852",
    "iso8859_2",
)
PIECES = (
    *(b"", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80"),
    *(
        b"\n",
        b"\r",
        b"\t",
        b"\x1b[31m",
        b"A" * 30_000,
        b"\xc5\x82" * 300,
        b"\xf0\x9f\x98\x80",
        PESEL.encode(),
    ),
    *b'" "" , ; | ~ =1+1 -1 999999999999999999999 1e999 nan 2024-13-01 0000-00-00'.split(),
    *b"' N07 I1 I1|I1 A~B~C %s%n{0} ../".split(),
)
XML_PIECES = (
    b"""< > /> & &amp; &#0; &#x110000; &x; <![CDATA[ <c/> <row/> <f>1</f> <v>1e400</v> <v>-1</v> <v/>
    <is/> <t/> t="s" t="b" t="d" t="e" t="x" r= s="99999" xmlns rId1 rId99 sheetId xl/""".split()
    + b"""<!DOCTYPE a>
<row r="0"/>
<row r="-5">
<row r="1.5"/>
<c r="ZZZZ9"/>
<c r="A0"><v>1</v></c>
<f t="shared" si="9"/>
<mergeCells/>
<dimension ref="A1:XFD1"/>""".splitlines()
)


def _mutated(random, data, pieces):
    """Bytes with one to five random edits."""
    data = bytearray(data)
    for _ in range(random.randint(1, 5)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((0, 0, 1, 1, 2, 8, 60)))
        kind = random.random()
        if kind < 0.5:
            data[start:end] = random.choice(pieces)
        elif kind < 0.7 and data:
            data[start:end] = random.randbytes(end - start)
        elif kind < 0.8:
            data[start:start] = data[random.randrange(len(data) + 1) :][:200]
        elif kind < 0.9:
            del data[start:end]
        elif kind < 0.93:
            del data[start:]
    return bytes(data)


def _archive(random, files, pieces):
    """A sound archive whose files, and sometimes names, are spoiled."""
    spoiled = set(random.sample(sorted(files), random.randint(0, min(3, len(files)))))
    packed = io.BytesIO()
    with zipfile.ZipFile(
        packed, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    ) as archive:
        for name, data in files.items():
            if random.random() < 0.03:
                continue
            if random.random() < 0.05:
                name = random.choice(("../", "/", "a/", "", "\\", "C:", "ł", "\u202e", PESEL)) + name
            archive.writestr(name or "x", _mutated(random, data, pieces) if name in spoiled else data)
    return packed.getvalue()


def _parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _reencoded(random, files):
    encoding = random.choice(ENCODINGS)
    delimiter = random.choice((",", ";", "\t", "|"))
    return {
        name: data.decode().replace(",", delimiter).encode(encoding, "replace")
        if random.random() < 0.5
        else data
        for name, data in files.items()
    }


def _case(random):
    kind = random.choice(
        ("bytes", "bytes of a book", "files", "files", "parts", "parts", "encodings", "noise")
    )
    if kind == "bytes":
        return _mutated(random, ZIP, PIECES)
    if kind == "bytes of a book":
        return _mutated(random, BOOK, PIECES)
    if kind == "files":
        return _archive(random, CSV, PIECES)
    if kind == "parts":
        return _archive(random, _parts(random.choice((BOOK, SHARED))), (*PIECES, *XML_PIECES))
    if kind == "encodings":
        return _archive(random, _reencoded(random, CSV), PIECES)
    return random.choice((b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")) + random.randbytes(60)


def _read(call, *arguments):
    """The package, or ``None`` where it was refused as it should be."""
    try:
        return call(*arguments).package
    except InvalidPackage as error:
        problems = error.problems
    assert problems
    for problem in problems:
        assert len(str(problem).splitlines()) == len(problem_text_pl(problem).splitlines()) == 1
        assert not looks_personal(f"{problem.column} {problem.value}")
    return None


@given(st.integers(0, 2**64))
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_spoiled_files_give_a_package_or_problems(seed):
    random = Random(seed)
    package = _read(
        read_package_bytes, _case(random), random.choice(("p.zip", "p.xlsx", "", "\0", "a/../b"))
    )
    if package is not None:
        assert read_package_bytes(package_bytes(package), "p.zip").package == package


@given(st.integers(0, 2**64))
@settings(max_examples=max(20, EXAMPLES // 10), suppress_health_check=list(HealthCheck))
def test_spoiled_folders_give_a_package_or_problems(tmp_path_factory, seed):
    random = Random(seed)
    folder = tmp_path_factory.mktemp("p")
    for name, data in _reencoded(random, CSV).items():
        if random.random() < 0.95:
            (folder / name).write_bytes(
                _mutated(random, data, PIECES) if random.random() < 0.3 else data
            )
    package = _read(read_package, folder)
    if package is not None:
        assert read_package_bytes(package_bytes(package), "p.zip").package == package
