"""Every word of the network view, in Polish and English; nothing else in this room holds screen text.

Institution names stand in the nominative after a colon, a dash or an arrow, and counts after a colon,
so that no sentence has to agree with a name or a number.
"""

from typing import Final, Literal

from graph.vocabulary import AREA_NAMES, LEVEL_NAMES, SECTOR_NAMES

Lang = Literal["pl", "en"]

#: Key to (Polish, English). Placeholders in braces are filled by Python or by the page's script.
WORDS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Sieć współpracy: {name}", "Cooperation network: {name}"),
    "as_of": ("Stan na: {date}", "As of: {date}"),
    "fictional": ("dane fikcyjne", "fictional data"),
    "layer": ("Poziom współpracy", "Layer of cooperation"),
    "layer.institutions": ("Instytucje", "Institutions"),
    "layer.workers": ("Pracownicy", "Workers"),
    "layer.cases": ("Wspólne rodziny", "Shared families"),
    "skip": ("Przejdź do tabeli", "Skip to the table"),
    "controls": ("Filtry i wygląd", "Filters and appearance"),
    "drawing": ("Rysunek sieci", "Drawing of the network"),
    "drawing.tools": ("Narzędzia rysunku", "Drawing tools"),
    "drawing.hint": (
        "Rysunek można przesuwać i przybliżać myszą, palcami lub przyciskami. "
        "Wszystko, co jest na rysunku, jest też w tabelach poniżej.",
        "Pan and zoom with the mouse, fingers or the buttons. "
        "Everything in the drawing is also in the tables below.",
    ),
    "zoom_in": ("Przybliż", "Zoom in"),
    "zoom_out": ("Oddal", "Zoom out"),
    "fit": ("Pokaż całość", "Show everything"),
    "left": ("Przesuń w lewo", "Move left"),
    "right": ("Przesuń w prawo", "Move right"),
    "up": ("Przesuń w górę", "Move up"),
    "down": ("Przesuń w dół", "Move down"),
    "save.png": ("Zapisz PNG", "Save PNG"),
    "save.svg": ("Zapisz SVG", "Save SVG"),
    "save.html": ("Pobierz widok (HTML)", "Download this view (HTML)"),
    "print": ("Drukuj", "Print"),
    "link.copy": ("Kopiuj link do tego widoku", "Copy a link to this view"),
    "link.copied": ("Link skopiowano do schowka.", "The link is on the clipboard."),
    "link.manual": ("Adres tego widoku jest w pasku przeglądarki.", "The address bar holds this view."),
    "search": ("Szukaj instytucji", "Search institutions"),
    "search.workers": ("Szukaj pracownika lub instytucji", "Search workers or institutions"),
    "found": ("Znalezione: {n}", "Found: {n}"),
    "highlight": ("Wyróżnij na rysunku", "Highlight in the drawing"),
    "highlight.none": ("bez wyróżnienia", "nothing highlighted"),
    "highlight.gap": ("Luki we współpracy", "Coordination gaps"),
    "highlight.route": ("Ścieżki wsparcia", "Support routes"),
    "highlight.whatif": ("Co się zmieni, jeśli…", "What changes if…"),
    "highlight.basket": ("Koszyk nr {n}", "Basket no. {n}"),
    "highlight.difference": (
        "Zmiana (dochodzi: {added}, ubywa: {lost})",
        "Change (added: {added}, lost: {lost})",
    ),
    "difference.added": ("Dochodzi", "Added"),
    "difference.lost": ("Ubywa", "Lost"),
    "difference.changed": ("Zmiana siły lub formy", "Changed strength or form"),
    "difference.nothing": ("Brak zmian.", "Nothing changes."),
    "size_by": ("Wielkość znaku", "Size of the mark"),
    "size_by.none": ("jednakowa", "all equal"),
    "colour_by": ("Kolor i kształt znaku", "Colour and shape of the mark"),
    "measures.plain": ("Miary", "Measures"),
    "measures.advanced": ("Zaawansowane", "Advanced"),
    "area": ("Obszar", "Area"),
    "area.none": ("poza pięcioma obszarami", "outside the five areas"),
    "level": ("Poziom samorządu", "Level of government"),
    "level.none": ("nie podano", "not given"),
    "membership": ("Udział w partnerstwie", "Membership"),
    "membership.leader": ("lider", "leader"),
    "membership.strategic_partner": ("partner strategiczny", "strategic partner"),
    "membership.member": ("członek", "member"),
    "membership.none": ("na mapie, poza partnerstwem", "on the map, not a member"),
    "sector": ("Sektor", "Sector"),
    "sector.none": ("nie podano", "not given"),
    "strength": ("Najmniejsza siła więzi", "Least strength of a tie"),
    "strength.any": ("każda", "any"),
    "formalisation": ("Forma współpracy", "Form of cooperation"),
    "formalisation.personal": ("kontakt osobisty", "personal contact"),
    "formalisation.verbal": ("ustalenia ustne", "verbal arrangement"),
    "formalisation.declaration": ("deklaracja", "declaration"),
    "formalisation.agreement": ("porozumienie", "agreement"),
    "formalisation.statutory": ("obowiązek ustawowy", "statutory duty"),
    "formalisation.none": ("nie podano", "not given"),
    "frequency.weekly": ("co tydzień", "weekly"),
    "frequency.monthly": ("co miesiąc", "monthly"),
    "frequency.quarterly": ("co kwartał", "quarterly"),
    "frequency.adhoc": ("doraźnie", "as needed"),
    "frequency.none": ("brak kontaktu od 12 miesięcy", "no contact in 12 months"),
    "frequency.unknown": ("nie podano", "not given"),
    "quiet": ("Pokaż więzi bez kontaktu od 12 miesięcy", "Show ties without contact in 12 months"),
    "focus": ("Pokaż otoczenie instytucji", "Show the surroundings of"),
    "focus.workers": ("Pokaż otoczenie pracownika", "Show the surroundings of"),
    "focus.none": ("cała sieć", "the whole network"),
    "steps": ("Liczba kroków", "Number of steps"),
    "collapse": ("Łącz w grupy", "Collapse into groups"),
    "collapse.none": ("nie łącz", "no groups"),
    "collapse.area": ("według obszaru", "by area"),
    "collapse.level": ("według poziomu samorządu", "by level of government"),
    "collapse.membership": ("według udziału w partnerstwie", "by membership"),
    "collapse.sector": ("według sektora", "by sector"),
    "collapse.group": ("według miejsca i obszaru", "by place and area"),
    "collapse.hint": (
        "Kliknięcie grupy na rysunku albo na liście otwiera ją.",
        "A click on a group in the drawing or in the list opens it.",
    ),
    "group.open": ("Otwarte grupy", "Open groups"),
    "group.other": ("pozostałe", "others"),
    "group.gmina": ("gmina {code}", "municipality {code}"),
    "group.powiat": ("powiat {code}", "county {code}"),
    "reset": ("Wyczyść filtry", "Clear the filters"),
    "legend": ("Legenda", "Legend"),
    "legend.colour": ("Kolor i kształt: {by}", "Colour and shape: {by}"),
    "legend.size": ("Wielkość: {by}", "Size: {by}"),
    "legend.size.from": ("{low} – {high}", "{low} – {high}"),
    "legend.border": ("Wypełnienie", "Fill"),
    "legend.full": ("członek partnerstwa", "member of the partnership"),
    "legend.hollow": ("poza partnerstwem", "not a member"),
    "legend.ties": ("Więzi", "Ties"),
    "legend.width": ("grubość: siła od 1 do 5", "width: strength from 1 to 5"),
    "legend.confirmed": ("potwierdzona przez obie strony", "confirmed by both sides"),
    "legend.one_sided": ("zgłoszona przez jedną stronę", "reported by one side"),
    "legend.quiet": ("bez kontaktu od 12 miesięcy", "no contact in 12 months"),
    "legend.known": ("znany kontakt", "known contact"),
    "legend.shared": ("wspólne rodziny", "shared families"),
    "legend.marks": ("Wyróżnienie", "Highlight"),
    "state.witness": ("dowód luki", "evidence of the gap"),
    "state.missing": ("brak bieżącego kontaktu", "no current contact"),
    "state.apart": ("część tracąca łączność", "part that loses contact"),
    "state.route": ("ścieżka, kolejne kroki", "route, step by step"),
    "state.added": ("dochodzi", "added"),
    "state.lost": ("ubywa", "lost"),
    "state.changed": ("zmiana siły lub formy", "changed strength or form"),
    "details": ("Opis wybranej pozycji", "Description of the selection"),
    "details.close": ("Zamknij opis", "Close the description"),
    "details.focus": ("Pokaż otoczenie", "Show the surroundings"),
    "details.ties": ("Więzi: {n}", "Ties: {n}"),
    "details.page": ("Strona instytucji", "Page of the institution"),
    "table.nodes": ("Instytucje", "Institutions"),
    "table.nodes.workers": ("Pracownicy", "Workers"),
    "table.edges": ("Więzi", "Ties"),
    "table.edges.cases": ("Wspólne rodziny", "Shared families"),
    "table.count": ("Pokazane: {n} z {all}", "Shown: {n} of {all}"),
    "table.more": ("Pokaż kolejne: {n}", "Show more: {n}"),
    "table.sort": ("Sortuj według kolumny: {column}", "Sort by column: {column}"),
    "table.name": ("Nazwa", "Name"),
    "table.role": ("Rola", "Role"),
    "table.type": ("Typ", "Type"),
    "table.institution": ("Instytucja", "Institution"),
    "table.pair": ("Strony", "Ends"),
    "table.strength": ("Siła", "Strength"),
    "table.frequency": ("Częstość kontaktu", "Frequency"),
    "table.formalisation": ("Forma", "Form"),
    "table.confirmed": ("Potwierdzona", "Confirmed"),
    "table.families": ("Rodziny", "Families"),
    "table.empty": ("Żaden wiersz nie spełnia filtrów.", "No row passes the filters."),
    "table.show": ("Wskaż na rysunku: {name}", "Show in the drawing: {name}"),
    "yes": ("tak", "yes"),
    "no": ("nie", "no"),
    "unknown": ("brak wartości", "no value"),
    "few_families": ("mniej niż 5", "fewer than 5"),
    "members": ("członkowie partnerstwa: {n}", "members of the partnership: {n}"),
    "count.institutions": ("instytucje: {n}", "institutions: {n}"),
    "count.workers": ("pracownicy: {n}", "workers: {n}"),
    "count.ties": ("więzi z bieżącym kontaktem: {n}", "ties with current contact: {n}"),
    "count.no_data": ("brak danych o współpracy", "no data on cooperation"),
    "count.quiet": ("więzi bez kontaktu od 12 miesięcy: {n}", "ties without contact in 12 months: {n}"),
    "count.pairs": ("pary: {n}", "pairs: {n}"),
    "summary.shown": ("Na rysunku: {nodes}, {edges}.", "In the drawing: {nodes}, {edges}."),
    "summary.groups": ("Grupy: {n}.", "Groups: {n}."),
    "summary.strongest": (
        "Linie między grupami: tylko najliczniejsze więzi.",
        "Lines between groups: only the most numerous ties.",
    ),
    "summary.ties": ("więzi: {n}", "ties: {n}"),
    "summary.areas": ("Obszary: {list}.", "Areas: {list}."),
    "summary.central": ("Najwięcej więzi: {list}.", "Most ties: {list}."),
    "summary.alone": ("Bez bieżącego kontaktu: {list}.", "Without current contact: {list}."),
    "summary.no_data": (
        "Brak danych o współpracy: nie ma ani jednej odpowiedzi, kto z kim pracuje. To nie znaczy, że "
        "kontaktów nie ma.",
        "No data on cooperation: there is no answer at all on who works with whom. It does not mean "
        "that there are no contacts.",
    ),
    "summary.lead": ("Lider: {name}.", "Leader: {name}."),
    "summary.grouped": (
        "Sieć jest duża, dlatego na początku widać grupy (liczba grup: {n}).",
        "The network is large, so groups are shown first (groups: {n}).",
    ),
    "noscript": (
        "Filtry, wyszukiwanie i tabele wymagają włączonych skryptów. Poniżej: stały rysunek sieci.",
        "Filters, search and tables need scripts. Below is a fixed drawing of this network.",
    ),
    "failed": (
        "Rysunku nie udało się pokazać w tej przeglądarce. Te same dane są w tabelach poniżej.",
        "This browser could not show the drawing. The same data are in the tables below.",
    ),
    "measure.degree": ("liczba więzi", "number of ties"),
    "measure.betweenness": ("pośrednictwo", "betweenness"),
    "measure.closeness": ("bliskość do pozostałych", "closeness"),
    "measure.core": ("rdzeń sieci", "core number"),
    "measure.eigenvector": ("wpływ przez partnerów (eigenvector)", "eigenvector centrality"),
    "measure.constraint": ("zależność od partnerów (constraint)", "constraint"),
    "measure.effective_size": ("rozłączne kontakty (effective size)", "effective size"),
    "measure.bridging": ("znaczenie więzi dla spójności (bridging)", "bridging"),
}


