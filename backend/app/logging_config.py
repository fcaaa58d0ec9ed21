"""Log lines to stdout: JSON in production, readable in development. Ids only, never personal data."""

from __future__ import annotations

import logging
import re
import sys
from typing import Any

import structlog

from app.settings import LogFormat, LogLevel

SERVICE = "ai-telephony"
_VALUES = re.compile(r"""'[^']*'|"[^"]*"|\S+@\S+|\(?\+?\d[\d\s().\-]{5,}\d""")


def configure_logging(level: LogLevel = LogLevel.INFO, form: LogFormat = LogFormat.JSON) -> None:
    """Route structlog and the standard library through one chain to stdout."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _name_service,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_renderers(form)))
    root = logging.getLogger()
    root.handlers = [handler]
    # Others write down whole addresses that they ask, with what people said in them.
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level.value]))
    for ours in ("app", "uvicorn.error"):
        logging.getLogger(ours).setLevel(level.value)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    # The server's own line a request holds the query string, and so whom somebody looked for; ours names the route.
    visits = logging.getLogger("uvicorn.access")
    visits.handlers, visits.propagate = [], False


def _name_service(_logger: object, _method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    event["service"] = SERVICE
    return event


def _renderers(form: LogFormat) -> list[structlog.types.Processor]:
    # Tracebacks without local variables: those hold what callers said.
    drop = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if form is LogFormat.CONSOLE:
        plain = structlog.dev.plain_traceback
        return [drop, structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty(), exception_formatter=plain)]
    return [drop, _tracebacks(), structlog.processors.JSONRenderer()]


def _tracebacks() -> structlog.types.Processor:
    drawn = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)

    def without_values(exc_info: structlog.typing.ExcInfo) -> list[dict[str, Any]]:
        return [{**error, "exc_value": _masked(str(error["exc_value"]))} for error in drawn(exc_info)]

    return structlog.processors.ExceptionRenderer(without_values)


def _masked(message: str) -> str:
    """What broke is often what somebody said: values in quotes, numbers and addresses are left out."""
    return _VALUES.sub("…", message)
