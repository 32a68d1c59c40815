"""How a case begins: with a request that this partnership answers, under a pseudonym of chance."""

from datetime import date
from hashlib import blake2b
from typing import Final

from graph.cases import Case, Request, context_of, taken
from graph.errors import InvalidRequest, Problem
from graph.snapshot import Snapshot
from graph.vocabulary import holds

#: Consonants only: no word, no number and no date can come of them.
_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
_HALF: Final = 5


def begun(snapshot: Snapshot, family_id: str, request: Request, day: date) -> Case:
    """The case that a request of a family of this partnership begins; ``day`` is today.

    Raises
    ------
    InvalidRequest
        With every problem, also where another partnership would have to answer for the gmina.
    """
    here = snapshot.partnership
    case, problems = None, list[Problem]()
    try:
        case = taken(
            None,
            request,
            partnership_id=here.id,
            family_id=family_id,
            context=context_of(snapshot),
            today=day,
        )
    except InvalidRequest as error:
        problems += error.problems
    ours = here.teryt is None or holds(here.teryt, request.teryt)
    if not ours and not any(one.column == "teryt" for one in problems):
        expected = "a gmina that this partnership works for", "gmina, dla której działa to partnerstwo"
        problems.append(Problem("request", None, "teryt", None, *expected))
    if case is None or problems:
        raise InvalidRequest(problems)
    return case


def pseudonym(salt: bytes, key: str = "") -> str:
    """Ten letters of chance; with a key always the same ones for the same salt.

    >>> pseudonym(b"1") == pseudonym(b"1"), pseudonym(b"1") == pseudonym(b"1", "k")
    (True, False)
    """
    number = int.from_bytes(blake2b(key.encode(), key=salt, digest_size=16).digest())
    signs: list[str] = []
    for _ in range(2 * _HALF):
        number, place = divmod(number, len(_LETTERS))
        signs.append(_LETTERS[place])
    return f"{''.join(signs[:_HALF])}-{''.join(signs[_HALF:])}"
