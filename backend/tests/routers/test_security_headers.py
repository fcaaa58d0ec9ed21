"""What browsers are told about every answer."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.support.cast import Cast


def policy(client: TestClient, path: str) -> dict[str, str]:
    header = client.get(path).headers["Content-Security-Policy"]
    return {name: rest for name, _, rest in (part.strip().partition(" ") for part in header.split(";"))}


def test_answers_of_the_interface_are_data_and_nothing_else(client: TestClient, cast: Cast) -> None:
    for path in ("/healthz", "/v1/crm/customers", "/nowhere", "/twilio/voice"):
        answer = client.get(path, headers=cast.rivera.as_tenant)
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("size", [256 * 1024 + 1, 10 * 1024 * 1024 + 1])
def test_refusals_at_the_edge_carry_them_too(client: TestClient, size: int) -> None:
    answer = client.post("/v1/crm/customers/import", content=b"x" * size)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_run_our_own_scripts_only(client: TestClient) -> None:
    rules = policy(client, "/dashboard/try.html")
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in "".join(rules.values())


def test_a_served_page_speaks_to_its_own_backend_only_outside_development(client: TestClient) -> None:
    assert "http://localhost:*" in policy(client, "/dashboard/try.html")["connect-src"]
    staging = TestClient(create_app(Settings.model_validate({"environment": "staging", "sweep_seconds": 0})))
    assert policy(staging, "/dashboard/try.html")["connect-src"] == "'self'"


def test_the_widget_may_be_put_into_other_peoples_pages(client: TestClient) -> None:
    assert client.get("/dashboard/widget.js").headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/dashboard/try.html").headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_page_of_the_interface_runs_its_one_script(client: TestClient) -> None:
    page = client.get("/docs")
    script = re.search(r"<script>(.*?)</script>", page.text, re.S)
    assert script is not None
    named = base64.b64encode(hashlib.sha256(script.group(1).encode()).digest()).decode()
    assert f"'sha256-{named}'" in policy(client, "/docs")["script-src"]


@pytest.mark.parametrize(
    ("address", "expected"), [("https://calls.example.com", "max-age=31536000"), ("http://localhost:8000", None)]
)
def test_browsers_keep_to_https_where_we_are_reached_by_it(address: str, expected: str | None) -> None:
    client = TestClient(create_app(Settings.model_validate({"public_base_url": address, "sweep_seconds": 0})))
    assert client.get("/healthz").headers.get("Strict-Transport-Security") == expected
