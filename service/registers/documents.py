"""What an import of a register did, as JSON."""

from collections import Counter, defaultdict
from dataclasses import asdict
from typing import Final

from graph.registers import RegisterFile
from graph.registers.facts import FactChange
from graph.registers.planning import RegisterPlan
from graph.registers.territories import TercFile
from graph.registers.waiting import REASONS, Unmatched, WaitPlan
from graph.registers.waits import WaitFile
from service.answers.documents import Document
from service.registers.outcome import NamesPlan, Outcome

#: Entries of a list at most; counts are of all.
MOST_LISTED: Final = 1_000
_ROWS: Final = 20


def register_document(outcome: Outcome) -> Document:
    """The report of an import, or of one that was only tried."""
    file, plan, request = outcome.file, outcome.plan, outcome.request
    document: Document = {
        "kind": request.kind,
        "dry_run": request.dry_run,
        "rows": file.rows,
        **dict.fromkeys(("created", "added", "updated", "kept", "unchanged", "outside"), 0),
        **dict.fromkeys(("closed", "repeated"), 0),
        "unplaced": {"count": 0, "rows": []},
        "partnerships": sorted(plan.packages),
        **{name: [] for name in _LISTS},
        "unused": [*file.unused, *file.others],
        "notes": [english for _, english in file.notes],
    }
    if isinstance(plan, RegisterPlan) and isinstance(file, RegisterFile):
        document |= _of_institutions(plan, file, outcome)
    elif isinstance(plan, WaitPlan) and isinstance(file, WaitFile):
        document |= _of_waits(plan, file, outcome)
    elif isinstance(plan, NamesPlan) and isinstance(file, TercFile):
        document |= {
            "created": len(plan.new),
            "updated": len(plan.changed),
            "unchanged": plan.known,
            "outside": plan.outside,
            "repeated": file.parts,
        }
    for name in _LISTS:
        document[name] = document[name][:MOST_LISTED]
    return document


_LISTS: Final = ("candidates", "differences", "vanished", "unclear", "guessed", "waits", "unmatched")


def _of_institutions(plan: RegisterPlan, file: RegisterFile, outcome: Outcome) -> Document:
    lines = outcome.request.lines
    taken = [one for one in plan.candidates if lines.takes(one.id)]
    written = sum(one.written for one in plan.changes)
    guesses = Counter((one.kind, one.type_code) for one in plan.candidates if one.guessed)
    return {
        "created": sum(one.new for one in taken),
        "added": sum(not one.new for one in taken),
        "updated": written,
        "kept": len(plan.changes) - written,
        "unchanged": plan.known,
        "outside": plan.outside,
        "closed": file.closed,
        "repeated": file.repeated,
        "unplaced": {"count": len(file.unplaced), "rows": list(file.unplaced[:_ROWS])},
        "candidates": [
            {**asdict(one), "partnerships": list(one.partnerships)} for one in plan.candidates
        ],
        "differences": [_difference(one) for one in plan.changes],
        "vanished": [asdict(one) for one in plan.vanished],
        "unclear": [{**asdict(one), "ids": list(one.ids)} for one in plan.unclear],
        "guessed": [
            {"kind": kind, "type_code": code, "count": count}
            for (kind, code), count in guesses.most_common()
        ],
    }


def _difference(one: FactChange) -> Document:
    return {
        "institution": one.id,
        "name": one.name,
        "field": one.field,
        "old": one.before,
        "new": one.after,
        "hidden": one.hidden,
        "written": one.written,
        "row": one.row,
    }


def _of_waits(plan: WaitPlan, file: WaitFile, outcome: Outcome) -> Document:
    by_reason: dict[str, list[Unmatched]] = defaultdict(list)
    for one in plan.unmatched:
        by_reason[one.reason].append(one)
    chosen = outcome.request.accepted
    keys = [(one.institution_id, one.service_id) for one in plan.changes]
    written = sum(chosen is None or chosen.writes(*key) for key in keys)
    return {
        "updated": written,
        "kept": len(keys) - written,
        "unchanged": plan.known,
        "outside": len(by_reason["outside"]),
        "repeated": file.urgent,
        "waits": [
            {
                "service_id": one.service_id,
                "institution_id": one.institution_id,
                "institution": one.institution,
                "benefit": one.benefit,
                "old": one.before,
                "new": one.after,
                "updated_on": one.as_of.isoformat(),
                "row": one.row,
            }
            for one in plan.changes
        ],
        "unmatched": [
            {
                "reason": reason,
                "count": len(found),
                "first": list(dict.fromkeys(f"{one.provider}: {one.benefit}" for one in found))[:_ROWS],
                "rows": [one.row for one in found[:_ROWS]],
            }
            for reason in REASONS
            if (found := by_reason[reason])
        ],
    }
