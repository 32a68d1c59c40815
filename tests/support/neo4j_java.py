"""A real Neo4j Community from Maven Central, for machines that have Java but no Docker.

It is also the only peer that fault tests may kill: `JavaNeo4j` comes back on the same data, the
same port and the same password, as a server does after a power cut.
"""

from __future__ import annotations

import fcntl
import os
import random
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
LAUNCHER = ROOT / "tests" / "support" / "neo4j_server"
CACHE = ROOT / ".cache"
LOCALHOST = "127.0.0.1"
# A server that lives for minutes never earns back what its second compiler takes: without it, its start
# and the first imports cost about half.
SHORT_LIVED = "-XX:TieredStopAtLevel=1"

# Loopback only, small enough to run beside everything else a test run starts.
SETTINGS = """\
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.memory.pagecache.size=128m
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
"""


class UnavailableError(Exception):
    """Neo4j cannot be run this way on this machine; the message is the reason a person is shown."""


@dataclass(frozen=True)
class Release:
    """A Neo4j release and the Java feature releases it runs on."""

    version: str
    oldest_java: int
    newest_java: int


# The product's own release first; the long-term one serves machines that only have Java 17.
RELEASES = (Release("2026.08.1", 21, 99), Release("5.26.30", 17, 21))


@dataclass(frozen=True)
class Jdk:
    """A Java development kit: the launcher is run from source, so a bare runtime will not do."""

    home: Path
    feature: int


def installed_jdks() -> list[Jdk]:
    """JDKs in JAVA_HOME, on PATH and where Linux distributions put them, each once."""
    places: list[Path] = []
    if home := os.environ.get("JAVA_HOME"):
        places.append(Path(home))
    if compiler := shutil.which("javac"):
        places.append(Path(compiler).resolve().parents[1])
    places += sorted(Path("/usr/lib/jvm").glob("*"))
    found: dict[Path, Jdk] = {}
    for place in places:
        release = place / "release"
        if (place / "bin" / "javac").is_file() and release.is_file():
            stated = re.search(r'^JAVA_VERSION="(\d+)', release.read_text("utf-8"), re.MULTILINE)
            if stated:
                found.setdefault(place.resolve(), Jdk(place.resolve(), int(stated[1])))
    return list(found.values())


def choose(version: str | None = None) -> tuple[Release, Jdk]:
    """The first release (or the one asked for) that some JDK here runs, with the oldest such JDK.

    The oldest, because Neo4j is tested on long-term Java releases rather than on the newest.
    """
    releases = [release for release in RELEASES if version in (None, release.version)]
    if not releases:
        known = ", ".join(release.version for release in RELEASES)
        raise UnavailableError(f"Neo4j {version} is not one the tests know ({known})")
    jdks = sorted(installed_jdks(), key=lambda jdk: jdk.feature)
    for release in releases:
        for jdk in jdks:
            if release.oldest_java <= jdk.feature <= release.newest_java:
                return release, jdk
    have = ", ".join(str(jdk.feature) for jdk in jdks) or "none"
    raise UnavailableError(
        f"Neo4j {releases[0].version} needs a JDK {releases[0].oldest_java}; JDKs found: {have}"
    )


