"""Settings of the product, read from ``KOOPERACJE_*`` variables when a door opens, never at import."""

import os
import re
from collections.abc import Mapping
from difflib import get_close_matches
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Final, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.settings_error import SettingsError

PREFIX: Final = "KOOPERACJE_"
#: Variables of the test suite; the product itself does not read them.
_TEST_PREFIX: Final = "KOOPERACJE_TEST_"
_NESTED: Final = "__"
_BOLT: Final = ("neo4j", "bolt")
_BOLT_SCHEMES: Final = tuple(name + end for name in _BOLT for end in ("", "+s", "+ssc"))
#: What stands before the first colon of an address; one letter is a disk of Windows.
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(.*)", re.DOTALL)

#: Names and values as text; what they set is checked where they are used.
Overrides = dict[str, str]


class Settings(BaseSettings):
    """Everything that can be configured. Each field is the variable ``KOOPERACJE_`` + its name."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter=_NESTED,
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )

    store: str = ""
    """Where the graph lives: blank or a file for the embedded engine, else a Bolt address."""
    data: Path = Path("data")
    """Folder of the embedded store, of tokens, sessions and the audit trail."""
    neo4j_user: str = "neo4j"
    neo4j_password: SecretStr = SecretStr("")
    neo4j_password_file: Path | None = None
    """A file that holds the password, instead of the variable: a secret of a container, say."""
    neo4j_database: str = "neo4j"
    host: str = "127.0.0.1"
    """Address the server listens on."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """Port the server listens on; 0 takes a free one."""
    tls_terminated: bool = False
    """True declares that a proxy in front of the server speaks TLS with the outside."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses or networks, after commas, whose word on the client's address is believed."""
    public_url: str = ""
    """Where others find the pages, for links that are sent to them: https://pzk.example.pl."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    telemetry: bool = False
    """True hands traces and measurements to the OpenTelemetry providers of the process."""
    session_hours: Annotated[float, Field(gt=0, le=24 * 7)] = 12
    """How long a browser session lasts."""
    case_retention_days: Annotated[int, Field(ge=1, le=365 * 50)] = 365
    """Closed cases are erased so many days after their last follow-up check; counts of them stay."""
    thresholds: Overrides = {}
    """Thresholds of gaps that differ from the default: KOOPERACJE_THRESHOLDS__NAME."""
    weights: Overrides = {}
    """Weights of recruitment gains that differ from the default: KOOPERACJE_WEIGHTS__NAME."""
    costs: Overrides = {}
    """Costs of referral routes that differ from the default: KOOPERACJE_COSTS__NAME."""

    @property
    def uses_neo4j(self) -> bool:
        """Whether the store is a Neo4j server."""
        return self.store.startswith(tuple(f"{scheme}://" for scheme in _BOLT_SCHEMES))

    @property
    def base_url(self) -> str:
        """What addresses of pages begin with, as others see them."""
        return self.public_url or web_address(self.host, self.port)

    @property
    def access_file(self) -> Path:
        """The file of tokens, sessions and the audit trail."""
        return self.data / "access.sqlite"

    @field_validator("store")
    @classmethod
    def _is_a_known_address(cls, store: str) -> str:
        """A file as it is, an address with its scheme in small letters."""
        looks = _SCHEME.fullmatch(store)
        if looks is None:
            return store
        scheme, rest = looks[1].lower(), looks[2]
        if scheme not in _BOLT_SCHEMES or not _names_a_server(rest):
            raise ValueError(
                "to nie jest ani plik, ani adres serwera Neo4j; adres wygląda tak: neo4j://localhost:7687"
                f" (na początku jedno z: {', '.join(_BOLT_SCHEMES)}),"
                " a plik z dwukropkiem w nazwie tak: ./nazwa"
            )
        return f"{scheme}:{rest}"

    @field_validator("trusted_proxies")
    @classmethod
    def _are_addresses(cls, proxies: str) -> str:
        for one in proxies.split(","):
            try:
                ip_network(one.strip())
            except ValueError:
                raise ValueError(
                    "adresy IP albo sieci po przecinku, np. 127.0.0.1,172.18.0.0/16"
                ) from None
        return proxies

    @field_validator("public_url")
    @classmethod
    def _is_a_site(cls, url: str) -> str:
        """The address of a site without anything behind its host and port."""
        if url and not _is_site(url):
            raise ValueError(
                "adres strony bez niczego po nazwie, np. https://pzk.example.pl; http:// tylko dla"
                " tego komputera (http://127.0.0.1:8000)"
            )
        return url.rstrip("/")

    @model_validator(mode="before")
    @classmethod
    def _password_of_the_file(cls, given: dict[str, object]) -> dict[str, object]:
        """The password that the file holds, without the end of its line."""
        file = given.get("neo4j_password_file")
        if not file:
            return given
        if given.get("neo4j_password"):
            raise ValueError(f"{PREFIX}NEO4J_PASSWORD or {PREFIX}NEO4J_PASSWORD_FILE, not both")
        try:
            password = Path(str(file)).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise ValueError(f"{PREFIX}NEO4J_PASSWORD_FILE names a file that cannot be read") from None
        return {**given, "neo4j_password": password}

    @model_validator(mode="after")
    def _neo4j_needs_a_password(self) -> Self:
        if self.uses_neo4j and not self.neo4j_password.get_secret_value():
            raise ValueError(
                f"{PREFIX}STORE names a Neo4j server, so {PREFIX}NEO4J_PASSWORD"
                f" or {PREFIX}NEO4J_PASSWORD_FILE is needed"
            )
        return self


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of the environment.

    Raises
    ------
    SettingsError
        Naming every unknown ``KOOPERACJE_*`` variable with the nearest known one, and every value
        that cannot be used; values themselves are not repeated.
    """
    names = os.environ if environ is None else environ
    unknown = tuple(_unknown(name) for name in sorted(names) if not _known(name))
    if unknown:
        raise SettingsError(unknown)
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(
            tuple(_sentence(one["loc"], one["msg"]) for one in error.errors(include_input=False))
        ) from None


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def web_address(host: str, port: int) -> str:
    """The address of a server that speaks plain HTTP.

    >>> web_address("::1", 8000)
    'http://[::1]:8000'
    """
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _is_site(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, known = parts.hostname or "", parts.port != 0
    except ValueError:
        return False
    bare = url.rstrip("/") == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    return bool(host) and known and bare and safe


def _names_a_server(rest: str) -> bool:
    try:
        parts = urlsplit(rest)
        return rest.startswith("//") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _known(name: str) -> bool:
    upper = name.upper()
    if not upper.startswith(PREFIX) or upper.startswith(_TEST_PREFIX):
        return True
    field, _, key = upper.removeprefix(PREFIX).lower().partition(_NESTED)
    nested = Settings.model_fields.get(field)
    return nested is not None and bool(key) == (nested.annotation == Overrides)


def _unknown(name: str) -> str:
    known = [PREFIX + field.upper() for field in Settings.model_fields]
    near = get_close_matches(name.upper(), known, n=1, cutoff=0)
    return f"unknown variable {name}; the nearest known one is {near[0]}"


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    message = message.removeprefix("Value error, ")
    if not place:
        return message
    return f"{PREFIX}{_NESTED.join(str(part) for part in place).upper()}: {message}"
