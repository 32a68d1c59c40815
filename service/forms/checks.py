"""What a form asks beyond what a file must fulfil: mistakes that are easy to make on a page."""

from collections.abc import Mapping

from graph.packages.cells import cell_text
from service.forms.fields import Faults
from service.forms.saving import Place
from service.forms.shapes import Context, Shape
from service.partnerships.start_page import folded


def own_faults(shape: Shape, context: Context, place: Place, cells: Mapping[str, str]) -> Faults:
    """The faults of a record as a whole, by field."""
    found: dict[str, str] = {}
    if shape == "institution" and context.new and _same_name(context, cells):
        found["name"] = context.localizer.t("form.fault.same_name")
    if shape == "membership" or (shape == "institution" and context.new):
        found |= _membership(context, cells)
    if shape == "tie" and _same_report(context, place, cells):
        found["reported_on"] = context.localizer.t("form.fault.same_report")
    return Faults(found)


def _same_name(context: Context, cells: Mapping[str, str]) -> bool:
    name = folded(cells["name"]).split()
    return any(folded(one.name).split() == name for one in context.package.institutions)


def _membership(context: Context, cells: Mapping[str, str]) -> dict[str, str]:
    t = context.localizer.t
    joined, left = cells["declared_on"], cells["left_on"]
    if not cells["membership"] and (joined or left):
        return {"membership": t("form.fault.no_membership")}
    # Dates as year-month-day are in the order of their text.
    if joined and left and left < joined:
        return {"left_on": t("form.fault.left_early")}
    return {}


def _same_report(context: Context, place: Place, cells: Mapping[str, str]) -> bool:
    """Whether another report has the same sides, day and wave; a file would let the later one win."""
    key = ("reporter_id", "partner_id", "reported_on", "wave")
    wanted = [cells[name] for name in key]
    return any(
        index != place.index and [cell_text(getattr(report, name)) for name in key] == wanted
        for index, report in enumerate(context.package.ties)
    )
