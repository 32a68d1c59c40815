"""Ties that exist but do not carry: run-out documents, form without practice, one-sided cooperation.

Any existing tie is judged, live or not.

References
----------
The model asks for formalised partnerships whose rules are alive in practice. Asymmetric ratings as
a sign of differing views of one tie: Holland, P. W. & Leinhardt, S. (1973). The structural
implications of measurement error in sociometry. *Journal of Mathematical Sociology*, 3(1), 85-111.
"""

from collections.abc import Iterator

from graph.gaps.facts import Facts
from graph.gaps.gap import Gap
from graph.gaps.places import pair_place
from graph.gaps.severity import Severity
from graph.snapshot.ties import rating_of
from graph.vocabulary import FREQUENCIES


def expired_agreement(facts: Facts) -> Iterator[Gap]:
    """The latest document of a tie ran out before the day of the snapshot."""
    as_of = facts.snapshot.as_of
    for pair, tie in facts.reported.documented:
        until = tie.document_valid_to
        if until is None or until >= as_of:
            continue
        families = facts.families_shared(pair)
        days = (as_of - until).days
        yield Gap(
            id=f"expired_agreement:{pair_place(pair)}",
            kind="expired_agreement",
            weight=Severity(0.25, families=families, extent=days / 730),
            institutions=pair,
            families=families,
            evidence={
                "tie": list(pair),
                "document_valid_to": until.isoformat(),
                "as_of": as_of.isoformat(),
                "days": days,
                "formalisation": tie.formalisation,
            },
        )


def formal_but_weak(facts: Facts) -> Iterator[Gap]:
    """An agreement or a statutory duty between partners who hardly work together.

    Partners are two members, or two institutions that share a family.
    """
    limits = facts.thresholds
    seldom = FREQUENCIES.index(limits.weak_frequency)
    for pair, tie in facts.reported.formal:
        both_members = pair[0] in facts.members and pair[1] in facts.members
        families = facts.families_shared(pair)
        if not both_members and not families:
            continue
        strength, frequency = tie.strength, tie.frequency
        weak = strength <= limits.weak_strength
        rare = frequency is not None and FREQUENCIES.index(frequency) >= seldom
        if not weak and not rare:
            continue
        yield Gap(
            id=f"formal_but_weak:{pair_place(pair)}",
            kind="formal_but_weak",
            weight=Severity(
                0.2,
                families=families,
                extent=(limits.weak_strength - strength) / 1.5 if weak else 0.0,
                duty=tie.formalisation == "statutory",
            ),
            institutions=pair,
            families=families,
            # Between others than two members it would tell that the two share a family.
            case_based=not both_members,
            evidence={
                "tie": list(pair),
                "formalisation": tie.formalisation,
                "strength": strength,
                "frequency": frequency,
                "both_members": both_members,
                "families_shared": families,
                "most_strength": limits.weak_strength,
                "seldom_from": limits.weak_frequency,
            },
        )


def asymmetric_tie(facts: Facts) -> Iterator[Gap]:
    """The two sides rate the strength of their tie at least two points apart."""
    least = facts.thresholds.asymmetry
    for pair, tie in facts.reported.uneven:
        ratings = {report.reporter_id: rating_of(report) or 0 for report in tie.reports}
        one, other = ratings.values()
        difference = abs(one - other)
        families = facts.families_shared(pair)
        yield Gap(
            id=f"asymmetric_tie:{pair_place(pair)}",
            kind="asymmetric_tie",
            weight=Severity(0.2, families=families, extent=(difference - least) / 2),
            institutions=pair,
            families=families,
            evidence={
                "tie": list(pair),
                "strengths": ratings,
                "difference": difference,
                "least": least,
            },
        )
