"""Logs are JSON lines without persons: whatever looks like a national number is blanked before it is written.

Of a request only method and path are told: its query may hold a number, a code or a token.
"""

import logging
import re
from collections.abc import MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest

_BETWEEN = r"(?:[-./_+\s]|%[0-9A-Fa-f]{2})?"
_NUMBER = re.compile(_BETWEEN.join((r"\d{2}", r"\d{2}", r"\d{2}", r"\d{3}", r"\d{2}")) + r"(?!\d)")
_render = structlog.processors.JSONRenderer()


def scrub(text: str) -> str:
    """Replace everything in the shape of a national number by dots."""
    return _NUMBER.sub("•••", text)


def _without_query(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Django hands its whole request along, whose text has the query; method and path are enough."""
    if isinstance(request := event.get("request"), HttpRequest):
        event["request"] = f"{request.method} {request.path}"
    return event


def _line(_logger: object, method: str, event: MutableMapping[str, Any]) -> str:
    """Write the line, and blank numbers in all of it: also in lists, in objects and in names of fields."""
    safe = {
        name: str(value) if isinstance(value, int | float) and _NUMBER.search(str(value)) else value
        for name, value in event.items()
    }
    return scrub(str(_render(None, method, safe)))


def configure(level: str) -> None:
    """Send structlog and the standard library's logs to standard error as scrubbed JSON lines."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _without_query,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.ExtraAdder(), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _line,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for chatty in ("httpx", "httpcore", "procrastinate"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
