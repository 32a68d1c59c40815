"""The form of the diagnosis: needs area by area, the family's own resources, methods of social work."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from graph.cases import METHODS, NEED_AREAS, RESOURCES, areas_called_for
from graph.vocabulary import AREAS
from service.cases.pages.fields import Fields, Filled, Part, Reading, filled
from service.cases.pages.forms import Mapped, StepFormContext, happened


class DiagnoseForm:
    """Needs area by area, the family's own resources, methods of social work."""

    def begin(self, context: StepFormContext) -> Filled:
        """The last diagnosis, if there is one."""
        last = context.known.diagnosis
        if last is None:
            return filled(on=context.today.isoformat())
        needs = {
            f"needs.{area}": [c for c in codes if c in last.needs] for area, codes in _AREAS.items()
        }
        considered = {f"considered.{area}": ["yes"] for area in last.considered}
        return filled(
            on=context.today.isoformat(),
            resources=last.resources,
            methods=last.methods,
            **needs,
            **considered,
        )

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """The day; the five areas, each with its needs; the family and the methods."""
        t, words = context.localizer.t, context.words
        considered = [("yes", t("cases.form.diagnose.considered"))]
        areas = [
            Part(
                t("cases.form.diagnose.area", area=context.localizer.area(area)),
                [
                    fields.ticks(
                        *(f"needs.{area}", t("cases.form.diagnose.needs")),
                        [(code, words.need(code), _note(context, code, area)) for code in codes],
                    ),
                    fields.ticks(
                        f"considered.{area}",
                        t("cases.form.diagnose.none", area=context.localizer.area(area)),
                        considered,
                    ),
                ],
                columns=1,
            )
            for area, codes in _AREAS.items()
        ]
        family = [
            fields.ticks("resources", t("cases.diagnosis.resources"), words.options(RESOURCES)),
            fields.ticks("methods", t("cases.diagnosis.methods"), words.options(METHODS)),
        ]
        first = Part("", [fields.day("on", t("cases.form.diagnose.on"))])
        return [first, *areas, Part(t("cases.form.diagnose.family"), family, columns=1)]

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The diagnosis; every area has a need or was considered."""
        sent = reading.sent
        needs = [code for area in _AREAS for code in sent.all(f"needs.{area}")]
        called = areas_called_for(tuple(needs))
        considered = [area for area in _AREAS if sent.all(f"considered.{area}")]
        for area in _AREAS:
            if area not in called and area not in considered:
                reading.wrong(f"considered.{area}", "cases.fault.area")
        if not needs:
            reading.wrong_as_a_whole(context.localizer.t("cases.fault.needs"))
        if not sent.all("methods"):
            reading.wrong("methods", "cases.fault.ticks")
        return {
            "on": happened(context, reading),
            "needs": needs,
            "resources": list(sent.all("resources")),
            "methods": list(sent.all("methods")),
            "considered": considered,
        }


def needs_by_area() -> Mapping[str, Sequence[str]]:
    """Every need that a case can have, once: under the area that is least often called for."""
    found: dict[str, list[str]] = {area: [] for area in AREAS}
    calls = Counter(area for areas in NEED_AREAS.values() for area in areas)
    for code, areas in NEED_AREAS.items():
        found[min(areas, key=lambda area: calls[area])].append(code)
    return found


def _note(context: StepFormContext, code: str, area: str) -> str:
    """The official name of a need, and the other areas that it calls for."""
    others = [context.localizer.area(one) for one in NEED_AREAS[code] if one != area]
    also = context.localizer.t("cases.form.diagnose.also", areas=", ".join(others)) if others else ""
    return "; ".join(part for part in (context.words.official(code), also) if part)


_AREAS: Final = needs_by_area()
