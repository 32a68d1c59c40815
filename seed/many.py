"""Many partnerships at once, some well and some badly off, with what a diagnosis must find in each."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from graph.model import Package
from graph.packages import write_package
from seed.draft import Draft
from seed.places import place_of
from seed.plants import PLANTS, Planted, plant

ANSWERS: Final = "answers.csv"
_SMALLEST: Final = 24
_LARGEST: Final = 48


@dataclass(frozen=True, slots=True)
class Made:
    """A package, the names of its territories by code, and the gaps that were planted in it."""

    package: Package
    names: tuple[tuple[str, str], ...]
    planted: tuple[Planted, ...]


def made_packages(count: int, seed: int = 0) -> Iterator[Made]:
    """Packages of this many invented gminas; the same count and seed give the same ones.

    Parameters
    ----------
    count
        From 1 to :data:`seed.places.MOST_GMINAS`.
    seed
        Another seed gives other partnerships in the same gminas.

    Raises
    ------
    ValueError
        For a count out of these bounds or a seed below 0.

    Examples
    --------
    >>> one, other = made_packages(2, seed=3)
    >>> one.package.partnership.id, other.names[0]
    ('g1098012', ('1098022', 'Dębowo'))
    """
    place_of(count - 1, count)
    random = np.random.default_rng([seed, count])
    for number in range(count):
        size = int(random.integers(_SMALLEST, _LARGEST + 1))
        faults = int(random.integers(len(PLANTS) + 1))
        draft = Draft(place := place_of(number, count), size, seed)
        planted = plant(draft, faults)
        yield Made(draft.package(), place.names, planted)


def write_packages(folder: Path, count: int, seed: int = 0) -> Iterator[str]:
    """Write :func:`made_packages`, a folder each, and at the end the answers.

    Yields
    ------
    str
        The id of each partnership once it is written.

    Raises
    ------
    OSError
        Where the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    answers = [["partnership", "kind", "institutions"]]
    for made in made_packages(count, seed):
        id = made.package.partnership.id
        write_package(made.package, folder / id)
        (folder / id / "territories.csv").write_bytes(_table([["code", "name"], *made.names]))
        answers += [[id, one.kind, "|".join(one.institutions)] for one in made.planted]
        yield id
    (folder / ANSWERS).write_bytes(_table(answers))


def _table(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
