"""An application with two partnerships in different regions, and tokens for whoever knocks."""

import html
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace

from fastapi.testclient import TestClient

from answer_models import AnswersChecked
from graph.model import Institution, Package, Partnership, Service
from graph.packages import package_bytes
from graph.stores import import_package
from service.access.policy import Grant, Role
from service.access.tokens import create_token
from service.http.app import create_app
from service.http.etag import state_mark
from service.runtime import Runtime
from service.settings import Settings

HERE = "jarzebin-slaski"
ELSEWHERE = "pzk-brzozow"
BASE = "http://127.0.0.1:8000"

FAR_PACKAGE = Package(
    Partnership(ELSEWHERE, "Brzozów Testowy", teryt="1099011", fictional=True),
    (Institution("B1", "OPS w Brzozowie", "OPS", membership="leader", phone="44 555 02 01"),),
    services=(Service("SB1", "B1", "SOC", wait_days=3),),
)


class Doors:
    """A running application: its runtime, a client, and headers for any grant.

    ``compared`` counts the answers that were found to be as described.
    """

    def __init__(self, runtime, client, compared=None):
        self.runtime = runtime
        self.client = client
        self.compared = compared

    def token(self, *roles, territory=("*",), partnerships=(), institution=None, days=1.0):
        """The secret of a new token."""
        return self.numbered_token(
            *roles, territory=territory, partnerships=partnerships, institution=institution, days=days
        )[1]

    def numbered_token(self, *roles, territory=("*",), partnerships=(), institution=None, days=1.0):
        """Id and secret of a new token."""
        grant = Grant(
            "+".join(roles) or "nobody",
            frozenset(Role(role) for role in roles),
            tuple(territory),
            tuple(partnerships),
            institution,
        )
        return create_token(self.runtime.access, grant, days)

    def headers(self, *roles, **scope):
        """Headers of a request by somebody with these roles."""
        return {"Authorization": f"Bearer {self.token(*roles, **scope)}"}

    def mark(self, id, *roles):
        """What a form of somebody with these roles says of the state that a partnership is in now."""
        grant = Grant("mark", frozenset(Role(role) for role in roles), ("*",))
        return state_mark(*self.runtime.library.held(id), grant.visibility)

    def get(self, path, *roles, **scope):
        """What somebody with these roles gets."""
        return self.client.get(path, headers=self.headers(*roles, **scope))


@contextmanager
def open_doors(folder, *packages, **settings):
    """The application over an embedded store with these packages, held to what it describes."""
    runtime = Runtime(Settings(data=folder, **settings))
    for package in packages:
        import_package(runtime.store, package)
    app, compared = create_app(runtime=runtime), Counter()
    app.add_middleware(AnswersChecked, seen=compared)
    with TestClient(app, base_url=BASE) as client:
        yield Doors(runtime, client, compared)


def zip_of(package, **facts):
    """A package as the file that is sent, with some facts of its partnership changed."""
    return package_bytes(replace(package, partnership=replace(package.partnership, **facts)))


def text_of(response):
    """What stands on a page, without its markup."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", response.text, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