def libraries(version: str, jdk: Jdk) -> Path:
    """The folder of Neo4j's jars, brought once by Maven (about 150 MB) and kept in the cache.

    The download happens beside its final place and is moved there whole, so that neither an
    interrupted run nor a second one at the same time leaves half a Neo4j behind.
    """
    folder = CACHE / f"neo4j-{version}"
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise UnavailableError("Maven (mvn) is not installed, and Neo4j is not in the cache yet")
    CACHE.mkdir(exist_ok=True)
    (CACHE / ".gitignore").write_text("*\n", "utf-8")
    with (
        # Maven's own cache is not made for two at a time.
        (CACHE / "download.lock").open("w") as turn,
        tempfile.TemporaryDirectory(dir=CACHE, prefix="download-") as scratch,
    ):
        fcntl.flock(turn, fcntl.LOCK_EX)
        if folder.is_dir():
            return folder
        jars = Path(scratch, "jars")
        command = [
            *(maven, "--batch-mode", "--quiet", "--file", str(LAUNCHER / "pom.xml")),
            *("dependency:copy-dependencies", f"-Dneo4j.version={version}"),
            *("-DincludeScope=runtime", f"-DoutputDirectory={jars}"),
        ]
        try:
            done = subprocess.run(
                command,
                env={**os.environ, "JAVA_HOME": str(jdk.home)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=900,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise UnavailableError(f"Maven did not bring Neo4j {version} in 15 minutes") from error
        if done.returncode != 0:
            raise UnavailableError(f"Maven could not bring Neo4j {version}: {_tail(done.stdout)}")
        try:
            jars.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another run was faster, and its copy is as good
                raise
    return folder


def free_port() -> int:
    """A port below the range the system gives to clients.

    While a killed server is away, a client that keeps trying its port could otherwise be given
    that very port, connect to itself, and keep the server from coming back.
    """
    for port in random.sample(range(20_000, 32_000), 50):
        with socket.socket() as probe:
            try:
                probe.bind((LOCALHOST, port))
            except OSError:
                continue
        return port
    raise UnavailableError("no free port between 20000 and 32000")


class JavaNeo4j:
    """One Neo4j that can be killed and started again: same home, port and password."""

    user = "neo4j"
    database = "neo4j"

    def __init__(self, home: Path, *, version: str | None = None) -> None:
        """Choose Java and a port; nothing runs until `start`. Raises `UnavailableError`."""
        self.release, self.jdk = choose(version)
        self.home = home
        self.port = free_port()
        self.password = secrets.token_urlsafe(16)
        self.log = home / "launcher.log"
        self._process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        """The Bolt address, which stays the same over restarts."""
        return f"bolt://{LOCALHOST}:{self.port}"

    @property
    def running(self) -> bool:
        """Whether the server's process is alive."""
        return self._process is not None and self._process.poll() is None

    def start(self, timeout: float = 180) -> JavaNeo4j:
        """Start and wait until Bolt answers: tens of seconds the first time, fewer afterwards."""
        if self.running:
            raise RuntimeError("this Neo4j is already running")
        jars = libraries(self.release.version, self.jdk)
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "neo4j.conf").write_text(SETTINGS.format(port=self.port), "utf-8")
        command = [
            *(str(self.jdk.home / "bin" / "java"), "-Xmx512m", SHORT_LIVED),
            *("--add-opens=java.base/java.nio=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"),
            *("--class-path", f"{jars}/*", str(LAUNCHER / "Neo4jServer.java"), str(self.home)),
        ]
        with self.log.open("w", encoding="utf-8") as log:
            # A session of its own: Ctrl-C reaches the tests, which then stop the server in order.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        assert self._process.stdin is not None
        self._process.stdin.write(self.password + "\n")
        self._process.stdin.flush()
        deadline = time.monotonic() + timeout
        while not self._said_ready():
            if not self.running or time.monotonic() > deadline:
                state = "was not ready in time" if self.running else "ended while starting"
                self.kill()
                said = _tail(self.log.read_text("utf-8", "replace"))
                raise UnavailableError(f"Neo4j {self.release.version} {state}: {said}")
            time.sleep(0.1)
        return self

    def kill(self) -> None:
        """End it as a power cut would: nothing is flushed, nobody is told."""
        if self._process is not None:
            self._process.kill()
            self._reap(self._process)

    def stop(self, timeout: float = 60) -> None:
        """Shut it down in order; a server that does not obey is killed, and that is an error."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise
        self._reap(self._process)

    def __enter__(self) -> JavaNeo4j:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _said_ready(self) -> bool:
        return "READY\n" in self.log.read_text("utf-8", "replace")

    def _reap(self, process: subprocess.Popen[str]) -> None:
        process.wait()
        if process.stdin is not None:
            process.stdin.close()
        self._process = None


def _tail(text: str) -> str:
    """The last lines of a log, short enough for a skip reason."""
    return " / ".join(line.strip() for line in text.strip().splitlines()[-6:])[-800:]
