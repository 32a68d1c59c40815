"""The report as a PDF that can be read aloud (PDF/UA-1).

The template is fixed; everything that differs comes as one JSON text among the inputs, so no text of
a partnership can be taken for markup. Only the fonts that come with the typesetter are used, so the
file is the same on every machine.
"""

import subprocess
import sys
from dataclasses import asdict
from importlib.resources import files
from typing import Any, Final
from xml.etree import ElementTree

from service.answers import render_json
from service.gaps.cards import Card, Finding
from service.report.content import Report
from service.report.tables import Table

#: Height of a page's text by its width, less the words around a drawing.
_HIGHEST: Final = 1.2
_WORDS: Final = (
    *("overview.figures", "overview.central", "overview.central.lead", "overview.central.none"),
    *("overview.network", "overview.gaps.none", "menu.gaps", "menu.recruitment", "menu.institutions"),
    *("gaps.evidence", "gaps.advice", "gaps.withheld", "gaps.withheld.note", "footer.privacy"),
    *("report.summary", "report.drawn", "report.repairs", "report.repairs.lead", "report.repairs.none"),
    *("report.candidates.none", "report.missing", "report.levels", "report.levels.hidden"),
    *("report.advanced", "report.ties", "product"),
    *("report.register", "advice.title", "advice.none", "barriers.title", "barriers.none"),
    *("report.flows", "flows.missing", "flows.table", "flows.none"),
    *("report.monitoring", "monitoring.table", "monitoring.none", "monitoring.year"),
    *("monitoring.private.report", "monitoring.refusals.by", "no_data.recruitment"),
)
#: What is said in place of a text where no report says who works with whom.
_WITHOUT_DATA: Final = {
    "overview.central.none": "no_data.central",
    "overview.gaps.none": "no_data.gaps",
    "report.repairs.none": "no_data.repairs",
}


def pdf_bytes(report: Report) -> bytes:
    """The PDF, tagged, with title and language; its moment of writing is left out."""
    typesetting = files("service.report").joinpath("typesetting.py")
    return subprocess.run(  # noqa: S603  # our own file
        # The memory it took goes with the process; what it says of a failure could quote the report.
        [sys.executable, "-I", "-X", "utf8", str(typesetting)],
        input=render_json(_data(report)),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    ).stdout


def _data(report: Report) -> dict[str, Any]:
    localizer = report.localizer
    instead = _WITHOUT_DATA if report.no_data else {}
    return {
        "lang": localizer.lang,
        "words": {key: localizer.t(instead.get(key, key)) for key in _WORDS},
        "no_data": report.no_data,
        "title": report.title,
        "as_of": report.as_of,
        "fictional": localizer.t("footer.fictional") if report.fictional else "",
        "summary": report.summary,
        "figures": [asdict(figure) for figure in report.figures],
        "actors": [asdict(actor) for actor in report.actors],
        "certainty": asdict(report.certainty),
        "drawing": report.drawing,
        "tall": _is_tall(report.drawing),
        "drawn": report.drawn,
        "cards": [_card(card, report) for card in report.cards],
        "withheld": [f"{kind}: {count}" for kind, count in report.withheld],
        "repairs": [
            f"{one.one} – {one.other} ({one.reason}). "
            f"{localizer.count('report.repairs.mends', one.mends)}"
            for one in report.repairs
        ],
        "candidates": report.candidates,
        "missing": report.missing,
        "levels": asdict(report.levels),
        "institutions": _table(report.institutions, report),
        "ties": _table(report.ties, report),
        "barriers": _table(report.beside.barriers, report),
        "advice": _table(report.beside.advice, report),
        "flows": _table(report.beside.flows, report),
        "missing_bases": report.beside.missing_bases,
        "monitored": report.beside.monitored,
        "monitoring": _table(report.beside.monitoring, report),
        "refusals": _table(report.beside.refusals, report),
    }


def _is_tall(drawing: str) -> bool:
    """Whether a drawing as wide as the page would be higher than it."""
    box = ElementTree.fromstring(drawing).get("viewBox", "0 0 1 1")  # noqa: S314  # made here
    width, height = map(float, box.split()[2:])
    return height > _HIGHEST * width


def _card(card: Card, report: Report) -> dict[str, Any]:
    t = report.localizer.t
    several = len(card.findings) > 1
    kind = "" if several else f" · {card.findings[0].label}"

    def told(advice: str) -> str:
        # The sentence may begin with the words that stand before it anyway.
        return advice.removeprefix(f"{t('gaps.advice')}: ")

    return {
        "title": card.title,
        "urgency": card.urgency,
        "said": f"{t('urgency')}: {t(f'urgency.{card.urgency}')}{kind}",
        "findings": [
            _finding(one, several=several) | {"advice": "" if card.advice else told(one.advice)}
            for one in card.findings
        ],
        "advice": told(card.advice),
    }


def _finding(one: Finding, *, several: bool) -> dict[str, Any]:
    return {
        "label": one.label if several else "",
        "explanation": one.explanation,
        "facts": [
            f"{fact.label}: "
            + "; ".join(entry.joint.join(part.text for part in entry.parts) for entry in fact.entries)
            for fact in one.facts
        ],
    }


def _table(table: Table, report: Report) -> dict[str, Any]:
    return {"heads": table.heads, "rows": table.texts(report.localizer), "numeric": table.numeric}
