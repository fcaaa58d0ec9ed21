"""Which pages may call which routes."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings


def client_for(**settings: object) -> TestClient:
    return TestClient(create_app(Settings.model_validate({"sweep_seconds": 0, **settings})))


def preflight(client: TestClient, path: str, origin: str) -> str | None:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type,x-api-key,x-widget-token",
    }
    return client.options(path, headers=headers).headers.get("access-control-allow-origin")


@pytest.mark.parametrize("origin", ["null", "http://localhost:3000", "http://127.0.0.1:8000"])
def test_in_development_pages_from_disk_and_this_machine_are_let_in(origin: str) -> None:
    assert preflight(client_for(), "/v1/voice/session/start", origin) == origin


def test_a_stranger_is_not_let_in() -> None:
    assert preflight(client_for(), "/v1/voice/session/start", "https://evil.example") is None
    assert preflight(client_for(), "/v1/voice/session/start", "http://localhost.evil.example") is None


def test_outside_development_only_listed_origins_are_let_in() -> None:
    client = client_for(environment="staging", cors_allow_origins="https://dash.example")
    assert preflight(client, "/v1/owner/business", "https://dash.example") == "https://dash.example"
    assert preflight(client, "/v1/owner/business", "null") is None


def test_the_widget_may_be_called_from_every_site() -> None:
    client = client_for(environment="staging")
    assert preflight(client, "/v1/widget/start", "https://a-plumber.example") is not None