def word(lang: Lang, key: str, **values: object) -> str:
    """The text of a key in one language, its placeholders filled.

    >>> word("pl", "found", n=3)
    'Znalezione: 3'
    """
    text = WORDS[key][0 if lang == "pl" else 1]
    return text.format(**values) if values else text


def words(lang: Lang) -> dict[str, str]:
    """All texts of one language, for the page's script."""
    return {key: pair[0 if lang == "pl" else 1] for key, pair in WORDS.items()}


def area_name(lang: Lang, area: str | None) -> str:
    """The name of an area of cooperation.

    >>> area_name("pl", "bezpieczenstwo"), area_name("en", None)
    ('sądownictwo i policja', 'outside the five areas')
    """
    return AREA_NAMES[area][0 if lang == "pl" else 1] if area else word(lang, "area.none")


def level_name(lang: Lang, level: str | None) -> str:
    """The name of a level of government."""
    return LEVEL_NAMES[level][0 if lang == "pl" else 1] if level else word(lang, "level.none")


def sector_name(lang: Lang, sector: str | None) -> str:
    """The name of a sector; a sector that is no code of the model is its own name."""
    if not sector:
        return word(lang, "sector.none")
    return SECTOR_NAMES[sector][0 if lang == "pl" else 1] if sector in SECTOR_NAMES else sector
