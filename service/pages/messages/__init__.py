"""Every text of the pages, in Polish and English: the one catalogue.

Counts that stand before a noun have their forms divided by ``|``: one, a few, many in Polish; one,
many in English. Institution names stand in the nominative after a colon, a dash or an arrow.
"""

from typing import Final

from service.pages.messages.case_forms import CASE_FORMS
from service.pages.messages.case_steps import CASE_STEPS
from service.pages.messages.cases import CASES
from service.pages.messages.deleting import DELETING
from service.pages.messages.errors import ERRORS
from service.pages.messages.form_fields import FORM_FIELDS
from service.pages.messages.forms import FORMS
from service.pages.messages.frame import FRAME
from service.pages.messages.gaps import GAPS
from service.pages.messages.institutions import INSTITUTIONS
from service.pages.messages.inviting import INVITING
from service.pages.messages.loading import LOADING
from service.pages.messages.no_data import NO_DATA
from service.pages.messages.overview import OVERVIEW
from service.pages.messages.plan import PLAN
from service.pages.messages.register import REGISTER
from service.pages.messages.report import REPORT
from service.pages.messages.routes import ROUTES
from service.pages.messages.services import SERVICES
from service.pages.messages.start import START
from service.pages.messages.trail import TRAIL
from service.pages.messages.tuning import TUNING

MESSAGES: Final[dict[str, tuple[str, str]]] = {
    **CASE_FORMS,
    **CASE_STEPS,
    **CASES,
    **DELETING,
    **ERRORS,
    **FORM_FIELDS,
    **FORMS,
    **FRAME,
    **GAPS,
    **INSTITUTIONS,
    **INVITING,
    **LOADING,
    **NO_DATA,
    **OVERVIEW,
    **PLAN,
    **REGISTER,
    **REPORT,
    **ROUTES,
    **SERVICES,
    **START,
    **TRAIL,
    **TUNING,
}
