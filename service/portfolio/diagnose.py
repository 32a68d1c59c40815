"""Every partnership of a store diagnosed: two Parquet files and a summary."""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.errors import NotFound, StoreDamaged
from graph.portfolio import OfferIndex, surroundings_of
from graph.portfolio.diagnosis import Work
from service.portfolio.parquet import GAP_COLUMNS, MEASURE_COLUMNS, ParquetFile
from service.portfolio.shares import Failed, Run

if TYPE_CHECKING:
    from service.runtime import Runtime

GAPS: Final = "gaps.parquet"
MEASURES: Final = "measures.parquet"
SUMMARY: Final = "summary.json"
#: Rows of measures written at once.
_AT_ONCE: Final = 50_000


@dataclass(slots=True)
class Diagnosed:
    """What became of all partnerships: how many there are, their gaps, and which of them failed."""

    partnerships: int = 0
    gaps: int = 0
    failed: list[Failed] = field(default_factory=list[Failed])


def works_of(runtime: "Runtime", day: date, diagnosed: Diagnosed) -> Iterator[Work]:
    """The work of every partnership by id, read when it is asked for; what cannot be read has failed."""
    library, thresholds = runtime.library, runtime.thresholds
    index = OfferIndex(library.offers())
    for summary in library.partnerships(day):
        try:
            package = library.package(summary.id)
        except NotFound:  # removed since
            continue
        except StoreDamaged as error:
            diagnosed.partnerships += 1
            diagnosed.failed.append(Failed(summary.id, type(error).__name__))
            continue
        yield Work(package, day, index.near(surroundings_of(package)), thresholds)


def diagnose_all(runtime: "Runtime", day: date, run: Run, folder: Path) -> Diagnosed:
    """Diagnose every partnership and write both Parquet files.

    The same data give the same bytes of gaps, whichever engine holds them and whoever works them out.

    Parameters
    ----------
    run
        Works out one partnership after the other, in whatever processes.
    folder
        Where the files are written, made where it is missing.

    Raises
    ------
    OSError
        When they cannot be written; earlier files stay until the new ones are whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    diagnosed = Diagnosed()
    gaps: list[Mapping[str, Any]] = []
    with _whole(folder / MEASURES) as measures_file, _whole(folder / GAPS) as gaps_file:
        with ParquetFile(measures_file, MEASURE_COLUMNS) as out:
            rows: list[Mapping[str, Any]] = []
            for outcome in run(works_of(runtime, day, diagnosed)):
                diagnosed.partnerships += 1
                if isinstance(outcome, Failed):
                    diagnosed.failed.append(outcome)
                    continue
                gaps += outcome.gaps
                rows += outcome.measures
                if len(rows) >= _AT_ONCE:
                    out.add(rows)
                    rows = []
            out.add(rows)
        diagnosed.gaps = len(gaps)
        with ParquetFile(gaps_file, GAP_COLUMNS) as out:
            out.add(gaps)
    return diagnosed


@contextmanager
def _whole(file: Path) -> Generator[Path]:
    """A file beside the one that takes its place once it is whole."""
    unfinished = file.with_name(f".{file.name}")
    try:
        yield unfinished
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
