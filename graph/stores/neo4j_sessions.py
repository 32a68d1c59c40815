"""Sessions with a Neo4j server: bounded pools and times, and an end for those that wait in silence."""

from collections.abc import Generator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import Final

import neo4j
from neo4j import exceptions

# A web answer must fail within seconds, not the driver's half minute.
_CONNECT_SECONDS: Final = 3.0
_ACQUIRE_SECONDS: Final = 5.0
_RETRY_SECONDS: Final = 5.0
# Short pauses, so that a server that came back is noticed soon.
_FIRST_PAUSE_SECONDS: Final = 0.3
_LONGER_PAUSES: Final = 1.6
_POOL_SIZE: Final = 20
# Beyond the time that all should take by the clocks of server and driver: after that the server has
# fallen silent without ending the connection, and the driver by itself would wait for minutes more.
_SILENT_SECONDS: Final = 5.0


class Sessions:
    """Gives sessions of one database, from one driver until that hangs.

    Safe to share between threads.
    """

    def __init__(self, address: str, user: str, password: str, database: str) -> None:
        """Nothing is asked of the server yet."""
        self._address = address
        self._auth = (user, password)
        self._database = database
        self._renewing = Lock()
        self._driver = self._connect()

    @property
    def agent(self) -> str:
        """The server's name and version where it answers."""
        try:
            return self._driver.get_server_info().agent
        except (exceptions.DriverError, exceptions.Neo4jError):
            return "Neo4j"

    @contextmanager
    def session(self, seconds: float) -> Generator[neo4j.Session]:
        """A session for one transaction, which the driver may try again.

        Parameters
        ----------
        seconds
            How long the transaction may take. Whoever still waits a while after that waits at a
            connection that is dead: all connections are given up, and everybody at one is told.

        Raises
        ------
        neo4j.exceptions.ServiceUnavailable
            When the connections were given up meanwhile.
        """
        driver = self._driver
        patience = _ACQUIRE_SECONDS + _RETRY_SECONDS + seconds + _SILENT_SECONDS
        limit = Timer(patience, self._renew, (driver,))
        limit.daemon = True
        limit.start()
        try:
            with driver.session(database=self._database) as session:
                yield session
        except Exception as error:
            # Whatever the driver makes of a connection that was taken away from it.
            if driver is not self._driver:
                raise exceptions.ServiceUnavailable from error
            raise
        finally:
            limit.cancel()

    def close(self) -> None:
        """Close every connection."""
        self._driver.close()

    def _connect(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(
            self._address,
            auth=self._auth,
            connection_timeout=_CONNECT_SECONDS,
            connection_acquisition_timeout=_ACQUIRE_SECONDS,
            max_transaction_retry_time=_RETRY_SECONDS,
            initial_retry_delay=_FIRST_PAUSE_SECONDS,
            retry_delay_multiplier=_LONGER_PAUSES,
            max_connection_pool_size=_POOL_SIZE,
            notifications_min_severity="OFF",
        )

    def _renew(self, driver: neo4j.Driver) -> None:
        with self._renewing:
            if self._driver is not driver:
                return
            self._driver = self._connect()
        driver.close()
