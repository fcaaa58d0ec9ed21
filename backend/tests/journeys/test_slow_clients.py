"""A thousand connections that never say what they want, and bodies that never end, hold nobody up."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest
import uvicorn

from app.connections import ImpatientProtocol, allow_many_connections
from app.flows.services import Services
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.routers import edge
from app.settings import Settings

HALF_OPEN = 1000
STARTS_WITHIN_SECONDS = 30


class SoonImpatient(ImpatientProtocol):
    head_seconds = 1.0


@pytest.fixture
def port(services: Services, meter: PrometheusMeter, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server on a real socket, as `app.serve` makes it, with less patience."""
    monkeypatch.setattr(edge, "BODY_SECONDS", 1.0)
    allow_many_connections()
    app = create_app(Settings.model_validate({"sweep_seconds": 0}), services, meter)
    listening = socket.create_server(("127.0.0.1", 0), backlog=2048)
    server = uvicorn.Server(uvicorn.Config(app, http=SoonImpatient, log_config=None, proxy_headers=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(STARTS_WITHIN_SECONDS)


def connected(port: int, sends: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=STARTS_WITHIN_SECONDS)
    connection.sendall(sends)
    return connection


def test_half_open_connections_leave_the_service_answering_and_are_closed(port: int) -> None:
    beginnings = (b"", b"GET /heal", b"POST /v1/voice/understand HTTP/1.1\r\nHost: x\r\nX-A: ")
    with ExitStack() as stack:
        waiting = [
            stack.enter_context(connected(port, beginnings[number % len(beginnings)])) for number in range(HALF_OPEN)
        ]
        assert httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=STARTS_WITHIN_SECONDS).status_code == 200
        assert [connection.recv(1) for connection in waiting] == [b""] * HALF_OPEN


def test_a_body_that_never_ends_is_answered_and_its_connection_closed(port: int) -> None:
    head = b"POST /v1/voice/understand HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"
    with ExitStack() as stack:
        dripping = [stack.enter_context(connected(port, head)) for _ in range(20)]
        assert httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=STARTS_WITHIN_SECONDS).status_code == 200
        answers = [connection.makefile("rb").read() for connection in dripping]
    assert all(answer.startswith(b"HTTP/1.1 408 ") for answer in answers)
