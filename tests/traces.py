"""Looks for what must have gone from files."""

import zipfile


def traces(folder, pseudonym):
    """Files in which a pseudonym stands, packed or not."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.suffix == ".zip":
                data += _unpacked(path)
            if pseudonym.encode() in data:
                found.append(path.name)
    return found


def _unpacked(path):
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())
