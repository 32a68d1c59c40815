"""The sentences of a gap: what is found, why it matters, what to do about it and who can."""

from graph.gaps import wording_en, wording_pl
from graph.gaps.gap import Gap
from graph.gaps.names import Names
from graph.gaps.sentences import Repair, Sentences
from graph.vocabulary.words import Language


def sentences(gap: Gap, names: Names, language: Language = "pl", repair: Repair = None) -> Sentences:
    """Title, explanation and advice of a gap.

    ``repair`` names the easiest ties to add, for gaps of the network's structure; empty where nobody
    has a reason for one.
    """
    room = wording_pl if language == "pl" else wording_en
    return room.SENTENCES[gap.kind](gap, gap.evidence, names, repair)
