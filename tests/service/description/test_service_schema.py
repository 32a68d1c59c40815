"""Questions made from the API's own description: no answer of it is undocumented, none is a failure.

``KOOPERACJE_SCHEMA_EXAMPLES`` sets how many questions are made of each operation; every role asks each
of them. How many were asked stands at the end of the test run.
"""

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from doors import HERE, open_doors
from reports import REPORT
from service.access.policy import Role
from service.http.app import create_app
from service.settings import Settings

#: Names of the operations, of a server that is never opened.
LABELS = [
    f"{method.upper()} {path}"
    for path, methods in create_app(Settings()).openapi()["paths"].items()
    for method in methods
]


#: Ids of what is there, put into half of the questions.
KNOWN = {"partnership_id": HERE, "family_id": "R01", "institution_id": "I16"}
EXAMPLES = int(os.environ.get("KOOPERACJE_SCHEMA_EXAMPLES", "3"))


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("schema"), demo_package) as opened:
        yield opened


@pytest.fixture(scope="module")
def operations(doors):
    """The described operations of the running application, by name."""
    described = schemathesis.openapi.from_asgi("/openapi.json", doors.client.app)
    return {found.ok().label: found.ok() for found in described.get_all_operations()}


@pytest.fixture(scope="module")
def everybody(doors):
    """Headers of every role."""
    return [doors.headers(role, institution="I16") for role in Role]


@pytest.fixture(scope="module")
def asked(request):
    """Count the questions; the total is told at the end."""
    count = [0]
    yield count
    request.config.stash[REPORT].append(f"{count[0]} questions made from the API's description")


@pytest.mark.parametrize("label", LABELS)
def test_every_answer_is_a_described_one(doors, operations, everybody, asked, label):
    @settings(
        max_examples=EXAMPLES,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operations[label].as_strategy())
    def ask(case):
        for name, known in KNOWN.items():
            given_id = case.path_parameters.get(name)
            if given_id is not None and len(given_id) % 2:
                case.path_parameters[name] = known
        for one in everybody:
            # A well-formed question may still name what is not there.
            case.call_and_validate(headers=one, excluded_checks=[positive_data_acceptance])
            asked[0] += 1

    ask()
