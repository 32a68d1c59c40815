"""Every post of the API that takes a key, prepared over the demo partnership upon a state of its own."""

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

from case_journals import NEXT_YEAR, RUNNING, document, journal
from doors import HERE, open_doors, zip_of
from graph.model import Institution
from register_samples import rspo, school

API = f"/api/v1/partnerships/{HERE}"
FAMILIES = "/api/v1/families"
ROLES = ("case_lead", "rops_advisor", "animator")
CASE = journal(RUNNING)
PLACE = "/api/v1/partnerships/{partnership_id}"
FAMILY = "/api/v1/families/{family_id}"
ADVICE = {
    "addressee_kind": "institution",
    "addressee": "I01",
    "advice": "spread_contacts",
    "measure": "betweenness_centralisation",
}


@dataclass
class Post:
    """A post and its state: what is sent, something else under the same key, and what it builds on."""

    path: str
    body: object
    other: object
    headers: dict = field(default_factory=dict)
    makes_something: bool = False


class Desk:
    """Prepares one post after another, each upon a state of its own."""

    def __init__(self, doors):
        self.doors = doors
        self.headers = doors.headers(*ROLES)
        self._numbers = count(1)
        package = doors.runtime.library.package(HERE)
        self._free = iter([one.id for one in package.institutions if not one.membership])
        self._ways = iter([(a.id, b.id) for a in package.institutions for b in package.institutions])
        self._package = package

    def send(self, path, body, headers=None, client=None):
        client, headers = client or self.doors.client, self.headers | (headers or {})
        if isinstance(body, bytes):
            return client.post(path, content=body, headers={"Content-Type": "application/zip"} | headers)
        return client.post(path, json=body, headers=headers)

    def made(self, post):
        answer = self.send(post.path, post.body, post.headers)
        assert answer.status_code == 201, answer.text
        return answer.json()

    def family(self):
        return self.made(Post(f"{API}/cases", CASE[0], None))["family_id"]

    def cases(self):
        return Post(f"{API}/cases", CASE[0], CASE[0] | {"channel": "phone"}, makes_something=True)

    def cases_import(self):
        number = next(self._numbers)
        one, other = (document((f"{name}-{number}", CASE)) for name in "BC")
        return Post(f"{API}/cases/import", one, other)

    def case_step(self):
        path = f"{FAMILIES}/{self.family()}/case/steps"
        return Post(path, CASE[1], CASE[1] | {"resources": []}, {"If-Match": '"1"'})

    def packages(self):
        number = 40_000 + next(self._numbers)
        one, other = (zip_of(self._package, population=number + more) for more in (0, 7))
        seen = self.doors.client.get(API, headers=self.headers).headers["ETag"]
        return Post("/api/v1/partnerships/import", one, other, {"If-Match": seen})

    def register(self):
        number = next(self._numbers)
        place = {"Kod terytorialny gmina": "2499011"}
        one, other = (rspo(school(f"{number}{end}", f"Szkoła {number}{end}", **place)) for end in "12")
        return Post("/api/v1/registers/rspo", one, other)

    def invitation(self):
        body = {"institution_id": next(self._free), "responsible": "animator"}
        return Post(f"{API}/plan/invitations", body, body | {"responsible": "leader"})

    def invitation_step(self):
        id = self.made(self.invitation())["institution_id"]
        body = {"state": "invited"}
        later = {"due_on": (date.today() + timedelta(days=9)).isoformat()}  # noqa: DTZ011
        path = f"{API}/plan/invitations/{id}/steps"
        return Post(path, body, body | later, {"If-Match": '"1"'})

    def meeting(self):
        day = (date(2025, 1, 1) + timedelta(days=next(self._numbers))).isoformat()
        body = {"held_on": day, "kind": "working", "institution_ids": ["I01", "I11"]}
        return Post(f"{API}/plan/meetings", body, body | {"institution_ids": ["I01"]})

    def barrier(self):
        body = {"code": "B4", "target": "institution", "subjects": ["I01"]}
        return Post(f"{API}/barriers", body, body | {"code": "B5"}, makes_something=True)

    def barrier_end(self):
        path = f"{API}/barriers/{self.made(self.barrier())['id']}/end"
        return Post(path, {}, {"ended_on": None}, {"If-Match": '"1"'})

    def advice(self):
        body = ADVICE | {"barrier": self.made(self.barrier())["id"]}
        other = body | {"addressee_kind": "role", "addressee": "mayor"}
        return Post(f"{API}/recommendations", body, other, makes_something=True)

    def advice_step(self):
        path = f"{API}/recommendations/{self.made(self.advice())['id']}/steps"
        return Post(path, {"state": "accepted"}, {"state": "done"}, {"If-Match": '"1"'})

    def flow(self):
        source, target = next(way for way in self._ways if way[0] != way[1])
        body = {"source_id": source, "target_id": target, "information": "needs", "medium": "phone"}
        body |= {"rhythm": "weekly", "base": "consent"}
        return Post(f"{API}/information-flows", body, body | {"rhythm": "on_event"})

    def permission(self):
        body = {"institution_id": "I11", "data_class": "needs", "expires_on": NEXT_YEAR}
        other = body | {"data_class": "basket"}
        return Post(f"{FAMILIES}/R01/permissions", body, other, makes_something=True)

    def withdrawal(self):
        id = self.made(self.permission())["id"]
        path = f"{FAMILIES}/R01/permissions/{id}/withdrawal"
        return Post(path, None, {"another": True}, {"If-Match": '"1"'})

    def referral(self):
        asked = self.send(f"{FAMILIES}/R01/routes", {}).json()
        item = asked["baskets"][0]["items"][0]
        body = {name: item[name] for name in ("institution_id", "service_id")}
        path = f"{FAMILIES}/R01/referrals"
        return Post(
            path, body | {"needs": item["need"]}, body | {"needs": ["N02"]}, makes_something=True
        )

    def referral_step(self):
        path = f"{FAMILIES}/R01/referrals/{self.made(self.referral())['id']}/steps"
        return Post(path, {"state": "accepted"}, {"state": "cancelled"}, {"If-Match": '"1"'})


