"""Looks for what must have gone from files."""

import zipfile
from io import BytesIO


def traces(folder, pseudonym):
    """Files in which a pseudonym stands, packed or not, or in the name of which."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.name.encode() + path.read_bytes()
            if path.suffix == ".zip":
                content += _unpacked(path.read_bytes())
            if pseudonym.encode() in content:
                found.append(path.name)
    return found


def _unpacked(data):
    found = b""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            inner = archive.read(name)
            found += inner + (_unpacked(inner) if name.endswith(".zip") else b"")
    return found
