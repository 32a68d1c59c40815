"""The catalogue holds every text that is asked for, in both languages, and none that nobody asks for.

A key that is written out is found in the sources. A key that is put together has its shape here, with
what fills it: a list of the code's own, or else any word that the sources write out. So a text too many
is seen below any prefix, and a text too few wherever it is asked for outright or belongs to a list.
"""

import ast
import io
import re
from collections.abc import Collection
from dataclasses import fields
from functools import cache
from http import HTTPStatus
from itertools import chain
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest
from babel.messages import pofile

import service.http.page_routes  # noqa: F401  # registers the pages
from graph.gaps.gap import KINDS
from graph.gaps.stability import RankingName, Verdict
from graph.gaps.thresholds import Thresholds
from graph.portfolio.attention import ReasonCode
from graph.records.invitation import STATES
from graph.records.survey import State as SurveyState
from graph.recruitment.weights import PARTS, Weights
from graph.registers.waiting import REASONS
from graph.routes.costs import RouteCosts
from graph.routes.usable import BLOCKERS
from graph.text import LANGUAGES, catalogue, keys
from graph.vocabulary.codes import (
    FORMALISATIONS,
    FREQUENCIES,
    MEMBERSHIPS,
    SERVICE_STATUSES,
    TEAM_ROLES,
    Access,
    Unit,
    Variant,
)
from graph.waves.alerts import AlertKind
from graph.waves.changes import Change
from service.access.policy import Action, Role
from service.pages.registry import pages
from service.surveys.form_file import COLUMNS
from service.surveys.sheet_form import CHOICES, STRENGTHS
from service.surveys.timeline_page import CHARTS

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted((ROOT / "service").glob("*/templates/*.j2"))
SOURCES = [
    file
    for folder in ("service", "graph", "visualizations")
    for file in sorted((ROOT / folder).rglob("*.py"))
]
ASKED = re.compile(r"""\b(t|count)\(\s*"([a-z0-9_.-]+)"\s*[,)]""")
BROKERAGE = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")
NOTICES = ("unknown", "closed", "busy", "changed")
MEASURES = ("closeness", "eigenvector", "core", "constraint", "effective_size", "bridging")


