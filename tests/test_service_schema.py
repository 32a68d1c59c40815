"""Questions made from the API's own description: no answer of it is undocumented, none is a failure."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from doors import BASE, HERE, open_doors
from service.access.policy import Role
from service.app import create_app
from service.settings import Settings

#: A server of nobody, opened only to read its description.
DESCRIBED = schemathesis.openapi.from_dict(create_app(Settings()).openapi())
OPERATIONS = [found.ok() for found in DESCRIBED.get_all_operations()]


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("schema"), demo_package) as opened:
        yield opened


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.label)
def test_every_answer_is_a_described_one(doors, operation):
    headers = [doors.headers(role) for role in (Role.CASE_LEAD, Role.API_CLIENT)]

    @settings(
        max_examples=10,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operation.as_strategy())
    def ask(case):
        if (
            "partnership_id" in (case.path_parameters or {})
            and len(case.path_parameters["partnership_id"]) % 2
        ):
            case.path_parameters["partnership_id"] = HERE
        for one in headers:
            case.call_and_validate(
                base_url=BASE,
                session=doors.client,
                headers=one,
                excluded_checks=[positive_data_acceptance],
            )

    ask()
