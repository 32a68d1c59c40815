"""Settings: their defaults, what is refused, and which addresses may be served."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.errors import InvalidRequest
from service.access.owner import OWNER
from service.access.tokens import create_token
from service.http.app import create_app
from service.http.server import refuse_exposed
from service.runtime import Runtime
from service.settings import Settings, is_loopback, load_settings
from service.settings_error import SettingsError


@pytest.fixture(autouse=True)
def no_variables(monkeypatch):
    """Start from an environment without our variables."""
    for name in [*os.environ]:
        if name.startswith("KOOPERACJE_") and not name.startswith("KOOPERACJE_TEST_"):
            monkeypatch.delenv(name)


def problems(**variables):
    with pytest.raises(SettingsError) as caught:
        load_settings(variables)
    return caught.value.problems


def test_nothing_has_to_be_set():
    settings = load_settings()
    assert (settings.store, str(settings.data), settings.host, settings.port) == (
        "",
        "data",
        "127.0.0.1",
        8000,
    )
    assert not settings.uses_neo4j


def test_a_misspelt_variable_is_refused_with_the_nearest_right_name():
    (told,) = problems(KOOPERACJE_NEO4J_PASWORD="tajne")
    assert "KOOPERACJE_NEO4J_PASWORD" in told
    assert "KOOPERACJE_NEO4J_PASSWORD" in told
    assert "tajne" not in told
    assert len(problems(KOOPERACJE_PROT="1", KOOPERACJE_STROE="x")) == 2
    assert load_settings({"KOOPERACJE_TEST_NEO4J": "bolt://x", "HOME": "/"})


def test_the_password_may_stand_in_a_file(monkeypatch, tmp_path):
    file = tmp_path / "secret"
    file.write_text("tajne haslo\n")
    monkeypatch.setenv("KOOPERACJE_STORE", "bolt://neo4j:7687")
    monkeypatch.setenv("KOOPERACJE_NEO4J_PASSWORD_FILE", str(file))
    settings = load_settings()
    assert settings.neo4j_password.get_secret_value() == "tajne haslo"
    assert "tajne" not in repr(settings)
    monkeypatch.setenv("KOOPERACJE_NEO4J_PASSWORD", "inne")
    (told,) = problems()
    assert "not both" in told
    monkeypatch.delenv("KOOPERACJE_NEO4J_PASSWORD")
    for wrong in (tmp_path / "none", tmp_path):
        monkeypatch.setenv("KOOPERACJE_NEO4J_PASSWORD_FILE", str(wrong))
        (told,) = problems()
        assert "KOOPERACJE_NEO4J_PASSWORD_FILE names a file that cannot be read" in told
    file.write_text("\n")
    monkeypatch.setenv("KOOPERACJE_NEO4J_PASSWORD_FILE", str(file))
    (told,) = problems()
    assert "KOOPERACJE_NEO4J_PASSWORD_FILE is needed" in told


def test_values_that_cannot_be_used_are_all_named(monkeypatch):
    monkeypatch.setenv("KOOPERACJE_PORT", "tajne")
    monkeypatch.setenv("KOOPERACJE_LOG_LEVEL", "loud")
    told = problems()
    assert len(told) == 2
    assert any(one.startswith("KOOPERACJE_PORT: ") for one in told)
    assert not any("tajne" in one for one in told)


@pytest.mark.parametrize("address", ["neo4j://db", "bolt://db:7687", "neo4j+s://db", "bolt+ssc://db"])
def test_neo4j_needs_a_password(monkeypatch, address):
    monkeypatch.setenv("KOOPERACJE_STORE", address)
    (told,) = problems()
    assert "KOOPERACJE_NEO4J_PASSWORD" in told
    monkeypatch.setenv("KOOPERACJE_NEO4J_PASSWORD", "tajne")
    settings = load_settings()
    assert settings.uses_neo4j
    assert "tajne" not in repr(settings)


@pytest.mark.parametrize(
    "address",
    [
        "neo4j:/localhost",
        "neo4j:localhost",
        "http://localhost:7474",
        "localhost:7687",
        "bolt+tls://db",
        "neo4j://",
        "bolt://db:port",
        "file:///tmp/x",
    ],
)
def test_what_looks_like_an_address_and_is_none_is_refused(monkeypatch, address):
    monkeypatch.setenv("KOOPERACJE_STORE", address)
    monkeypatch.setenv("KOOPERACJE_NEO4J_PASSWORD", "tajne")
    (told,) = problems()
    assert told.startswith("KOOPERACJE_STORE: ")
    assert "neo4j://localhost:7687" in told


@pytest.mark.parametrize(
    ("given", "kept", "neo4j"),
    [
        ("Bolt://Localhost:7687", "bolt://Localhost:7687", True),
        ("NEO4J+S://db", "neo4j+s://db", True),
        ("dane/baza.lbug", "dane/baza.lbug", False),
        (r"C:\dane\baza.lbug", r"C:\dane\baza.lbug", False),
        ("./a:b", "./a:b", False),
    ],
)
def test_an_address_is_known_by_its_scheme_and_anything_else_is_a_file(monkeypatch, given, kept, neo4j):
    monkeypatch.setenv("KOOPERACJE_STORE", given)
    monkeypatch.setenv("KOOPERACJE_NEO4J_PASSWORD", "tajne")
    settings = load_settings()
    assert (settings.store, settings.uses_neo4j) == (kept, neo4j)


def test_trusted_proxies_are_addresses_or_networks(monkeypatch):
    assert load_settings().trusted_proxies == "127.0.0.1"
    monkeypatch.setenv("KOOPERACJE_TRUSTED_PROXIES", "127.0.0.1, 172.18.0.0/16,::1")
    assert load_settings().trusted_proxies == "127.0.0.1, 172.18.0.0/16,::1"
    for wrong in ("*", "proxy", "127.0.0.1,,", "172.18.0.1/16"):
        monkeypatch.setenv("KOOPERACJE_TRUSTED_PROXIES", wrong)
        (told,) = problems()
        assert told.startswith("KOOPERACJE_TRUSTED_PROXIES: ")


def test_settings_cannot_be_changed_later():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1


def test_thresholds_weights_and_costs_are_settings(monkeypatch, tmp_path):
    monkeypatch.setenv("KOOPERACJE_THRESHOLDS__CENTRALISATION", "0.9")
    monkeypatch.setenv("KOOPERACJE_THRESHOLDS__WEAK_FREQUENCY", "quarterly")
    monkeypatch.setenv("KOOPERACJE_WEIGHTS__NEEDS", "0.5")
    monkeypatch.setenv("KOOPERACJE_COSTS__INSTITUTION", "3")
    runtime = Runtime(load_settings())
    assert runtime.thresholds.centralisation == 0.9
    assert runtime.thresholds.weak_frequency == "quarterly"
    assert runtime.weights.needs == 0.5
    assert runtime.costs.institution == 3
    assert runtime.thresholds is runtime.thresholds


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"thresholds": {"centralization": "1"}}, "KOOPERACJE_THRESHOLDS__CENTRALIZATION"),
        ({"thresholds": {"cut_off": "two"}}, "KOOPERACJE_THRESHOLDS__CUT_OFF"),
        ({"costs": {"institution": "x"}}, "KOOPERACJE_COSTS__INSTITUTION"),
    ],
)
def test_a_threshold_that_cannot_be_used_is_named(tmp_path, values, named):
    runtime = Runtime(Settings(data=tmp_path, **values))
    with pytest.raises(SettingsError, match=named):
        _ = (runtime.thresholds, runtime.costs)


def test_a_weight_below_zero_is_refused(tmp_path):
    with pytest.raises(InvalidRequest):
        _ = Runtime(Settings(data=tmp_path, weights={"needs": "-1"})).weights


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("pzk.pl", False),
    ],
)
def test_which_addresses_are_this_machine(host, own):
    assert is_loopback(host) is own


def test_an_address_of_others_is_served_only_behind_tls_and_with_a_token(tmp_path):
    bare = Runtime(Settings(data=tmp_path))
    refuse_exposed(bare, "127.0.0.1")
    with pytest.raises(SettingsError) as caught:
        refuse_exposed(bare, "0.0.0.0")
    assert "KOOPERACJE_TLS_TERMINATED" in str(caught.value)
    assert "token create" in str(caught.value)
    declared = Runtime(Settings(data=tmp_path, tls_terminated=True))
    with pytest.raises(SettingsError, match="token create"):
        refuse_exposed(declared, "0.0.0.0")
    create_token(declared.access, OWNER, 1)
    refuse_exposed(declared, "0.0.0.0")
    for runtime in (bare, declared):
        runtime.close()


def test_nothing_is_read_or_opened_at_import(tmp_path):
    code = "import service.http.app, service.cli, os; print(os.listdir('.'))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "KOOPERACJE_PORT": "not a number", "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_application_takes_its_settings_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("KOOPERACJE_DATA", str(tmp_path / "elsewhere"))
    app = create_app()
    assert app.state.runtime.settings.data == tmp_path / "elsewhere"
    monkeypatch.setenv("KOOPERACJE_DTA", "x")
    with pytest.raises(SettingsError, match="KOOPERACJE_DATA"):
        create_app()
