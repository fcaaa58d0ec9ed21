"""Tenants and their secrets through the admin API."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.audit import Chain
from app.flows.services import Services
from tests.support.cast import ADMIN_KEY, AS_ADMIN, Cast
from tests.support.clock import TurnedClock

BUSINESSES = "/v1/admin/businesses"
KINDS = ("api_key", "owner_token", "widget_token")


def create(client: TestClient, **fields: Any) -> Any:
    return client.post(BUSINESSES, json={"name": "Kim Electric", **fields}, headers=AS_ADMIN)


@pytest.mark.parametrize("vertical", ["plumbing", "hvac", "electrical", "general"])
def test_one_call_makes_a_working_receptionist(client: TestClient, vertical: str) -> None:
    answer = create(
        client, vertical=vertical, timezone="America/Denver", phone_number="(303) 555-0130", owner_phone="3035550131"
    )
    assert answer.status_code == 201
    tenant = answer.json()
    assert (tenant["status"], tenant["phone_number"], tenant["timezone"]) == (
        "ACTIVE",
        "+13035550130",
        "America/Denver",
    )
    assert len(tenant["services"]) >= 6
    assert tenant["technicians"][0]["phone"] == "+13035550131"
    key = {"X-API-Key": tenant["api_key"]}
    free = client.get("/v1/crm/availability", headers=key).json()["items"]
    assert free[0]["technician_id"] == tenant["technicians"][0]["id"]
    started = client.post("/v1/voice/session/start", json={"caller_phone": "+13035550188"}, headers=key)
    assert "Kim Electric" in started.json()["reply_text"]
    assert client.get("/v1/owner/business", headers={"X-Owner-Token": tenant["owner_token"]}).status_code == 200
    assert client.get("/v1/widget/business", headers={"X-Widget-Token": tenant["widget_token"]}).status_code == 200


def test_secrets_are_shown_once_and_then_by_prefix(client: TestClient) -> None:
    tenant = create(client).json()
    listed = client.get(f"{BUSINESSES}/{tenant['id']}", headers=AS_ADMIN)
    for kind in KINDS:
        assert len(tenant[kind]) > 30
        assert tenant[kind] not in listed.text
        assert listed.json()[f"{kind}_prefix"] == tenant[kind][:8]
        assert kind not in listed.json()


def test_a_replayed_create_leaves_the_secrets_out(client: TestClient) -> None:
    headers = {**AS_ADMIN, "Idempotency-Key": "make-1"}
    first = client.post(BUSINESSES, json={"name": "Kim Electric"}, headers=headers).json()
    again = client.post(BUSINESSES, json={"name": "Kim Electric"}, headers=headers)
    assert again.status_code == 201
    assert again.json() == {name: value for name, value in first.items() if name not in KINDS}


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"name": ""}, "name"),
        ({"name": None}, "name"),
        ({"vertical": "gardening"}, "vertical"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"phone_number": "no"}, "phone_number"),
        ({"owner_phone": "no"}, "owner_phone"),
        ({"api_key": "mine"}, "api_key"),
        ({"technicians": []}, "technicians"),
        ({"status": "BANANA"}, "status"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(client: TestClient, fields: dict[str, Any], named: str) -> None:
    answer = create(client, **fields)
    assert answer.status_code == 422
    assert named in answer.json()["errors"][0]["loc"]
    assert len(client.get(BUSINESSES, headers=AS_ADMIN).json()["items"]) == 1


def test_a_number_belongs_to_one_tenant(client: TestClient, cast: Cast) -> None:
    assert create(client, phone_number="+1 816 555 0110").status_code == 409
    answer = client.patch(f"{BUSINESSES}/brooks", json={"phone_number": "+18165550110"}, headers=AS_ADMIN)
    assert answer.status_code == 409


def test_tenants_are_listed_in_pages(client: TestClient, cast: Cast) -> None:
    first = client.get(f"{BUSINESSES}?limit=3", headers=AS_ADMIN).json()
    second = client.get(f"{BUSINESSES}?limit=3&cursor={first['next_cursor']}", headers=AS_ADMIN).json()
    ids = [one["id"] for one in first["items"] + second["items"]]
    assert sorted(ids) == ["brooks", "default_business", "rivera", "shut"]
    assert second["next_cursor"] is None


def test_a_suspended_tenant_is_let_in_nowhere_until_it_is_resumed(client: TestClient, cast: Cast) -> None:
    def status_of(headers: dict[str, str], path: str = "/v1/crm/customers") -> int:
        return client.get(path, headers=headers).status_code

    suspended = client.patch(f"{BUSINESSES}/rivera", json={"status": "SUSPENDED"}, headers=AS_ADMIN)
    assert suspended.json()["status"] == "SUSPENDED"
    assert status_of(cast.rivera.as_tenant) == status_of(cast.rivera.as_owner) == 403
    assert status_of(cast.rivera.as_visitor, "/v1/widget/business") == 403
    client.patch(f"{BUSINESSES}/rivera", json={"status": "ACTIVE"}, headers=AS_ADMIN)
    assert status_of(cast.rivera.as_tenant) == 200


@pytest.mark.parametrize(
    ("path", "kind", "probe"),
    [
        ("rotate-key", "api_key", ("X-API-Key", "/v1/crm/customers")),
        ("rotate-owner-token", "owner_token", ("X-Owner-Token", "/v1/owner/business")),
        ("rotate-widget-token", "widget_token", ("X-Widget-Token", "/v1/widget/business")),
    ],
)
def test_a_rotated_secret_replaces_the_old_one(
    client: TestClient, cast: Cast, clock: TurnedClock, path: str, kind: str, probe: tuple[str, str]
) -> None:
    header, address = probe

    def works(secret: str) -> bool:
        return client.get(address, headers={header: secret}).status_code == 200

    old = getattr(cast.rivera, kind)
    graceful = client.post(f"{BUSINESSES}/rivera/{path}", json={"grace_minutes": 30}, headers=AS_ADMIN)
    assert graceful.status_code == 200
    second = graceful.json()[kind]
    assert (works(old), works(second)) == (True, True)
    clock.turn(minutes=30)
    assert (works(old), works(second)) == (False, True)
    third = client.post(f"{BUSINESSES}/rivera/{path}", headers=AS_ADMIN).json()[kind]
    assert (works(second), works(third)) == (False, True)
    assert client.get(f"{BUSINESSES}/rivera", headers=AS_ADMIN).json()[f"{kind}_prefix"] == third[:8]


@pytest.mark.parametrize("grace", [-1, 1441, "long"])
def test_a_grace_beyond_a_day_is_refused(client: TestClient, cast: Cast, grace: Any) -> None:
    path = f"{BUSINESSES}/rivera/rotate-key"
    assert client.post(path, json={"grace_minutes": grace}, headers=AS_ADMIN).status_code == 422
    assert client.post(f"{path}?grace_minutes={grace}", headers=AS_ADMIN).status_code == 422
    assert client.get("/v1/crm/customers", headers=cast.rivera.as_tenant).status_code == 200


def test_an_unknown_tenant_is_not_found(client: TestClient) -> None:
    assert client.get(f"{BUSINESSES}/nobody", headers=AS_ADMIN).status_code == 404
    assert client.patch(f"{BUSINESSES}/nobody", json={}, headers=AS_ADMIN).status_code == 404
    assert client.post(f"{BUSINESSES}/nobody/rotate-key", headers=AS_ADMIN).status_code == 404


def test_every_change_is_on_the_audit_log_without_secrets(client: TestClient, cast: Cast, services: Services) -> None:
    tenant = create(client).json()
    client.patch(f"{BUSINESSES}/{tenant['id']}", json={"greeting": "Hello"}, headers=AS_ADMIN)
    client.patch(f"{BUSINESSES}/{tenant['id']}", json={"status": "SUSPENDED"}, headers=AS_ADMIN)
    request = client.post(f"{BUSINESSES}/rivera/rotate-owner-token", headers=AS_ADMIN)
    client.patch("/v1/owner/business", json={"greeting": "Hi"}, headers=cast.brooks.as_owner)
    client.patch("/v1/owner/business", json={"owner_phone": "no"}, headers=cast.brooks.as_owner)
    with services.store.unit_of_work(read_only=True) as unit:
        lines = unit.audit.chain(after=0, limit=50)
    assert [(line.action, line.business_id) for line in lines] == [
        ("business.created", tenant["id"]),
        ("business.changed", tenant["id"]),
        ("business.suspended", tenant["id"]),
        ("owner_token.rotated", "rivera"),
        ("business.changed", "brooks"),
    ]
    assert lines[3].actor.startswith("admin:")
    assert lines[3].request_id == request.headers["X-Request-ID"]
    assert lines[4].actor == f"owner:{cast.brooks.owner_token[:8]}"
    assert Chain().follow(lines) is None
    assert ADMIN_KEY not in repr(lines)
