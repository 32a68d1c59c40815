"""What is recorded in a store, without versions."""

from graph.records.kinds import PERMISSION
from graph.stores.records import family_key, read_of


def entries_of(store, kind, owner):
    """The records of a kind."""
    return tuple(kept.entry for kept in read_of(store, kind, owner))


def permissions_of(store, partnership_id, family_id):
    """The permissions of a family, by the day they were given."""
    return entries_of(store, PERMISSION, family_key(partnership_id, family_id))
