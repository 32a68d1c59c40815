"""What is wrong with a database, as Polish sentences, and what to do about it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from service.access.chain import CUT, GONE, REWRITTEN, TOKENS_CHANGED, UNKNOWN
from service.access.database import DAMAGED

#: Tables of the store in Polish.
TABLE_NAMES: Final = {
    "partnership": "partnerstwo",
    "institutions": "instytucje",
    "workers": "pracownicy",
    "services": "usługi",
    "families": "rodziny",
    "ties": "zgłoszenia współpracy",
    "teams": "zespoły rodzin",
    "demand": "popyt",
    "waves": "fale badania",
    "permissions": "zgody",
    "referrals": "skierowania",
    "invitations": "zaproszenia",
    "meetings": "spotkania",
    "barriers": "bariery",
    "recommendations": "rekomendacje",
    "flows": "przepływy informacji",
    "case_steps": "dzienniki spraw",
    "tallies": "liczby po zamkniętych sprawach",
}
_OF_TABLE: Final = r"partnership (?P<id>.+): (?P<table>\w+): "
#: The findings of the store as they are written, each with its sentence; ``table`` is told by its name.
_SENTENCES: Final = tuple(
    (re.compile(pattern), sentence)
    for pattern, sentence in (
        (
            _OF_TABLE + r"(?P<found>\d+) rows, (?P<written>\d+) were written",
            "Partnerstwo {id}, {table}: jest wierszy: {found}, zapisano: {written}.",
        ),
        (
            _OF_TABLE + r"not the rows that were written",
            "Partnerstwo {id}, {table}: wiersze są inne niż te, które zapisano.",
        ),
        (
            _OF_TABLE + r"(?P<found>\d+) records are not as they were written",
            "Partnerstwo {id}, {table}: wiersze inne niż te, które zapisano: {found}.",
        ),
        (
            r"partnership (?P<id>.+): it has no checksum",
            "Partnerstwo {id}: nie ma sumy kontrolnej.",
        ),
        (
            r"partnership (?P<id>.+): revision (?P<found>\d+), but (?P<written>\d+) was kept",
            "Partnerstwo {id}: rewizja w bazie: {found}, zachowana obok bazy: {written}.",
        ),
        (
            r"partnership (?P<id>.+): records were kept that it does not have",
            "Partnerstwo {id}: obok bazy są zachowane zapisy, których w bazie nie ma.",
        ),
        (
            r"partnership (?P<id>.+): the kept records cannot be read",
            "Partnerstwo {id}: nie da się odczytać zachowanych zapisów (records.json).",
        ),
        (
            r"a partnership that was kept is not there: (?P<id>.+)",
            "W bazie nie ma partnerstwa, które jest zachowane obok niej: {id}.",
        ),
        (
            r"nothing kept of a partnership can be read: (?P<id>.+)",
            "Nie da się odczytać żadnego zachowanego pakietu partnerstwa: {id}.",
        ),
        (
            r"case_steps: (?P<found>\d+) journals lack steps",
            "Dzienniki spraw, w których brakuje kroków: {found}.",
        ),
        (
            r"(?P<table>\w+): (?P<found>\d+) records belong to nobody",
            "Wiersze, które do niczego nie należą, {table}: {found}.",
        ),
        (
            r"partnership (?P<id>.+): (?P<kind>\w+): not what follows from the facts",
            "Partnerstwo {id}: {kind} w grafie nie zgadza się z danymi, z których wynika.",
        ),
        (
            r"(?P<kind>\w+): not what follows from the facts",
            "{kind} w grafie nie zgadza się z danymi, z których wynika.",
        ),
        (
            r"(?P<id>.+) is not a whole store of this engine",
            "Plik bazy nie jest cały: {id}.",
        ),
        (
            re.escape(DAMAGED),
            "Plik tokenów, sesji i dziennika dostępu (access.sqlite) jest uszkodzony.",
        ),
        (
            re.escape(GONE),
            "Nie ma pliku tokenów i dziennika dostępu (access.sqlite w KOOPERACJE_DATA), a ta baza była"
            " z nim używana.",
        ),
        (
            re.escape(UNKNOWN),
            "Plik tokenów i dziennika dostępu (access.sqlite) nie jest tym, z którym ta baza była"
            " używana.",
        ),
        (re.escape(CUT), "W dzienniku dostępu (access.sqlite) brakuje ostatnich wpisów."),
        (
            re.escape(REWRITTEN),
            "Wpisy w dzienniku dostępu (access.sqlite) są inne niż zapisane albo części brakuje.",
        ),
        (
            re.escape(TOKENS_CHANGED),
            "Tokeny, linki, sesje albo ustawienia (access.sqlite) są inne niż te, które zapisano.",
        ),
    )
)
_REMEDY: Final = (
    "Proszę zatrzymać serwer i odtworzyć kopię zapasową w pustym katalogu danych (kooperacje restore)"
    " albo, przy bazie osadzonej, zbudować bazę na nowo z zachowanych pakietów (kooperacje rebuild)."
)


#: What only follows from the data is written anew from these.
_FOLLOWS: Final = ": not what follows from the facts"
_REMEDY_OF_FOLLOWING: Final = "Danych to nie dotyczy; zapisze to na nowo: kooperacje check --repair."

#: What is wrong with the file of tokens, which a rebuilt database does not mend.
_OF_ACCESS: Final = frozenset({DAMAGED, GONE, UNKNOWN, CUT, REWRITTEN, TOKENS_CHANGED})
_REMEDY_OF_ACCESS: Final = (
    "Proszę zatrzymać serwer i przywrócić właściwy plik access.sqlite albo całą kopię zapasową w pustym"
    " katalogu danych (kooperacje restore). Jeśli to niemożliwe: kooperacje access begin odkłada ten"
    " plik na bok i zaczyna nowy dziennik; tokeny trzeba wtedy utworzyć na nowo (token create)."
)


def finding_sentences(findings: Iterable[str]) -> Iterator[str]:
    """One sentence for each finding, and at the end what can be done.

    >>> list(finding_sentences(["partnership p1: meetings: 0 rows, 1 were written"]))[0]
    'Partnerstwo p1, spotkania: jest wierszy: 0, zapisano: 1.'
    """
    told = [*findings]
    yield from map(_sentence, told)
    following = {one for one in told if one.endswith(_FOLLOWS)}
    if not (_OF_ACCESS | following).issuperset(told):
        yield _REMEDY
    elif following:
        yield _REMEDY_OF_FOLLOWING
    if _OF_ACCESS.intersection(told):
        yield _REMEDY_OF_ACCESS


def _sentence(finding: str) -> str:
    for pattern, sentence in _SENTENCES:
        if match := pattern.fullmatch(finding):
            facts = match.groupdict()
            if "table" in facts:
                facts["table"] = TABLE_NAMES.get(facts["table"], facts["table"])
            return sentence.format(**facts)
    return finding
