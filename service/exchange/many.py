"""Every package of a folder into the store, one after the other: what is there already costs little."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph.errors import InvalidPackage, NotFound

if TYPE_CHECKING:
    from graph.packages import Reading
    from graph.stores import ImportReport
    from service.runtime import Runtime

_FILES: Final = frozenset({".zip", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})


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
    refused: InvalidPackage | None = None


def packages_in(folder: Path) -> list[Path]:
    """The packages of a folder by name: folders with tables, archives and workbooks."""
    return [
        path
        for path in sorted(folder.iterdir())
        if not path.name.startswith((".", "~$"))
        and (any(path.glob("*.csv")) if path.is_dir() else path.suffix.lower() in _FILES)
    ]


def import_all(
    runtime: "Runtime", paths: list[Path], about_cases: Callable[[str], None]
) -> Iterator[Outcome]:
    """Import packages one by one; one that is refused does not stop the rest.

    What was imported stays when the rest is broken off: the next run passes over it.

    Parameters
    ----------
    about_cases
        Is called with the id of a partnership before families of it are written.

    Yields
    ------
    Outcome
        One for each path, in order.
    """
    for path in paths:
        try:
            yield _imported(runtime, path, about_cases)
        except InvalidPackage as refused:
            yield Outcome(path.name, refused=refused)


def _imported(runtime: "Runtime", path: Path, about_cases: Callable[[str], None]) -> Outcome:
    from graph.packages import read_package
    from graph.stores import import_package, naming_steps
    from graph.stores.strangers import IdChoice
    from service.exchange.importing import with_reading
    from service.exchange.partnership_ids import demand_usable_id

    reading = read_package(path)
    id = reading.package.partnership.id
    names = naming_steps(runtime.store, reading.territories)
    before = None
    try:
        before = runtime.library.package(id)
    except NotFound:
        pass
    if before == reading.package and not names:
        return Outcome(path.name, id, warnings=_warnings(reading))
    demand_usable_id(reading.package, before)
    if any(one and (one.families or one.teams) for one in (before, reading.package)):
        about_cases(id)
    try:
        report = import_package(
            runtime.store, reading.package, *names, choice=IdChoice(made_ids=reading.made_ids)
        )
    except InvalidPackage as refused:
        raise with_reading(refused, reading) from None
    return Outcome(path.name, id, report, (*report.warnings, *_warnings(reading)))


def _warnings(reading: "Reading") -> tuple[str, ...]:
    return reading.warnings
