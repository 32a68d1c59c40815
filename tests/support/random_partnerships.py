"""Random valid partnerships for property tests: packages and their snapshots.

``packages()`` draws :class:`graph.model.Package` values of 1 to 12 institutions with everything the
tables can hold: left members, silent sides, ties without contact, expired documents, workers over
their limit, closed services, cases with and without lead, team and required pairs. ``snapshots()``
are those packages on a fixed day.

Hypothesis draws (and shrinks) the sizes and one seed; the cells come from that seed. Drawing every
cell by itself is some ten times slower and finds no more.
"""

from datetime import date
from random import Random

from hypothesis import strategies as st

from graph.model import (
    Demand,
    Family,
    Institution,
    Package,
    Partnership,
    Service,
    TeamMember,
    TieReport,
    Wave,
    Worker,
)
from graph.snapshot import snapshot_of
from graph.vocabulary import AGE_BANDS, FREQUENCIES, INSTITUTION_TYPES, LEVELS, NEEDS, SERVICE_TYPES
from graph.vocabulary.codes import ACCESSES, CLOSED_CIRCLE_NEED, FORMALISATIONS, SERVICE_STATUSES

AS_OF = date(2026, 6, 30)

# Two gminas of one powiat, one of them by two codes; a city with county rights; another region.
TERC_CODES = ("2499011", "2499022", "2499023", "2469011", "1099011")
AREAS_SERVED = ("2499011", "2499023", "2499", "24", "10", "2469")
WAVES = (
    Wave("T0", date(2025, 5, 1), date(2025, 6, 30)),
    Wave("T1", date(2026, 5, 1), None),
)
# Types met in real partnerships, among them some that may not hand over, are contacts or never join.
TYPES = (
    *("OPS", "PCPR", "SP", "PPP", "POL", "SZP", "NGO", "DK", "OIK", "KUR-R", "PUP", "CIS", "BIB", "UM"),
    *("PZP", "ROPS", "ZUS", "SM", "KLUB", "SR-K"),
)
# Codes that answer frequent needs, coordinated ones, one for pupils only and one that a court decides.
CODES = ("PIE", "PPS", "TER", "PRA", "PWD", "AR", "PED", "PPD", "PSY", "PSD", "SEN", "CIS", "KUL", "PZ")
AGE_RANGES = ((None, None), (None, None), (0, 17), (18, None), (60, None))
CASE_NEEDS = tuple(code for code in NEEDS if code != CLOSED_CIRCLE_NEED)
USUAL_NEEDS = ("N01", "N09", "E1", "Z2", "W1", "P1", "K1")
ROLES = ("pracownik socjalny", "pedagog szkolny", "dzielnicowy")


def _mostly(random, usual, all_of_them):
    return random.choice(usual if random.random() < 0.8 else all_of_them)


def _some(random, options, most):
    return tuple(random.sample(options, random.randint(0, min(most, len(options)))))


def _maybe(random, *options):
    return random.choice((None, *options))


def _institution(random, number, leader):
    status = random.choice(("member", "member", "strategic_partner", None, None))
    left = random.choice((None, None, None, AS_OF, date(2026, 12, 1)))
    leads = number == leader
    return Institution(
        id=f"I{number:02}",
        name=f"Instytucja {number}",
        type_code=_mostly(random, TYPES, tuple(INSTITUTION_TYPES)),
        level=_maybe(random, None, *LEVELS),
        teryt=_maybe(random, *TERC_CODES),
        membership="leader" if leads else status,
        declared_on=date(2025, 9, 1) if leads or status else None,
        left_on=left if status and not leads else None,
        phone=_maybe(random, "+48 600 000 000"),
    )


def _workers(random, id):
    return [
        Worker(
            id=f"W{id[1:]}{number:02}",
            institution_id=id,
            role=random.choice(ROLES),
            caseload=_maybe(random, 3, 14, 15, 19),
            caseload_max=_maybe(random, 15),
        )
        for number in range(1, random.randint(0, 3) + 1)
    ]


def _service(random, number, ids):
    first, last = random.choice(AGE_RANGES)
    return Service(
        id=f"U{number:02}",
        institution_id=random.choice(ids),
        service_code=_mostly(random, CODES, tuple(SERVICE_TYPES)),
        available=_maybe(random, 0, 3),
        wait_days=_maybe(random, None, 14, 180, 240),
        age_min=first,
        age_max=last,
        access=_maybe(random, None, None, *ACCESSES),
        own_clients_only=_maybe(random, None, False, True),
        service_area=_some(random, AREAS_SERVED, 2),
        status=_maybe(random, None, None, *SERVICE_STATUSES),
    )


