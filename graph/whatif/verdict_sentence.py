"""The verdict on a change in one sentence: what weighs most first, then what does not count."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.gaps.changes import GapRow
from graph.gaps.names import Names
from graph.whatif.verdict import Code, Effects

_MOST_NAMED: Final = 5


def verdict_sentence(code: Code, effects: Effects, names: Names) -> str:
    """The verdict in one sentence.

    Parameters
    ----------
    code
        What it says.
    effects
        What it is made of; what may not be seen is not weighed, and the sentence says so.
    names
        Names of the institutions before the change, in the language of the sentence.
    """

    def t(key: str, **values: object) -> str:
        return names.t(f"verdict.{key}", **values)

    def count(key: str, number: int) -> str:
        return names.count(f"verdict.{key}", number)

    def institutions(key: str, ids: Sequence[str]) -> str:
        rest = len(ids) - _MOST_NAMED
        named = "; ".join([*map(names.one, ids[:_MOST_NAMED]), *(["…"] if rest > 0 else [])])
        return f"{count(key, len(ids))} ({named})"

    def gaps(key: str, rows: Iterable[GapRow]) -> str:
        listed = list(rows)
        urgent = sum(row["urgency"] == "high" for row in listed)
        said = count(key, len(listed))
        return f"{said} ({t('urgent', n=urgent)})" if urgent else said

    def good() -> Iterator[str]:
        if effects.helped:
            yield count("helped", effects.helped)
        if effects.connection.gained:
            yield institutions("gained", effects.connection.gained)
        if effects.mended:
            yield gaps("mended", effects.mended)
        if effects.eased:
            yield count("eased", len(effects.eased))

    def bad() -> Iterator[str]:
        if effects.leader_lost:
            yield t("leader")
        if effects.harmed:
            yield count("harmed", effects.harmed)
        if effects.connection.lost:
            yield institutions("lost", effects.connection.lost)
        # That nobody leads is said already.
        if opened := [row for row in effects.opened if row["kind"] != "no_leader"]:
            yield gaps("opened", opened)
        if effects.sharpened:
            yield count("sharpened", len(effects.sharpened))

    def aside() -> Iterator[str]:
        if effects.unjudged:
            yield count("unjudged", len(effects.unjudged))
        if effects.vanished:
            yield count("vanished", len(effects.vanished))
        if effects.helped is None:
            yield t("families_unseen")

    first, second = (bad(), good()) if code == "worse" else (good(), bad())
    weighed = [", ".join(part) for part in (list(first), list(second)) if part]
    if code == "unclear":
        head = t("unclear" if weighed or effects.no_data or effects.unjudged else "same")
        why = t("no_data") if effects.no_data else "" if weighed else t("nothing")
        weighed = [*([why] if why and not effects.unjudged else []), *weighed]
    else:
        head = t(code)
    said = f"; {t('also')} ".join(weighed)
    return f"{head}: {'; '.join(part for part in (said, *aside()) if part)}."
