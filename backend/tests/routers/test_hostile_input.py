"""Empty, huge, binary, control characters, emoji, to every route: a 4xx that says why or a sensible reply, no 500."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.core.access import Access
from app.routers.access import ACCESS
from tests.support.cast import ADMIN_KEY, AS_ADMIN, AS_SCRAPER, Cast
from tests.support.twilio import RIVERAS_NUMBER

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
NASTY = "\x00\x0b\x1f\u202e😀'\"<&>;--{{7*7}}\\ud800%00../" + "é" * 50
BODIES: dict[str, tuple[str, bytes]] = {
    "nothing": (JSON, b""),
    "a megabyte": (JSON, b'{"text": "' + b"x" * 1_000_000 + b'"}'),
    "binary": (JSON, bytes(range(256)) * 4),
    "binary as a form": (FORM, bytes(range(256)) * 4),
    "another type": ("text/plain", b"hello"),
    "no object": (JSON, b'[1, "two", null]'),
    "deep": (JSON, b"[" * 20_000),
    "a number without end": (JSON, b'{"text": 1e999}'),
    "a huge form": (FORM, b"CallSid=CA1&Body=" + b"x" * 1_000_000),
    "many fields": (FORM, b"&".join(b"f=1" for _ in range(20_000))),
}
NAMES = ("text", "session_id", "conversation_id", "caller_phone", "name", "phone", "email", "notes", "start_time")
FIELDS = ("CallSid", "MessageSid", "From", "Body", "SpeechResult", "Digits", "RecordingUrl", "DialCallStatus")


def credentials(cast: Cast, access: Access) -> dict[str, str]:
    return {
        Access.TENANT: cast.rivera.as_tenant,
        Access.CRM: cast.rivera.as_tenant,
        Access.OWNER: cast.rivera.as_owner,
        Access.WIDGET: cast.rivera.as_visitor,
        Access.ADMIN: AS_ADMIN,
        Access.METRICS: AS_SCRAPER,
    }.get(access, {})


def routes(app: FastAPI) -> list[tuple[str, str]]:
    """What is there now, endless streams left out."""
    document = app.openapi()
    found = [(method.upper(), path) for path, methods in document["paths"].items() for method in methods]
    return [route for route in found if route != ("GET", "/v1/owner/events")]


def check(status: int, content_type: str, content: bytes) -> None:
    assert status < 500, content[:500]
    assert ADMIN_KEY.encode() not in content
    if content_type.startswith("application/xml"):
        assert ElementTree.fromstring(content).tag == "Response"
    elif status >= 400:
        assert content_type == "application/problem+json"
        assert json.loads(content)["detail"]


@pytest.mark.parametrize("kind", sorted(BODIES))
def test_no_body_breaks_a_route(client: TestClient, app: FastAPI, cast: Cast, kind: str) -> None:
    content_type, body = BODIES[kind]
    for method, path in routes(app):
        headers = {**credentials(cast, ACCESS[(method, path)]), "Content-Type": content_type}
        answer = client.request(method, re.sub(r"\{\w+\}", "unknown", path), content=body, headers=headers)
        check(answer.status_code, answer.headers.get("content-type", ""), answer.content)


def test_no_word_breaks_a_route(client: TestClient, app: FastAPI, cast: Cast) -> None:
    for method, path in routes(app):
        access = ACCESS[(method, path)]
        place = re.sub(r"\{\w+\}", "%00%F0%9F%98%80..%2F", path)
        query = {"q": NASTY, "cursor": NASTY, "limit": NASTY, "business_id": NASTY, "turn": NASTY, "from": NASTY}
        if access is Access.TWILIO:
            form = {**dict.fromkeys(FIELDS, NASTY), "To": RIVERAS_NUMBER}
            answer = client.request(method, path, params={"turn": NASTY}, data=form)
        else:
            body = dict.fromkeys(NAMES, NASTY)
            answer = client.request(method, place, params=query, json=body, headers=credentials(cast, access))
        check(answer.status_code, answer.headers.get("content-type", ""), answer.content)


def test_no_header_breaks_a_route(client: TestClient, app: FastAPI, cast: Cast) -> None:
    nasty = {"X-API-Key": "\xff" * 500, "X-Request-ID": "a b", "Idempotency-Key": "é", "X-Twilio-Signature": "\xfe"}
    for method, path in routes(app):
        headers = {name: value.encode("latin-1") for name, value in nasty.items()}
        answer = client.request(method, re.sub(r"\{\w+\}", cast.maria.id, path), headers=headers)
        check(answer.status_code, answer.headers.get("content-type", ""), answer.content)
