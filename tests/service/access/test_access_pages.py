"""Every page and form, every role, one's own territory and another's; the API has its own table."""

import pytest
from fastapi.routing import iter_route_contexts

from doors import FAR_PACKAGE, HERE, open_doors
from service.access.guard import Principal
from service.access.owner import OWNER
from service.access.policy import Role
from service.exchange.demo import add_demo_cases

EVERYBODY = frozenset(Role)
GUIDES = EVERYBODY - {Role.ADMINISTRATOR}
NETWORK = GUIDES - {Role.API_CLIENT}
LEAD = frozenset({Role.CASE_LEAD})
TEAM = LEAD | {Role.ZZK_MEMBER}
PLANNERS = LEAD | {Role.ANIMATOR}
COUNTED = PLANNERS | {Role.ROPS_ADVISOR}
KEEPERS = PLANNERS | {Role.MODERATOR}
ADVISORS = frozenset({Role.ROPS_ADVISOR, Role.MODERATOR})

PLACE = "/partnerstwa/{partnership_id:path}"
CASE = PLACE + "/sprawy/{family_id:path}"
ONE = PLACE + "/instytucje/{institution_id:path}"
INVITED = PLACE + "/plan/zaproszenia/{institution_id:path}"

#: Addresses and who may open them; written down here once more, not taken from the product.
READ = {
    "/": EVERYBODY,
    "/szablony/{name}": EVERYBODY,
    "/dziennik": frozenset({Role.ADMINISTRATOR}),
    "/porownanie": NETWORK,
    "/ustawienia": NETWORK,
    "/praca/{job_id}": EVERYBODY,
    "/wczytaj": PLANNERS,
    "/wczytaj/podglad/{token}": PLANNERS,
    "/portfolio": NETWORK | {Role.ADMINISTRATOR},
    "/portfolio.csv": NETWORK | {Role.ADMINISTRATOR},
    "/portfolio.xlsx": NETWORK | {Role.ADMINISTRATOR},
    PLACE: NETWORK,
    f"{PLACE}/tury": NETWORK,
    f"{PLACE}/ankiety": PLANNERS,
    f"{PLACE}/ankiety/formularz.xlsx": PLANNERS,
    f"{PLACE}/instytucje": EVERYBODY,
    ONE: EVERYBODY,
    f"{ONE}/karta": NETWORK,
    f"{PLACE}/luki": NETWORK,
    f"{PLACE}/luki.csv": NETWORK,
    f"{PLACE}/luki/sprawdz": NETWORK,
    f"{PLACE}/pewnosc": NETWORK,
    f"{PLACE}/pewnosc/{{part}}": NETWORK,
    f"{PLACE}/siec": NETWORK,
    f"{PLACE}/siec.svg": NETWORK,
    f"{PLACE}/siec.html": NETWORK,
    f"{PLACE}/raport": NETWORK,
    f"{PLACE}/raport.html": NETWORK,
    f"{PLACE}/raport.pdf": NETWORK,
    f"{PLACE}/raport.xlsx": NETWORK,
    f"{PLACE}/zaproszenia": NETWORK,
    f"{PLACE}/co-jesli": NETWORK,
    f"{PLACE}/co-jesli.svg": NETWORK,
    f"{PLACE}/zalecenia": NETWORK,
    f"{PLACE}/przeplyw-informacji": NETWORK,
    f"{PLACE}/monitorowanie": COUNTED,
    f"{PLACE}/sciezki": GUIDES,
    f"{PLACE}/koszyk": EVERYBODY,
    f"{PLACE}/koszyk/rodziny": EVERYBODY,
    f"{PLACE}/koszyk/pracownicy": GUIDES,
    f"{PLACE}/plan": PLANNERS,
    f"{PLACE}/plan.xlsx": PLANNERS,
    f"{INVITED}/zaproszenie.docx": PLANNERS,
    f"{INVITED}/deklaracja.docx": PLANNERS,
    f"{PLACE}/nowa-instytucja": PLANNERS,
    f"{ONE}/zmiany": PLANNERS,
    f"{ONE}/zmiany/dane": PLANNERS,
    f"{ONE}/zmiany/udzial": PLANNERS,
    f"{ONE}/zmiany/usluga": PLANNERS,
    f"{ONE}/zmiany/wspolpraca": PLANNERS,
    f"{ONE}/zmiany/usun": PLANNERS,
    f"{PLACE}/usun": LEAD,
    f"{PLACE}/cofnij": PLANNERS,
    f"{PLACE}/sprawy": TEAM,
    f"{PLACE}/luki-spraw": LEAD,
    f"{PLACE}/nowa-sprawa": LEAD,
    CASE: LEAD,
    f"{CASE}/luki": LEAD,
    f"{CASE}/plan-pomocy": LEAD,
    f"{CASE}/karta": LEAD,
    f"{CASE}/kroki/{{kind}}": LEAD,
}
SEND = {
    "/przyklad": PLANNERS,
    # Settings hold for every partnership of the store, and no territory here has both.
    "/ustawienia": frozenset(),
    "/wczytaj": PLANNERS,
    "/wczytaj/podglad/{token}": PLANNERS,
    "/wczytaj/podglad/{token}/porzuc": PLANNERS,
    f"{PLACE}/sciezki": GUIDES,
    f"{PLACE}/sciezki/siec": NETWORK,
    f"{PLACE}/ankiety": PLANNERS,
    f"{PLACE}/ankiety/formularz": PLANNERS,
    f"{PLACE}/ankiety/linki": PLANNERS,
    f"{PLACE}/ankiety/zamknij": PLANNERS,
    f"{PLACE}/plan/zaproszenia": PLANNERS,
    f"{INVITED}/kroki": PLANNERS,
    f"{INVITED}/usun": PLANNERS,
    f"{PLACE}/plan/spotkania": PLANNERS,
    f"{PLACE}/plan/spotkania/usun": PLANNERS,
    f"{PLACE}/zalecenia/bariery": KEEPERS,
    f"{PLACE}/zalecenia/bariery/{{barrier_id}}/koniec": KEEPERS,
    f"{PLACE}/zalecenia/bariery/{{barrier_id}}/usun": KEEPERS,
    f"{PLACE}/zalecenia/nowe": ADVISORS,
    f"{PLACE}/zalecenia/{{recommendation_id}}/kroki": KEEPERS | ADVISORS,
    f"{PLACE}/przeplyw-informacji/nowy": KEEPERS,
    f"{PLACE}/przeplyw-informacji/{{flow_id}}/zmiana": KEEPERS,
    f"{PLACE}/przeplyw-informacji/{{flow_id}}/usun": KEEPERS,
    f"{PLACE}/nowa-instytucja": PLANNERS,
    f"{ONE}/zmiany/dane": PLANNERS,
    f"{ONE}/zmiany/udzial": PLANNERS,
    f"{ONE}/zmiany/usluga": PLANNERS,
    f"{ONE}/zmiany/wspolpraca": PLANNERS,
    f"{ONE}/zmiany/usun": PLANNERS,
    f"{PLACE}/usun": LEAD,
    f"{PLACE}/cofnij": PLANNERS,
    f"{PLACE}/nowa-sprawa": LEAD,
    f"{CASE}/kroki/{{kind}}": LEAD,
    f"{CASE}/zgody": LEAD,
    f"{CASE}/zgody/wycofanie": LEAD,
    f"{CASE}/skierowania": LEAD,
    f"{CASE}/skierowania/kroki": LEAD,
}
TABLE = [("GET", path, roles) for path, roles in READ.items()]
TABLE += [("POST", path, roles) for path, roles in SEND.items()]
#: Without a token these answer too: they tell nothing of what is kept, but for a survey's secret.
OPEN = {
    *(("GET", "/health/live"), ("GET", "/health/ready"), ("GET", "/openapi.json"), ("GET", "/docs")),
    *(("GET", "/wejscie"), ("POST", "/wejscie"), ("POST", "/wyjscie")),
    *(("GET", "/wejscie/{secret}"), ("POST", "/wejscie/{secret}")),
    *(("GET", "/static/view/{name}"), ("GET", "/static/pages/{name}"), ("GET", "/slowniczek")),
    *(("GET", "/ankieta/{secret}"), ("GET", "/ankieta/o/{mark}"), ("POST", "/ankieta/o/{mark}")),
}
PLACES = {
    "{partnership_id:path}": HERE,
    "{family_id:path}": "R01",
    "{institution_id:path}": "I38",
    "{kind}": "meet",
    "{name}": "pakiet.xlsx",
    "{part}": "central",
}
#: What cases can be in or be named by is taken away or put back by who may write them.
FOR_LEADS = {f"{PLACE}/cofnij", f"{ONE}/zmiany/usun"}


