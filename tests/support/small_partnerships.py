"""Small partnerships by hand, in as few words as a test needs."""

from datetime import date

from graph.gaps import find_gaps, proves
from graph.gaps.thresholds import Thresholds
from graph.model import (
    Demand,
    Family,
    Institution,
    Package,
    Partnership,
    Service,
    TeamMember,
    TieReport,
    Worker,
)
from graph.snapshot import snapshot_of

AS_OF = date(2026, 6, 30)
HERE = "2499011"


def inst(id, type_code="OPS", membership="member", **cells):
    """An institution called "Nazwa <id>", a member where nothing else is said."""
    return Institution(id, f"Nazwa {id}", type_code, membership=membership, **cells)


def outsider(id, type_code="NGO", **cells):
    return inst(id, type_code, None, **cells)


def leader(id="L", type_code="OPS", **cells):
    return inst(id, type_code, "leader", **cells)


def tie(one, other, strength=3, frequency="monthly", formalisation="verbal", **cells):
    """What ``one`` reports about ``other``."""
    return TieReport(one, other, strength, frequency, formalisation, **cells)


def ties(text, **cells):
    """Reports of "A-B C-D": the first of each pair reports."""
    return tuple(tie(*pair.split("-"), **cells) for pair in text.split())


def family(id, needs="N01", lead=None, involved="", pairs="", gmina=HERE, **cells):
    return Family(
        id,
        gmina,
        tuple(needs.split()),
        lead_institution_id=lead,
        involved_institution_ids=tuple(involved.split()),
        required_pairs=tuple(tuple(pair.split("-")) for pair in pairs.split()),
        **cells,
    )


def team(family_id, text):
    return tuple(TeamMember(family_id, id) for id in text.split())


def service(id, institution, code, **cells):
    return Service(id, institution, code, **cells)


def demand(need, families, gmina=HERE, year=None):
    return Demand(gmina, need, families, year)


def worker(id, institution, **cells):
    return Worker(id, institution, "pracownik socjalny", **cells)


def snap(*institutions, teryt=HERE, as_of=AS_OF, offers=(), asked=True, **tables):
    """A snapshot of these institutions and tables.

    Without any tie it is that of a partnership that has been asked and has none, unless it was not
    ``asked``.
    """
    partnership = Partnership("proba", "Próba", teryt)
    found = snapshot_of(Package(partnership, tuple(institutions), **tables), as_of, offers)
    return found.replace(no_data=found.no_data and not asked)


def gaps_of(snapshot, kind, thresholds=None):
    """The gaps of one kind, each proven by its evidence."""
    gaps = find_gaps(snapshot, thresholds or Thresholds())
    assert all(proves(gap, snapshot) for gap in gaps)
    return [gap for gap in gaps if gap.kind == kind]


def about(snapshot, kind, thresholds=None):
    """Whom the gaps of one kind are about: sets of institutions, in the order of their ids."""
    return sorted("-".join(gap.institutions) for gap in gaps_of(snapshot, kind, thresholds))
