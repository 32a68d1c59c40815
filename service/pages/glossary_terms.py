"""The terms of the glossary, in plain words; every term that a page links has an entry here."""

from typing import Final, NamedTuple


class Term(NamedTuple):
    """A term in Polish and English: group, names, explanations."""

    group: str
    names: tuple[str, str]
    texts: tuple[str, str]


TERMS: Final[dict[str, Term]] = {
    "pzk": Term(
        "model",
        ("PZK – Partnerski Zespół Kooperacyjny", "PZK – partnership team"),
        (
            "Partnerstwo instytucji z jednej gminy albo powiatu. Instytucje przystępują do niego "
            "deklaracją, spotykają się i razem układają lokalny koszyk usług. Zespół prowadzi lider, "
            "zwykle ośrodek pomocy społecznej.",
            "A partnership of institutions of one municipality or county. They join by a declaration, "
            "meet, and put together the local basket of services. A leader, usually the social "
            "assistance centre, runs it.",
        ),
    ),
    "zzk": Term(
        "model",
        ("ZZK – Zadaniowy Zespół Kooperacyjny", "ZZK – task team of a family"),
        (
            "Zespół pracowników różnych instytucji powołany dla jednej rodziny, osoby albo grupy. "
            "Wspólnie rozpoznaje potrzeby i dzieli zadania.",
            "A team of workers of several institutions set up for one family, person or group. Together "
            "they find out what is needed and share the tasks.",
        ),
    ),
    "member": Term(
        "model",
        ("Członek partnerstwa", "Member of the partnership"),
        (
            "Instytucja, która podpisała deklarację przystąpienia do PZK. Lider i partner strategiczny "
            "też są członkami.",
            "An institution that signed the declaration of joining. The leader and the strategic "
            "partner are members too.",
        ),
    ),
    "on_map": Term(
        "model",
        ("Instytucja na mapie, poza partnerstwem", "Institution on the map, not a member"),
        (
            "Instytucja, z którą ktoś z partnerstwa współpracuje albo która wspiera te same rodziny, "
            "ale która nie przystąpiła do PZK. Mapa pokazuje ją, żeby było widać, kogo brakuje.",
            "An institution that somebody of the partnership works with, or that supports the same "
            "families, but that has not joined. The map shows it so that one can see who is missing.",
        ),
    ),
    "leader": Term(
        "model",
        ("Lider i partner strategiczny", "Leader and strategic partner"),
        (
            "Lider zwołuje partnerstwo i prowadzi je, zwykle jest to ośrodek pomocy społecznej. Partner "
            "strategiczny go w tym wspiera, zwykle jest to powiatowe centrum pomocy rodzinie.",
            "The leader calls and runs the partnership, usually the social assistance centre. The "
            "strategic partner, usually the county family support centre, helps.",
        ),
    ),
    "animator": Term(
        "model",
        ("Animator", "Animator"),
        (
            "Osoba albo instytucja, która zawiązuje partnerstwo, zaprasza do niego i dba o kontakty.",
            "The person or institution that starts the partnership, invites others and looks after "
            "contacts.",
        ),
    ),
    "rops": Term(
        "model",
        ("ROPS – regionalny ośrodek polityki społecznej", "ROPS – regional centre of social policy"),
        (
            "Instytucja województwa, która doradza partnerstwom, a w razie potrzeby prowadzi mediację.",
            "The region's institution that advises partnerships and mediates where needed.",
        ),
    ),
    "level": Term(
        "model",
        ("Poziom samorządu: gmina, powiat", "Level of government: municipality, county"),
        (
            "Komu instytucja podlega. Model wymaga w partnerstwie i w zespole rodziny co najmniej dwóch "
            "poziomów samorządu: gminy i powiatu. W mieście na prawach powiatu instytucja miejska liczy "
            "się na obu poziomach.",
            "Whom an institution answers to. The model asks for at least two levels of self-government, "
            "municipality and county, in a partnership and in a family's team. In a city with county "
            "rights a city institution counts for both.",
        ),
    ),
    "layer": Term(
        "model",
        (
            "Poziom współpracy: instytucja, pracownik, klient",
            "Layer of cooperation: institution, worker, client",
        ),
        (
            "Trzy wymiary modelu Kooperacje 3D: umowy między instytucjami, kontakty między pracownikami "
            "i praca z tą samą rodziną. To co innego niż poziom samorządu.",
            "The three dimensions of the model: agreements between institutions, contacts between "
            "workers, and work with the same family. Not the same as the level of government.",
        ),
    ),
    "area": Term(
        "model",
        ("Obszar współpracy", "Area of cooperation"),
        (
            "Jedna z pięciu dziedzin, które model łączy: pomoc społeczna, edukacja, ochrona zdrowia, "
            "sądownictwo i policja, kultura i sport.",
            "One of the five fields that the model brings together: social assistance, education, "
            "health, courts and police, culture and sport.",
        ),
    ),
    "basket": Term(
        "model",
        ("Lokalny koszyk usług", "Local basket of services"),
        (
            "Wszystkie usługi, z których rodziny z tej okolicy mogą skorzystać, razem z tym, jak się "
            "zgłosić. Koszyk dla jednej rodziny to wybór z niego.",
            "All services that families of the area can use, with how to apply. A family's basket is a "
            "choice from it.",
        ),
    ),
    "route": Term(
        "model",
        ("Ścieżka wsparcia", "Support route"),
        (
            "Droga od osoby, która zna rodzinę, do instytucji z potrzebną usługą: kto kogo zna i do "
            "kogo zadzwonić po kolei. To podpowiedź, nie formalne skierowanie.",
            "The way from whoever knows the family to the institution with the service: who knows whom, "
            "whom to call in turn. A hint, not a formal referral.",
        ),
    ),
    "family": Term(
        "model",
        ("Rodzina w systemie", "A family in the system"),
        (
            "Rodzina, osoba albo grupa zapisana pod losowym znakiem, bez nazwiska i adresu. Widzą ją "
            "tylko osoby prowadzące sprawę; pozostali widzą liczby, a małych liczb (poniżej 5) nie "
            "widzą wcale.",
            "A family, person or group known by a random mark, without name or address. Only those who "
            "lead the case see it; others see numbers, and no numbers below 5.",
        ),
    ),
    "give_back": Term(
        "model",
        ("Karta zwrotna", "Give-back card"),
        (
            "Jedna strona dla instytucji, która wzięła udział w badaniu: z kim współpracuje, gdzie jest "
            "w sieci i co może pomóc. Nie zawiera spraw rodzin ani ocen wystawionych przez innych.",
            "One sheet for an institution that took part: whom it works with, where it stands and what "
            "may help. It holds no family cases and no ratings given by others.",
        ),
    ),
    "demand": Term(
        "model",
        ("OZPS – ocena zasobów pomocy społecznej", "OZPS – yearly assessment of resources"),
        (
            "Coroczny dokument gminy. Stąd pochodzi liczba rodzin z daną potrzebą w okolicy.",
            "The municipality's yearly document. It gives the number of families with each need in the "
            "area.",
        ),
    ),
    "tie": Term(
        "network",
        ("Więź, bieżący kontakt", "Tie, current contact"),
        (
            "Współpraca dwóch instytucji, którą zgłosiła przynajmniej jedna z nich. Kontakt jest "
            "bieżący, jeżeli w ostatnich 12 miesiącach ktoś z nich się kontaktował. Miary liczone są z "
            "bieżących kontaktów.",
            "Cooperation of two institutions that at least one of them reports. It is current if there "
            "was contact in the last 12 months. Measures are computed from current ties.",
        ),
    ),
    "strength": Term(
        "network",
        ("Siła więzi", "Strength of a tie"),
        (
            "Ocena współpracy od 1 do 5. Jeżeli oceniły ją obie strony, pokazujemy średnią. Osoby bez "
            "prawa do ocen widzą słowo: słaba, średnia albo silna.",
            "A rating of the cooperation from 1 to 5. If both sides gave one, the mean is shown. Those "
            "who may not see ratings see a word: weak, medium or strong.",
        ),
    ),
    "formalisation": Term(
        "network",
        ("Forma współpracy", "Form of cooperation"),
        (
            "Na czym opiera się współpraca: kontakt osobisty, ustalenia ustne, deklaracja, porozumienie "
            "albo obowiązek ustawowy.",
            "What the cooperation rests on: personal contact, verbal arrangement, declaration, "
            "agreement, or a statutory duty.",
        ),
    ),
    "confirmed": Term(
        "network",
        ("Więź potwierdzona", "Confirmed tie"),
        (
            "Więź zgłoszona przez obie strony. Zgłoszenie tylko jednej strony jest mniej pewne.",
            "A tie that both sides report. A report by one side alone is less certain.",
        ),
    ),
    "density": Term(
        "network",
        ("Gęstość sieci", "Density"),
        (
            "Ile z możliwych par instytucji ma bieżący kontakt. Duże sieci mają z natury mniejszą "
            "gęstość, więc porównuje się sieci podobnej wielkości.",
            "How many of the possible pairs are in contact. Large networks are naturally less dense, so "
            "compare networks of similar size.",
        ),
    ),
    "component": Term(
        "network",
        ("Część sieci", "Component"),
        (
            "Instytucje, które mogą się ze sobą skontaktować bezpośrednio albo przez kolejnych "
            "partnerów. Jedna część to dobrze; kilka znaczy, że nie ma między nimi żadnej drogi.",
            "Institutions that can reach each other directly or through partners. One component is "
            "good; several mean that no way leads between them.",
        ),
    ),
    "path": Term(
        "network",
        ("Droga kontaktu", "Way of contact"),
        (
            "Najkrótszy łańcuch znajomości między dwiema instytucjami: A zna B, B zna C.",
            "The shortest chain between two institutions: A knows B, B knows C.",
        ),
    ),
    "betweenness": Term(
        "network",
        ("Pośrednictwo (betweenness)", "Betweenness"),
        (
            "Przez ile z najkrótszych dróg między innymi instytucjami prowadzi ta jedna, na każde 100. "
            "Dużo znaczy: bez niej inni tracą do siebie drogę albo muszą iść dłuższą.",
            "How many, out of every 100 shortest ways between others, lead through this institution. "
            "Many means: without it others lose their way or take a longer one.",
        ),
    ),
    "reach": Term(
        "network",
        ("Zasięg w dwóch krokach", "Reach in two steps"),
        (
            "Ile instytucji jest w zasięgu bezpośrednio albo przez jednego wspólnego partnera.",
            "How many institutions are reached directly or through one common partner.",
        ),
    ),
    "centralisation": Term(
        "network",
        (
            "Zależność od jednej instytucji (centralizacja)",
            "Dependence on one institution (centralisation)",
        ),
        (
            "0% – drogi kontaktu rozkładają się równo; 100% – wszystkie prowadzą przez jedną "
            "instytucję. Powyżej 50% zgłaszamy lukę.",
            "0% – ways of contact are spread evenly; 100% – all lead through one institution. Above 50% "
            "a gap is reported.",
        ),
    ),
    "e_i_index": Term(
        "network",
        ("Współpraca między sektorami", "Cooperation across sectors"),
        (
            "Jaka część więzi łączy instytucje z różnych sektorów, na przykład szkołę z poradnią "
            "zdrowia. W literaturze: wskaźnik E-I.",
            "The share of ties between institutions of different sectors, such as a school and a "
            "clinic. In the literature: the E-I index.",
        ),
    ),
    "closeness": Term(
        "advanced",
        ("Bliskość (closeness)", "Closeness"),
        (
            "Jak krótkie są średnio drogi od tej instytucji do pozostałych; 1 to najbliżej.",
            "How short the ways from this institution to the others are on average; 1 is nearest.",
        ),
    ),
    "eigenvector": Term(
        "advanced",
        ("Wpływ przez partnerów (eigenvector)", "Influence through partners (eigenvector)"),
        (
            "Liczy się nie tylko liczba partnerów, ale i to, jak dobrze powiązani są sami partnerzy.",
            "Not only the number of partners counts but also how well connected they are.",
        ),
    ),
    "core": Term(
        "advanced",
        ("Rdzeń sieci (k-core)", "Core of the network (k-core)"),
        (
            "Największa liczba k, przy której instytucja należy do grupy, gdzie każda ma co najmniej k "
            "partnerów z tej samej grupy.",
            "The largest k for which the institution belongs to a group whose members all have at least "
            "k partners inside it.",
        ),
    ),
    "constraint": Term(
        "advanced",
        ("Zależność od partnerów (constraint)", "Constraint"),
        (
            "Im wyższa, tym bardziej kontakty instytucji skupiają się wokół tych samych, znających się "
            "nawzajem partnerów. Miara Ronalda Burta.",
            "The higher, the more the institution's contacts gather around partners who know each "
            "other. Ronald Burt's measure.",
        ),
    ),
    "effective_size": Term(
        "advanced",
        ("Rozłączne kontakty (effective size)", "Effective size"),
        (
            "Liczba partnerów po odjęciu tych, którzy znają się nawzajem. Miara Ronalda Burta.",
            "The number of partners less those who know each other. Ronald Burt's measure.",
        ),
    ),
    "bridging": Term(
        "advanced",
        ("Znaczenie więzi dla spójności (bridging)", "Bridging"),
        (
            "O ile wydłużyłyby się drogi w sieci, gdyby zniknęła jedna z więzi tej instytucji, średnio "
            "na więź.",
            "How much longer ways in the network would get if one of the institution's ties vanished, "
            "per tie.",
        ),
    ),
    "brokerage": Term(
        "advanced",
        ("Role pośrednika (brokerage)", "Brokerage roles"),
        (
            "Ile razy instytucja stoi między dwiema innymi, które nie mają kontaktu, liczone według "
            "sektorów (Gould i Fernandez). Koordynator: wszystkie trzy z jednego sektora. Doradca z "
            "zewnątrz: dwie z jednego sektora, pośrednik z innego. Brama i przedstawiciel: pośrednik "
            "łączy swój sektor z innym. Łącznik: trzy różne sektory.",
            "How often the institution stands between two others that have no contact, by sector (Gould "
            "and Fernandez). Coordinator: all three of one sector. Consultant: two of one sector, the "
            "broker of another. Gatekeeper and representative: the broker joins its own sector to "
            "another. Liaison: three different sectors.",
        ),
    ),
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
        ("Silna współpraca oparta na znajomości", "Strong cooperation resting on acquaintance"),
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