@pytest.fixture(scope="module")
def doors(tmp_path_factory, demo_package):
    with open_doors(tmp_path_factory.mktemp("pages"), demo_package, FAR_PACKAGE) as opened:
        add_demo_cases(Principal(opened.runtime, OWNER, "owner", "test"))
        yield opened


@pytest.fixture(scope="module")
def keys(doors):
    """Headers of each role in its own territory, and in another."""
    return {
        (role, mine): doors.headers(
            role, territory=("2499",) if mine else ("1099", "2498"), institution="I11"
        )
        for role in Role
        for mine in (True, False)
    }


def knock(doors, method, path, headers):
    for place, value in PLACES.items():
        path = path.replace(place, value)
    for left in ("{job_id}", "{token}", "{barrier_id}", "{recommendation_id}", "{flow_id}"):
        path = path.replace(left, "absent")
    form = {"gmina": "2499011"} if path.endswith("/sciezki/siec") else None
    return doors.client.request(method, path, headers=headers, data=form, follow_redirects=False)


def test_the_tables_name_every_route_outside_the_api(doors):
    served = {
        (method, route.path)
        for route in iter_route_contexts(doors.client.app.routes)
        if route.path and not route.path.startswith(("/api/", "/metrics"))
        for method in (route.methods or ()) - {"HEAD"}
    }
    assert served == {(method, path) for method, path, _ in TABLE} | OPEN


