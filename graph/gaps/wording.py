"""The sentences of a gap: what is found, why it matters, what to do about it and who can.

Each kind has its texts in the catalogue below ``gap.<kind>``; its function says which of them a gap
needs, and what fills them.
"""

from typing import Final

from graph.gaps.gap import Gap
from graph.gaps.names import Names
from graph.gaps.sentences import Repair, Sentences
from graph.gaps.wording_members import MEMBERS
from graph.gaps.wording_ties import TIES

_SENTENCES: Final = {**MEMBERS, **TIES}


def sentences(gap: Gap, names: Names, repair: Repair = None) -> Sentences:
    """Title, explanation and advice of a gap, in the language of the names.

    ``repair`` names the easiest ties to add, for gaps of the network's structure; empty where nobody
    has a reason for one.
    """
    return _SENTENCES[gap.kind](gap, gap.evidence, names, repair)
