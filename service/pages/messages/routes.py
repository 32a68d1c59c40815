"""Texts of the page of support routes, in Polish and English."""

from typing import Final

ROUTES: Final[dict[str, tuple[str, str]]] = {
    "n.services": ("{n} usługa|{n} usługi|{n} usług", "{n} service|{n} services"),
    "needs.children": ("Dzieci i rodzina", "Children and family"),
    "needs.school": ("Szkoła i nauka", "School and learning"),
    "needs.health": ("Zdrowie i uzależnienia", "Health and addictions"),
    "needs.disability": ("Niepełnosprawność i starość", "Disability and old age"),
    "needs.living": (
        "Pieniądze, praca, mieszkanie, nowe życie",
        "Money, work, housing, a new start",
    ),
    "needs.danger": ("Bezpieczeństwo i kryzys", "Safety and crisis"),
    "needs.other": ("Inne", "Other"),
    "routes.lead": (
        "Zaznacz potrzeby, a program ułoży koszyki usług: do kogo zadzwonić, przez kogo i jak długo "
        "trzeba czekać.",
        "Tick the needs and the program puts together baskets of services: whom to call, through whom, "
        "and how long to wait.",
    ),
    "routes.private": (
        "Nie wpisuje się tu nazwisk, adresów ani numerów. Zaznaczone potrzeby nie są nigdzie "
        "zapisywane: nie ma ich w bazie, w dzienniku ani w adresie strony.",
        "No names, addresses or numbers are entered here. The ticked needs are kept nowhere: not in the "
        "database, not in a log, not in the address of the page.",
    ),
    "routes.needs": ("Jakie są potrzeby", "What is needed"),
    "routes.needs.missing": (
        "Zaznacz co najmniej jedną potrzebę, żeby zobaczyć koszyki.",
        "Tick at least one need to see baskets.",
    ),
    "routes.ages": ("Wiek osób, których to dotyczy", "Ages of those concerned"),
    "routes.ages.hint": (
        "Bez zaznaczenia: w każdym wieku.",
        "Nothing ticked: any age.",
    ),
    "routes.age": ("{band} lat", "{band} years"),
    "routes.attends": (
        "Do której szkoły albo placówki rodzina już należy",
        "Which school or centre the family already belongs to",
    ),
    "routes.attends.hint": (
        "Część usług jest tylko dla własnych uczniów lub podopiecznych; bez zaznaczenia program je "
        "pomija.",
        "Some services are for own pupils or clients only; without a tick they are left out.",
    ),
    "routes.wait": ("Najdłuższe oczekiwanie", "Longest wait"),
    "routes.wait.any": ("bez ograniczeń", "no limit"),
    "routes.origin": ("Od kogo zaczyna się ścieżka", "Where the way starts"),
    "routes.origin.leader": ("lider partnerstwa: {name}", "the leader: {name}"),
    "routes.origin.none": ("lider partnerstwa (nie podano)", "the leader (not known)"),
    "routes.avoid": ("Pomiń instytucję", "Leave out an institution"),
    "routes.avoid.nth": ("Pomiń instytucję nr {n}", "Leave out institution no. {n}"),
    "routes.avoid.hint": (
        "Na przykład gdy rodzina nie chce tam iść. Po wysłaniu pojawia się miejsce na następną.",
        "For example where the family does not want to go. Room for one more appears after sending.",
    ),
    "routes.more": ("Więcej ustawień", "More settings"),
    "routes.find": ("Ułóż koszyki", "Put together baskets"),
    "routes.change": ("Zmień pytanie", "Change the question"),
    "routes.asked": ("Potrzeby: {needs}", "Needs: {needs}"),
    "routes.asked.ages": ("Wiek: {ages}", "Ages: {ages}"),
    "routes.found": ("Znalezione koszyki: {n}.", "Baskets found: {n}."),
    "routes.none": (
        "Dla tych potrzeb nie ma dziś żadnej dostępnej usługi.",
        "There is no available service for these needs today.",
    ),
    "routes.no_gmina": (
        "To partnerstwo nie ma kodu TERYT gminy, dlatego trzeba go tu podać.",
        "This partnership has no TERYT code of a municipality, so give it here.",
    ),
    "routes.basket": ("Koszyk nr {n}", "Basket no. {n}"),
    "routes.basket.first": ("najbliżej i najszybciej", "nearest and quickest"),
    "routes.basket.multisector": ("łączy kilka obszarów", "joins several areas"),
    "routes.basket.longest": ("najdłuższe oczekiwanie: {wait}", "longest wait: {wait}"),
    "routes.same": ("tak samo jak w koszyku nr 1", "the same as in basket no. 1"),
    "routes.places": ("Miejsca", "Places"),
    "capacity.capacity": ("są wolne miejsca", "there are free places"),
    "capacity.waitlist": ("lista oczekujących", "waiting list"),
    "capacity.unknown": ("brak danych", "not known"),
    "capacity.no-capacity": ("brak wolnych miejsc", "no free places"),
    "routes.path": ("Ścieżka kontaktu", "Way of contact"),
    "routes.path.here": ("na miejscu, bez przekazania", "on the spot, no handover"),
    "routes.steps": ("Kto z kim rozmawia", "Who talks to whom"),
    "routes.step.from": ("dzwoni: {role}", "calls: {role}"),
    "routes.step.to": ("odbiera: {role}", "answers: {role}"),
    "routes.step.form": ("podstawa: {form}", "rests on: {form}"),
    "routes.step.strength": ("współpraca: {strength}", "cooperation: {strength}"),
    "routes.step.one_sided": ("potwierdza tylko jedna strona", "confirmed by one side only"),
    "routes.step.expired": ("dokument po terminie", "expired document"),
    "routes.apply": ("Jak się zgłosić", "How to apply"),
    "routes.supporting": ("Co jeszcze może pomóc", "What else may help"),
    "routes.why": ("Dlaczego ten realizator", "Why this provider"),
    "routes.cost": ("Koszt (do porównania koszyków)", "Cost (to compare baskets)"),
    "routes.cost.lead": (
        "To nie są pieniądze. Punkty rosną z liczbą pośredników, słabością kontaktów, czasem "
        "oczekiwania i liczbą instytucji; mniej znaczy łatwiej dla rodziny.",
        "Not money. Points rise with go-betweens, weak contacts, waiting and the number of "
        "institutions; fewer is easier for the family.",
    ),
    "routes.cost.total": ("Razem", "Total"),
    "routes.cost.paths": ("Kontakty", "Contacts"),
    "routes.cost.waits": ("Oczekiwanie", "Waiting"),
    "routes.cost.institutions": ("Liczba instytucji", "Number of institutions"),
    "routes.show": (
        "Pokaż koszyk nr {n} w sieci (nowa karta)",
        "Show basket no. {n} in the network (new tab)",
    ),
    "routes.network": ("Ścieżka w sieci współpracy", "The route in the network"),
    "routes.network.note": (
        "Wyróżniony koszyk można zmienić na liście „Wskaż”. Ta karta jest tylko do oglądania.",
        "Another basket can be pointed out in the list. This tab is for looking only.",
    ),
    "routes.unmet": ("Czego dziś nie da się spełnić", "What cannot be met today"),
    "routes.unmet.reason": ("Przyczyna", "Reason"),
    "routes.unmet.nearest": ("Najbliższa możliwość", "Nearest possibility"),
    "routes.unmet.gap": ("Zobacz tę lukę we współpracy", "See this coordination gap"),
    "routes.detours": ("Gdyby zabrakło pośrednika", "If a go-between were lost"),
    "notice.doors": ("Dokąd się zwrócić", "Where to turn"),
    "notice.closed_circle": (
        "{topic}: bez koszyka i bez zapisu",
        "{topic}: no basket, nothing is stored",
    ),
    "notice.closed_circle.text": (
        "Procedura „Niebieskie Karty” nie wymaga niczyjej zgody. Prowadzi ją zamknięty krąg: zespół "
        "interdyscyplinarny i grupa diagnostyczno-pomocowa. Ten program jej nie zastępuje.",
        "The Blue Card procedure needs nobody's consent. A closed circle runs it: the interdisciplinary "
        "team and its case group. This program does not take its place.",
    ),
    "notice.trafficking": (
        "{topic}: bez koszyka i bez zapisu",
        "{topic}: no basket, nothing is stored",
    ),
    "notice.trafficking.text": (
        "Pomoc jest bezpłatna i całodobowa, także dla cudzoziemców bez dokumentów.",
        "Help is free and given day and night, also to foreigners without papers.",
    ),
    "notice.age_not_given": ("Wiek do ustalenia: {topic}", "Age to be asked: {topic}"),
    "routes.age.title": ("Proszę podać wiek", "Please give the age"),
    "routes.age.lead": (
        "Zaznaczony wiek nic nie mówi o tej potrzebie. Program nie zgaduje, o kogo chodzi: proszę "
        "zaznaczyć wiek osoby, której ona dotyczy.",
        "The ages ticked say nothing about this need. The program does not guess whose it is: please "
        "tick the age of the person concerned.",
    ),
    "routes.age.lead.several": (
        "Zaznaczony wiek nic nie mówi o tych potrzebach. Program nie zgaduje, o kogo chodzi: proszę "
        "zaznaczyć wiek osób, których one dotyczą.",
        "The ages ticked say nothing about these needs. The program does not guess whose they are: "
        "please tick the ages of the people concerned.",
    ),
    "routes.age.of": ("{topic} – wiek osoby", "{topic} – age of the person"),
    "routes.age.send": ("Ułóż koszyki dla tego wieku", "Put together baskets for this age"),
    "routes.age.rest": (
        "Poniżej są koszyki na pozostałe potrzeby.",
        "Below are baskets for the other needs.",
    ),
    "notice.other": ("Ważne: {topic}", "Important: {topic}"),
    "notice.withheld": (
        "Przy przemocy program nie proponuje usług, które sadzają obie strony przy jednym stole: "
        "{services}.",
        "Where there is violence the program does not offer services that put both sides at one table: "
        "{services}.",
    ),
    "phone.112": ("numer alarmowy", "emergency number"),
    "phone.800 120 002": ("Niebieska Linia", "Blue Line (violence)"),
    "phone.116 111": ("telefon dla dzieci i młodzieży", "helpline for children"),
    "phone.22 628 01 20": ("KCIK – ofiary handlu ludźmi", "KCIK – victims of trafficking"),
}
