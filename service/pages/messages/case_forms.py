"""Texts of the forms that record a step of a case, their faults and outcomes, in two languages."""

from typing import Final

CASE_FORMS: Final[dict[str, tuple[str, str]]] = {
    "cases.form.on": ("Dzień", "Day"),
    "cases.form.request.on": (
        "Dzień, w którym rodzina poprosiła o pomoc",
        "Day of the family's request",
    ),
    "cases.form.request.channel": ("Jak poprosiła", "How it asked"),
    "cases.form.request.unit": ("Kto prosi", "Who asks"),
    "cases.form.request.ages": ("Wiek osób, których dotyczy sprawa", "Ages of those concerned"),
    "cases.form.request.urgent": ("Pilność", "Urgency"),
    "cases.form.request.urgent.yes": (
        "sprawa pilna (wywiad środowiskowy w ciągu 2 dni roboczych)",
        "urgent (family interview within 2 working days)",
    ),
    "cases.form.request.guardian": ("Sprawa dziecka", "A child's case"),
    "cases.form.request.guardian.yes": (
        "opiekun prawny zgodził się na sprawę (zapisuje się tylko ten fakt)",
        "the legal guardian has consented to the case (only the fact is kept)",
    ),
    "cases.form.request.guardian.hint": (
        "wymagane, gdy sprawa dotyczy jednej osoby poniżej 18 lat",
        "required where the case is of one person below 18",
    ),
    "cases.form.diagnose.on": ("Dzień wywiadu środowiskowego", "Day of the family interview"),
    "cases.form.diagnose.area": ("Obszar: {area}", "Area: {area}"),
    "cases.form.diagnose.needs": ("Potrzeby", "Needs"),
    "cases.form.diagnose.none": ("Bez potrzeb: {area}", "Without needs: {area}"),
    "cases.form.diagnose.considered": (
        "Rozważono: brak potrzeb w tym obszarze",
        "Considered: no need in this area",
    ),
    "cases.form.diagnose.also": ("także: {areas}", "also: {areas}"),
    "cases.form.diagnose.lead": (
        "Każdy z pięciu obszarów trzeba wziąć pod uwagę: zaznacz potrzeby albo „rozważono”. Przemocy "
        "w domu i handlu ludźmi tu się nie zapisuje: mają osobną drogę.",
        "Each of the five areas has to be considered: tick needs or “considered”. Violence at home "
        "and human trafficking are not recorded here: they have a way of their own.",
    ),
    "cases.form.diagnose.family": ("Rodzina i sposób pracy", "The family and the way of work"),
    "cases.form.team.seat": ("Miejsce nr {n}", "Seat no. {n}"),
    "cases.form.team.who": ("Instytucja i rola pracownika", "Institution and role of the worker"),
    "cases.form.team.role": ("Zadanie w zespole", "Part in the team"),
    "cases.form.team.any": ("bez wskazania pracownika", "no worker named"),
    "cases.form.team.lead": (
        "Dokładnie jedna instytucja prowadzi sprawę. Zalecane są co najmniej dwa poziomy samorządu: "
        "gmina i powiat.",
        "Exactly one institution leads. At least two levels of self-government are advised: "
        "municipality and county.",
    ),
    "cases.form.meet.present": ("Obecne instytucje zespołu", "Institutions of the team present"),
    "cases.form.basket.choose": (
        "Wstaw koszyk nr {n} do formularza",
        "Put basket no. {n} into the form",
    ),
    "cases.form.basket.proposals": ("Propozycje koszyków", "Baskets proposed"),
    "cases.form.basket.proposals.lead": (
        "Koszyki ułożone ze ścieżek wsparcia dla potrzeb z diagnozy. Wybierz jeden albo wpisz usługi "
        "samodzielnie; wszystko można potem zmienić.",
        "Baskets made from the support routes for the diagnosed needs. Choose one or enter services "
        "yourself; everything can be changed afterwards.",
    ),
    "cases.form.basket.unmet": ("Potrzeby bez dostępnej usługi", "Needs without an available service"),
    "cases.form.basket.areas": ("Co może wnieść każdy obszar", "What each area can add"),
    "cases.form.basket.areas.considered": ("rozważono, bez potrzeb", "considered, no needs"),
    "cases.form.basket.areas.none": ("brak usługi na te potrzeby", "no service for these needs"),
    "cases.form.basket.item": ("Usługa nr {n}", "Service no. {n}"),
    "cases.form.basket.gone": (
        "Usługi, których już nie ma w wykazie",
        "Services that are not on the list any more",
    ),
    "cases.form.basket.service": ("Usługa i realizator", "Service and provider"),
    "cases.form.basket.needs": ("Na jakie potrzeby", "For which needs"),
    "cases.form.basket.wait": ("Oczekiwanie w dniach", "Wait in days"),
    "cases.form.basket.by_hand": ("Usługa spoza wykazu nr {n}", "Service not on the list, no. {n}"),
    "cases.form.basket.institution": ("Instytucja", "Institution"),
    "cases.form.basket.kind": ("Rodzaj usługi", "Kind of service"),
    "cases.form.plan_basket.lead": (
        "Koszyk planowany: wstępna propozycja zespołu, przed rozmową z rodziną.",
        "The planned basket: the team's first proposal, before talking with the family.",
    ),
    "cases.form.agree_basket.lead": (
        "Koszyk uzgodniony: to, na co zgadza się rodzina. Może różnić się od planowanego.",
        "The agreed basket: what the family agrees to. It may differ from the planned one.",
    ),
    "cases.form.finalise_basket.lead": (
        "Koszyk ostateczny: potwierdzony z realizatorami. Na nim opiera się kontrakt.",
        "The final basket: confirmed with the providers. The contract rests on it.",
    ),
    "cases.form.move_item.item": ("Usługa", "Service"),
    "cases.form.move_item.state": ("Nowy stan", "New state"),
    "cases.form.move_item.reason": ("Powód rezygnacji", "Reason for dropping"),
    "cases.form.move_item.reason.hint": ("tylko przy rezygnacji", "only where it is dropped"),
    "cases.form.contract.goal": ("Cel nr {n}", "Goal no. {n}"),
    "cases.form.contract.code": ("Cel", "Goal"),
    "cases.form.contract.measure": ("Miara", "Measure"),
    "cases.form.contract.baseline": ("Wartość na początku", "Value at the start"),
    "cases.form.contract.target": ("Wartość do osiągnięcia", "Value to reach"),
    "cases.form.contract.owner": ("Kto odpowiada", "Who answers for it"),
    "cases.form.contract.due": ("Termin", "Deadline"),
    "cases.form.contract.duties.family": ("Zobowiązania rodziny", "Obligations of the family"),
    "cases.form.contract.duties.institution": ("Zobowiązania instytucji", "Obligations of institutions"),
    "cases.form.contract.obligation": ("Zobowiązanie nr {n}", "Obligation no. {n}"),
    "cases.form.contract.side": ("Kto się zobowiązuje", "Who undertakes it"),
    "cases.form.contract.duty": ("Do czego", "What"),
    "cases.form.contract.lead": (
        "Co najmniej jeden cel, a dla każdego miara, wartości, osoba odpowiedzialna i termin.",
        "At least one goal, each with a measure, values, somebody who answers for it and a deadline.",
    ),
    "cases.form.review.value": ("{goal}: wartość teraz", "{goal}: value now"),
    "cases.form.review.next": ("Dzień następnego przeglądu", "Day of the next review"),
    "cases.form.goal.hint": (
        "{measure}; na początku: {baseline}, cel: {target}",
        "{measure}; at the start: {baseline}, target: {target}",
    ),
    "cases.form.close.reason": ("Powód zakończenia", "Reason for closing"),
    "cases.form.close.value": ("Wartość na koniec", "Value at the end"),
    "cases.form.close.result": ("Wynik", "Result"),
    "cases.form.close.checks": (
        "Kiedy sprawdzić, czy zmiana trwa",
        "When to check whether the change lasts",
    ),
    "cases.form.close.check": ("Sprawdzenie nr {n}", "Check no. {n}"),
    "cases.form.close.no_contract": (
        "Kontraktu nie zawarto, więc nie ma celów do oceny.",
        "No contract was made, so there are no goals to judge.",
    ),
    "cases.form.follow_up.planned": ("Które sprawdzenie", "Which check"),
    "cases.form.follow_up.lasting": ("{goal}: czy zmiana trwa", "{goal}: does the change last"),
    "cases.form.follow_up.new": ("Dalej", "Further"),
    "cases.form.follow_up.new.yes": (
        "rodzina prosi o nowe wsparcie (nową sprawę otwiera się osobno)",
        "the family asks for new support (a new case is opened separately)",
    ),
    "cases.form.more.seats": ("Sprawdź skład i dodaj miejsca", "Check the team and add seats"),
    "cases.form.more.items": ("Dodaj usługi z wykazu", "Add services of the list"),
    "cases.form.more.hand": ("Dodaj usługę spoza wykazu", "Add a service not on the list"),
    "cases.form.more.goals": ("Dodaj cele", "Add goals"),
    "cases.form.more.duties": ("Dodaj zobowiązania", "Add obligations"),
    "cases.form.more.checks": ("Dodaj dni sprawdzenia", "Add days of checks"),
    # Faults
    "cases.fault.date": (
        "dzień w postaci rok-miesiąc-dzień, na przykład 2026-05-14.",
        "a day as year-month-day.",
    ),
    "cases.fault.number": ("liczba całkowita, od 0.", "a whole number from 0 up."),
    "cases.fault.future": ("dzień nie może być późniejszy niż dziś.", "the day cannot be after today."),
    "cases.fault.early": (
        "dzień nie może być wcześniejszy niż poprzedni krok: {date}.",
        "the day cannot be before the step before: {date}.",
    ),
    "cases.fault.later": (
        "ten dzień musi być późniejszy niż dzień kroku.",
        "this day must come after the step's.",
    ),
    "cases.fault.guardian": (
        "sprawa jednej osoby poniżej 18 lat wymaga zgody opiekuna prawnego.",
        "the case of one person below 18 needs the legal guardian's consent.",
    ),
    "cases.fault.ticks": ("zaznacz co najmniej jedną odpowiedź.", "tick at least one."),
    "cases.fault.needs": (
        "Diagnoza: zaznacz co najmniej jedną potrzebę.",
        "Diagnosis: tick at least one need.",
    ),
    "cases.fault.area": ("zaznacz potrzebę albo „rozważono”.", "tick a need or “considered”."),
    "cases.fault.seats": (
        "zespół musi mieć co najmniej jedną instytucję.",
        "a team needs at least one institution.",
    ),
    "cases.fault.one_lead": (
        "dokładnie jedna instytucja prowadzi sprawę.",
        "exactly one institution leads the case.",
    ),
    "cases.fault.twice": ("ten wybór stoi już wyżej.", "this choice stands above already."),
    "cases.fault.items": (
        "koszyk musi mieć co najmniej jedną usługę.",
        "a basket needs at least one service.",
    ),
    "cases.fault.item_needs": (
        "zaznacz potrzebę: ta usługa nie odpowiada na żadną sama z siebie.",
        "tick a need: the service answers none by itself.",
    ),
    "cases.fault.reason": (
        "powód podaje się przy rezygnacji i tylko wtedy.",
        "a reason is due where it is dropped, and only there.",
    ),
    "cases.fault.state": (
        "tego stanu nie można teraz wybrać; obecny stan: {state}.",
        "this state cannot be chosen now; the present one: {state}.",
    ),
    "cases.fault.goals": (
        "kontrakt musi mieć co najmniej jeden cel.",
        "a contract needs at least one goal.",
    ),
    "cases.fault.target": (
        "ta wartość musi być inna niż na początku.",
        "this value must differ from that at the start.",
    ),
    "cases.fault.sides": (
        "Zobowiązania: co najmniej jedno rodziny i jedno instytucji.",
        "Obligations: at least one of the family and one of an institution.",
    ),
    "cases.fault.side": (
        "to zobowiązanie należy do drugiej strony.",
        "this obligation belongs to the other side.",
    ),
    "cases.fault.checks": (
        "podaj co najmniej jeden dzień sprawdzenia.",
        "give at least one day of a check.",
    ),
    "cases.fault.code": (
        "powód przy odmowie, wynik przy zakończeniu, poza tym nic.",
        "a reason for a rejection, an outcome for a completion, else nothing.",
    ),
    "cases.fault.consent_end": (
        "zgoda musi mieć koniec, późniejszy niż początek.",
        "a consent needs an end after its beginning.",
    ),
    "cases.fault.other": ("ta wartość nie pasuje do sprawy.", "this value does not fit the case."),
    # What came of it
    "cases.saved": ("Krok jest zapisany.", "The step is recorded."),
    "cases.opened": (
        "Sprawa jest otwarta. Zapisz jej znak w OPS.",
        "The case is open. Keep its sign at the centre.",
    ),
    "cases.outdated": (
        "Ktoś inny zapisał w tej sprawie krok, zanim ten formularz został wysłany. Nic z wpisanych "
        "danych nie zginęło, ale krok nie jest zapisany. Sprawdź historię sprawy i zapisz jeszcze "
        "raz, jeśli krok jest nadal potrzebny.",
        "Somebody else recorded a step in this case before this form was sent. Nothing you entered is "
        "lost, but the step is not recorded. Look at the history of the case and record again if the "
        "step is still needed.",
    ),
    "cases.outdated.history": ("Zobacz historię sprawy", "See the history of the case"),
    "cases.changed": (
        "Nie zapisano: sprawa zmieniła się w międzyczasie. Poniżej jest jej aktualny stan.",
        "Not recorded: the case has changed meanwhile. Below is how it stands.",
    ),
    "cases.not_now": (
        "Tego kroku nie można zapisać na obecnym etapie sprawy: {state}.",
        "This step cannot be taken at the present stage of the case: {state}.",
    ),
    "cases.back": ("Wróć do sprawy", "Back to the case"),
}
