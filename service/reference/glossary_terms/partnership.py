"""Terms of the model and of a partnership."""

from typing import Final

from service.reference.glossary_terms.term import Term

PARTNERSHIP: Final[dict[str, Term]] = {
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
}
