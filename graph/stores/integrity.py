"""Whether a store holds what was written to it."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from graph.errors import NotFound, StoreDamaged
from graph.stores.loading import load_as_is
from graph.stores.port import Store, ask
from graph.stores.record_tables import RECORDS
from graph.stores.seals import load_records

#: Queries that count what belongs to nobody, by what their finding is called.
_STRAYS: Final = {
    **{
        name: f"keeping.find_stray_{name}"
        for name in ("institutions", "workers", "services", "families", "demand", "waves")
    },
    **{name: f"{name}.strays" for name in RECORDS},
}


def check_integrity(store: Store) -> tuple[str, ...]:
    """Compare every partnership and its records with the checksums written with them; look for strays.

    Returns
    -------
    tuple of str
        One sentence for each finding, without values: tables with missing, additional or different
        rows, journals that lack steps, records that belong to nobody. Empty where all is well.
    """
    return tuple(_findings(store))


def refuse_damaged(store: Store) -> None:
    """Do nothing where the store is sound.

    Raises
    ------
    StoreDamaged
        With every finding of :func:`check_integrity`.
    """
    if findings := check_integrity(store):
        raise StoreDamaged(findings)


def _findings(store: Store) -> Iterator[str]:
    found, journals, *strays = store.read(
        ask("partnership.find_all"),
        ask("case_steps.find_broken"),
        *map(ask, _STRAYS.values()),
    )
    for row in found:
        with suppress(NotFound):  # removed since
            yield from load_as_is(store, str(row["id"])).damage
            yield from load_records(store, str(row["id"])).damage
    if count := journals[0]["broken"]:
        yield f"case_steps: {count} journals lack steps"
    for name, rows in zip(_STRAYS, strays, strict=True):
        if count := rows[0]["strays"]:
            yield f"{name}: {count} records belong to nobody"
