"""Which facts of a stored institution a register has otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.packages.columns import folded
from graph.packages.names import comparable
from graph.registers.entries import Entry
from graph.rows import Row, Value
from graph.vocabulary import HIDDEN_PLACES, gmina_of

#: Facts that a register may have otherwise, in the order in which they are shown.
_FIELDS: Final = (
    *("name", "type_code", "teryt", "regon", "rspo", "rpwdl", "krs"),
    *("street", "postal_code", "city", "phone", "email", "website", "lat", "lon"),
)
#: Where an institution is: never shown of a centre for victims of violence.
_WHEREABOUTS: Final = frozenset({"street", "postal_code", "city", "lat", "lon"})
_ADDRESS: Final = ("street", "postal_code", "city")
_SCHEME: Final = re.compile(r"^(https?://)?(www\.)?")
_STREET: Final = re.compile(r"^(ul|ulica|al|aleja|pl|plac|os|osiedle)_")
_SAME_PLACE: Final = 0.0005


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that a register has otherwise than the store.

    ``before`` and ``after`` are ``None`` where they may not be shown; ``written`` says whether the
    register's fact is taken.
    """

    id: str
    name: str
    field: str
    before: Value
    after: Value
    row: int
    written: bool = False
    hidden: bool = False


def differing(entry: Entry, known: Row, *, there: bool = False) -> Iterator[FactChange]:
    """Each fact that the register knows and the store has otherwise, or not at all.

    Parameters
    ----------
    entry
        The entry of the register.
    known
        The stored row.
    there
        Whether it is in the entry's gmina, as its partnerships say where its own cell is blank.
    """
    facts: dict[str, Value] = {**entry.facts, "name": entry.name, "teryt": entry.teryt}
    if entry.sure and entry.register in {"rspo", "rjps"}:
        facts["type_code"] = entry.type_code
    in_one = bool(known.get("address")) and not any(known.get(field) for field in _ADDRESS)
    hidden = not HIDDEN_PLACES.isdisjoint({known["type_code"], entry.type_code})
    for field in _FIELDS:
        if field not in facts:
            continue
        before, after = known.get(field), facts[field]
        if field == "teryt" and before is None and there:
            continue
        if in_one and field in _ADDRESS and _core(field, after) in folded(str(known["address"])):
            continue
        if not _equal(field, before, after):
            secret = hidden and field in _WHEREABOUTS
            shown = (None, None) if secret else (before, after)
            yield FactChange(
                str(known["id"]), str(known["name"]), field, *shown, entry.rows[0], hidden=secret
            )


def _equal(field: str, before: Value, after: Value) -> bool:
    """Whether two ways of writing a fact mean the same.

    >>> _equal("phone", "32 234 00 01", "+48322340001"), _equal("website", "www.a.example", "http://a.example/")
    (True, True)
    >>> _equal("street", "Klonowa 1", "ul. Klonowa 1"), _equal("teryt", "2499022", "2499023")
    (True, True)
    """
    if before is None or before == "":
        return False
    if isinstance(after, float):
        return isinstance(before, float | int) and abs(before - after) < _SAME_PLACE
    return _core(field, before) == _core(field, after)


def _core(field: str, value: Value) -> str:
    text = str(value or "")
    if field in {"phone", "postal_code"}:
        digits = re.sub(r"\D", "", text)
        return digits.removeprefix("48") if field == "phone" and len(digits) == 11 else digits
    if field in {"email", "website"}:
        return _SCHEME.sub("", text.casefold()).rstrip("/")
    if field == "street":
        return _STREET.sub("", folded(text))
    if field == "city":
        return folded(text)
    if field == "teryt":
        return gmina_of(text)
    if field == "rspo":
        return text.lstrip("0")
    return comparable(text)
