"""Where a gap begins: every limit of the detectors, with its default."""

from dataclasses import dataclass

from graph.routes.usable import DEFAULT_MAX_WAIT
from graph.vocabulary.codes import Frequency


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Limits of the detectors; a settings file may change any of them.

    Attributes
    ----------
    cut_off
        ``bridge``, ``cut_vertex``, ``single_contact``: institutions that must be lost, at least.
    contact_ties, contact_share, contact_excess
        ``single_contact``: live ties an institution must have, the least share of them in one
        worker's hands, and the least multiple of an even share among its workers.
    weak_strength, weak_frequency
        ``formal_but_weak``: a strength up to this, or contact this seldom or more seldom.
    asymmetry
        ``asymmetric_tie``: least difference of the two sides' strengths.
    informal_strength
        ``informal_outsider``: least strength of the tie with a member.
    influence
        ``influential_outsider``: 10 compares with the last institution of the first tenth.
    centralisation
        ``overcentralised``: betweenness centralisation above this.
    area_share, area_strength
        ``paper_area``: share of an area's members below which it is reported, and the least
        strength of a tie with the leader that counts.
    levels
        ``one_level_partnership``, ``one_level_team``: self-government levels that must take part.
    case_institutions
        ``uncoordinated_case``: institutions with one family from which on it needs coordination.
    max_wait
        ``unmet_need``, ``unused_service``, ``outsider_with_families``: longest wait, in days, of a
        service that still counts as usable.
    """

    cut_off: int = 2
    contact_ties: int = 8
    contact_share: float = 0.25
    contact_excess: float = 2.0
    weak_strength: float = 2.5
    weak_frequency: Frequency = "adhoc"
    asymmetry: int = 2
    informal_strength: float = 4.0
    influence: int = 10
    centralisation: float = 0.5
    area_share: float = 0.5
    area_strength: float = 2.0
    levels: int = 2
    case_institutions: int = 4
    max_wait: int = DEFAULT_MAX_WAIT
