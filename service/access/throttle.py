"""Slows down guessing: after some failures an address has to wait."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from typing import Final

_ADDRESSES: Final = 10_000


class Throttle:
    """Counts failures of each address within a window of seconds; kept in memory only."""

    def __init__(
        self, failures: int = 10, seconds: float = 300, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Nobody has failed yet."""
        self._most = failures
        self._window = seconds
        self._clock = clock
        self._lock = Lock()
        self._failed: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, address: str) -> int:
        """Seconds this address has to wait before its next try; 0 means go on.

        >>> throttle = Throttle(failures=2, seconds=60, clock=lambda: 1.0)
        >>> throttle.failed("a"), throttle.wait("a"), throttle.failed("a"), throttle.wait("a")
        (None, 0, None, 60)
        """
        now = self._clock()
        with self._lock:
            times = self._failed.get(address)
            while times and times[0] <= now - self._window:
                times.popleft()
            if not times or len(times) < self._most:
                return 0
            return max(1, round(times[0] + self._window - now))

    def failed(self, address: str) -> None:
        """Remember a failure."""
        with self._lock:
            self._failed.setdefault(address, deque(maxlen=self._most)).append(self._clock())
            self._failed.move_to_end(address)
            while len(self._failed) > _ADDRESSES:
                self._failed.popitem(last=False)
