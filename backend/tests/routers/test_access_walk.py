"""Every route against every credential, over HTTP: the status of each answer, and that a refusal has no effect.

`in`: let in as Rivera Plumbing, or as the operator. `elsewhere`: let in as somebody else, to whom what belongs to
Rivera Plumbing is as good as absent.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.core.access import Access
from app.core.callbacks import CallbackReason
from app.flows.owe_callback import owe_callback
from app.flows.services import Services
from app.repositories.memory.store import MemoryStore
from app.repositories.memory.tables import Table
from app.routers.access import ACCESS
from app.routers.auth import GUARDS
from tests.support.cast import AS_ADMIN, AS_DEPLOYMENT_OWNER, AS_SCRAPER, MARIA, Cast

IN, ELSEWHERE = "in", "elsewhere"
TENANT, CRM, OWNER, WIDGET, ADMIN, METRICS = (
    Access.TENANT, Access.CRM, Access.OWNER, Access.WIDGET, Access.ADMIN, Access.METRICS,
)  # fmt: skip
DOORS = (TENANT, CRM, OWNER, WIDGET, ADMIN, METRICS)

# What each door says to each credential, in the order of DOORS.
EXPECTED: dict[str, tuple[int | str, ...]] = {
    "none": (401, 401, 401, 401, 401, 401),
    "a name alone": (401, 401, 401, 401, 401, 401),
    "wrong key": (401, 401, 401, 401, 401, 401),
    "wrong owner token": (401, 401, 401, 401, 401, 401),
    "wrong widget token": (401, 401, 401, 401, 401, 401),
    "wrong admin key": (401, 401, 401, 401, 401, 401),
    "widget": (403, 403, 403, IN, 403, 403),
    "tenant": (IN, IN, 403, IN, 403, 403),
    "other tenant": (ELSEWHERE, ELSEWHERE, 403, ELSEWHERE, 403, 403),
    "other tenant, by the name of this one": (403, 403, 403, 403, 403, 403),
    "owner": (403, IN, IN, 403, 403, 403),
    "other owner": (403, ELSEWHERE, ELSEWHERE, 403, 403, 403),
    "other owner with this one's key": (403, 403, 403, 403, 403, 403),
    "deployment's owner": (403, ELSEWHERE, ELSEWHERE, 403, 403, 403),
    "deployment's owner with the key": (IN, IN, IN, IN, 403, 403),
    "admin": (403, 403, 403, 403, IN, 403),
    "admin for this one": (403, IN, IN, 403, IN, 403),
    "admin for another one": (403, ELSEWHERE, ELSEWHERE, 403, IN, 403),
    "suspended tenant": (403, 403, 403, 403, 403, 403),
    "suspended owner": (403, 403, 403, 403, 403, 403),
    "suspended widget": (403, 403, 403, 403, 403, 403),
    "admin for a suspended one": (403, 403, 403, 403, IN, 403),
    "scraper": (401, 401, 401, 401, 401, IN),
}
VISIT = {"customer_id": "maria", "start_time": "2026-06-05T10:00:00-05:00", "service_type": "water_heater"}
MERGE = ("POST", "/v1/crm/customers/merge")
# A stream that never ends, and months of invented business: refused as all others, not tried where they are open.
LEFT_OUT = (("GET", "/v1/owner/events"), ("POST", "/v1/admin/demo-tenants"))


def headers(cast: Cast) -> dict[str, dict[str, str]]:
    rivera, brooks, shut = cast.rivera, cast.brooks, cast.shut
    return {
        "none": {},
        "a name alone": rivera.by_name,
        "wrong key": {"X-API-Key": rivera.api_key[:-1]},
        "wrong owner token": {"X-Owner-Token": rivera.api_key},
        "wrong widget token": {"X-Widget-Token": "no" * 20},
        "wrong admin key": {"X-Admin-API-Key": AS_ADMIN["X-Admin-API-Key"] + "x"},
        "widget": rivera.as_visitor,
        "tenant": rivera.as_tenant,
        "other tenant": brooks.as_tenant,
        "other tenant, by the name of this one": {**brooks.as_tenant, **rivera.by_name},
        "owner": rivera.as_owner,
        "other owner": brooks.as_owner,
        "other owner with this one's key": {**brooks.as_owner, **rivera.as_tenant},
        "deployment's owner": AS_DEPLOYMENT_OWNER,
        "deployment's owner with the key": {**AS_DEPLOYMENT_OWNER, **rivera.as_tenant},
        "admin": AS_ADMIN,
        "admin for this one": {**AS_ADMIN, **rivera.by_name},
        "admin for another one": {**AS_ADMIN, **brooks.by_name},
        "suspended tenant": shut.as_tenant,
        "suspended owner": shut.as_owner,
        "suspended widget": shut.as_visitor,
        "admin for a suspended one": {**AS_ADMIN, **shut.by_name},
        "scraper": AS_SCRAPER,
    }


@pytest.fixture
def ids(client: TestClient, services: Services, cast: Cast) -> dict[str, str]:
    """One record of Rivera Plumbing behind each name that a path or a body may hold."""
    visit = client.post("/v1/crm/appointments", json=VISIT, headers=cast.rivera.as_tenant).json()
    session = client.post("/v1/voice/session/start", json={"caller_phone": MARIA}, headers=cast.rivera.as_tenant).json()
    talk = client.post("/v1/widget/start", json={"phone": MARIA}, headers=cast.rivera.as_visitor).json()
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("rivera")
        assert business is not None
        owe_callback(unit, services, business, reason=CallbackReason.MESSAGE, phone=MARIA)
        callback = unit.callbacks.open_for("rivera", MARIA)
        assert callback is not None
        unit.commit()
    return {
        "customer_id": "maria",
        "keep_id": "maria",
        "merge_id": "olive",
        "appointment_id": visit["id"],
        "conversation_id": talk["conversation_id"],
        "session_id": session["session_id"],
        "callback_id": callback.id,
        "business_id": "rivera",
    }


def body_of(method: str, path: str, ids: dict[str, str]) -> dict[str, Any] | None:
    """Something that concerns Rivera Plumbing and would be taken from its own people."""
    if method not in ("POST", "PATCH") or access_of(method, path) is ADMIN:
        return None if method in ("GET", "DELETE") else {}
    known: dict[str, dict[str, Any]] = {
        "/v1/crm/appointments": VISIT,
        "/v1/crm/customers/merge": {name: ids[name] for name in ("keep_id", "merge_id")},
        "/v1/owner/messages": {"customer_id": "maria", "body": "hello"},
        "/v1/owner/privacy/export": {"customer_id": "maria"},
        "/v1/owner/privacy/erase": {"customer_id": "maria"},
        "/v1/widget/message": {"conversation_id": ids["conversation_id"], "text": "hello"},
    }
    if path in ("/v1/voice/session/input", "/telephony/audio"):
        return {"session_id": ids["session_id"], "text": "hello"}
    if path in ("/v1/voice/session/end", "/telephony/end"):
        return {"session_id": ids["session_id"]}
    return known.get(path, {})


def names_a_record(method: str, path: str, ids: dict[str, str]) -> bool:
    body = body_of(method, path, ids) or {}
    in_body = any(value in (ids[name], "maria", "olive") for name, value in body.items() if name in ids)
    return in_body or "{" in path


def access_of(method: str, path: str) -> Access:
    return ACCESS[(method, path)]


def guarded(app: FastAPI) -> list[tuple[str, str]]:
    document = app.openapi()
    found = [(method.upper(), path) for path, methods in document["paths"].items() for method in methods]
    return [route for route in found if ACCESS[route] in GUARDS]


def contents(services: Services, tenant: str | None = None) -> dict[str, Any]:
    """All that the store holds, or all that it holds of one tenant; when a secret was used last is no effect."""
    assert isinstance(services.store, MemoryStore)
    tables = {
        f"{type(repository).__name__}.{name}": table
        for repository in vars(services.store._unit).values()
        for name, table in vars(repository).items()
        if isinstance(table, Table) and "Credentials" not in type(repository).__name__
    }
    return {
        name: {business: dict(rows) for business, rows in table._rows.items() if tenant in (None, business)}
        for name, table in tables.items()
    }


def ask(client: TestClient, method: str, path: str, given: dict[str, str], ids: dict[str, str]) -> int:
    place = re.sub(r"\{(\w+)\}", lambda name: ids[name.group(1)], path)
    return client.request(method, place, headers=given, json=body_of(method, path, ids)).status_code


@pytest.mark.parametrize("credential", EXPECTED)
def test_each_route_answers_each_credential_as_the_table_says(
    client: TestClient, app: FastAPI, services: Services, cast: Cast, ids: dict[str, str], credential: str
) -> None:
    says = dict(zip(DOORS, EXPECTED[credential], strict=True))
    given = headers(cast)[credential]
    routes = guarded(app)
    before = contents(services)
    refused = {route: ask(client, *route, given, ids) for route in routes if isinstance(says[ACCESS[route]], int)}
    assert refused == {route: says[ACCESS[route]] for route in refused}
    assert contents(services) == before
    riveras = contents(services, "rivera")
    for route in routes:
        if says[ACCESS[route]] is ELSEWHERE and route not in LEFT_OUT:
            status = ask(client, *route, given, ids)
            absent = 409 if route == MERGE else 404
            assert status == absent if names_a_record(*route, ids) else status < 400 or status in (409, 422), route
    assert contents(services, "rivera") == riveras
    for route in routes:
        if says[ACCESS[route]] is IN and route not in LEFT_OUT:
            status = ask(client, *route, given, ids)
            assert status not in (401, 403), (route, status)
            assert status < 500, (route, status)


@pytest.mark.parametrize("body", [b"{bad", b"\xff\xfe", b"[" * 5000])
def test_whom_we_do_not_know_learns_nothing_about_bodies(client: TestClient, app: FastAPI, body: bytes) -> None:
    for method, path in guarded(app):
        if method in ("POST", "PATCH"):
            place = re.sub(r"\{\w+\}", "unknown", path)
            for kind in ("application/json", "multipart/form-data; boundary=b"):
                answer = client.request(method, place, content=body, headers={"Content-Type": kind})
                assert answer.status_code == 401, (method, path, kind)


def test_nothing_is_open_but_what_says_so(client: TestClient, app: FastAPI) -> None:
    unguarded = {route for route, access in ACCESS.items() if access not in GUARDS}
    assert {path for _, path in unguarded if not path.startswith("/twilio/")} == {
        "/healthz",
        "/readyz",
        "/v1/voice/audio/{token}",
        "/v1/calendar/{secret}.ics",
        "/v1/calendar/notifications",
    }
    assert [route for route in app.routes if type(route).__name__.endswith("WebSocketRoute")] == []
