"""Draws the picture of the stored graph in docs/graph.md, and its style file for Neo4j Browser.

    python docs/make_graph.py            writes both anew

Both follow from the schema of the embedded engine, which is the one that names every column.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from graph.stores.queries import full_schema

HERE: Final = Path(__file__).parent
DOCUMENT: Final = HERE / "graph.md"
STYLE: Final = HERE / "graph.grass"
_BEGIN: Final = "<!-- schema: made by docs/make_graph.py -->"
_END: Final = "<!-- end of schema -->"

_NODE: Final = re.compile(r"CREATE NODE TABLE IF NOT EXISTS (\w+)\((.*)\)$")
_TIE: Final = re.compile(r"CREATE REL TABLE IF NOT EXISTS (\w+)\((.*)\)$")
_PAIR: Final = re.compile(r"FROM (\w+) TO (\w+)")
#: What the product keeps beside the picture of a partnership.
APART: Final = frozenset({"StoreState", "StoreProbe", "AccessHead", "DoneRequest", "Demand", "Tally"})
APART_TIES: Final = frozenset({"HOLDS", "TALLIES", "FOLLOWS"})

#: Second label of an institution's area and its colour.
AREAS: Final[Mapping[str, str]] = {
    "PomocSpoleczna": "#d95f02",
    "Edukacja": "#1f78b4",
    "Zdrowie": "#1b9e77",
    "Bezpieczenstwo": "#4a4a8a",
    "KulturaSport": "#e7298a",
}
#: The second label of each area of cooperation.
AREA_CODES: Final[Mapping[str, str]] = {
    "pomoc_spoleczna": "PomocSpoleczna",
    "edukacja": "Edukacja",
    "zdrowie": "Zdrowie",
    "bezpieczenstwo": "Bezpieczenstwo",
    "kultura_sport": "KulturaSport",
}
#: Colour and caption of the other nodes; numbers are what Browser calls sizes.
NODES: Final[Mapping[str, tuple[str, str]]] = {
    "Institution": ("#8c8c8c", "{name}"),
    "Partnership": ("#ffd92f", "{name}"),
    "Worker": ("#a6cee3", "{role}"),
    "Service": ("#b2df8a", "{service_code}"),
    "Family": ("#fb9a99", "{id}"),
    "Team": ("#fdbf6f", "{id}"),
    "CaseStep": ("#fddbc7", "{kind}"),
    "Wave": ("#e0e0e0", "{id}"),
    "InstitutionType": ("#bdbdbd", "{code}"),
    "ServiceType": ("#ccebc5", "{code}"),
    "Need": ("#fbb4ae", "{code}"),
    "Territory": ("#decbe4", "{name}"),
}
_TYPES: Final[Mapping[str, str]] = {
    **{"STRING": "text", "INT64": "number", "DOUBLE": "number", "BOOLEAN": "true or false"},
    **{"DATE": "day", "text[]": "list of texts"},
}
TIES: Final[Mapping[str, str]] = {
    "COOPERATES_WITH": "{strength}",
    "REPORTS": "{strength}",
    "MEMBER_OF": "{membership}",
    "SITS_IN": "{role}",
    "HAS_DEMAND": "{families}",
}


def schema() -> tuple[dict[str, list[str]], dict[str, tuple[list[tuple[str, str]], list[str]]]]:
    """Labels with their properties, and relationships with their ends and properties."""
    nodes: dict[str, list[str]] = {}
    ties: dict[str, tuple[list[tuple[str, str]], list[str]]] = {}
    for query in full_schema("embedded"):
        if found := _NODE.match(query.text):
            nodes[found[1]] = [_named(part) for part in found[2].split(", ")]
        elif found := _TIE.match(query.text):
            parts = found[2].split(", ")
            pairs = [(m[1], m[2]) for part in parts if (m := _PAIR.match(part))]
            ties[found[1]] = pairs, [_named(part) for part in parts if not _PAIR.match(part)]
    return nodes, ties


def picture() -> str:
    """The schema as a Mermaid diagram and a table of properties."""
    nodes, ties = schema()
    lines = ["```mermaid", "graph LR"]
    for name, (pairs, _) in ties.items():
        for one, other in pairs:
            if name not in APART_TIES and not APART & {one, other}:
                lines.append(f"  {one} -->|{name}| {other}")
    lines += ["```", "", "| node | properties |", "|---|---|"]
    lines += [f"| `{name}` | {', '.join(facts)} |" for name, facts in nodes.items() if name not in APART]
    lines += ["", "| relationship | from, to | properties |", "|---|---|---|"]
    for name, (pairs, facts) in ties.items():
        ends = ", ".join(f"{one} → {other}" for one, other in pairs)
        lines.append(f"| `{name}` | {ends} | {', '.join(facts)} |")
    return "\n".join(lines)


def style() -> str:
    """A style file that Neo4j Browser takes by dropping it on the window, or by `:style`."""
    rules = [
        "node {\n  diameter: 50px;\n  color: #8c8c8c;\n  border-color: #6e6e6e;\n  border-width: 2px;\n"
        "  text-color-internal: #ffffff;\n  font-size: 10px;\n}",
        "relationship {\n  color: #a5abb6;\n  shaft-width: 1px;\n  font-size: 8px;\n  padding: 3px;\n"
        "  text-color-external: #000000;\n  text-color-internal: #ffffff;\n  caption: '<type>';\n}",
    ]
    rules += [_rule(f"node.{name}", color, caption) for name, (color, caption) in NODES.items()]
    rules += [_rule(f"node.{label}", color, "{name}", "65px") for label, color in AREAS.items()]
    rules += [f"relationship.{name} {{\n  caption: '{caption}';\n}}" for name, caption in TIES.items()]
    return "\n\n".join(rules) + "\n"


def with_picture(text: str) -> str:
    """The document with the picture of today."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n\n{picture()}\n\n{_END}{after}"


def _rule(selector: str, color: str, caption: str, diameter: str = "50px") -> str:
    return (
        f"{selector} {{\n  color: {color};\n  border-color: {color};\n  diameter: {diameter};\n"
        f"  text-color-internal: #000000;\n  caption: '{caption}';\n}}"
    )


def _named(part: str) -> str:
    name, kind, *_ = part.split(" ")
    for stored, shown in _TYPES.items():
        kind = kind.replace(stored, shown)
    return f"{name} ({kind})"


if __name__ == "__main__":
    DOCUMENT.write_text(with_picture(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
    STYLE.write_text(style(), encoding="utf-8")
