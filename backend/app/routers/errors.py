"""Errors become HTTP in one place: RFC 9457 problems, never a stack trace, never a secret."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from app.flows import errors as flow_errors
from app.flows.find_times import AvailabilityUnknown
from app.repositories.errors import (
    DuplicateRecord,
    InvalidRecord,
    SlotTaken,
    StaleRecord,
    StoreUnavailable,
    UnknownKey,
    UnknownRecord,
)
from app.routers.auth import ask_guard, was_let_in

log = structlog.get_logger(__name__)

STATUS_OF: dict[type[flow_errors.FlowError], int] = {
    flow_errors.NotFound: 404,
    flow_errors.Conflict: 409,
    flow_errors.Invalid: 422,
    flow_errors.Unauthorized: 401,
    flow_errors.Forbidden: 403,
    flow_errors.TooLarge: 413,
    flow_errors.Busy: 429,
    flow_errors.Unreachable: 503,
    flow_errors.Overloaded: 503,
    AvailabilityUnknown: 503,
}

HEADERS_OF = {401: {"WWW-Authenticate": "ApiKey"}, 429: {"Retry-After": "60"}}


def problem(request: Request, status: int, detail: str, **extra: Any) -> JSONResponse:
    """A problem body: type, title, status, detail, request_id, and what the error adds."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "request_id": getattr(request.state, "request_id", None),
        **extra,
    }
    headers = HEADERS_OF.get(status)
    return JSONResponse(
        jsonable_encoder(body), status_code=status, media_type="application/problem+json", headers=headers
    )


async def _flow_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, flow_errors.FlowError)
    extra = dict(error.extra)
    if isinstance(error, flow_errors.Invalid):
        extra["errors"] = [{"loc": error.loc.split("."), "msg": error.detail, "type": "value_error"}]
    answer = problem(request, STATUS_OF[type(error)], error.detail, **extra)
    if isinstance(error, flow_errors.Overloaded):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


async def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    if (refusal := await _not_let_in(request)) is not None:
        return refusal
    faults = [{"loc": fault["loc"], "msg": fault["msg"], "type": fault["type"]} for fault in error.errors()]
    named = "; ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in faults[:5])
    return problem(request, 422, printable(named), errors=[printable_fault(fault) for fault in faults])


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == 400 and (refusal := await _not_let_in(request)) is not None:
        return refusal
    answer = problem(request, error.status_code, str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


async def _not_let_in(request: Request) -> JSONResponse | None:
    """A body that cannot be read fails before the guard was asked; whom it refuses learns nothing about bodies."""
    if was_let_in(request):
        return None
    try:
        await ask_guard(request)
    except flow_errors.FlowError as refusal:
        return await _flow_error(request, refusal)
    return None


async def _store_away(request: Request, error: Exception) -> JSONResponse:
    log.error("store_unavailable", reason=type(error).__name__)
    return problem(request, 503, "The database does not answer at the moment; please try again shortly.")


async def _unknown_key(request: Request, error: Exception) -> JSONResponse:
    fault = {"loc": ["query", "cursor"], "msg": str(error), "type": "value_error"}
    return problem(request, 422, "cursor: no page ended with it.", errors=[fault])


async def _invalid_record(request: Request, error: Exception) -> JSONResponse:
    log.warning("store_refused", reason=type(error).__name__)
    return problem(request, 422, "This contradicts itself, or is larger than can be stored.")


async def _came_between(request: Request, error: Exception) -> JSONResponse:
    log.warning("store_conflict", reason=type(error).__name__)
    return problem(request, 409, "Somebody else changed this in the same moment; please try again.")


def printable(text: str) -> str:
    """Surrogates would break the encoding of the answer."""
    return text.encode("utf-8", "replace").decode("utf-8")


def printable_fault(fault: dict[str, Any]) -> dict[str, Any]:
    return {
        "loc": [printable(part) if isinstance(part, str) else part for part in fault["loc"]],
        "msg": printable(str(fault["msg"])),
        "type": fault["type"],
    }


def install(app: FastAPI) -> None:
    """Register every handler; what none of them knows becomes a plain 500 in the edge middleware."""
    for kind in STATUS_OF:
        app.add_exception_handler(kind, _flow_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(StoreUnavailable, _store_away)
    for conflict in (StaleRecord, DuplicateRecord, SlotTaken, UnknownRecord):
        app.add_exception_handler(conflict, _came_between)
    app.add_exception_handler(InvalidRecord, _invalid_record)
    app.add_exception_handler(UnknownKey, _unknown_key)