@pytest.mark.parametrize(("method", "path", "allowed"), TABLE)
def test_nobody_comes_in_without_signing_in(doors, method, path, allowed):
    answer = knock(doors, method, path, {})
    assert answer.status_code in {303, 401}
    if answer.status_code == 303:
        assert answer.headers["Location"].startswith("/wejscie")
    assert "jarzębin" not in answer.text.lower()


@pytest.mark.parametrize(("method", "path", "allowed"), TABLE)
def test_each_role_opens_what_the_matrix_says(doors, keys, method, path, allowed):
    for role in Role:
        status = knock(doors, method, path, keys[role, True]).status_code
        if role not in allowed:
            # Whether a family is there at all is private.
            private = path.startswith(CASE) and role is Role.ZZK_MEMBER
            assert status == 404 if private and status != 403 else status == 403, role
        elif role not in LEAD and method == "POST" and path in FOR_LEADS:
            assert status < 500, role
        else:
            # An empty form is not taken, but the door was open.
            assert status not in {401, 403, 405}, role
            assert status < 500, role


@pytest.mark.parametrize(
    ("method", "path", "allowed"), [row for row in TABLE if row[1].startswith(PLACE)]
)
def test_nobody_opens_another_territory(doors, keys, method, path, allowed):
    for role in Role:
        answer = knock(doors, method, path, keys[role, False])
        assert answer.status_code in ({403, 404} if path.startswith(CASE) else {403}), role
        assert "jarzębin" not in answer.text.lower()
