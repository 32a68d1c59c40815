"""Makes the perspective of the stored graph for Neo4j Bloom (Explore): docs/graph.bloom.json.

    python -m docs.make_bloom            writes it anew

Labels, properties and relationships follow from the schema; colours and captions are those of the style
file for Neo4j Browser.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import orjson

from docs.make_graph import APART, APART_TIES, AREA_CODES, AREAS, NODES, TIES, schema

PERSPECTIVE: Final = Path(__file__).parent / "graph.bloom.json"
_NAME: Final = "Kooperacje 3D"
#: The version of Bloom whose perspectives have this shape.
_VERSION: Final = "2.6.0"
_NO_TIME: Final = 0
_RECORD_COLOR: Final = "#d9d9d9"
_TIE_COLOR: Final = "#848484"
_OWN_CAPTION: Final = "0_CATEGORY_NAME_CAPTION_KEY"
_TYPE_CAPTION: Final = "0_REL_TYPE_CAPTION_KEY"
_KINDS: Final[Mapping[str, str]] = {
    **{"text": "string", "number": "number", "day": "date", "true or false": "boolean"},
    "list of texts": "array",
}
#: Search phrases: what is typed, what it is for, and the query, whose parameters stand in the phrase.
PHRASES: Final[Sequence[tuple[str, str, str]]] = (
    (
        "Sieć $partnership",
        "Live ties between the institutions of a partnership",
        "MATCH path = (:Institution)-[:COOPERATES_WITH {partnership: $partnership, live: true}]->"
        "(:Institution) RETURN path",
    ),
    (
        "Członkowie $partnership",
        "Members of a partnership",
        "MATCH path = (:Institution)-[:MEMBER_OF]->(:Partnership {id: $partnership}) RETURN path",
    ),
    (
        "Rodziny $partnership",
        "Families of a partnership with their needs and institutions",
        "MATCH (:Partnership {id: $partnership})-[:HOLDS]->(f:Family)"
        " MATCH path = (f)-[:HAS_NEED|INVOLVES|LED_BY]->() RETURN path",
    ),
    (
        "Kto odpowiada na potrzebę $need",
        "Services that answer a need, and who provides them",
        "MATCH path = (:Institution)-[:PROVIDES]->(:Service)-[:OF_TYPE]->(:ServiceType)"
        "-[:ANSWERS]->(:Need {code: $need}) RETURN path",
    ),
)
#: Which property gives what may be typed for a parameter.
_SUGGESTED: Final[Mapping[str, tuple[str, str]]] = {
    "partnership": ("Partnership", "id"),
    "need": ("Need", "code"),
}


def perspective() -> dict[str, Any]:
    """The perspective as Bloom reads it from a file."""
    nodes, ties = schema()
    shown = {name: _properties(facts) for name, facts in nodes.items() if name not in APART}
    joined = {name: one for name, one in ties.items() if name not in APART_TIES}
    segments = [
        {"source": one, "relationshipType": name, "target": other}
        for name, (pairs, _) in joined.items()
        for one, other in pairs
        if not APART & {one, other}
    ]
    return {
        "name": _NAME,
        "id": str(uuid5(NAMESPACE_URL, _NAME)),
        "version": _VERSION,
        "createdAt": _NO_TIME,
        "lastEditedAt": _NO_TIME,
        "isAuto": False,
        "parentPerspectiveId": False,
        "categories": [
            _category(number, name, facts) for number, (name, facts) in enumerate(shown.items(), 1)
        ],
        "labels": {name: _declared(name, facts) for name, facts in shown.items()},
        "relationshipTypes": [
            _relationship(name, _properties(facts)) for name, (_, facts) in joined.items()
        ],
        "hiddenRelationshipTypes": sorted(APART_TIES),
        "hiddenCategories": [],
        "hideUncategorisedData": True,
        "palette": {"colors": list(AREAS.values()), "currentIndex": 0},
        "templates": [_phrase(number, *one) for number, one in enumerate(PHRASES, 1)],
        "sceneActions": [],
        "metadata": {
            "pathSegments": segments,
            "indexes": [],
            "stats": {"labels": {}, "relationshipTypes": {}},
        },
    }


def perspective_file() -> bytes:
    """The perspective as it lies in the file."""
    return orjson.dumps(perspective(), option=orjson.OPT_SORT_KEYS) + b"\n"


def _properties(facts: Sequence[str]) -> dict[str, str]:
    """Kinds of properties by name, of the table's cells: ``strength (number)``."""
    found = (fact.partition(" (") for fact in facts)
    return {name: _KINDS[kind.rstrip(")")] for name, _, kind in found}


def _category(number: int, name: str, facts: Mapping[str, str]) -> dict[str, Any]:
    color, caption = NODES.get(name, (_RECORD_COLOR, ""))
    return {
        "id": number,
        "name": name,
        "labels": [name],
        "properties": [
            {"name": key, "exclude": key in {"digest", "claim"}, "dataType": kind}
            for key, kind in facts.items()
        ],
        "createdAt": _NO_TIME,
        "lastEditedAt": _NO_TIME,
        "color": color,
        "size": 1,
        "icon": "no-icon",
        "captionKeys": [caption.strip("{}") or _OWN_CAPTION],
        "styleRules": [_area_rule(*one) for one in AREA_CODES.items()] if name == "Institution" else [],
    }


def _area_rule(code: str, label: str) -> dict[str, Any]:
    color = AREAS[label]
    return {
        **{"id": f"rule:{code}", "type": "single", "basedOn": "area_string", "condition": "equals"},
        **{"conditionValue": code, "rangeValue": None, "valuesMapper": [], "existingValues": []},
        **{"applyColor": True, "color": color, "minColor": color, "midColor": color, "maxColor": color},
        **{"applySize": False, "size": 1, "minSize": 1, "maxSize": 2},
        **{"minPoint": "unprocessed", "maxPoint": "unprocessed"},
        **{"applyCaption": False, "captionKeys": ["name"]},
        **{"isTimeZoneConvertEnabled": False, "selectedTimeZone": "Z"},
    }


def _declared(name: str, facts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"propertyKey": key, "type": name, "dataType": kind} for key, kind in facts.items()]


def _relationship(name: str, facts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "properties": _declared(name, facts),
        "color": _TIE_COLOR,
        "size": 1,
        "captionKeys": [TIES[name].strip("{}") if name in TIES else _TYPE_CAPTION],
    }


def _phrase(number: int, text: str, name: str, query: str) -> dict[str, Any]:
    params = [word[1:] for word in text.split() if word.startswith("$")]
    return {
        **{"id": f"tmpl:{number}", "createdAt": _NO_TIME, "name": name, "text": text, "cypher": query},
        **{"isUpdateQuery": None, "hasCypherErrors": False},
        "params": [
            {
                **{"name": f"${one}", "dataType": "String", "collapsed": False, "cypher": None},
                "suggestionLabel": _SUGGESTED[one][0],
                "suggestionProp": _SUGGESTED[one][1],
                "suggestionBoolean": False,
            }
            for one in params
        ],
    }


if __name__ == "__main__":
    PERSPECTIVE.write_bytes(perspective_file())
