"""What every request meets first: a limit to its size, and to the time it takes to come in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.flows.services import Services
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.routers import edge
from app.routers.edge import Message
from app.settings import Settings
from tests.support.cast import Cast

LIMIT = 256 * 1024


def in_pieces(size: int) -> Iterator[bytes]:
    """A body that does not say how long it is."""
    for _ in range(size // 1024):
        yield b" " * 1024


@pytest.mark.parametrize("path", ["/v1/crm/customers", "/v1/voice/understand", "/twilio/sms", "/nowhere"])
def test_a_body_that_says_it_is_too_large_is_not_read(client: TestClient, cast: Cast, path: str) -> None:
    answer = client.post(path, content=b"x" * (LIMIT + 1), headers=cast.rivera.as_tenant)
    assert (answer.status_code, answer.json()["status"]) == (413, 413)
    assert answer.json()["request_id"] == answer.headers["X-Request-ID"]


def test_a_body_that_grows_too_large_is_refused_as_it_grows(client: TestClient, cast: Cast) -> None:
    headers = {**cast.rivera.as_tenant, "Content-Type": "application/json"}
    assert client.post("/v1/crm/customers", content=in_pieces(2 * LIMIT), headers=headers).status_code == 413
    assert client.post("/v1/crm/customers", content=in_pieces(LIMIT), headers=headers).status_code == 422


def test_an_import_may_be_larger_but_not_without_end(client: TestClient, cast: Cast) -> None:
    headers = {**cast.rivera.as_tenant, "Content-Type": "multipart/form-data; boundary=b"}
    path = "/v1/crm/customers/import"
    assert client.post(path, content=in_pieces(2 * LIMIT), headers=headers).status_code in (400, 422)
    assert client.post(path, content=in_pieces(11 * 1024 * 1024), headers=headers).status_code == 413


def test_a_body_that_comes_drop_by_drop_is_not_waited_for(
    services: Services, meter: PrometheusMeter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "BODY_SECONDS", 0.05)
    app = create_app(Settings.model_validate({"sweep_seconds": 0}), services, meter)
    answered: list[Message] = []

    async def request() -> None:
        drops = [{"type": "http.request", "body": b"{", "more_body": True}]

        async def receive() -> Message:
            if drops:
                return drops.pop()
            await asyncio.Event().wait()
            raise AssertionError

        async def send(message: Message) -> None:
            answered.append(message)

        scope = {
            "type": "http", "method": "POST", "path": "/v1/voice/understand", "query_string": b"",
            "headers": [(b"content-type", b"application/json"), (b"host", b"localhost")], "client": ("127.0.0.1", 1),
            "http_version": "1.1",
        }  # fmt: skip
        await app(scope, receive, send)

    asyncio.run(request())
    assert answered[0]["status"] == 408
    assert json.loads(answered[1]["body"])["title"] == "Request Timeout"
