"""The form that records a consent or a legal base on the page of a case."""

from collections.abc import Sequence

from graph.records.permission import DATA_CLASSES, LEGAL_BASES
from service.cases.pages.fields import Fields, Filled, Part, filled
from service.cases.pages.sitting import Sitting
from service.forms.fields import Faults, Group
from service.runtime import today


def base_parts(sitting: Sitting, holds: Filled | None, faults: Faults | None) -> Sequence[Part]:
    """The fields that record a consent or a legal base."""
    words, context = sitting.words, sitting.context()
    t, case = words.localizer.t, context.known
    minor = case.request.guardian_consents
    begun = filled(
        **{
            "zgoda.base": "consent",
            "zgoda.given_on": today().isoformat(),
            "zgoda.by_guardian": ["yes"] if minor else [],
        }
    )
    fields = Fields(words.localizer, holds or begun, faults or Faults())
    near = {seat.institution_id for seat in case.team} | {one.item.institution_id for one in case.items}
    near -= {case.lead or ""}
    far = sitting.snapshot.institutions.keys() - near - {case.lead or ""}
    places = [
        Group(t("cases.bases.near"), words.institution_options(near)),
        Group(t("cases.bases.far"), words.institution_options(far)),
    ]
    bases = [("consent", t("cases.bases.consent")), *words.options(LEGAL_BASES)]
    return [
        Part(
            "",
            [
                fields.choice(
                    *("zgoda.institution_id", t("cases.bases.institution")),
                    [one for one in places if one.options],
                ),
                fields.choice("zgoda.data_class", t("cases.bases.class"), words.options(DATA_CLASSES)),
                fields.choice("zgoda.base", t("cases.bases.base"), bases),
                fields.day("zgoda.given_on", t("cases.bases.given")),
                fields.day(
                    *("zgoda.expires_on", t("cases.bases.expires"), t("cases.bases.expires.hint")),
                    required=False,
                ),
                fields.ticks(
                    *("zgoda.by_guardian", t("cases.guardian")),
                    [("yes", t("cases.bases.guardian"))],
                ),
            ],
        )
    ]
