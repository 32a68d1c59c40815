"""Questions made from the API's own description: no answer of it is undocumented, none is a failure."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from doors import open_doors
from service.access.policy import Role


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("schema"), demo_package) as opened:
        yield opened


@pytest.fixture
def described(doors):
    return schemathesis.openapi.from_asgi("/openapi.json", doors.client.app)


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[*HealthCheck],
)
def test_every_answer_is_a_described_one(case, doors):
    for role in (Role.CASE_LEAD, Role.API_CLIENT):
        case.call_and_validate(headers=doors.headers(role))
