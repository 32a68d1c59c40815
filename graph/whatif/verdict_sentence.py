"""The verdict on a change in one sentence: what weighs most first, then what does not count."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from graph.gaps.changes import GapRow
from graph.gaps.names import Names
from graph.vocabulary.words import Language, plural
from graph.whatif.verdict import Code, Effects

_MOST_NAMED: Final = 5

#: Polish and English; forms for one, a few and many are divided by ``|``.
_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "better": ("Lepiej", "Better"),
    "worse": ("Gorzej", "Worse"),
    "mixed": ("Częściowo lepiej, częściowo gorzej", "Partly better, partly worse"),
    "unclear": ("Nie da się ocenić", "Cannot be judged"),
    "same": ("Bez wyraźnej zmiany", "No clear change"),
    "also": ("zarazem", "at the same time"),
    "helped": (
        "{n} rodzina zyskuje odpowiedź na potrzebę|{n} rodziny zyskują odpowiedź na potrzebę|"
        "{n} rodzin zyskuje odpowiedź na potrzebę",
        "{n} family gains an answer to a need|{n} families gain an answer to a need",
    ),
    "harmed": (
        "{n} rodzina traci odpowiedź na potrzebę|{n} rodziny tracą odpowiedź na potrzebę|"
        "{n} rodzin traci odpowiedź na potrzebę",
        "{n} family loses an answer to a need|{n} families lose an answer to a need",
    ),
    "gained": (
        "{n} instytucja zyskuje łączność z siecią|{n} instytucje zyskują łączność z siecią|"
        "{n} instytucji zyskuje łączność z siecią",
        "{n} institution is joined to the network|{n} institutions are joined to the network",
    ),
    "lost": (
        "{n} instytucja traci łączność z siecią|{n} instytucje tracą łączność z siecią|"
        "{n} instytucji traci łączność z siecią",
        "{n} institution is cut off from the network|{n} institutions are cut off from the network",
    ),
    "leader": ("nikt nie prowadzi partnerstwa", "nobody leads the partnership"),
    "mended": (
        "znika {n} luka|znikają {n} luki|znika {n} luk",
        "{n} gap closes|{n} gaps close",
    ),
    "opened": (
        "powstaje {n} luka|powstają {n} luki|powstaje {n} luk",
        "{n} gap opens|{n} gaps open",
    ),
    "urgent": ("o wysokiej pilności: {n}", "urgent: {n}"),
    "eased": (
        "{n} luka jest mniej pilna|{n} luki są mniej pilne|{n} luk jest mniej pilnych",
        "{n} gap is less urgent|{n} gaps are less urgent",
    ),
    "sharpened": (
        "{n} luka jest pilniejsza|{n} luki są pilniejsze|{n} luk jest pilniejszych",
        "{n} gap is more urgent|{n} gaps are more urgent",
    ),
    "unjudged": (
        "{n} luki o kontaktach z liderem nie da się wtedy ustalić, a to nie poprawa|"
        "{n} luk o kontaktach z liderem nie da się wtedy ustalić, a to nie poprawa|"
        "{n} luk o kontaktach z liderem nie da się wtedy ustalić, a to nie poprawa",
        "{n} gap about contact with the leader cannot be found then, which is no improvement|"
        "{n} gaps about contact with the leader cannot be found then, which is no improvement",
    ),
    "vanished": (
        "{n} luka znika tylko dlatego, że czegoś ubywa, a to nie poprawa|"
        "{n} luki znikają tylko dlatego, że czegoś ubywa, a to nie poprawa|"
        "{n} luk znika tylko dlatego, że czegoś ubywa, a to nie poprawa",
        "{n} gap goes only because something is lost, which is no improvement|"
        "{n} gaps go only because something is lost, which is no improvement",
    ),
    "no_data": (
        "na ten dzień nie ma ani jednej odpowiedzi, kto z kim pracuje",
        "there is no answer yet on who works with whom",
    ),
    "nothing": (
        "nie widać ani poprawy, ani pogorszenia",
        "nothing that can be seen is better or worse",
    ),
    "families_unseen": (
        "skutki dla rodzin nie są tej roli pokazywane i nie są tu liczone",
        "effects on families are not shown to this role and not weighed",
    ),
}


def verdict_sentence(code: Code, effects: Effects, names: Names, language: Language) -> str:
    """The verdict in one sentence.

    Parameters
    ----------
    code
        What it says.
    effects
        What it is made of; what may not be seen is not weighed, and the sentence says so.
    names
        Names of the institutions before the change.
    language
        Polish or English.
    """

    def t(key: str) -> str:
        polish, english = _TEXTS[key]
        return polish if language == "pl" else english

    def count(key: str, number: int) -> str:
        return plural(t(key), number, language)

    def institutions(key: str, ids: Sequence[str]) -> str:
        rest = len(ids) - _MOST_NAMED
        named = "; ".join([*map(names.one, ids[:_MOST_NAMED]), *(["…"] if rest > 0 else [])])
        return f"{count(key, len(ids))} ({named})"

    def gaps(key: str, rows: Iterable[GapRow]) -> str:
        listed = list(rows)
        urgent = sum(row["urgency"] == "high" for row in listed)
        said = count(key, len(listed))
        return f"{said} ({t('urgent').format(n=urgent)})" if urgent else said

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
