"""Texts of the comparison, the settings and the page of work under way, in Polish and English."""

from typing import Final

TUNING: Final[dict[str, tuple[str, str]]] = {
    "menu.compare": ("Porównanie", "Comparison"),
    "compare.lead": (
        "Dwa partnerstwa obok siebie albo jedno partnerstwo w dwóch dniach.",
        "Two partnerships side by side, or one partnership on two days.",
    ),
    "compare.side.a": ("Strona A", "Side A"),
    "compare.side.b": ("Strona B", "Side B"),
    "compare.partnership": ("Partnerstwo", "Partnership"),
    "compare.day": ("Stan na dzień", "As of"),
    "compare.day.hint": (
        "Puste: dzisiaj. Udział i oceny współpracy są brane z tego dnia.",
        "Blank: today. Membership and reports are taken as of that day.",
    ),
    "compare.do": ("Porównaj", "Compare"),
    "compare.words": ("Co się różni", "What differs"),
    "compare.none": ("Wskaźniki obu stron są takie same.", "The figures of both sides are the same."),
    "compare.withheld": (
        "Luki o pojedynczych rodzinach widzą tylko prowadzący sprawy, więc nie są tu liczone.",
        "Gaps about single families are shown to case leads only, so they are not counted here.",
    ),
    "compare.figures": ("Wskaźniki", "Key figures"),
    "compare.coverage": ("Członkowie PZK w obszarach", "Members by area"),
    "compare.kinds": ("Luki według rodzaju", "Gaps by kind"),
    "compare.no_gaps": ("Po żadnej ze stron nie ma luk.", "Neither side has gaps."),
    "compare.actors": ("Kto spaja sieć", "Who holds the network together"),
    "compare.no_actors": ("Żadna instytucja nie pośredniczy.", "No institution is in between."),
    "compare.difference": ("Różnica (B wobec A)", "Difference (B against A)"),
    "compare.equal": ("bez różnicy", "no difference"),
    "compare.more": ("więcej o: {n}", "more by: {n}"),
    "compare.less": ("mniej o: {n}", "fewer by: {n}"),
    "compare.more.points": ("więcej o (punkty procentowe): {n}", "more by (percentage points): {n}"),
    "compare.less.points": ("mniej o (punkty procentowe): {n}", "less by (percentage points): {n}"),
    "compare.members": ("Członkowie PZK", "Members"),
    "compare.institutions": ("Instytucje na mapie", "Institutions on the map"),
    "compare.areas": ("Obszary z członkami PZK (z pięciu)", "Areas with members (of five)"),
    "compare.services": ("Usługi", "Services"),
    "compare.ties": ("Bieżące kontakty", "Current contacts"),
    "compare.average": ("Kontakty na instytucję, średnio", "Contacts for each institution, on average"),
    "compare.parts": ("Części sieci", "Parts of the network"),
    "compare.bridges": ("Jedyne połączenia", "Only connections"),
    "compare.cuts": ("Jedyni łącznicy", "Only go-betweens"),
    "compare.dependence": ("Zależność od jednej instytucji", "Dependence on one institution"),
    "compare.gaps": ("Luki we współpracy", "Coordination gaps"),
    "compare.urgent": ("Luki o wysokiej pilności", "Urgent gaps"),
    "compare.joined": ("Doszły do partnerstwa", "Joined"),
    "compare.left": ("Nie są już w partnerstwie", "No longer members"),
    "compare.closed": ("Luki, których już nie ma", "Gaps that are gone"),
    "compare.opened": ("Nowe luki", "New gaps"),
    "compare.changed": ("Luki, które się zmieniły", "Gaps that have changed"),
    "compare.not_counted": (
        "Luk tych rodzajów po jednej ze stron nie da się ustalić, więc nie są tu liczone ani jako "
        "zamknięte, ani jako nowe: {kinds}.",
        "Gaps of these kinds cannot be found on one of the sides, so they are counted neither as gone "
        "nor as new: {kinds}.",
    ),
    # Settings
    "menu.settings": ("Ustawienia", "Settings"),
    "settings.lead": (
        "Od jakiej wartości program zgłasza lukę, co ile waży przy zapraszaniu i ile kosztuje droga do "
        "usługi. Ustawienia dotyczą wszystkich partnerstw w tej bazie, a także API i poleceń.",
        "From which value a gap is reported, what counts how much in inviting, and what a way to "
        "a service "
        "costs. The settings hold for all partnerships of this store, for the API and the commands too.",
    ),
    "settings.only_look": (
        "Zmieniać ustawienia mogą animator albo prowadzący sprawy, jeżeli ich obszar obejmuje wszystkie "
        "partnerstwa w bazie.",
        "Settings can be changed by an animator or a case lead whose territory holds all "
        "partnerships of "
        "the store.",
    ),
    "settings.outdated": (
        "Ktoś zmienił ustawienia po otwarciu tego formularza. Nic nie zostało zapisane. W polach stoi "
        "to, co było wpisane, a przy nich obecna wartość. Ponowny zapis zastąpi obecne wartości.",
        "Somebody changed the settings after this form was opened. Nothing was saved. The fields hold "
        "what was put in, with the present value beside. Saving once more replaces the present values.",
    ),
    "settings.now": ("Obecnie zapisane: {value}", "Saved now: {value}"),
    "settings.saved": ("Zapisano. Zmienione ustawienia: {n}.", "Saved. Settings changed: {n}."),
    "settings.saved.none": ("Nic się nie zmieniło.", "Nothing changed."),
    "settings.default": (
        "W modelu: {value}. Zakres: {range}.",
        "In the model: {value}. Range: {range}.",
    ),
    "settings.for_leads": (
        "Te progi zmienia prowadzący sprawy: inaczej można by nimi odpytywać o oceny i sprawy, których "
        "Państwa rola nie widzi.",
        "These thresholds are changed by a case lead: others could use them to ask for ratings and "
        "cases that their role does not see.",
    ),
    "settings.changed": ("Zmienione.", "Changed."),
    "settings.fixed": (
        "Wartość jest ustawiona na serwerze i tu się jej nie zmienia.",
        "Set on the server, not to be changed here.",
    ),
    "settings.range": ("od {low} do {high}", "{low} to {high}"),
    "settings.range.list": ("z listy", "from the list"),
    "settings.reset": ("Przywróć wartości z modelu", "Back to the model's values"),
    "settings.blank": ("Puste pole oznacza wartość z modelu.", "A blank field means the model's value."),
    "settings.fault": ("oczekiwana wartość: {range}.", "expected: {range}."),
    "settings.fault.weights": (
        "przynajmniej jedna waga musi być większa od zera.",
        "at least one weight must be above zero.",
    ),
    "settings.thresholds": ("Progi luk", "Thresholds of gaps"),
    "settings.weights": ("Wagi przy zapraszaniu", "Weights in inviting"),
    "settings.costs": ("Koszty ścieżek wsparcia", "Costs of support routes"),
    "settings.thresholds.cut_off": ("Odcięte instytucje, co najmniej", "Institutions cut off, at least"),
    "settings.thresholds.cut_off.hint": (
        "Ile instytucji musi tracić łączność, aby zgłosić jedyne połączenie, jedynego łącznika albo "
        "kontakt przez jedną osobę.",
        "How many must be cut off before an only connection, go-between or single contact is reported.",
    ),
    "settings.thresholds.contact_ties": ("Kontakty instytucji, co najmniej", "Contacts, at least"),
    "settings.thresholds.contact_ties.hint": (
        "Kontakt przez jedną osobę jest badany w instytucjach, które mają tyle kontaktów.",
        "A single contact is looked for where an institution has this many contacts.",
    ),
    "settings.thresholds.contact_share": ("Udział jednej osoby", "Share of one person"),
    "settings.thresholds.contact_share.hint": (
        "Część kontaktów instytucji w rękach jednej osoby, od której zgłaszana jest luka.",
        "Part of an institution's contacts in one person's hands from which it is reported.",
    ),
    "settings.thresholds.contact_excess": (
        "Nadmiar wobec równego podziału",
        "Excess over an even share",
    ),
    "settings.thresholds.contact_excess.hint": (
        "Ile razy więcej kontaktów niż przy równym podziale między pracowników.",
        "How many times the contacts of an even share among the workers.",
    ),
    "settings.thresholds.weak_strength": ("Słaba współpraca, do siły", "Weak cooperation, up to"),
    "settings.thresholds.weak_strength.hint": (
        "Porozumienie z siłą nie większą niż ta jest zgłaszane jako porozumienie bez współpracy "
        "w praktyce.",
        "An agreement with a strength up to this is reported as one without cooperation in practice.",
    ),
    "settings.thresholds.weak_frequency": ("Rzadki kontakt", "Seldom contact"),
    "settings.thresholds.weak_frequency.hint": (
        "Kontakt tak częsty albo rzadszy przy porozumieniu jest zgłaszany.",
        "Contact this seldom, or more seldom, in spite of an agreement is reported.",
    ),
    "settings.thresholds.asymmetry": ("Różnica ocen", "Difference of ratings"),
    "settings.thresholds.asymmetry.hint": (
        "Od takiej różnicy ocen dwóch stron zgłaszana jest różna ocena współpracy.",
        "From this difference of the two sides' ratings a different view is reported.",
    ),
    "settings.thresholds.informal_strength": ("Silna współpraca bez umowy", "Strong without agreement"),
    "settings.thresholds.informal_strength.hint": (
        "Od takiej siły zgłaszana jest współpraca z instytucją spoza PZK oparta na znajomości.",
        "From this strength cooperation with an outsider resting on acquaintance is reported.",
    ),
    "settings.thresholds.influence": ("Ważny pośrednik", "Important go-between"),
    "settings.thresholds.influence.hint": (
        "10 oznacza porównanie z jedną dziesiątą instytucji o największym pośrednictwie.",
        "10 compares with the first tenth of institutions by betweenness.",
    ),
    "settings.thresholds.centralisation": ("Zależność od jednej instytucji", "Dependence on one"),
    "settings.thresholds.centralisation.hint": (
        "Powyżej tej centralizacji (0 do 1) sieć jest zgłaszana jako zależna od jednej instytucji.",
        "Above this centralisation (0 to 1) the network is reported as depending on one institution.",
    ),
    "settings.thresholds.area_share": (
        "Obszar w kontakcie z liderem",
        "Area in contact with the leader",
    ),
    "settings.thresholds.area_share.hint": (
        "Część członków obszaru w kontakcie z liderem, poniżej której zgłaszana jest luka.",
        "Part of an area's members in contact with the leader below which it is reported.",
    ),
    "settings.thresholds.area_strength": ("Siła kontaktu z liderem", "Strength with the leader"),
    "settings.thresholds.area_strength.hint": (
        "Najmniejsza siła kontaktu z liderem, która się liczy.",
        "The least strength of a tie with the leader that counts.",
    ),
    "settings.thresholds.levels": ("Poziomy samorządu", "Levels of government"),
    "settings.thresholds.levels.hint": (
        "Ile poziomów (gmina, powiat) ma brać udział w partnerstwie i w zespole rodziny.",
        "How many levels should take part in the partnership and in a task team.",
    ),
    "settings.thresholds.case_institutions": (
        "Instytucje przy jednej rodzinie",
        "Institutions of a family",
    ),
    "settings.thresholds.case_institutions.hint": (
        "Od tylu instytucji sprawa wymaga koordynacji.",
        "From this many institutions a case needs coordination.",
    ),
    "settings.thresholds.max_wait": ("Najdłuższe oczekiwanie, dni", "Longest wait, days"),
    "settings.thresholds.max_wait.hint": (
        "Usługa z dłuższym oczekiwaniem nie liczy się jako dostępna.",
        "A service with a longer wait does not count as available.",
    ),
    "settings.weights.needs": ("Potrzeby", "Needs"),
    "settings.weights.needs.hint": (
        "Potrzeby, na które kandydat ma dostępną usługę.",
        "Needs that a candidate has a usable service for.",
    ),
    "settings.weights.families": ("Rodziny", "Families"),
    "settings.weights.families.hint": (
        "Rodziny, z którymi kandydat już pracuje.",
        "Families that a candidate works with already.",
    ),
    "settings.weights.areas": ("Obszary", "Areas"),
    "settings.weights.areas.hint": (
        "Obszary, które bez kandydata nie mają członków.",
        "Areas that have no members without the candidate.",
    ),
    "settings.weights.levels": ("Poziomy samorządu", "Levels of government"),
    "settings.weights.levels.hint": (
        "Poziomy, których w partnerstwie jeszcze nie ma.",
        "Levels that the partnership lacks.",
    ),
    "settings.weights.robustness": ("Odporność sieci", "Robustness"),
    "settings.weights.robustness.hint": (
        "O ile mniej traci sieć po odejściu jednej instytucji.",
        "How much less the network loses when one institution leaves.",
    ),
    "settings.weights.reach": ("Zasięg", "Reach"),
    "settings.weights.reach.hint": (
        "Instytucje, do których kandydat otwiera drogę.",
        "Institutions that a candidate opens a way to.",
    ),
    "settings.costs.self_referral": ("Usługa bez skierowania", "Open service"),
    "settings.costs.self_referral.hint": (
        "Najwięcej punktów za drogę do usługi, do której można przyjść bez skierowania.",
        "The most points for the way to a service that anybody may come to.",
    ),
    "settings.costs.institution": ("Każda instytucja w koszyku", "Each institution of a basket"),
    "settings.costs.institution.hint": (
        "Punkty za każdą kolejną instytucję: im więcej, tym mniej miejsc do odwiedzenia.",
        "Points for each institution: the more, the fewer places to visit.",
    ),
    "settings.costs.days_per_point": ("Dni oczekiwania za jeden punkt", "Days of waiting for a point"),
    "settings.costs.days_per_point.hint": (
        "Ile dni oczekiwania kosztuje jeden punkt.",
        "How many days of waiting cost one point.",
    ),
    "settings.costs.unknown_wait": ("Nieznane oczekiwanie, dni", "Unknown wait, days"),
    "settings.costs.unknown_wait.hint": (
        "Tyle dni jest przyjmowane, gdy nie wiadomo, ile się czeka ani czy są miejsca.",
        "Days assumed where neither the wait nor free places are known.",
    ),
    # Work under way
    "work.title": ("Praca w toku", "Work under way"),
    "work.lead": (
        "Można odświeżyć tę stronę albo ją zamknąć i wrócić: praca trwa dalej.",
        "You can reload this page, or close it and come back: the work goes on.",
    ),
    "work.step": ("Krok {n} z {all}: {name}", "Step {n} of {all}: {name}"),
    "work.since": ("Sekundy od początku: {n}", "Seconds since the start: {n}"),
    "work.refresh": ("Sprawdź teraz", "Look now"),
    "work.back": ("Wróć", "Back"),
}
