"""How many families and hidden findings a partnership has, as told to those who may not see cases."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from graph.errors import NotFound
from graph.monitoring import Round
from graph.snapshot import Snapshot
from graph.text import Language
from service.answers.published import Numbers, count_rounded, published
from service.runtime import Runtime, today

if TYPE_CHECKING:
    from service.access.policy import Visibility

_FAMILIES: Final = "families"
_GAPS: Final = "gaps"
_FEWER: Final[Mapping[str, str]] = {"pl": "mniej niż 5", "en": "fewer than 5"}
_ABOUT: Final[Mapping[str, str]] = {"pl": "około", "en": "about"}


def families_shown(
    runtime: Runtime, families: Mapping[str, int], visibility: "Visibility"
) -> Mapping[str, int | None]:
    """Numbers of families by partnership as far as a visibility holds them; ``None`` where it may not.

    Parameters
    ----------
    families
        How many there are today. Who may not see cases gets the numbers of the month, from five up.
    """
    if visibility.cases == "all":
        return families
    if visibility.cases == "none":
        return dict.fromkeys(families)

    def count(number: int, rounding: Round) -> Numbers:
        return {_FAMILIES: count_rounded(rounding, _FAMILIES, number)}

    counts = {id: partial(count, number) for id, number in families.items()}
    found = published(runtime.access, today(), _FAMILIES, counts)
    return {id: _whole(found[id][_FAMILIES]) for id in families}


def hidden_gaps(runtime: Runtime, partnership_id: str) -> Numbers:
    """About how many gaps of each kind only case leads see, of the month; none where nothing is kept."""
    snapshots = {partnership_id: lambda: runtime.snapshot(partnership_id)}
    try:
        return hidden_gaps_of(runtime, snapshots)[partnership_id]
    except NotFound:
        return {}  # a partnership that is in no store


def hidden_gaps_of(
    runtime: Runtime, snapshots: Mapping[str, Callable[[], Snapshot]]
) -> Mapping[str, Numbers]:
    """The same of several partnerships; a snapshot is only made where the month has no number yet."""
    from graph.gaps import find_gaps, hidden_counts, public_gaps

    def count(snapshot_of: Callable[[], Snapshot], rounding: Round) -> Numbers:
        snapshot = snapshot_of()
        whole = find_gaps(snapshot, runtime.thresholds)
        counts = hidden_counts(whole, public_gaps(snapshot, runtime.thresholds))
        return {kind: count_rounded(rounding, kind, number) for kind, number in counts.items()}

    counts = {id: partial(count, snapshot_of) for id, snapshot_of in snapshots.items()}
    return published(runtime.access, today(), _GAPS, counts)


def about(number: float | None, lang: Language = "pl") -> str:
    """A published number in words.

    >>> about(None), about(10), about(10, "en")
    ('mniej niż 5', 'około 10', 'about 10')
    """
    return _FEWER[lang] if number is None else f"{_ABOUT[lang]} {int(number)}"


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
