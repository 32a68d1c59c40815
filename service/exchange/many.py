"""Every package of a folder into the store, one after the other: what is there already costs little."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import InvalidPackage

if TYPE_CHECKING:
    from graph.packages.strengths import Strengths
    from graph.stores import ImportReport
    from service.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one package.

    ``refused`` says why it was not imported, ``report`` what an import did; with neither, the store held
    exactly this already.
    """

    name: str
    partnership: str | None = None
    report: "ImportReport | None" = None
    warnings: tuple[str, ...] = ()
    warnings_pl: tuple[str, ...] = ()
    refused: InvalidPackage | None = None


def packages_in(folder: Path) -> list[Path]:
    """The packages of a folder by name: folders with tables, archives and workbooks."""
    from graph.packages.sources import BOOKS

    return [
        path
        for path in sorted(folder.iterdir())
        if not path.name.startswith((".", "~$"))
        and (any(path.glob("*.csv")) if path.is_dir() else path.suffix.lower() in {".zip", *BOOKS})
    ]


def import_all(
    runtime: "Runtime",
    paths: Iterable[Path],
    strengths: "Strengths",
    note: Callable[[str, bool], None],
    *,
    overwrite_shared: bool = False,
) -> Iterator[Outcome]:
    """Import packages one by one; one that is refused does not stop the rest.

    What was imported stays when the rest is broken off: the next run passes over it.

    Parameters
    ----------
    strengths
        What the sender says of the numbers of ties.
    note
        Is called before a partnership is written, with its id and whether families are.
    overwrite_shared
        Institutions that other partnerships hold under the same ids are the same.

    Yields
    ------
    Outcome
        One for each path, in order.
    """
    for path in paths:
        try:
            yield _imported(runtime, path, strengths, note, overwrite_shared=overwrite_shared)
        except InvalidPackage as refused:
            yield Outcome(path.name, refused=refused)


def _imported(
    runtime: "Runtime",
    path: Path,
    strengths: "Strengths",
    note: Callable[[str, bool], None],
    *,
    overwrite_shared: bool,
) -> Outcome:
    from graph.packages import read_package
    from graph.stores import import_package, naming_steps
    from graph.stores.strangers import IdChoice
    from graph.stores.tables import tables_of
    from service.exchange.importing import has_families, held_package, with_reading
    from service.exchange.partnership_ids import demand_usable_id

    reading = read_package(path, strengths)
    package, id = reading.package, reading.package.partnership.id
    names = naming_steps(runtime.store, reading.territories)
    before = held_package(runtime, id)
    if before is not None and not names and tables_of(before) == tables_of(package):
        return Outcome(path.name, id, None, reading.warnings, reading.warnings_pl)
    try:
        demand_usable_id(package, before)
        note(id, has_families(before) or has_families(package))
        choice = IdChoice(overwrite_shared, made_ids=reading.made_ids)
        report = import_package(runtime.store, package, *names, choice=choice)
    except InvalidPackage as refused:
        raise with_reading(refused, reading) from None
    return Outcome(
        *(path.name, id, report),
        (*report.warnings, *reading.warnings),
        (*report.warnings_pl, *reading.warnings_pl),
    )
