"""Terms of the network and of its measures, the advanced ones last."""

from typing import Final

from service.reference.glossary_terms.term import Term

NETWORK: Final[dict[str, Term]] = {
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
}
