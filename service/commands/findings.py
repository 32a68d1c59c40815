"""What is wrong with a database, as sentences, and what to do about it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from service.access.chain import CUT, GONE, REWRITTEN, TOKENS_CHANGED, UNKNOWN
from service.access.database import DAMAGED
from service.commands.language import t

#: Tables of the store that have a word in the catalogue.
TABLES: Final = frozenset(
    {
        *(
            "partnership",
            "institutions",
            "workers",
            "services",
            "families",
            "ties",
            "teams",
            "demand",
            "waves",
            "permissions",
            "referrals",
            "invitations",
            "meetings",
            "barriers",
            "recommendations",
            "flows",
            "surveys",
            "survey_links",
            "case_steps",
            "tallies",
        ),
    }
)
_OF_TABLE: Final = r"partnership (?P<id>.+): (?P<table>\w+): "
#: The findings of the store as they are written, each with the key of its sentence.
_SENTENCES: Final = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (
            _OF_TABLE + r"(?P<found>\d+) rows, (?P<written>\d+) were written",
            "cli.finding.rows",
        ),
        (
            _OF_TABLE + r"not the rows that were written",
            "cli.finding.other_rows",
        ),
        (
            _OF_TABLE + r"(?P<found>\d+) records are not as they were written",
            "cli.finding.other_records",
        ),
        (
            r"partnership (?P<id>.+): it has no checksum",
            "cli.finding.no_checksum",
        ),
        (
            r"partnership (?P<id>.+): revision (?P<found>\d+), but (?P<written>\d+) was kept",
            "cli.finding.revision",
        ),
        (
            r"partnership (?P<id>.+): records were kept that it does not have",
            "cli.finding.records_kept",
        ),
        (
            r"partnership (?P<id>.+): the kept records cannot be read",
            "cli.finding.records_unreadable",
        ),
        (
            r"a partnership that was kept is not there: (?P<id>.+)",
            "cli.finding.missing",
        ),
        (
            r"nothing kept of a partnership can be read: (?P<id>.+)",
            "cli.finding.unreadable",
        ),
        (
            r"case_steps: (?P<found>\d+) journals lack steps",
            "cli.finding.journals",
        ),
        (
            r"(?P<table>\w+): (?P<found>\d+) records belong to nobody",
            "cli.finding.strays",
        ),
        (
            r"partnership (?P<id>.+): (?P<kind>\w+): not what follows from the facts",
            "cli.finding.following_of",
        ),
        (
            r"(?P<kind>\w+): not what follows from the facts",
            "cli.finding.following",
        ),
        (
            r"(?P<id>.+) is not a whole store of this engine",
            "cli.finding.not_whole",
        ),
        (
            re.escape(DAMAGED),
            "cli.finding.access_damaged",
        ),
        (
            re.escape(GONE),
            "cli.finding.access_gone",
        ),
        (
            re.escape(UNKNOWN),
            "cli.finding.access_unknown",
        ),
        (re.escape(CUT), "cli.finding.trail_cut"),
        (
            re.escape(REWRITTEN),
            "cli.finding.trail_rewritten",
        ),
        (
            re.escape(TOKENS_CHANGED),
            "cli.finding.tokens_changed",
        ),
    )
)
#: What only follows from the data is written anew from these.
_FOLLOWS: Final = ": not what follows from the facts"
#: What is wrong with the file of tokens, which a rebuilt database does not mend.
_OF_ACCESS: Final = frozenset({DAMAGED, GONE, UNKNOWN, CUT, REWRITTEN, TOKENS_CHANGED})


def finding_sentences(findings: Iterable[str]) -> Iterator[str]:
    """One sentence for each finding, and at the end what can be done.

    >>> list(finding_sentences(["partnership p1: meetings: 0 rows, 1 were written"]))[0]
    'Partnerstwo p1, spotkania: jest wierszy: 0, zapisano: 1.'
    """
    told = [*findings]
    yield from map(_sentence, told)
    following = {one for one in told if one.endswith(_FOLLOWS)}
    if not (_OF_ACCESS | following).issuperset(told):
        yield t("cli.remedy")
    elif following:
        yield t("cli.remedy_of_following")
    if _OF_ACCESS.intersection(told):
        yield t("cli.remedy_of_access")


def _sentence(finding: str) -> str:
    for pattern, key in _SENTENCES:
        if match := pattern.fullmatch(finding):
            facts = match.groupdict()
            if "table" in facts:
                table = facts["table"]
                facts["table"] = t(f"cli.table.{table}") if table in TABLES else table
            return t(key, **facts)
    return finding
