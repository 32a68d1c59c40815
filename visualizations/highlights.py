"""What can be pointed out in a drawing: the witness of a gap, a route, the difference of two snapshots.

Gaps and routes are read from their documents (plain JSON), so a drawing shows exactly what the
reader may see of them and nothing else.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, cast

from graph.snapshot import Pair, Snapshot, pair_of
from graph.text import Language
from visualizations.palette import State
from visualizations.scene import EdgeMark, Highlight
from visualizations.wording import word

Document = Mapping[str, Any]


def gap_highlights(document: Document, snapshot: Snapshot) -> tuple[Highlight, ...]:
    """One highlight for each gap of a gaps document that names an institution, in its order.

    Ties of the evidence that have no current contact are drawn as missing; institutions that would
    lose contact with the rest are marked apart from the gap's own.
    """
    found = (_gap(gap, snapshot) for gap in cast("Sequence[Document]", document["gaps"]))
    return tuple(one for one in found if one.nodes or one.edges)


def _gap(gap: Document, snapshot: Snapshot) -> Highlight:
    evidence = cast("Document", gap.get("evidence") or {})
    on_map = snapshot.institutions
    own = [id for id in cast("Sequence[str]", gap["institutions"]) if id in on_map]
    apart = [id for id in _named(evidence, ("cuts_off", "falls_off", "parts")) if id in on_map]
    nodes: dict[str, State] = {**dict.fromkeys(apart, "apart"), **dict.fromkeys(own, "witness")}
    pairs = {
        pair: EdgeMark(*pair, "witness" if pair in snapshot.live_ties else "missing")
        for pair in _pairs(gap, evidence, own, snapshot)
        if pair[0] in on_map and pair[1] in on_map and pair[0] != pair[1]
    }
    text = " ".join(str(gap[part]) for part in ("explanation", "advice") if gap.get(part))
    return Highlight(
        id=str(gap["id"]),
        kind="gap",
        title=str(gap["title"]),
        text=text,
        nodes=tuple(sorted(nodes.items())),
        edges=tuple(pairs[pair] for pair in sorted(pairs)),
    )


def _named(evidence: Document, keys: Iterable[str]) -> list[str]:
    """Ids in lists, or lists of lists, under some keys; ties judged one by one have them inside."""
    found: list[str] = []
    for key in keys:
        for entry in cast("Sequence[str | Sequence[str]]", evidence.get(key) or ()):
            found += [entry] if isinstance(entry, str) else entry
    for tie in cast("Sequence[Document]", evidence.get("critical_ties") or ()):
        found += tie["cuts_off"]
    return found


def _pairs(gap: Document, evidence: Document, own: Sequence[str], snapshot: Snapshot) -> set[Pair]:
    """The pairs of institutions a gap's evidence speaks of."""
    found = [tuple(evidence[key]) for key in ("tie", "pair") if evidence.get(key)]
    found += [tuple(tie["tie"]) for tie in evidence.get("critical_ties") or ()]
    found += pairwise(cast("Sequence[str]", evidence.get("path") or ()))
    one = evidence.get("institution") or evidence.get("hub")
    if one:
        others = [*(evidence.get("partners") or ())]
        if gap["kind"] == "informal_outsider":
            others += [tie["member"] for tie in evidence.get("ties") or ()]
        if gap["kind"] in {"paper_member", "unused_service"} and evidence.get("leader"):
            others.append(evidence["leader"])
        found += [(one, other) for other in others]
    if gap["kind"] == "paper_area" and evidence.get("leader"):
        found += [(evidence["leader"], member) for member in evidence["members"]]
    if gap["kind"] in {"one_level_team", "uncoordinated_case"}:
        found += [pair for pair in combinations(sorted(own), 2) if pair in snapshot.live_ties]
    return {pair_of(str(a), str(b)) for a, b in found}


def route_highlights(document: Document, lang: Language = "pl") -> tuple[Highlight, ...]:
    """One highlight for each basket of a route document: the steps of its paths, numbered.

    >>> item = {"path": ["I01", "I19", "I20"]}
    >>> basket = {"rank": 1, "items": [item], "explanation": "Nearest."}
    >>> [(e.a, e.b, e.order) for e in route_highlights({"baskets": [basket]}, "en")[0].edges]
    [('I01', 'I19', 1), ('I19', 'I20', 2)]
    """
    found: list[Highlight] = []
    for basket in cast("Sequence[Document]", document["baskets"]):
        steps: dict[tuple[str, str], EdgeMark] = {}
        providers: dict[str, State] = {}
        for item in cast("Sequence[Document]", basket["items"]):
            path = cast("Sequence[str]", item["path"])
            providers[path[-1]] = "route"
            for order, (a, b) in enumerate(pairwise(path), start=1):
                steps.setdefault((a, b), EdgeMark(a, b, "route", order))
        found.append(
            Highlight(
                id=f"basket-{basket['rank']}",
                kind="route",
                title=word(lang, "highlight.basket", n=basket["rank"]),
                text=str(basket.get("explanation") or ""),
                nodes=tuple(sorted(providers.items())),
                edges=tuple(steps[step] for step in sorted(steps)),
            )
        )
    return tuple(found)


def difference(before: Snapshot, after: Snapshot, lang: Language = "pl") -> Highlight:
    """What changed between two snapshots of a partnership: members, institutions on the map, live ties.

    Returns
    -------
    Highlight
        Nodes and ties "added" and "lost"; a tie that is live in both but changed its strength or
        form is "changed". Its text lists them by name.
    """
    nodes: dict[str, State] = {}
    for id in sorted({*before.institutions, *after.institutions}):
        one, other = before.institutions.get(id), after.institutions.get(id)
        if other is None or (one and one.membership and not other.membership):
            nodes[id] = "lost"
        elif one is None or (other.membership and not one.membership):
            nodes[id] = "added"
    edges: list[EdgeMark] = []
    for pair in sorted({*before.live_ties, *after.live_ties}):
        old, new = before.live_ties.get(pair), after.live_ties.get(pair)
        if old is None or new is None:
            edges.append(EdgeMark(*pair, "added" if old is None else "lost"))
        elif (old.strength, old.formalisation) != (new.strength, new.formalisation):
            edges.append(EdgeMark(*pair, "changed"))
    names = {id: one.name for id, one in {**before.institutions, **after.institutions}.items()}
    listed = {
        state: [
            *(names[id] for id, kind in nodes.items() if kind == state),
            *(f"{names[edge.a]} – {names[edge.b]}" for edge in edges if edge.state == state),
        ]
        for state in ("added", "lost", "changed")
    }
    parts = [
        f"{word(lang, f'difference.{state}')}: {'; '.join(lines)}."
        for state, lines in listed.items()
        if lines
    ]
    return Highlight(
        id="difference",
        kind="whatif",
        title=word(lang, "highlight.difference", added=len(listed["added"]), lost=len(listed["lost"])),
        text=" ".join(parts) or word(lang, "difference.nothing"),
        nodes=tuple(nodes.items()),
        edges=tuple(edges),
    )
