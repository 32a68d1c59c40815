"""The form of a family's own request: what it asks, and how it is read."""

from collections.abc import Sequence
from typing import Final

from graph.cases import CHANNELS
from graph.vocabulary import AGE_BANDS
from graph.vocabulary.codes import UNITS
from service.cases.pages.fields import Fields, Filled, Part, Reading, filled
from service.cases.pages.forms import Mapped, StepFormContext, happened

_MINORS: Final = frozenset({"0-2", "3-6", "7-12", "13-17"})


class RequestForm:
    """The family's own request."""

    def begin(self, context: StepFormContext) -> Filled:
        """Today, of a family, in the only municipality if there is one."""
        only = context.gminas[0] if len(context.gminas) == 1 else ""
        return filled(on=context.today.isoformat(), unit="family", teryt=only)

    def parts(self, context: StepFormContext, fields: Fields) -> Sequence[Part]:
        """Day, channel, unit, municipality, ages; urgency and a guardian's consent as ticks."""
        t, words = context.localizer.t, context.words
        gminas = [(code, code) for code in context.gminas]
        units = [(code, t(f"code.unit.{code}")) for code in UNITS]
        guardian = [("yes", t("cases.form.request.guardian.yes"))]
        return [
            Part(
                "",
                [
                    fields.day("on", t("cases.form.request.on")),
                    fields.choice("channel", t("cases.form.request.channel"), words.options(CHANNELS)),
                    fields.choice("unit", t("cases.form.request.unit"), units),
                    fields.choice("teryt", t("cases.gmina"), gminas),
                    fields.ticks(
                        *("age_bands", t("cases.form.request.ages")),
                        [(band, words.band(band)) for band in AGE_BANDS],
                        inline=True,
                    ),
                    fields.ticks(
                        *("urgent", t("cases.form.request.urgent")),
                        [("yes", t("cases.form.request.urgent.yes"))],
                    ),
                    fields.ticks(
                        *("guardian_consents", t("cases.form.request.guardian"), guardian),
                        t("cases.form.request.guardian.hint"),
                    ),
                ],
            )
        ]

    def read(self, context: StepFormContext, reading: Reading) -> Mapped:
        """The request."""
        sent = reading.sent
        bands = [band for band in AGE_BANDS if band in sent.all("age_bands")]
        unit = reading.text("unit")
        if not bands and unit == "person":
            reading.wrong("age_bands", "cases.fault.ticks")
        consents = bool(sent.all("guardian_consents"))
        if unit == "person" and not _MINORS.isdisjoint(bands) and not consents:
            reading.wrong("guardian_consents", "cases.fault.guardian")
        return {
            "on": happened(context, reading),
            "channel": reading.text("channel"),
            "unit": unit,
            "teryt": reading.text("teryt"),
            "age_bands": bands,
            "urgent": bool(sent.all("urgent")),
            "guardian_consents": consents or None,
        }
