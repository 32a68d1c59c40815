"""Keeps what follows from the facts current where no write does: another vocabulary, another day."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple
from uuid import uuid4

from graph.errors import Conflict, NotFound
from graph.stores.derived import SharedRows
from graph.stores.following import Following, following, following_steps
from graph.stores.loading import Loaded, load_as_is
from graph.stores.port import Ask, Store, ask
from graph.stores.reading import read_state
from graph.stores.shared import read_shared
from graph.stores.vocabulary_nodes import vocabulary_checksum, vocabulary_steps

_ATTEMPTS: Final = 8


class Facts(NamedTuple):
    """A partnership as the store holds it, with the institutions and services that it reaches."""

    loaded: Loaded
    shared: SharedRows


def facts_in(store: Store, id: str) -> Facts:
    """What all that follows for a partnership follows from.

    Raises
    ------
    NotFound
        When there is no such partnership.
    """
    loaded = load_as_is(store, id)
    shared = read_shared(store, id, loaded.tables["institutions"].keys(), loaded.tables)
    return Facts(loaded, shared.rows_before(loaded.tables))


def refresh(store: Store, today: date) -> None:
    """Bring up to date what no write did: nodes of the vocabulary, and ties of another day.

    Raises
    ------
    Conflict
        When other writers kept getting ahead.
    """
    (known,) = store.read(ask("state.find_vocabulary"))
    if known and known[0]["vocabulary"] != vocabulary_checksum():
        write_all_anew(store, today)
    (due,) = store.read(ask("partnership.find_due", today=today.isoformat()))
    for row in due:
        _refresh(store, str(row["id"]), today, anew=False)


def write_anew(store: Store, id: str, today: date) -> None:
    """Write all that follows for a partnership anew, whatever is there.

    Raises
    ------
    Conflict
        When other writers kept getting ahead.
    """
    _refresh(store, id, today, anew=True)


def write_all_anew(store: Store, today: date) -> None:
    """Write the vocabulary and all that follows for every partnership anew.

    Raises
    ------
    Conflict
        When other writers kept getting ahead.
    """
    noted = ask("state.put_vocabulary", vocabulary=vocabulary_checksum())
    (found,) = store.read(ask("partnership.find_all"))
    if not found:
        claimed(store, lambda: (*vocabulary_steps(), noted))
        return
    claimed(store, vocabulary_steps)
    # What blank cells mean is said by types: it is noted last, so that a crash leaves nothing half done.
    for row in found:
        write_anew(store, str(row["id"]), today)
    store.write(noted)


def _refresh(store: Store, id: str, today: date, *, anew: bool) -> None:
    def steps() -> Iterator[Ask]:
        try:
            loaded, shared = facts_in(store, id)
        except NotFound:  # removed since
            return
        if loaded.damage:
            # Nothing sound follows from it; the next import writes all of it anew.
            return
        found = following(
            loaded.tables,
            loaded.tables,
            (shared, shared),
            since=loaded.ties_as_of,
            today=today,
            rewrite=anew or loaded.ties_as_of is None,
        )
        yield from following_steps(id, found, {})
        if anew:
            yield ask("derived.link_steps", keys=sorted(loaded.tables["families"]))
        yield _noted(id, found)

    claimed(store, steps)


def _noted(id: str, found: Following) -> Ask:
    return ask(
        "derived.note_day",
        id=id,
        ties_as_of=found.as_of.isoformat(),
        ties_change_on=found.change_on.isoformat() if found.change_on else None,
    )


def claimed(store: Store, steps: Callable[[], Iterable[Ask]]) -> None:
    """Write steps that are worked out from what the store holds, nothing being written in between.

    Raises
    ------
    Conflict
        When other writers kept getting ahead.
    """
    for _ in range(_ATTEMPTS):
        state = read_state(store)
        writing = list(steps())
        if not writing:
            return
        claim = ask("state.claim", claim=uuid4().hex, expected=state.revision)
        try:
            store.write(claim._replace(must_match=True), *writing)
        except Conflict:
            continue
        return
    raise Conflict("store", "refresh", "others kept writing, try again")
