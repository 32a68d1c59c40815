"""Files that are either wholly there or not at all, even after a power cut; for their owner's eyes."""

import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader, or a crash, finds the old one or the new one, never a part.

    Raises
    ------
    OSError
        When there is no room or the place cannot be written; what stood there stays.
    """
    private_folder(path.parent)
    with whole_file(path) as file:
        file.write(data)


def private_folder(path: Path) -> None:
    """Make a folder, and whatever is missing above it, for the owner's eyes."""
    if not path.parent.is_dir():
        private_folder(path.parent)
    path.mkdir(exist_ok=True, mode=0o700)


@contextmanager
def whole_file(path: Path) -> Generator[BinaryIO]:
    """A file to write piece by piece into a folder that is there; as :func:`write_whole` otherwise."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def remove(*paths: Path) -> None:
    """Remove files, as far as they are there."""
    for path in paths:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in paths}:
        with suppress(FileNotFoundError):
            sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make names that were added to or taken from a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
