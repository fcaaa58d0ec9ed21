"""Pure ASGI middleware around everything: request id, body limit, counting, the log line, the last resort."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import structlog
from uuid_utils import uuid4

from app.providers.ports import Meter

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

log = structlog.get_logger("app.request")

BODY_LIMIT = 256 * 1024
IMPORT_LIMIT = 10 * 1024 * 1024
IMPORT_PATHS = frozenset({"/v1/crm/customers/import"})
UNKNOWN_ROUTE = "unmatched"
SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9._\-]{8,64}")


class BodyTooLarge(Exception):
    """The body passed its limit while it was read."""


class Edge:
    """Wraps the application; knows only the meter."""

    def __init__(self, app: App, meter: Meter) -> None:
        self._app = app
        self._meter = meter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        begun = time.perf_counter()
        answered: float | None = None
        status = 0

        body = _Body(scope, receive)

        async def sending(message: Message) -> None:
            nonlocal answered, status
            if message["type"] == "http.response.start":
                if body.too_large:
                    raise BodyTooLarge  # whatever the application made of the torn body
                answered, status = time.perf_counter(), message["status"]
                message["headers"] = [*message.get("headers", []), (b"x-request-id", request_id.encode())]
            await send(message)

        async def refusing(message: Message) -> None:
            body.too_large = False
            await sending(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                if body.too_large:
                    raise BodyTooLarge
                await self._app(scope, body.receive, sending)
            except BodyTooLarge:
                if status == 0:
                    await _plain(
                        refusing, 413, "Request Entity Too Large", "The body is larger than is taken here.", scope
                    )
            except Exception:  # the last resort: whatever broke, the caller gets an answer and we get the trace
                log.exception("unhandled_error", route=_route(scope))
                if status == 0:
                    await _plain(sending, 500, "Internal Server Error", "Something went wrong on our side.", scope)
            # How long a page stays open says nothing of how fast we are.
            ended = answered if answered and scope["state"].get("stays_open") else time.perf_counter()
            self._note(scope, status, ended - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        failed = bool(scope["state"].get("failed"))  # a webhook that failed is answered with 200 all the same
        self._meter.observe_request(route, scope["method"], status, seconds, failed=failed)
        log.info(
            "request",
            route=route,
            method=scope["method"],
            status=status,
            duration_ms=round(seconds * 1000, 1),
            **scope["state"].get("log_fields", {}),
        )


class _Body:
    """Refuses what is too large: by what it announces, before anything is read, else as soon as it is."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._receive = receive
        self._limit = IMPORT_LIMIT if scope["path"] in IMPORT_PATHS else BODY_LIMIT
        self._seen = 0
        self.too_large = _announced(scope) > self._limit

    async def receive(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self._limit:
            self.too_large = True
            raise BodyTooLarge
        return message


def _announced(scope: Scope) -> int:
    """The Content-Length, as far as it is a number."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit() and len(value) < 20:
            return int(value)
    return 0


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            given: str = value.decode("latin-1")
            if SANE_REQUEST_ID.fullmatch(given):
                return given
    return uuid4().hex


def _route(scope: Scope) -> str:
    """The route's template; what no route matched shares one name, so that metrics stay bounded."""
    return str(getattr(scope.get("route"), "path", UNKNOWN_ROUTE))


async def _plain(send: Send, status: int, title: str, detail: str, scope: Scope) -> None:
    body = (
        f'{{"type":"about:blank","title":"{title}","status":{status},"detail":"{detail}",'
        f'"request_id":"{scope["state"]["request_id"]}"}}'
    ).encode()
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
