"""What tells one state of a partnership from another, for those who may know that it changed.

A revision rises with every write, so it would tell whoever sees two of them that a case was written in
between. Who may not read cases gets a hash of all the rest instead: it stays when only cases change.
"""

from dataclasses import replace
from hashlib import blake2b
from typing import Final

import orjson

from graph.model import Package
from service.access.policy import Visibility

_REVISION: Final = "r"
_CONTENT: Final = "m"
_BYTES: Final = 16
#: Signs of the longest mark.
LONGEST_MARK: Final = 40


def state_mark(revision: int, package: Package, visibility: Visibility) -> str:
    """The mark of a state as a visibility holds it.

    Parameters
    ----------
    revision, package
        Of one moment.

    Examples
    --------
    >>> from graph.model import Family, Partnership
    >>> from service.access.policy import FULL_VISIBILITY
    >>> bare = Package(Partnership("p", "P"), ())
    >>> more = replace(bare, families=(Family("R1", "2499011", ("N04",)),))
    >>> state_mark(7, bare, FULL_VISIBILITY), state_mark(8, more, FULL_VISIBILITY)
    ('r7', 'r8')
    >>> animator = Visibility("totals", "bands", workers=True)
    >>> state_mark(7, bare, animator) == state_mark(8, more, animator)
    True
    """
    return f"{_REVISION}{revision}" if visibility.cases == "all" else _CONTENT + _hash(package)


def etag_of(mark: str, content: str) -> str:
    """An ETag that names both the state and the answer.

    >>> etag_of("r7", '"ab"')
    '"r7.ab"'
    """
    return f'"{mark}.{content.strip(chr(34))}"'


def names_state(if_match: str, mark: str) -> bool:
    """Whether an ``If-Match`` names a state, by an ETag of any answer about it.

    >>> names_state('"r6.x", "r7.ab"', "r7"), names_state('"r7.ab"', "r8"), names_state("*", "r8")
    (True, False, True)
    """
    return if_match.strip() == "*" or any(
        one.strip().startswith(f'"{mark}.') for one in if_match.split(",")
    )


def _hash(package: Package) -> str:
    rest = replace(package, families=(), teams=())
    return blake2b(orjson.dumps(rest), digest_size=_BYTES).hexdigest()
