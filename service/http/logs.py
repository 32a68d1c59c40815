"""Logs as JSON lines: what happened, never what was sent."""

import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any, Final

import orjson

ACCESS: Final = logging.getLogger("kooperacje.access")
APP: Final = logging.getLogger("kooperacje")


class JsonLines(logging.Formatter):
    """One object a line; of an exception its class and its place, for its text may hold data."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["at_code"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return orjson.dumps(line, default=str).decode()


def configure_logs(level: str) -> None:
    """Send all logs to the standard error stream; called by the server's door only.

    Libraries speak of warnings only: at a lower level some of them would repeat addresses.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for own in ("kooperacje", "uvicorn"):
        logging.getLogger(own).setLevel(level.upper())
    # The driver repeats what the database says, which can quote what was sent; we log its codes.
    logging.getLogger("neo4j").setLevel(logging.CRITICAL)
    # The server's own access log would repeat addresses with query strings.
    logging.getLogger("uvicorn.access").disabled = True
