"""Texts of a partnership's overview, in Polish and English."""

from typing import Final

OVERVIEW: Final[dict[str, tuple[str, str]]] = {
    "overview.figures": ("Najważniejsze liczby", "Key figures"),
    "figure.members": ("Członkowie PZK", "Members"),
    "figure.members.value": ("{n} z {all}", "{n} of {all}"),
    "figure.members.all": (
        "Wszystkie instytucje z mapy są w partnerstwie.",
        "All institutions on the map are members.",
    ),
    "figure.members.reading": (
        "Na mapie, poza partnerstwem: {n} instytucja.|Na mapie, poza partnerstwem: {n} instytucje.|"
        "Na mapie, poza partnerstwem: {n} instytucji.",
        "On the map but not a member: {n} institution.|On the map but not members: {n} institutions.",
    ),
    "figure.ties": ("Bieżące kontakty", "Current contacts"),
    "figure.ties.reading": (
        "Średnio na instytucję: {average}. Na 100 możliwych par w kontakcie jest: {share}.",
        "Per institution on average: {average}. Of 100 possible pairs in contact: {share}.",
    ),
    "figure.parts": ("Części sieci", "Parts of the network"),
    "figure.parts.one": (
        "Każda instytucja może dotrzeć do każdej innej, wprost albo przez partnerów.",
        "Every institution can reach every other, directly or through partners.",
    ),
    "figure.parts.many": ("Poza główną częścią: {names}.", "Outside the main part: {names}."),
    "figure.dependence": ("Zależność od jednej instytucji", "Dependence on one institution"),
    "figure.dependence.much": (
        "Większość dróg kontaktu prowadzi przez: {name}.",
        "Most ways of contact lead through: {name}.",
    ),
    "figure.dependence.some": (
        "Spora część dróg kontaktu prowadzi przez: {name}.",
        "A good part of the ways of contact leads through: {name}.",
    ),
    "figure.dependence.little": (
        "Drogi kontaktu rozkładają się na wiele instytucji.",
        "Ways of contact are spread over many institutions.",
    ),
    "figure.bridges": ("Jedyne połączenia", "Only connections"),
    "figure.bridges.none": (
        "Utrata żadnej pojedynczej więzi nie odcina nikogo od sieci.",
        "The loss of no single tie cuts anybody off.",
    ),
    "figure.bridges.some": (
        "Utrata każdej z tych więzi odcina kogoś od reszty sieci.",
        "The loss of each of these ties cuts somebody off from the rest.",
    ),
    "figure.sectors": ("Współpraca między sektorami", "Cooperation across sectors"),
    "figure.sectors.many": (
        "Większość kontaktów łączy instytucje z różnych sektorów, na przykład szkołę z poradnią.",
        "Most contacts join institutions of different sectors, such as a school and a clinic.",
    ),
    "figure.sectors.some": (
        "Mniej niż połowa kontaktów łączy instytucje z różnych sektorów.",
        "Fewer than half of the contacts join institutions of different sectors.",
    ),
    "figure.sectors.few": (
        "Instytucje współpracują głównie w swoim sektorze.",
        "Institutions work mainly within their own sector.",
    ),
    "overview.coverage": ("Kto jest w partnerstwie", "Who is in the partnership"),
    "overview.coverage.caption": (
        "Liczba członków PZK; w nawiasie instytucje na mapie, poza partnerstwem. Model wymaga członków "
        "z gminy i z powiatu.",
        "Number of members; in brackets institutions on the map that are not members. The model asks "
        "for members of both municipality and county.",
    ),
    "overview.coverage.none": ("brak członków", "no members"),
    "overview.coverage.open": (
        "Instytucje: {area}, {level}",
        "Institutions: {area}, {level}",
    ),
    "overview.coverage.nobody": ("nikogo na mapie", "nobody on the map"),
    "column.gmina": ("gmina", "municipality"),
    "column.powiat": ("powiat", "county"),
    "column.other": ("inne", "other"),
    "overview.central": ("Kto spaja sieć", "Who holds the network together"),
    "overview.central.lead": (
        "Instytucje, przez które prowadzi najwięcej dróg kontaktu między pozostałymi.",
        "The institutions through which most ways of contact between the others lead.",
    ),
    "overview.central.none": (
        "Żadna instytucja nie pośredniczy między innymi.",
        "No institution stands between others.",
    ),
    "actor.between": (
        "Na 100 dróg kontaktu między innymi prowadzi tędy: {n}.",
        "Of 100 ways of contact between others this way leads: {n}.",
    ),
    "actor.ties": ("Bieżące kontakty: {n}.", "Current contacts: {n}."),
    "actor.cut": (
        "Bez tej instytucji ktoś traci łączność z siecią.",
        "Without it somebody is cut off from the network.",
    ),
    "overview.gaps": ("Co najpilniejsze", "Most urgent"),
    "overview.gaps.all": ("Wszystkie luki we współpracy ({n})", "All coordination gaps ({n})"),
    "overview.gaps.none": (
        "W tych danych nie widać luk we współpracy.",
        "No coordination gaps can be seen in these data.",
    ),
    "overview.network": ("Sieć współpracy", "Cooperation network"),
    "overview.network.alt": (
        "Rysunek sieci współpracy. Te same dane, w tabelach: strona „Sieć współpracy”.",
        "Drawing of the cooperation network. The same data stand in tables on the page “Cooperation "
        "network”.",
    ),
    "overview.network.open": (
        "Otwórz sieć: filtry, wyszukiwanie, tabele",
        "Open the network: filters, search, tables",
    ),
    "overview.route": ("Gdzie szukać wsparcia", "Where to find support"),
    "overview.route.lead": (
        "Wybierz potrzebę, a program wskaże najbliższą usługę i drogę kontaktu. Nie podaje się żadnych "
        "danych rodziny.",
        "Choose a need and the program shows the nearest service and the way to it. No data of a family "
        "are asked for.",
    ),
    "route.need": ("Potrzeba", "Need"),
    "route.choose": ("wybierz…", "choose…"),
    "route.age": ("Wiek osoby", "Age of the person"),
    "route.age.any": ("dowolny", "any"),
    "route.gmina": ("Gmina (TERYT)", "Municipality (TERYT)"),
    "route.find": ("Pokaż usługę", "Show the service"),
    "route.service": ("Usługa", "Service"),
    "route.provider": ("Realizator", "Provider"),
    "route.phone": ("Telefon", "Phone"),
    "route.wait": ("Dni oczekiwania", "Days of waiting"),
    "route.path": ("Ścieżka kontaktu", "Way of contact"),
    "route.self": (
        "zgłoszenie samodzielne, bez pośrednika",
        "the family itself, nobody in between",
    ),
    "route.consent": (
        "Przed przekazaniem danych: zgoda rodziny albo podstawa prawna.",
        "Before any data are passed on: the family's consent or a legal base.",
    ),
    "route.more": ("Więcej potrzeb naraz: Ścieżki wsparcia", "Several needs at once: Support routes"),
    "overview.about": ("O tych danych", "About these data"),
    "about.teryt": ("TERYT", "TERYT"),
    "about.formed": ("Zawiązanie PZK", "Formed on"),
    "about.population": ("Liczba mieszkańców", "Population"),
    "about.variant": ("Rodzaj gminy", "Kind of municipality"),
    "about.families": ("Rodziny, osoby i grupy ze sprawą", "Families, people and groups with a case"),
    "about.export": ("Pobierz całość (Excel)", "Download everything (Excel)"),
    "variant.urban": ("miejska", "urban"),
    "variant.urban_rural": ("miejsko-wiejska", "urban-rural"),
    "variant.rural": ("wiejska", "rural"),
}
