"""Pure ASGI middleware around everything: request id, body limit, counting, the log line, the last resort."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
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
BODY_SECONDS = 20.0
IMPORT_SECONDS = 120.0
IMPORT_PATHS = frozenset({"/v1/crm/customers/import"})
UNKNOWN_ROUTE = "unmatched"
SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9._\-]{1,128}")


class BodyRefused(Exception):
    """The body is not taken, whatever the application makes of its torn beginning."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(title)
        self.answer = (status, title, detail)


def too_large() -> BodyRefused:
    return BodyRefused(413, "Request Entity Too Large", "The body is larger than is taken here.")


def too_slow() -> BodyRefused:
    return BodyRefused(408, "Request Timeout", "The body did not come in time.")


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
                if body.refusal is not None:
                    raise body.refusal
                answered, status = time.perf_counter(), message["status"]
                message["headers"] = [*message.get("headers", []), (b"x-request-id", request_id.encode())]
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                if body.refusal is not None:
                    raise body.refusal
                await self._app(scope, body.receive, sending)
            except BodyRefused as refused:
                if status == 0:
                    body.refusal = None
                    await plain_problem(sending, *refused.answer, scope)
            except Exception:  # the last resort: whatever broke, the caller gets an answer and we get the trace
                log.exception("unhandled_error", route=route_of(scope))
                if status == 0:
                    await plain_problem(
                        sending, 500, "Internal Server Error", "Something went wrong on our side.", scope
                    )
            # How long a page stays open says nothing of how fast we are.
            ended = answered if answered and scope["state"].get("stays_open") else time.perf_counter()
            self._note(scope, status, ended - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
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
    """Refuses what is too large: by what it announces, before anything is read, else as soon as it is.

    Whoever sends it drop by drop is not waited for either.
    """

    def __init__(self, scope: Scope, receive: Receive) -> None:
        importing = scope["path"] in IMPORT_PATHS
        self._receive = receive
        self._limit = IMPORT_LIMIT if importing else BODY_LIMIT
        self._seconds = IMPORT_SECONDS if importing else BODY_SECONDS
        self._until: float | None = None
        self._whole = False
        self._seen = 0
        self.refusal = too_large() if _announced(scope) > self._limit else None

    async def receive(self) -> Message:
        if self._whole:  # what comes now is the end of the connection, which may be waited for
            return await self._receive()
        loop = asyncio.get_running_loop()
        self._until = self._until or loop.time() + self._seconds
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            self.refusal = too_slow()
            raise self.refusal from None
        self._whole = not message.get("more_body", False)
        self._seen += len(message.get("body", b""))
        if self._seen > self._limit:
            self.refusal = too_large()
            raise self.refusal
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


def route_of(scope: Scope) -> str:
    """The route's whole template; what no route matched shares one name, so that metrics stay bounded."""
    # The route itself knows its path without the prefix of the router that it was included with.
    route = scope.get("fastapi", {}).get("effective_route_context") or scope.get("route")
    return str(getattr(route, "path", UNKNOWN_ROUTE))


async def plain_problem(
    send: Send, status: int, title: str, detail: str, scope: Scope, headers: Sequence[tuple[bytes, bytes]] = ()
) -> None:
    """A problem from outside the application; `detail` is text of our own."""
    body = (
        f'{{"type":"about:blank","title":"{title}","status":{status},"detail":"{detail}",'
        f'"request_id":"{scope["state"]["request_id"]}"}}'
    ).encode()
    own = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*own, *headers]})
    await send({"type": "http.response.body", "body": body})
