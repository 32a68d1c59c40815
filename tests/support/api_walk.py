"""Every operation of the API that answers in JSON, asked over the demo partnership."""

from case_journals import WHOLE, consent, journal, walked
from doors import HERE
from service.http.app import create_app
from service.settings import Settings
from service.surveys.steps import begin_survey
from writings import API, POSTS

DESCRIBED = create_app(Settings()).openapi()
#: Every operation by method and path.
OPERATIONS = {
    (method, path): operation
    for path, operations in DESCRIBED["paths"].items()
    for method, operation in operations.items()
}
ROUTE = {"gmina": "2499011", "needs": ["N04", "N01"], "age_bands": ["3-6"]}
#: What posts that write nothing ask, by the end of their address.
QUESTIONS = {
    "/what-if": {"add": ["I13"], "tie": ["I01~I13"]},
    "v1/routes": ROUTE | {"alternatives": 2},
    "/capacity": {"gmina": "2499011", "needs": ["N04", "N07"]},
}
TIE = {
    "partner_id": "I01",
    "strength": 3,
    "frequency": "monthly",
    "formalisation": "agreement",
    "contact_role": "pracownik socjalny szpitala",
}
#: What single things of the demo partnership are called.
IDS = {
    "partnership_id": HERE,
    "institution_id": "I01",
    "service_id": "S0101",
    "tie_id": "I01~I02",
}


def good(operation):
    """What an operation answers when all is well, by status."""
    return {code: one for code, one in operation["responses"].items() if code[0] == "2"}


def in_json(operation):
    """Whether an operation answers in JSON."""
    return any("application/json" in one.get("content", {}) for one in good(operation).values())


class Walk:
    """A desk over the demo partnership with one of everything that can be read."""

    def __init__(self, desk):
        self.desk = desk
        client = desk.doors.client
        client.headers.update(desk.headers)
        self.case = walked(client, journal(WHOLE))
        for kind in ("needs", "basket", "diagnosis"):
            consent(client, "R01", "I16", kind)
        self.gap = client.get(f"{API}/gaps").json()["gaps"][0]["id"]
        del client.headers["Authorization"]
        for prepare in (desk.barrier, desk.meeting, desk.flow, desk.invitation, desk.advice):
            desk.made(prepare())
        _, (link,) = begin_survey(desk.doors.runtime, HERE, "T1", institutions=["I19"])
        self.by_link = {"Authorization": f"Bearer {link.secret}"}
        desk.made(desk.permission())
        desk.made(desk.referral())

    def written(self, method, path):
        """The answer of an operation that writes, and what was sent; nothing of one that only reads."""
        desk = self.desk
        if method == "post" and path in POSTS:
            post = POSTS[path](desk)
            return post.body, desk.send(post.path, post.body, post.headers)
        if path == "/api/v1/survey":
            if method != "put":
                return None
            body = {"ties": [TIE], "none": ["I02"], "done": True}
            return body, desk.doors.client.put(path, json=body, headers=self.by_link)
        if method == "put":
            flow = desk.made(desk.flow())
            body = {"rhythm": "yearly", "base": "consent"}
            headers = desk.headers | {"If-Match": '"1"'}
            address = f"{API}/information-flows/{flow['id']}"
            return body, desk.doors.client.put(address, json=body, headers=headers)
        return None

    def read(self, method, path, headers):
        """The answers to everything that an operation that only reads is asked."""
        if path == "/api/v1/survey":
            headers = self.by_link
        for address in self._addresses(path):
            asked = next((one for end, one in QUESTIONS.items() if address.endswith(end)), {})
            body = asked if method == "post" else None
            yield body, self.desk.doors.client.request(method, address, json=body, headers=headers)

    def _addresses(self, path):
        if "{name}" in path:
            (named,) = [one for one in OPERATIONS["get", path]["parameters"] if one["name"] == "name"]
            return [path.replace("{name}", name) for name in named["schema"]["enum"]]
        if "{family_id}" in path:
            return [path.replace("{family_id}", family) for family in (self.case, "R01")]
        address = path.replace("{gap_id}", self.gap)
        for name, id in IDS.items():
            address = address.replace(f"{{{name}}}", id)
        return [address + "?format=json" if path.endswith("_id}/export") else address]
