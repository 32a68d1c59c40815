"""No way of writing goes round the rule that one id means one institution: all of them are found."""

import ast
import re

import pytest
from fastapi.routing import iter_route_contexts

from code_reach import Code
from doors import HERE, open_doors, zip_of
from graph.errors import IdsTaken
from graph.model import Institution, Package, Partnership
from graph.stores import archive_beside, embedded_file, import_package, load_package, open_store
from graph.stores.backup import Backup, restore
from graph.stores.embedded import EmbeddedStore
from graph.stores.kept import Kept
from graph.stores.queries import QUERIES
from graph.stores.reading import read_state
from graph.stores.rebuild import rebuild
from graph.stores.record_tables import RECORDS
from graph.stores.strangers import IdChoice
from readers import Reader
from service.access.policy import Role

#: What of an institution the rule is about.
FACTS = re.compile(r"\bi\.(name|type_code|given_teryt|rspo|regon)\s*=")
WRITER = ("graph.stores.steps", "write_steps")
GUARDS = {("graph.stores.strangers", name) for name in ("refuse_strangers", "refuse_strangers_among")}
#: A store copies itself with these: whatever is in it went through a door before.
COPIES = {
    ("graph.stores.embedded", "EmbeddedStore"),
    ("graph.stores.migrations", "_graph_for_everyone"),
}
#: What brings a package, and the doors that lead there.
BRINGING = {
    ("graph.stores.writing", "import_package"),
    ("graph.stores.backup", "restore"),
    ("graph.stores.rebuild", "rebuild"),
}
#: Objects that all doors share; through them everything leads to everything.
SHARED = ("Runtime", "KeptStore", "EmbeddedStore", "Neo4jStore", "Library")


@pytest.fixture(scope="module")
def code():
    return Code()


def test_one_query_alone_writes_what_institutions_are_and_one_function_alone_sends_it(code):
    found = {
        name
        for name, query in QUERIES.items()
        if query.access == "write" and (":Institution" in query.text and FACTS.search(query.text))
    }
    assert found == {"write.merge_institutions"}
    texts = {
        (module, node.name)
        for module, tree in code.trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        for one in ast.walk(node)
        if isinstance(one, ast.Constant) and one.value == "write.merge_institutions"
    }
    assert texts == {WRITER}


def unguarded(code, writer):
    """The users of a writing function of which neither they nor all of theirs ask the guard."""
    for user in sorted(code.users(writer) - COPIES):
        if GUARDS & code.reached(user):
            continue
        further = code.users(user)
        if not further:
            yield user
        else:
            yield from unguarded(code, user)


def test_whatever_writes_institutions_asks_whether_they_are_strangers(code):
    assert list(unguarded(code, WRITER)) == []


def test_a_way_of_writing_that_does_not_ask_is_found(tmp_path):
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "side.py").write_text(
        "from graph.steps import write_steps\n\n"
        "def by_the_side(store):\n    store.write(write_steps())\n"
    )
    (tmp_path / "graph" / "steps.py").write_text("def write_steps():\n    pass\n")
    code = Code(tmp_path, ("graph",))
    assert list(unguarded(code, ("graph.steps", "write_steps"))) == [("graph.side", "by_the_side")]


def doors_in(code, app):
    """The commands, forms and addresses of the product that bring packages into a store."""
    starts = {
        (route.endpoint.__module__, route.endpoint.__qualname__.partition(".")[0])
        for route in iter_route_contexts(app.routes)
        if getattr(route, "methods", None) and route.methods - {"GET", "HEAD", "OPTIONS"}
    }
    starts |= {
        (module, node.name)
        for module, tree in code.trees.items()
        if module.endswith("commands")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.decorator_list
    }
    return {one for one in starts if BRINGING & code.reached(one, without=SHARED)}


def gmina(id, teryt, *names):
    rows = (Institution(str(n), name, "SP", teryt=teryt) for n, name in enumerate(names, 1))
    return Package(Partnership(id, id.capitalize(), teryt), tuple(rows))


BRZEZINA = gmina("brzezina", "2499022", "GOPS Brzezina", "SP Brzezina")
OLSZYNA = gmina("olszyna", "2499032", "GOPS Olszyna", "SP Olszyna")


def by_the_api(tmp_path, run):
    with open_doors(tmp_path, BRZEZINA) as doors:
        answer = doors.client.post(
            "/api/v1/partnerships/import", content=zip_of(OLSZYNA), headers=doors.headers(Role.CASE_LEAD)
        )
        assert answer.status_code == 422
        both_named(answer.text)
        assert answer.json()["understood"]
        yield doors.runtime.store


def by_the_upload_page(tmp_path, run):
    with open_doors(tmp_path, BRZEZINA) as doors:
        page = Reader(doors).upload(zip_of(OLSZYNA))
        assert page.status_code == 422
        both_named(page.text)
        yield doors.runtime.store


