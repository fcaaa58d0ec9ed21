"""What every request meets first: a limit to its size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

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