def _family(random, number, ids, teryt):
    pairs = [(a, b) for a in ids for b in ids if a < b]
    needs = {_mostly(random, USUAL_NEEDS, CASE_NEEDS) for _ in range(random.randint(1, 3))}
    return Family(
        id=f"R{number:02}",
        teryt=random.choice((teryt, teryt, *TERC_CODES)),
        needs=tuple(sorted(needs)),
        unit=_maybe(random, "family", "person"),
        lead_institution_id=_maybe(random, *ids),
        involved_institution_ids=_some(random, ids, 5),
        age_bands=_some(random, AGE_BANDS, 2),
        required_pairs=_some(random, pairs, 2) if random.random() < 0.4 else (),
        requested_on=_maybe(random, date(2026, 2, 3)),
    )


def _reports(random, reporter, partner, staff):
    # A side may have answered in both waves: only its latest answer counts.
    for wave in random.choice((("T1",), ("T1",), (None,), ("T0", "T1"))):
        yield TieReport(
            reporter_id=reporter,
            partner_id=partner,
            strength=random.randint(1, 5),
            frequency=_maybe(random, *FREQUENCIES),
            formalisation=_maybe(random, *FORMALISATIONS),
            document_valid_to=_maybe(random, None, date(2026, 6, 29), AS_OF, date(2027, 1, 1)),
            contact_worker_id=_maybe(random, *staff[reporter]),
            partner_worker_id=_maybe(random, *staff[partner]),
            reported_on=_maybe(random, date(2026, 5, 20)) if wave == "T1" else None,
            wave=wave,
        )


def _seats(random, family, ids, staff):
    return [
        TeamMember(
            family_id=family,
            institution_id=id,
            worker_id=_maybe(random, *staff[id]),
            role="lead" if position == 0 else _maybe(random, "member"),
        )
        for position, id in enumerate(_some(random, ids, 4))
    ]


@st.composite
def packages(draw, max_institutions=12):
    """A valid package with a partnership row, at most one leader and every optional table."""
    count = draw(st.integers(1, max_institutions))
    leader = draw(st.integers(0, count))  # 0: nobody leads
    families = draw(st.integers(0, 5))
    services = draw(st.integers(0, 12))
    density = draw(st.sampled_from((0.0, 0.1, 0.25, 0.5)))  # of the n (n - 1) possible reports
    random = Random(draw(st.integers(0, 2**32 - 1)))

    teryt = random.choice((*TERC_CODES[:3], "2499"))
    gmina = teryt if len(teryt) == 7 else TERC_CODES[0]
    institutions = tuple(_institution(random, number, leader) for number in range(1, count + 1))
    ids = tuple(institution.id for institution in institutions)
    workers = tuple(worker for id in ids for worker in _workers(random, id))
    staff = {id: [worker.id for worker in workers if worker.institution_id == id] for id in ids}
    cases = tuple(_family(random, number, ids, gmina) for number in range(1, families + 1))
    asked = sorted(
        {(random.choice(TERC_CODES), _mostly(random, USUAL_NEEDS, CASE_NEEDS)) for _ in range(3)}
    )
    return Package(
        partnership=Partnership(
            id="pzk-losowe",
            name="Partnerstwo losowe",
            teryt=teryt,
            variant="urban",
            population=_maybe(random, 38200),
            formed_on=date(2025, 9, 1),
            fictional=True,
        ),
        institutions=institutions,
        workers=workers,
        services=tuple(_service(random, number, ids) for number in range(1, services + 1)),
        families=cases,
        ties=tuple(
            report
            for a in ids
            for b in ids
            if a != b and random.random() < density
            for report in _reports(random, a, b, staff)
        ),
        teams=tuple(seat for case in cases for seat in _seats(random, case.id, ids, staff)),
        demand=tuple(
            Demand(area, need, random.randint(1, 40), 2025, "OZPS")
            for area, need in asked[: random.randint(0, 3)]
        ),
        waves=WAVES,
    )


def snapshots(max_institutions=12):
    """Those packages as of :data:`AS_OF`."""
    return packages(max_institutions).map(lambda package: snapshot_of(package, AS_OF))