def called():
    """What the trail may say was called: functions of pages and of the API, names of commands."""
    nodes = [
        (file, node)
        for file in (ROOT / "service").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    ]
    functions = {
        node.name for _, node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    commands = {
        str(node.value)
        for file, node in nodes
        if file.name.endswith("commands.py") and isinstance(node, ast.Constant)
    }
    return functions | commands


#: Shape of the key: what fills it; ``None``: any word that the sources write out.
FILLED: dict[str, Collection[str] | None] = {
    "answer.choice.*": CHOICES,
    "answer.strength.*": tuple(map(str, STRENGTHS)),
    "answer.notice.*": NOTICES,
    "answer.notice.*.what": NOTICES,
    "survey.form.*": COLUMNS,
    "survey.state.*": get_args(SurveyState),
    "timeline.alert.*": get_args(AlertKind),
    "timeline.change.*": get_args(Change),
    "timeline.figure.*": CHARTS,
    "brokerage.*": BROKERAGE,
    "brokerage.*.reading": BROKERAGE,
    "cases.stage.is_*": ("done", "now", "later", "skipped"),
    "code.access.*": get_args(Access),
    "portfolio.reason.*": get_args(ReasonCode),
    "code.formalisation.*": FORMALISATIONS,
    "code.frequency.*": FREQUENCIES,
    "code.membership.*": MEMBERSHIPS,
    "code.status.*": SERVICE_STATUSES,
    "code.team_role.*": TEAM_ROLES,
    "code.unit.*": get_args(Unit),
    "code.variant.*": get_args(Variant),
    "compare.*.points": ("more", "less"),
    "flow.*": ("no_base", "agreement_only"),
    "gap.overloaded_worker.advice.*": ("over", "full"),
    "gap.overloaded_worker.title.*": ("over", "full"),
    "gap.unmet_need.step.*": [one for one in BLOCKERS if one != "no_path"],
    "gain.*": PARTS,
    "kind.*": KINDS,
    "language.*": LANGUAGES,
    "levels.by.*": ("institutions", "workers", "cases", "teams"),
    "measure.*": MEASURES,
    "measure.*.reading": MEASURES,
    "menu.*": [page.name for page in pages() if page.in_menu],
    "plan.next.*": STATES,
    "recruit.reason.*": PARTS,
    "recruit.reason.*.least": ("robustness",),
    "registers.unmatched.*": REASONS,
    "role.*": list(Role),
    "settings.costs.*": [field.name for field in fields(RouteCosts)],
    "settings.costs.*.hint": [field.name for field in fields(RouteCosts)],
    "settings.thresholds.*": [field.name for field in fields(Thresholds)],
    "settings.thresholds.*.hint": [field.name for field in fields(Thresholds)],
    "settings.weights.*": [field.name for field in fields(Weights)],
    "settings.weights.*.hint": [field.name for field in fields(Weights)],
    "stability.verdict.*": get_args(Verdict),
    "stability.what.*": get_args(RankingName),
    "trail.called.*": called(),
    "urgency.*": ("high", "medium", "low"),
} | dict.fromkeys(
    (
        *("advice.expected.*", "advice.ground.*", "advice.moved.*", "advice.next.*", "band.*"),
        *(
            "blocked.*",
            "explain.*",
            "explain.doors_generic_*",
            "explain.notice_*",
            "recruit.reason.needs.*",
            "verdict.*",
            "capacity.*",
            "cases.again.*",
            "cases.do.*",
            "cases.form.*.lead",
        ),
        *("cases.form.contract.duties.*", "cases.form.more.*", "cases.referral.*", "cases.save.*"),
        *("cli.column.*", "cli.measure.*", "cli.table.*", "cli.whatif.*"),
        *("cases.stage.*", "column.*", "compare.*", "compare.side.*"),
        *("delete.title.*", "deleted.*", "error.*", "error.*.do", "error.*.what", "evidence.*"),
        *("fault.*", "figure.dependence.*", "figure.sectors.*", "form.institutions.*"),
        *("form.institutions.*.hint", "form.services.*", "form.services.*.hint", "form.strength.*"),
        *("form.ties.*", "form.ties.*.hint", "gaps.column.*", "glossary.*", "if.*", "if.members.*"),
        *("if.quick.*", "if.row.*", "if.said.*", "if.wrong.*", "load.download.*", "monitoring.*"),
        *("needs.*", "notice.*", "notice.*.text", "phone.*", "plain.access.*", "plan.event.*"),
        *(
            "plan.meeting.*",
            "plan.role.*",
            "portfolio.column.*",
            "report.file.*",
            "report.levels.*",
            "report.sheet.*",
        ),
        *("saved.*", "saved.new.*", "service.*", "settings.*", "table.*", "tie.reported.*"),
        *("trail.*", "trail.outcome.*", "trail.who.*"),
    )
)
#: Not every setting has a hint, two costs follow from the others, and few functions have words.
_OPTIONAL = {shape for shape in FILLED if shape.endswith(".hint")} | {
    "settings.costs.*",
    "trail.called.*",
}


@cache
def written() -> frozenset[str]:
    """Every word and key that the sources and templates write out, docstrings aside."""
    found = set[str]()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
                found.add(str(node.value))
    for file in TEMPLATES:
        found.update(re.findall(r"""["']([\w. -]+)(?=["'])""", file.read_text(encoding="utf-8")))
    # An error of the framework is named after its status.
    found.update(status.phrase.lower().replace(" ", "-") for status in HTTPStatus)
    # What an action is called in the trail is the whole rest of its key.
    found.update(f"trail.action.{action}" for action in chain(Action, found.copy()))
    return frozenset(found)


@cache
def calls() -> frozenset[tuple[str, str]]:
    """Calls that ask for a key outright, as name of the method and key."""
    found = set[tuple[str, str]]()
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                key = node.args[0]
                if name == "say" and isinstance(node.args[-1], ast.Constant):
                    found.add(("t", f"explain.{node.args[-1].value}"))
                elif name in {"t", "count"} and isinstance(key, ast.Constant) and "." in str(key.value):
                    found.add((name, str(key.value)))
    for file in TEMPLATES:
        found.update(ASKED.findall(file.read_text(encoding="utf-8")))
    return frozenset(found)


def asked():
    """Keys that a call asks for outright."""
    return {key for _, key in calls()}


def filling(key, shape):
    """What fills a shape where the key has it."""
    before, after = shape.split("*")
    if len(key) <= len(before) + len(after) or not (key.startswith(before) and key.endswith(after)):
        return None
    found = key[len(before) : len(key) - len(after)]
    return None if "." in found else found


@cache
def drawn() -> tuple[frozenset[str], frozenset[str]]:
    """What the room of the network view writes out, and beginnings of what it puts together."""
    room = ROOT / "visualizations"
    files = [*room.glob("*.py"), *room.glob("static/*.js"), *room.glob("templates/*.j2")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    begun = frozenset(re.findall(r"""[`"']([a-z_]+\.)(?:\$?\{)""", text))
    return frozenset(re.findall(r"""["'`]([a-z_]+(?:\.[a-z_]+)*)["'`]""", text)), begun


def said_in_view(key):
    """Whether a key is a text of the network view: written out, or a beginning and a known word."""
    if not key.startswith("view."):
        return False
    name, (whole, begun) = key.removeprefix("view."), drawn()
    return name in whole or any(
        name.startswith(begin) and name.removeprefix(begin) in whole | written() for begin in begun
    )


def said_of_gap(key):
    """Whether a key is a sentence of a kind of gaps: the kind, and an ending that is written out."""
    room, _, rest = key.partition(".")
    kind, _, ending = rest.partition(".")
    return room == "gap" and kind in KINDS and f".{ending}" in written()


def dead(keys):
    """Keys that nobody asks for."""
    known = written()

    def lives(key):
        if key in known or said_of_gap(key) or said_in_view(key):
            return True
        fillings = ((filling(key, shape), words) for shape, words in FILLED.items())
        return any(
            one is not None and one in (known if words is None else words) for one, words in fillings
        )

    return [key for key in keys if not lives(key)]


def missing(keys):
    """Keys that are asked for and not there."""
    whole = {
        shape.replace("*", word)
        for shape, words in FILLED.items()
        for word in words or ()
        if shape not in _OPTIONAL
    }
    return sorted((whole | asked()) - set(keys))


def places(text):
    """Names of the places of a text that are filled."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def unsound(texts):
    """Keys whose texts lack a language, a form or a place, or have a blank."""

    def sound(key):
        if not all(key in texts[language] for language in texts):
            return False
        polish, english = texts["pl"][key], texts["en"][key]
        whole = all(form and form == form.strip() for form in (*polish, *english))
        same = len({frozenset(places(form)) for form in (*polish, *english)}) == 1
        return whole and same and (len(polish), len(english)) in {(1, 1), (3, 2)}

    return sorted(key for key in set().union(*texts.values()) if not sound(key))


TEXTS = {language: catalogue.texts(language) for language in LANGUAGES}
PREFIXES = sorted({key.rpartition(".")[0] for key in keys()})


def test_nothing_is_missing_and_nothing_is_dead():
    assert missing(keys()) == []
    assert dead(keys()) == []
    assert unsound(TEXTS) == []


def test_a_text_with_a_number_is_asked_for_as_such():
    counted = {key for key in keys() if len(TEXTS["pl"][key]) > 1}
    assert {key for name, key in calls() if name == "count"} == counted & asked()
    assert not counted & {key for name, key in calls() if name == "t"}


def test_a_text_too_many_or_too_few_is_seen_below_every_prefix():
    planted = [f"{prefix}.planted_and_never_asked_for".strip(".") for prefix in PREFIXES]
    assert len(planted) > 350
    assert dead([*keys(), *planted]) == planted
    needed = {*asked(), *(f"kind.{kind}" for kind in KINDS), *(f"role.{role}" for role in Role)}
    assert missing(keys() - needed) == sorted(needed)


@pytest.mark.parametrize(
    ("polish", "english"),
    [
        (("jest",), None),
        (None, ("there",)),
        (("{n} z {all}",), ("{n} of {al}",)),
        (("{n} luka", "{n} luki", "luk"), ("{n} gap", "{n} gaps")),
        (("{n} luka", "{n} luki"), ("{n} gap", "{n} gaps")),
        (("{n} luka", "{n} luki", "{n} luk"), ("{n} gap",)),
        (("",), ("there",)),
        (("jest ",), ("there",)),
    ],
)
def test_a_text_that_is_not_whole_is_seen_below_every_prefix(polish, english):
    planted = {f"{prefix}.planted".strip(".") for prefix in PREFIXES}
    texts = {
        language: known | (dict.fromkeys(planted, forms) if forms else {})
        for (language, known), forms in zip(TEXTS.items(), (polish, english), strict=True)
    }
    assert unsound(texts) == sorted(planted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_other_readers_of_gettext_files_find_the_same_texts(language):
    file = catalogue.FOLDER / f"{language}.po"
    with file.open("rb") as opened:
        read = pofile.read_po(opened, abort_invalid=True)
    assert (str(read.locale), read.num_plurals) == (language, len(TEXTS[language]["n.days"]))
    found = {}
    for message in read:
        if isinstance(message.id, tuple):
            assert message.id[0] == message.id[1]
            found[message.id[0]] = message.string
        elif message.id:
            found[message.id] = (message.string,)
    assert found == TEXTS[language]
    again = io.BytesIO()
    pofile.write_po(again, read, width=100, omit_header=True)
    assert file.read_text(encoding="utf-8").partition("\n\n")[2] == again.getvalue().decode()
