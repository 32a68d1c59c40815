"""Packages kept beside a store, so that it can be made anew and an import can be undone.

One folder a partnership: ``<revision>.zip`` for each of its last imports, ``<revision>.retired.json``
for what people had recorded and the import after it took away, and ``records.json`` for all that they
recorded beside the package. What cannot be read is put aside as ``*.damaged`` when a store is rebuilt.
"""

from graph.stores.archive.catching_up import ahead, catch_up, catch_up_records
from graph.stores.archive.erasing import (
    erase_families,
    holds_family,
    note_scrub,
    scrub_done,
    scrub_is_due,
)
from graph.stores.archive.newest import Newest, newest, put_aside
from graph.stores.archive.versions import Archive

__all__ = [
    "Archive",
    "Newest",
    "ahead",
    "catch_up",
    "catch_up_records",
    "erase_families",
    "holds_family",
    "newest",
    "note_scrub",
    "put_aside",
    "scrub_done",
    "scrub_is_due",
]