#: How each post that takes a key is prepared.
POSTS = {
    f"{PLACE}/cases": Desk.cases,
    f"{PLACE}/cases/import": Desk.cases_import,
    f"{FAMILY}/case/steps": Desk.case_step,
    "/api/v1/partnerships/import": Desk.packages,
    "/api/v1/registers/{kind}": Desk.register,
    f"{PLACE}/plan/invitations": Desk.invitation,
    f"{PLACE}/plan/invitations/{{institution_id}}/steps": Desk.invitation_step,
    f"{PLACE}/plan/meetings": Desk.meeting,
    f"{PLACE}/barriers": Desk.barrier,
    f"{PLACE}/barriers/{{barrier_id}}/end": Desk.barrier_end,
    f"{PLACE}/recommendations": Desk.advice,
    f"{PLACE}/recommendations/{{recommendation_id}}/steps": Desk.advice_step,
    f"{PLACE}/information-flows": Desk.flow,
    f"{FAMILY}/permissions": Desk.permission,
    f"{FAMILY}/permissions/{{permission_id}}/withdrawal": Desk.withdrawal,
    f"{FAMILY}/referrals": Desk.referral,
    f"{FAMILY}/referrals/{{referral_id}}/steps": Desk.referral_step,
}


@contextmanager
def open_desk(folder, demo_package):
    """A desk over the demo partnership, with institutions enough to plan one for every test."""
    others = tuple(Institution(f"X{number}", f"Szkoła {number}", "SP") for number in range(20))
    package = replace(demo_package, institutions=(*demo_package.institutions, *others))
    with open_doors(folder, package) as doors:
        yield Desk(doors)
