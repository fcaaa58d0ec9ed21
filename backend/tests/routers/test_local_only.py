"""What development leaves open is open to this machine only: a tunnel for Twilio does not publish the rest."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.routers.peers import FORWARDING_HEADERS
from app.settings import Settings

OPEN_PATHS = ("/v1/admin/businesses", "/v1/owner/business", "/v1/crm/customers", "/metrics", "/metrics/prometheus")


def clients(*peers: str, **more: object) -> Iterator[TestClient]:
    """A development service with nothing set, asked from there."""
    for peer in peers:
        app = create_app(Settings.model_validate({"sweep_seconds": 0, **more}))
        with TestClient(app, base_url="http://localhost:8000", client=(peer, 4711)) as client:
            yield client


def test_this_machine_needs_no_key() -> None:
    for client in clients("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        assert {path: client.get(path).status_code for path in OPEN_PATHS} == dict.fromkeys(OPEN_PATHS, 200)


def test_another_machine_is_refused() -> None:
    for client in clients("192.0.2.7", "10.0.0.8", "2001:db8::7"):
        assert {path: client.get(path).status_code for path in OPEN_PATHS} == dict.fromkeys(OPEN_PATHS, 403)


@pytest.mark.parametrize("header", FORWARDING_HEADERS)
def test_what_was_forwarded_is_refused(header: str) -> None:
    for client in clients("127.0.0.1"):
        for path in OPEN_PATHS:
            assert client.get(path, headers={header: "127.0.0.1"}).status_code == 403, path


@pytest.mark.parametrize("host", ["evil.example", "abc.ngrok-free.app", "127.0.0.1.evil.example", "192.168.1.7:8000"])
def test_a_name_of_somebody_else_is_refused(host: str) -> None:
    """A page elsewhere can point its own name at 127.0.0.1."""
    for client in clients("127.0.0.1"):
        for path in OPEN_PATHS:
            assert client.get(path, headers={"Host": host}).status_code == 403, path


def test_twilio_reaches_the_line_through_a_tunnel_all_the_same() -> None:
    for client in clients("127.0.0.1"):
        form = {"CallSid": "CA1", "From": "+18165550150", "To": "+18165550100"}
        assert client.post("/twilio/voice", data=form, headers={"X-Forwarded-For": "54.172.60.0"}).status_code == 200


def test_with_a_key_set_the_key_opens_from_anywhere() -> None:
    for client in clients("192.0.2.7", admin_api_key="a-key"):
        assert client.get("/v1/admin/businesses", headers={"X-Admin-API-Key": "a-key"}).status_code == 200
        assert client.get("/v1/admin/businesses").status_code == 401
