"""One embedded store in the place of another: a crash leaves the old one or the new one."""

import os
from pathlib import Path
from typing import Final

from graph.stores.files import sync_folder

_NEW: Final = ".new"
_OLD: Final = ".old"


def new_file(file: Path) -> Path:
    """Where a store is made that shall take the place of another; what lay there is removed."""
    fresh = file.with_name(file.name + _NEW)
    remove_store(fresh)
    return fresh


def old_file(file: Path) -> Path:
    """Where a store is put that was replaced."""
    return file.with_name(file.name + _OLD)


def remove_store(file: Path) -> None:
    """Remove a store that nobody has open, with all that lies beside it."""
    for path in (file, *_beside(file)):
        path.unlink(missing_ok=True)


def put_in_place(file: Path, *, keep_old: bool) -> None:
    """Put the closed store at ``new_file(file)`` in the place of the closed one at ``file``.

    Parameters
    ----------
    file
        The store that is replaced; it need not exist.
    keep_old
        Whether the replaced store is kept at ``old_file(file)``, where only the last one stays.
    """
    fresh = file.with_name(file.name + _NEW)
    _sync(fresh)
    aside = old_file(file)
    if keep_old:
        remove_store(aside)
        if file.exists():
            # A second name first, so that at no moment there is no store.
            os.link(file, aside)
    for path in _beside(file):
        # The new store must never be opened with the log of the old one.
        if keep_old:
            path.replace(aside.with_name(aside.name + path.name.removeprefix(file.name)))
        else:
            path.unlink()
    fresh.replace(file)
    sync_folder(file.parent)


def _beside(file: Path) -> list[Path]:
    # The engine's log and the like: there while it is open, and after it was killed.
    if not file.parent.is_dir():
        return []
    others = tuple(file.name + end for end in (_NEW, _OLD))
    return [
        path
        for path in sorted(file.parent.iterdir())
        if path.name.startswith(f"{file.name}.") and not path.name.startswith(others)
    ]


def _sync(file: Path) -> None:
    with file.open("rb") as handle:
        os.fsync(handle.fileno())
