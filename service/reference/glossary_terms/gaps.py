"""What a gap is, and what its kinds are, in the order in which the glossary lists them."""

from typing import Final

from service.reference.glossary_terms.term import Term

GAPS: Final[dict[str, Term]] = {
    "gap": Term(
        "gaps",
        ("Luka we współpracy", "Coordination gap"),
        (
            "Miejsce, w którym współpraca nie działa albo zależy od przypadku. Każda luka ma dowód (na "
            "jakiej podstawie) i proponowany krok.",
            "A place where cooperation fails or hangs on chance. Each gap comes with its evidence and a "
            "proposed step.",
        ),
    ),
    "urgency": Term(
        "gaps",
        ("Pilność", "Urgency"),
        (
            "Wysoka, średnia albo niska. Składają się na nią: liczba rodzin, których luka dotyczy, "
            "liczba instytucji tracących łączność, obowiązek z przepisu albo modelu i cały obszar "
            "współpracy. Wagi są naszą oceną, nie pomiarem.",
            "High, medium or low. It is made of the number of families touched, the institutions cut "
            "off, a duty by law or by the model, and whether a whole area is affected. The weights are "
            "our judgement, not measured.",
        ),
    ),
    "evidence": Term(
        "gaps",
        ("Na jakiej podstawie", "Evidence"),
        (
            "Fakty z danych, z których wynika luka: strony więzi, daty, liczby i próg, od którego lukę "
            "zgłaszamy. Każdą można sprawdzić.",
            "The facts from the data that prove the gap: ends of the tie, dates, numbers, and the "
            "threshold from which it is reported. Each can be checked.",
        ),
    ),
    "outsider_with_families": Term(
        "kinds",
        ("Potrzebna instytucja spoza PZK", "Needed institution outside the partnership"),
        (
            "Pracuje z rodzinami albo jako jedyna ma usługę, której potrzebują, a nie jest członkiem.",
            "It works with families, or alone has a service they need, and is not a member.",
        ),
    ),
    "missing_tie": Term(
        "kinds",
        ("Brak bieżącego kontaktu", "No current contact"),
        (
            "Dwie instytucje wspierają tę samą rodzinę (albo powinny razem), a nie mają ze sobą "
            "kontaktu.",
            "Two institutions support the same family, or should together, and are not in contact.",
        ),
    ),
    "unlinked_duplicates": Term(
        "kinds",
        ("Ta sama usługa bez uzgodnień", "The same service without agreement"),
        (
            "Dwie instytucje prowadzą tę samą usługę dla podobnych osób na tym samym terenie i nie mają "
            "kontaktu. Krokiem jest uzgodnienie profili; żadnej usługi się nie zamyka.",
            "Two institutions offer the same service to similar people in the same place without "
            "contact. The step is to agree on profiles, never to close one.",
        ),
    ),
    "bridge": Term(
        "kinds",
        ("Jedyne połączenie", "Only connection"),
        (
            "Więź, bez której część instytucji traci łączność z resztą sieci. Lukę zgłaszamy, gdy "
            "dotyczy to co najmniej dwóch instytucji.",
            "A tie without which some institutions lose contact with the rest. Reported from two "
            "institutions on.",
        ),
    ),
    "cut_vertex": Term(
        "kinds",
        ("Jedyny łącznik", "Only go-between"),
        (
            "Instytucja, bez której inne tracą łączność z resztą sieci.",
            "An institution without which others lose contact with the rest.",
        ),
    ),
    "single_contact": Term(
        "kinds",
        ("Kontakt przez jedną osobę", "Contact through one person"),
        (
            "Jedna osoba trzyma dużą część kontaktów instytucji albo jedyny ważny kontakt. Jej "
            "nieobecność przerywa współpracę.",
            "One person holds a large part of an institution's contacts, or the only one that matters.",
        ),
    ),
    "expired_agreement": Term(
        "kinds",
        ("Dokument po terminie", "Expired document"),
        (
            "Porozumienie albo inny dokument współpracy przestał obowiązywać.",
            "The agreement or other document of the cooperation has run out.",
        ),
    ),
    "formal_but_weak": Term(
        "kinds",
        ("Porozumienie bez współpracy w praktyce", "Agreement without cooperation in practice"),
        (
            "Jest porozumienie albo obowiązek ustawowy, a kontakt jest rzadki lub słabo oceniany.",
            "There is an agreement or a statutory duty, yet contact is rare or rated low.",
        ),
    ),
    "asymmetric_tie": Term(
        "kinds",
        ("Różna ocena współpracy", "Cooperation rated differently"),
        (
            "Dwie strony oceniają tę samą współpracę bardzo różnie. Zwykle pomaga rozmowa o "
            "oczekiwaniach.",
            "The two sides rate the same cooperation very differently. Talking about expectations "
            "usually helps.",
        ),
    ),
    "paper_member": Term(
        "kinds",
        ("Członek bez bieżących kontaktów", "Member without current contacts"),
        (
            "Instytucja przystąpiła do partnerstwa, ale w ostatnich 12 miesiącach nie miała kontaktu z "
            "liderem albo z nikim.",
            "The institution joined, but has had no contact with the leader, or with anybody, in 12 "
            "months.",
        ),
    ),
    "informal_outsider": Term(
        "kinds",
        ("Silna współpraca bez formalnej podstawy", "Strong cooperation resting on acquaintance"),
        (
            "Instytucja spoza PZK, która współpracuje bardzo dobrze, ale tylko dzięki znajomości dwóch "
            "osób.",
            "An institution outside the partnership that cooperates very well, but only because two "
            "people know each other.",
        ),
    ),
    "influential_outsider": Term(
        "kinds",
        ("Ważny pośrednik spoza PZK", "Important go-between outside the partnership"),
        (
            "Instytucja spoza PZK, przez którą prowadzi wiele dróg kontaktu.",
            "An institution outside the partnership through which many ways of contact lead.",
        ),
    ),
    "overcentralised": Term(
        "kinds",
        ("Sieć zależna od jednej instytucji", "Network depending on one institution"),
        (
            "Prawie wszystkie drogi kontaktu prowadzą przez jedną instytucję, która przez to bywa "
            "przeciążona.",
            "Nearly all ways of contact lead through one institution, which may be overloaded by it.",
        ),
    ),
    "overloaded_worker": Term(
        "kinds",
        ("Obciążenie pracownika", "Worker's load"),
        (
            "Pracownik ma tyle rodzin, ile może prowadzić (brak wolnych miejsc), albo więcej.",
            "A worker has as many families as allowed (no free places) or more.",
        ),
    ),
    "unmet_need": Term(
        "kinds",
        ("Potrzeba bez dostępnej usługi", "Need without an available service"),
        (
            "Żadna usługa w zasięgu gminy nie odpowiada na potrzebę. Powód podaje pierwszy warunek, "
            "którego nie spełnia żadna z nich: obszar, wiek, miejsca, oczekiwanie.",
            "No service that reaches the municipality answers the need. The reason is the first "
            "condition that none of them meets: area, age, places, waiting.",
        ),
    ),
    "uncovered_area": Term(
        "kinds",
        ("Obszar bez członków PZK", "Area without members"),
        (
            "Żadna instytucja z jednego z pięciu obszarów nie przystąpiła do partnerstwa.",
            "No institution of one of the five areas has joined.",
        ),
    ),
    "paper_area": Term(
        "kinds",
        ("Obszar bez współpracy z liderem", "Area without cooperation with the leader"),
        (
            "Obszar ma członków, ale mniej niż połowa z nich współpracuje z liderem.",
            "The area has members, but fewer than half of them work with the leader.",
        ),
    ),
    "unused_service": Term(
        "kinds",
        ("Usługa poza zasięgiem lidera", "Service out of the leader's reach"),
        (
            "Usługa, która odpowiada na potrzeby rodzin, jest w instytucji bez kontaktu z liderem.",
            "A service that answers families' needs is at an institution that the leader has no contact "
            "with.",
        ),
    ),
    "no_leader": Term(
        "kinds",
        ("Partnerstwo bez lidera", "Partnership without a leader"),
        (
            "Są członkowie PZK, ale w tym dniu żaden nie pełni roli lidera. Kontaktów z liderem nie da "
            "się wtedy ocenić: to, że nie ma takich luk, nie znaczy, że jest lepiej.",
            "There are members, but on that day none of them leads. Contacts with the leader cannot be "
            "assessed then: that there are no such gaps does not mean that things are better.",
        ),
    ),
    "one_level_partnership": Term(
        "kinds",
        ("Partnerstwo z jednego poziomu samorządu", "Partnership of one level of government"),
        (
            "Wśród członków brakuje instytucji gminnych albo powiatowych.",
            "There are no members of the municipality's or of the county's level.",
        ),
    ),
    "one_level_team": Term(
        "kinds",
        ("Zespół rodziny z jednego poziomu samorządu", "Task team of one level of government"),
        (
            "W zespole zadaniowym (ZZK) brakuje instytucji gminnych albo powiatowych.",
            "A task team has no institution of the municipality's or of the county's level.",
        ),
    ),
    "uncoordinated_case": Term(
        "kinds",
        ("Sprawa bez koordynacji", "Case without coordination"),
        (
            "Z jedną rodziną pracują co najmniej cztery instytucje, a nie ma instytucji prowadzącej "
            "albo zespołu zadaniowego.",
            "At least four institutions work with one family, and there is no lead or no task team.",
        ),
    ),
}
