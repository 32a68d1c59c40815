"""Texts of the register (barriers, recommendations, information flows) and of monitoring."""

from typing import Final

REGISTER: Final[dict[str, tuple[str, str]]] = {
    "menu.advice": ("Bariery i zalecenia", "Barriers and advice"),
    "menu.flows": ("Przepływ informacji", "Information flow"),
    "menu.monitoring": ("Monitorowanie", "Monitoring"),
    # Barriers and recommendations
    "advice.lead": (
        "Co utrudnia współpracę, co zaleca doradca ROPS i czy po zaleceniu coś się zmieniło.",
        "What stands in the way of cooperation, what the regional advisor recommends, and whether "
        "anything has moved since.",
    ),
    "advice.private": (
        "Wybiera się tylko kody, instytucje i dni. Nie ma tu miejsca na nazwiska ani na sprawy rodzin.",
        "Only codes, institutions and days are chosen. There is no room for names or families' cases.",
    ),
    "advice.invalid": (
        "Nic nie zostało zapisane. Sprawdź, czy instytucje są na mapie, czy dzień nie jest późniejszy "
        "niż dzisiejszy i czy wybrano powód tam, gdzie jest potrzebny.",
        "Nothing was recorded. Check that the institutions are on the map, that the day is not after "
        "today, and that a reason is chosen where one is needed.",
    ),
    "advice.conflict": (
        "Rejestr zmienił się w międzyczasie albo zapis nie jest możliwy. Poniżej jest stan aktualny.",
        "The register has changed meanwhile, or this can no longer be recorded. Below is how it stands.",
    ),
    "advice.title": ("Zalecenia", "Recommendations"),
    "advice.none": ("Nie zapisano jeszcze zaleceń.", "No recommendations are recorded yet."),
    "advice.to": ("Adresat", "Addressee"),
    "advice.ground": ("Na jakiej podstawie", "What it rests on"),
    "advice.ground.gap": ("Luka", "Gap"),
    "advice.ground.barrier": ("Bariera", "Barrier"),
    "advice.ground.present": ("nadal jest", "still there"),
    "advice.ground.gone": ("już jej nie ma", "no longer there"),
    "advice.given": ("Przekazano", "Given"),
    "advice.due": ("Termin", "Due"),
    "advice.due.none": ("bez terminu", "no day set"),
    "advice.overdue": ("po terminie", "overdue"),
    "advice.reason": ("Powód odrzucenia", "Reason of the refusal"),
    "advice.measure": ("Co ma się zmienić", "What should move"),
    "advice.reading": ("Przy zaleceniu: {then}. Teraz: {now}.", "When given: {then}. Now: {now}."),
    "advice.reading.gone": ("Przy zaleceniu: {then}.", "When given: {then}."),
    "advice.moved.improved": ("poprawa", "improved"),
    "advice.moved.unchanged": ("bez zmian", "unchanged"),
    "advice.moved.worse": ("pogorszenie", "worse"),
    "advice.moved.gone": ("nie da się już odczytać", "can no longer be read"),
    "advice.expected.up": ("oczekiwany wzrost", "should go up"),
    "advice.expected.down": ("oczekiwany spadek", "should go down"),
    "advice.band.none": ("brak kontaktu", "no contact"),
    "advice.history": ("Dotychczasowe kroki", "Steps so far"),
    "advice.next": ("Następny krok", "Next step"),
    "advice.next.accepted": ("Zapisz: przyjęte", "Record: accepted"),
    "advice.next.in_progress": ("Zapisz: w trakcie", "Record: in progress"),
    "advice.next.done": ("Zapisz: wykonane", "Record: done"),
    "advice.next.refused": ("Zapisz: odrzucone", "Record: refused"),
    "advice.next.withdrawn": ("Wycofaj zalecenie", "Withdraw"),
    "advice.on": ("Dzień", "Day"),
    "advice.new": ("Nowe zalecenie", "New recommendation"),
    "advice.new.lead": (
        "Najpierw luka albo bariera, potem adresat, krok i miara, która ma się zmienić. Wartość miary "
        "zapisuje się dziś, żeby przy następnym przeglądzie było widać różnicę.",
        "First a gap or a barrier, then addressee, step and the measure that should move. It is "
        "taken today, so that the next look shows the difference.",
    ),
    "advice.choose": ("Wybierz lukę albo barierę", "Choose a gap or a barrier"),
    "advice.choose.go": ("Dalej", "Go on"),
    "advice.choose.gaps": ("Luki we współpracy", "Coordination gaps"),
    "advice.choose.barriers": ("Otwarte bariery", "Open barriers"),
    "advice.what": ("Zalecany krok", "Recommended step"),
    "advice.roles": ("Role", "Roles"),
    "advice.institutions": ("Instytucje", "Institutions"),
    "advice.save": ("Zapisz zalecenie", "Save the recommendation"),
    "advice.from_gap": ("Zapisz zalecenie", "Recommend"),
    "advice.other": ("Wybierz inną lukę lub barierę", "Choose another gap or barrier"),
    "barriers.title": ("Bariery", "Barriers"),
    "barriers.none": ("Nie zapisano jeszcze barier.", "No barriers are recorded yet."),
    "barriers.counts": ("Bariery według rodzaju", "Barriers by kind"),
    "barriers.code": ("Bariera", "Barrier"),
    "barriers.open": ("Otwarte dziś", "Open today"),
    "barriers.before": ("Rok temu", "A year ago"),
    "barriers.ever": ("Zapisane łącznie", "Ever noted"),
    "barriers.where": ("Gdzie", "Where"),
    "barriers.since": ("Od dnia", "Since"),
    "barriers.ended": ("Bariery, których już nie ma", "Barriers that are gone"),
    "barriers.period": ("{since} – {until}", "{since} – {until}"),
    "barriers.add": ("Zapisz barierę", "Record a barrier"),
    "barriers.place": ("Instytucja albo obszar", "Institution or area"),
    "barriers.areas": ("Obszary współpracy", "Areas of cooperation"),
    "barriers.partner": (
        "Partner (tylko dla bariery między dwiema instytucjami)",
        "Partner (only for a barrier between two institutions)",
    ),
    "barriers.end": ("Zapisz: bariera usunięta", "Record: gone"),
    "barriers.drop": ("Usuń wpis (pomyłka)", "Delete the entry (a mistake)"),
    "barriers.target.area": ("obszar: {name}", "area: {name}"),
    # Information flows
    "flows.title": ("Opis przepływu informacji: {name}", "Description of the information flow: {name}"),
    "flows.lead": (
        "Jaka informacja trafia od partnera do partnera, jaką drogą, jak często i na jakiej podstawie. "
        "Tego opisu wymaga model; można go wydrukować i dołączyć do porozumienia.",
        "Which information goes from partner to partner, by what, how often and on what base. The model "
        "asks for this description; it can be printed and added to the agreement.",
    ),
    "flows.none": ("Nie opisano jeszcze przepływu informacji.", "No information flow is described yet."),
    "flows.missing": ("Brak podstawy", "Missing bases"),
    "flows.missing.none": (
        "Każda opisana informacja o rodzinach ma wskazaną zgodę albo przepis.",
        "Every described piece of information about families has a consent or a rule of law.",
    ),
    "flows.table": ("Kto, co i komu przekazuje", "Who passes on what, and to whom"),
    "flows.source": ("Od", "From"),
    "flows.target": ("Do", "To"),
    "flows.information": ("Informacja", "Information"),
    "flows.medium": ("Droga", "Medium"),
    "flows.rhythm": ("Jak często", "How often"),
    "flows.base": ("Podstawa", "Base"),
    "flows.personal": ("dotyczy rodzin", "about families"),
    "flows.lacking": ("uzupełnij podstawę", "complete the base"),
    "flows.change": ("Zmień", "Change"),
    "flows.save": ("Zapisz zmianę", "Save the change"),
    "flows.drop": ("Usuń z opisu", "Take out"),
    "flows.add": ("Dodaj do opisu", "Add to the description"),
    "flows.classes.plain": ("Nie dotyczy rodzin", "Not about families"),
    "flows.classes.personal": ("Dotyczy rodzin", "About families"),
    "flows.note": (
        "Opis mówi, jakie rodzaje informacji krążą między instytucjami. Nie ma w nim danych żadnej "
        "rodziny. Zgodę na przekazanie danych konkretnej rodziny zapisuje się w jej sprawie.",
        "The description says which kinds of information go between institutions. It holds no family's "
        "data. The consent of a single family is recorded in its case.",
    ),
    "flows.invalid": (
        "Nic nie zostało zapisane. Potrzebne są dwie różne instytucje z mapy. Informacja, która nie "
        "dotyczy rodzin, ma podstawę: porozumienie albo „nie dotyczy osób”; informacja o rodzinach "
        "nigdy nie ma podstawy „nie dotyczy osób”.",
        "Nothing was recorded. Two different institutions of the map are needed. Information not "
        "about families has the base agreement or “not about persons”; information about families "
        "never has “not about persons”.",
    ),
    "flows.conflict": (
        "Ta droga jest już opisana albo opis zmienił się w międzyczasie. Poniżej jest stan aktualny.",
        "This way is described already, or the description has changed. Below is how it stands.",
    ),
    # Monitoring
    "monitoring.lead": (
        "Co dało wsparcie rodzin, rok po roku. Liczone z zamkniętych i trwających spraw, bez danych "
        "żadnej rodziny.",
        "What the support of families has brought, year by year. Counted from closed and running cases, "
        "without any family's data.",
    ),
    "monitoring.none": (
        "Nie ma jeszcze spraw rodzin, z których można coś policzyć.",
        "There are no families' cases to count yet.",
    ),
    "monitoring.private": (
        "Liczby mniejsze niż 5 i wszystko, z czego można by je odtworzyć, są ukryte.",
        "Numbers under 5, and whatever they could be worked out from, are kept back.",
    ),
    "monitoring.table": ("Wskaźniki według lat", "Indicators by year"),
    "monitoring.indicator": ("Wskaźnik", "Indicator"),
    "monitoring.families": (
        "Wspierane rodziny, osoby lub grupy",
        "Families, persons or groups supported",
    ),
    "monitoring.goals_reached": (
        "Cele osiągnięte, ze wszystkich celów kontraktów",
        "Goals reached, of all goals of contracts",
    ),
    "monitoring.days_to_first_service": (
        "Średnia liczba dni od zgłoszenia do pierwszej usługi",
        "Mean days from the request to the first service",
    ),
    "monitoring.baskets_of_areas": (
        "Koszyki z co najmniej dwóch obszarów współpracy",
        "Baskets from two or more areas of cooperation",
    ),
    "monitoring.community_based": (
        "Usługi w środowisku (deinstytucjonalizacja)",
        "Community-based services (deinstitutionalisation)",
    ),
    "monitoring.refusals": ("Usługi, których realizator nie mógł dać", "Services refused by providers"),
    "monitoring.refusals.by": ("Odmowy realizatorów według powodu", "Refusals of providers by reason"),
    "monitoring.reason": ("Powód", "Reason"),
    "monitoring.chart": (
        "Wspierane rodziny, osoby lub grupy na tle celu pilotażu",
        "Families supported, and the pilot's target",
    ),
    "monitoring.chart.text": (
        "Wykres słupkowy według lat. Cel pilotażu: od {low} do {high} w gminie. Te same liczby są w "
        "tabeli.",
        "Bar chart by year. The pilot's target: {low} to {high} in a municipality. The same numbers "
        "are in the table.",
    ),
    "monitoring.target": ("cel pilotażu: {low}–{high} w gminie", "pilot's target: {low}–{high}"),
    "monitoring.few": ("mniej niż 5", "fewer than 5"),
    "monitoring.held": ("ukryte", "kept back"),
    "monitoring.year": (
        "Sprawa liczy się w roku zakończenia, trwająca – w roku ostatniego kroku.",
        "A case counts in the year it was closed, a running one in that of its last step.",
    ),
    "monitoring.private.report": (
        "Liczby rodzin mniejsze niż 5 widzą tylko prowadzący sprawy.",
        "Numbers of families under 5 are shown to case leads only.",
    ),
    # The report
    "advice.state": ("Stan", "State"),
    "advice.since_given": ("Czy coś się zmieniło", "Whether it moved"),
    "barriers.until": ("Do dnia", "Until"),
    "report.sheet.barriers": ("bariery", "barriers"),
    "report.sheet.advice": ("zalecenia", "advice"),
    "report.sheet.flows": ("przepływ informacji", "information flow"),
    "report.sheet.monitoring": ("monitorowanie", "monitoring"),
    "report.sheet.refusals": ("odmowy", "refusals"),
    "report.register": ("Bariery i zalecenia", "Barriers and advice"),
    "report.flows": ("Opis przepływu informacji", "Description of the information flow"),
    "report.monitoring": ("Monitorowanie", "Monitoring"),
}
