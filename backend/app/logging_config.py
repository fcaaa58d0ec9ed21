"""Log lines to stdout: JSON in production, readable in development. Ids only, never personal data."""

from __future__ import annotations

import logging
import sys

import structlog

from app.settings import LogFormat, LogLevel

SERVICE = "ai-telephony"


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
    root.setLevel(level.value)
    for noisy in ("uvicorn.access", "httpx", "httpcore", "twilio.http_client", "googleapiclient"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True


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
    return structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))
