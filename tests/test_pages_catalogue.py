"""The catalogue of the pages holds every text that is asked for, and none that nobody asks for.

A key that is written out is found in the sources. A key that is put together has its shape here, with
what fills it: a list of the code's own, or else any word that the sources write out. So a text too many
is seen below any prefix, and a text too few wherever it is asked for outright or belongs to a list.
"""

import ast
import re
from collections.abc import Collection
from dataclasses import fields
from functools import cache
from http import HTTPStatus
from itertools import chain
from pathlib import Path
from typing import get_args

import service.pages  # noqa: F401  # registers the pages
from graph.gaps.gap import KINDS
from graph.gaps.thresholds import Thresholds
from graph.recruitment.plan import STATES
from graph.recruitment.weights import PARTS, Weights
from graph.routes.costs import RouteCosts
from graph.vocabulary.codes import Access, Unit, Variant
from service.access.policy import Action, Role
from service.pages.messages import MESSAGES
from service.pages.reader import LANGUAGES
from service.pages.registry import pages

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "service/templates").glob("*.j2"))
SOURCES = [
    file
    for folder in ("service", "graph", "visualizations")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if "messages" not in file.parts
]
ASKED = re.compile(r"""\b(?:t|count)\(\s*"([a-z0-9_.-]+)"\s*[,)]""")
BROKERAGE = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison", "total")
MEASURES = ("closeness", "eigenvector", "core", "constraint", "effective_size", "bridging")

#: Shape of the key: what fills it; ``None``: any word that the sources write out.
FILLED: dict[str, Collection[str] | None] = {
    "access.*": get_args(Access),
    "brokerage.*": BROKERAGE,
    "brokerage.*.reading": BROKERAGE,
    "cases.unit.*": get_args(Unit),
    "cases.stage.is_*": ("done", "now", "later", "skipped"),
    "compare.*.points": ("more", "less"),
    "gain.*": PARTS,
    "kind.*": KINDS,
    "language.*": LANGUAGES,
    "measure.*": MEASURES,
    "measure.*.reading": MEASURES,
    "menu.*": [page.name for page in pages() if page.in_menu],
    "plan.next.*": STATES,
    "role.*": list(Role),
    "settings.costs.*": [field.name for field in fields(RouteCosts)],
    "settings.costs.*.hint": [field.name for field in fields(RouteCosts)],
    "settings.thresholds.*": [field.name for field in fields(Thresholds)],
    "settings.thresholds.*.hint": [field.name for field in fields(Thresholds)],
    "settings.weights.*": [field.name for field in fields(Weights)],
    "settings.weights.*.hint": [field.name for field in fields(Weights)],
    "urgency.*": ("high", "medium", "low"),
    "variant.*": get_args(Variant),
} | dict.fromkeys(
    (
        *("advice.expected.*", "advice.ground.*", "advice.moved.*", "advice.next.*", "band.*"),
        *("blocked.*", "capacity.*", "cases.again.*", "cases.do.*", "cases.form.*.lead"),
        *("cases.form.contract.duties.*", "cases.form.more.*", "cases.referral.*", "cases.save.*"),
        *("cases.stage.*", "column.*", "compare.*", "compare.side.*"),
        *("delete.title.*", "deleted.*", "error.*", "error.*.do", "error.*.what", "evidence.*"),
        *("fault.*", "figure.dependence.*", "figure.sectors.*", "form.institutions.*"),
        *("form.institutions.*.hint", "form.services.*", "form.services.*.hint", "form.strength.*"),
        *("form.ties.*", "form.ties.*.hint", "gaps.column.*", "glossary.*", "if.*", "if.members.*"),
        *("if.quick.*", "if.row.*", "if.said.*", "if.wrong.*", "load.download.*", "monitoring.*"),
        *("needs.*", "notice.*", "notice.*.text", "phone.*", "plain.access.*", "plan.event.*"),
        *("plan.meeting.*", "plan.role.*", "report.file.*", "report.levels.*", "report.sheet.*"),
        *("saved.*", "saved.new.*", "service.*", "settings.*", "table.*", "tie.reported.*"),
        *("trail.*", "trail.outcome.*"),
    )
)
#: Not every setting has a hint, and two costs follow from the others.
_OPTIONAL = {shape for shape in FILLED if shape.endswith(".hint")} | {"settings.costs.*"}


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
def asked() -> frozenset[str]:
    """Keys that a call asks for outright."""
    found = set[str]()
    for file in SOURCES:
        if not file.is_relative_to(ROOT / "service"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                key = node.args[0]
                if name in {"t", "count"} and isinstance(key, ast.Constant) and "." in str(key.value):
                    found.add(str(key.value))
    for file in TEMPLATES:
        found.update(ASKED.findall(file.read_text(encoding="utf-8")))
    return frozenset(found)


def filling(key, shape):
    """What fills a shape where the key has it."""
    before, after = shape.split("*")
    if len(key) <= len(before) + len(after) or not (key.startswith(before) and key.endswith(after)):
        return None
    found = key[len(before) : len(key) - len(after)]
    return None if "." in found else found


def dead(messages):
    """Keys that nobody asks for."""
    known = written()

    def lives(key):
        if key in known:
            return True
        fillings = ((filling(key, shape), words) for shape, words in FILLED.items())
        return any(
            one is not None and one in (known if words is None else words) for one, words in fillings
        )

    return [key for key in messages if not lives(key)]


def missing(messages):
    """Keys that are asked for and not there."""
    whole = {
        shape.replace("*", word)
        for shape, words in FILLED.items()
        for word in words or ()
        if shape not in _OPTIONAL
    }
    return sorted((whole | asked()) - set(messages))


def test_nothing_is_missing_and_nothing_is_dead():
    assert missing(MESSAGES) == []
    assert dead(MESSAGES) == []


def test_a_text_too_many_or_too_few_is_seen_below_every_prefix():
    prefixes = sorted({key.rpartition(".")[0] for key in MESSAGES if "." in key})
    planted = [f"{prefix}.planted_and_never_asked_for" for prefix in prefixes]
    assert len(planted) > 350
    assert dead([*MESSAGES, *planted]) == planted
    needed = {*asked(), *(f"kind.{kind}" for kind in KINDS), *(f"role.{role}" for role in Role)}
    assert missing(MESSAGES.keys() - needed) == sorted(needed)
