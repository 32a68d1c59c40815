"""Questions made from the API's own description: no answer of it is undocumented, none is a failure."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from doors import HERE, open_doors
from service.access.policy import Role
from service.app import create_app
from service.settings import Settings

#: Names of the operations, of a server that is never opened.
LABELS = [
    f"{method.upper()} {path}"
    for path, methods in create_app(Settings()).openapi()["paths"].items()
    for method in methods
]


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("schema"), demo_package) as opened:
        yield opened


@pytest.fixture(scope="module")
def operations(doors):
    """The described operations of the running application, by name."""
    described = schemathesis.openapi.from_asgi("/openapi.json", doors.client.app)
    return {found.ok().label: found.ok() for found in described.get_all_operations()}


@pytest.mark.parametrize("label", LABELS)
def test_every_answer_is_a_described_one(doors, operations, label):
    headers = [doors.headers(role) for role in (Role.CASE_LEAD, Role.API_CLIENT)]

    @settings(
        max_examples=6,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operations[label].as_strategy())
    def ask(case):
        given_id = case.path_parameters.get("partnership_id")
        if given_id is not None and len(given_id) % 2:
            case.path_parameters["partnership_id"] = HERE
        for one in headers:
            # A well-formed question may still name what is not there.
            case.call_and_validate(headers=one, excluded_checks=[positive_data_acceptance])

    ask()
