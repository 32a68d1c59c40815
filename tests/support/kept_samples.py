"""Two partnerships that share an institution, with everything people record beside a package."""

from dataclasses import replace
from datetime import UTC, date, datetime

from graph.cases import Closing, Request, case_of
from graph.model import Family, Institution, Package, Partnership, Service, TeamMember, TieReport, Worker
from graph.records.barrier import Barrier, Place
from graph.records.event import Meeting
from graph.records.flow import InformationFlow
from graph.records.invitation import invitation_of
from graph.records.kinds import BARRIER, FLOW, INVITATION, MEETING, PERMISSION, RECOMMENDATION, REFERRAL
from graph.records.permission import Permission
from graph.records.recommendation import Addressee, Aim, Ground, Move, Recommendation
from graph.records.referral import requested
from graph.stores import import_package
from graph.stores.cases import add_step
from graph.stores.kept import take_all
from graph.stores.records import create_record, family_key

HERE, THERE = "p 1/Łódź", "p2"
#: Pseudonyms that occur nowhere else, so that they can be looked for in files.
FAMILY, OTHER_FAMILY = "Rodzina-QX7341", "Rodzina-ZW9052"
#: Of a case that was closed before anything about the family came into the package.
CLOSED_FAMILY = "Rodzina-VT2286"
DAY = date(2026, 3, 2)


def package_here(**changes):
    """A gmina's partnership; the PCPR in it is shared."""
    package = Package(
        Partnership(HERE, "Partnerstwo", "2499011", fictional=True),
        (
            Institution("I1", "MOPS", "OPS", membership="leader", phone="32 555 01 01"),
            Institution("I2", "PCPR", "PCPR", membership="strategic_partner"),
            Institution("I3", "SP 1", "SP"),
        ),
        workers=(Worker("W1", "I1", "pracownik socjalny", 3, 15), Worker("W2", "I2", "psycholog")),
        services=(Service("S1", "I2", "PPS", available=2, own_clients_only=False),),
        families=(
            Family(FAMILY, "2499011", ("N01", "N04"), None, "I1", ("I3", "I2"), ("7-12",)),
            Family(OTHER_FAMILY, "2499011", ("N04",), "person"),
        ),
        ties=(
            TieReport("I1", "I2", 4, "weekly", "agreement", date(2027, 1, 1), "W1", "W2"),
            TieReport("I2", "I1", 5, "monthly"),
            TieReport("I1", "I3", 2),
        ),
        teams=(TeamMember(FAMILY, "I1", "W1", "lead"), TeamMember(FAMILY, "I3")),
    )
    return replace(package, **changes)


def package_there(**changes):
    """A powiat's partnership of the shared PCPR."""
    package = Package(
        Partnership(THERE, "Powiat", "2499"),
        (Institution("I2", "PCPR", "PCPR", membership="leader", phone="32 555 09 02"),),
        services=(Service("S1", "I2", "PPS", available=0, wait_days=9),),
    )
    return replace(package, **changes)


def work_on(store):
    """Fill a store: both partnerships, then everything people record beside a package."""
    import_package(store, package_here())
    import_package(store, package_there())
    for family in (FAMILY, OTHER_FAMILY):
        consent = Permission("c1", "I2", "needs", "consent", DAY, date(2027, 1, 1), by_guardian=True)
        create_record(store, PERMISSION, family_key(HERE, family), consent)
        at = datetime(2026, 6, 30, 12, 30, tzinfo=UTC)
        referral = requested("a1", HERE, family, ("I2", "S1"), ("N04",), at, "case_lead")
        create_record(store, REFERRAL, family_key(HERE, family), referral)
    create_record(store, INVITATION, HERE, invitation_of("I3", DAY, "animator", None))
    create_record(store, MEETING, HERE, Meeting(DAY, "working", ("I1", "I2")))
    create_record(store, BARRIER, HERE, Barrier("b1", "B4", Place("tie", ("I1", "I3")), DAY))
    advice = Recommendation(
        "r1",
        Addressee("role", "mayor"),
        "joint_meeting",
        Ground("barrier", "b1", "B4", ("I1", "I3")),
        Aim("density", (), "up", 0.5),
        None,
        (Move("given", DAY),),
    )
    create_record(store, RECOMMENDATION, HERE, advice)
    create_record(store, FLOW, HERE, InformationFlow("I1", "I2", "needs", "phone", "weekly", "consent"))
    begin_cases(store)
    return store


def begin_cases(store):
    """Two cases, one of them closed at once, so that it leaves numbers behind."""
    at = datetime(2026, 6, 30, 12, 30, tzinfo=UTC)
    steps = [Request(DAY, "phone", "family", "2499011", ("7-12",))]
    for family in (FAMILY, CLOSED_FAMILY):
        add_step(store, case_of(HERE, family, steps), role="case_lead", at=at, expected=0)
    steps.append(Closing(DAY, "moved_away"))
    add_step(store, case_of(HERE, CLOSED_FAMILY, steps), role="case_lead", at=at, expected=1)


def content(store):
    """Everything in a store but its revisions."""
    return tuple(one._replace(revision=0) for one in take_all(store)[1])