def by_a_form(tmp_path, run):
    with open_doors(tmp_path, BRZEZINA) as doors:
        near = Package(Partnership("olszyna", "Olszyna", "2499032"), BRZEZINA.institutions[:1])
        import_package(doors.runtime.store, near)
        path = "/partnerstwa/olszyna/instytucje/1/zmiany/dane"
        reader = Reader(doors)
        fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', reader.get(path).text))
        page = reader.post(path, **{**fields, "name": "GOPS Olszyna", "type_code": "SP"})
        assert page.status_code == 422
        both_named(page.text)
        # What was typed is kept.
        assert 'value="GOPS Olszyna"' in page.text
        yield doors.runtime.store


def by_undoing(tmp_path, run):
    with open_doors(tmp_path, OLSZYNA) as doors:
        store = doors.runtime.store
        import_package(store, OLSZYNA, choice=IdChoice(prefix="ol-"))
        import_package(store, BRZEZINA)
        reader, path = Reader(doors), "/partnerstwa/olszyna/cofnij"
        both_named(reader.get(path).text)
        state = re.search(r'name="stan" value="([^"]+)"', reader.get(path).text)[1]
        page = reader.post(path, stan=state)
        both_named(page.text)
        assert load_package(store, "olszyna").institutions[0].id == "ol-1"
        yield store


def by_the_demo(tmp_path, run):
    real = Package(
        Partnership("brzezina", "Brzezina", "2499022"),
        (Institution("I01", "GOPS Brzezina", "OPS", teryt="2499022"),),
    )
    with open_doors(tmp_path, real) as doors:
        assert Reader(doors).post("/wczytaj", "/przyklad").status_code == 303
        assert load_package(doors.runtime.store, HERE)
        yield doors.runtime.store


def by_the_command(tmp_path, run):
    held = open_store("", data=tmp_path)
    import_package(held, BRZEZINA)
    held.close()
    (tmp_path / "olszyna.zip").write_bytes(zip_of(OLSZYNA))
    code, _, err = run("import", tmp_path / "olszyna.zip", data=tmp_path)
    assert code == 2
    both_named(err)
    held = open_store("", data=tmp_path)
    yield held
    held.close()


def by_restoring(tmp_path, run):
    store = EmbeddedStore(tmp_path / "store.lbug")
    nothing = {name: [] for name in RECORDS}
    held = (Kept(BRZEZINA, 1, nothing), Kept(OLSZYNA, 2, nothing))
    with pytest.raises(IdsTaken):
        restore(store, Backup(tmp_path, {}, read_state(store), held, ()))
    restore(store, Backup(tmp_path, {}, read_state(store), held[:1], ()))
    yield store
    store.close()


def by_rebuilding(tmp_path, run):
    for package in (OLSZYNA, BRZEZINA):
        folder = tmp_path / package.partnership.id
        folder.mkdir()
        other = EmbeddedStore(folder / "store.lbug")
        import_package(other, package)
        archive_beside(embedded_file("", data=tmp_path)).keep(other, package.partnership.id)
        other.close()
    held = open_store("", data=tmp_path / "new")
    import_package(held, BRZEZINA)
    held.close()
    with pytest.raises(IdsTaken) as refused:
        rebuild(tmp_path / "store.lbug", archive_beside(embedded_file("", data=tmp_path)))
    both_named(str(refused.value))
    held = open_store("", data=tmp_path / "new")
    yield held
    held.close()


def both_named(text):
    assert "GOPS Brzezina" in text
    assert "GOPS Olszyna" in text


DOORS = {
    ("service.exchange.api", "import_partnership"): by_the_api,
    ("service.exchange.pages", "save"): by_the_upload_page,
    ("service.forms.pages", "_serve"): by_a_form,
    ("service.exchange.undo_page", "undo"): by_undoing,
    ("service.partnerships.start_page", "load_demo"): by_the_demo,
    ("service.administration.serving_commands", "demo_command"): by_the_demo,
    ("service.exchange.commands", "import_command"): by_the_command,
    ("service.administration.copies_commands", "restore_command"): by_restoring,
    ("service.administration.keeping_commands", "rebuild_command"): by_rebuilding,
}
#: Brings back what the store holds, without a part of it.
TAKES_AWAY = {("service.editing.deletion_pages", "delete")}


def test_every_door_that_brings_institutions_is_tried_here(tmp_path, code):
    with open_doors(tmp_path) as doors:
        assert doors_in(code, doors.client.app) == DOORS.keys() | TAKES_AWAY


@pytest.mark.parametrize("attempt", dict.fromkeys(DOORS.values()), ids=lambda one: one.__name__)
def test_no_door_changes_the_institution_that_another_partnership_has_under_the_id(
    attempt, tmp_path, run
):
    for store in attempt(tmp_path, run):
        assert load_package(store, "brzezina").institutions[0].name == "GOPS Brzezina"
