"""The proof of a gap for its reader: what was recomputed, and whether the gap is really there.

The recomputation is :func:`graph.gaps.witness.proves`: plain rules over the reports, memberships,
services and cases as they were given, without the code that found the gap.
"""

from collections.abc import Mapping
from typing import Final

from graph.gaps.gap import Gap
from graph.gaps.witness import proves
from graph.snapshot import Snapshot
from graph.text import Language

#: For each kind of gap what is worked out anew, in Polish and in English.
RECOMPUTED: Final[Mapping[str, tuple[str, str]]] = {
    "outsider_with_families": (
        "członkostwo, typ instytucji, sprawy rodzin i to, kto jeszcze ma tę usługę",
        "membership, type of institution, cases of families and who else has the service",
    ),
    "missing_tie": (
        "zgłoszenia obu stron, ich wspólne i wymagane sprawy, usługi i najkrótszą drogę kontaktu",
        "the reports of both sides, their shared and required cases, services and way of contact",
    ),
    "unlinked_duplicates": (
        "kod, wiek, obszar i stan usług oraz zgłoszenia obu stron",
        "code, ages, territory and state of the services and the reports of both sides",
    ),
    "bridge": (
        "kto z kim ma łączność bez tego połączenia",
        "who is still connected with whom without this connection",
    ),
    "cut_vertex": (
        "na jakie części rozpada się sieć bez tej instytucji",
        "into which parts the network falls without this institution",
    ),
    "single_contact": (
        "kto w zgłoszeniach jest osobą do kontaktu i co odcina utrata tych połączeń",
        "whom the reports name as contact person and what the loss of these connections cuts off",
    ),
    "expired_agreement": (
        "najpóźniejszą datę dokumentu w zgłoszeniach obu stron",
        "the latest date of a document in the reports of both sides",
    ),
    "formal_but_weak": (
        "podstawę, ocenę i częstość kontaktu ze zgłoszeń obu stron",
        "form, rating and frequency of contact from the reports of both sides",
    ),
    "asymmetric_tie": ("oceny obu stron", "the ratings of both sides"),
    "paper_member": (
        "członkostwo i wszystkie zgłoszenia kontaktu tej instytucji",
        "membership and all reports of contact of this institution",
    ),
    "informal_outsider": (
        "członkostwo oraz ocenę i podstawę każdego z tych kontaktów",
        "membership, rating and form of each of these contacts",
    ),
    "influential_outsider": (
        "pośrednictwo wszystkich instytucji w sieci i miejsce tej instytucji",
        "the betweenness of all institutions of the network and the place of this one",
    ),
    "overcentralised": (
        "pośrednictwo wszystkich instytucji, centralizację i części sieci bez tej instytucji",
        "the betweenness of all institutions, the centralisation and the parts without this one",
    ),
    "overloaded_worker": (
        "liczbę rodzin tej osoby i jej najwyższą dopuszczalną liczbę",
        "the families of this person and the most it may have",
    ),
    "unmet_need": (
        "dla każdej rodziny i zapotrzebowania, co po kolei wyklucza każdą usługę",
        "for each family and the demand what excludes each service, filter by filter",
    ),
    "uncovered_area": ("obszary wszystkich członków", "the areas of all members"),
    "paper_area": (
        "obszary członków i zgłoszenia ich kontaktu z liderem",
        "the areas of the members and the reports of their contact with the leader",
    ),
    "unused_service": (
        "które rodziny mogą skorzystać z tej usługi i kontakt z liderem",
        "which families can use this service and the contact with the leader",
    ),
    "no_leader": ("członków i ich rolę w tym dniu", "the members and their role on the day"),
    "one_level_partnership": ("poziomy samorządu członków", "the self-government levels of the members"),
    "one_level_team": ("skład zespołu i poziomy samorządu", "the team and its self-government levels"),
    "uncoordinated_case": (
        "instytucje pracujące z rodziną, prowadzącą i zespół",
        "the institutions that work with the family, its lead and its team",
    ),
}
_HOLDS: Final = (
    ("Wynik: luka jest w danych.", "Result: the gap is in the data."),
    (
        "Wynik: dane nie potwierdzają tej luki. Prosimy zgłosić to administratorowi.",
        "Result: the data do not confirm this gap. Please tell the administrator.",
    ),
)


def proof_of(gap: Gap, snapshot: Snapshot, lang: Language = "pl") -> tuple[bool, str]:
    """Recompute a gap: whether the data prove it, and a text that says what was recomputed.

    >>> from datetime import date
    >>> from graph.gaps.find import find_gaps
    >>> from graph.model import Institution, Package, Partnership
    >>> from graph.snapshot import snapshot_of
    >>> office = Institution("I1", "MOPS", "OPS", membership="leader")
    >>> here = snapshot_of(Package(Partnership("p", "P"), (office,)), date(2026, 6, 30))
    >>> gap = next(gap for gap in find_gaps(here) if gap.kind == "uncovered_area")
    >>> proof_of(gap, here, "en")
    (True, 'Recomputed from the data: the areas of all members. Result: the gap is in the data.')
    """
    holds, english = proves(gap, snapshot), lang == "en"
    label = "Recomputed from the data" if english else "Przeliczono na nowo z danych"
    said = RECOMPUTED[gap.kind][english]
    return holds, f"{label}: {said}. {_HOLDS[not holds][english]}"
