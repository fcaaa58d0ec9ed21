"""Who did what, through the admin API."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.support.cast import ADMIN_KEY, AS_ADMIN, Cast
from tests.support.clock import TurnedClock

AUDIT = "/v1/admin/audit"


def lines(client: TestClient, **params: str | int) -> list[dict[str, Any]]:
    answer = client.get(AUDIT, params=params, headers=AS_ADMIN)
    assert answer.status_code == 200
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


@pytest.fixture
def done(client: TestClient, cast: Cast, clock: TurnedClock) -> None:
    """A tenant's key was rotated, another was suspended an hour later, and its customers were exported."""
    asked = {"X-Request-ID": "rotation-1", **AS_ADMIN}
    client.post("/v1/admin/businesses/rivera/rotate-key", headers=asked)
    clock.turn(hours=1)
    client.patch("/v1/admin/businesses/brooks", json={"status": "SUSPENDED"}, headers=AS_ADMIN)
    client.get("/v1/owner/export/customers.csv", headers=cast.rivera.as_owner)


def test_the_newest_comes_first_and_says_who_did_what(client: TestClient, done: None) -> None:
    found = lines(client)
    assert [(line["action"], line["business_id"]) for line in found] == [
        ("export.customers", "rivera"),
        ("business.suspended", "brooks"),
        ("api_key.rotated", "rivera"),
    ]
    assert set(found[0]) == {"at", "actor", "action", "business_id", "target", "request_id"}
    assert found[2]["request_id"] == "rotation-1"
    assert found[2]["actor"].startswith("admin:")
    assert ADMIN_KEY not in str(found)


def test_it_is_narrowed_to_a_tenant_and_a_time(client: TestClient, clock: TurnedClock, done: None) -> None:
    assert [line["action"] for line in lines(client, business_id="brooks")] == ["business.suspended"]
    recent = lines(client, **{"from": clock.now().isoformat()})
    assert [line["action"] for line in recent] == ["export.customers", "business.suspended"]
    assert lines(client, business_id="nobody") == []


def test_it_is_read_by_pages(client: TestClient, done: None) -> None:
    first = client.get(f"{AUDIT}?limit=2", headers=AS_ADMIN).json()
    second = client.get(f"{AUDIT}?limit=2&cursor={first['next_cursor']}", headers=AS_ADMIN).json()
    assert (len(first["items"]), len(second["items"]), second["next_cursor"]) == (2, 1, None)


@pytest.mark.parametrize("query", ["from=yesterday", "from=2026-06-03T10:00:00", "limit=0", "cursor=zzz"])
def test_what_makes_no_sense_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"{AUDIT}?{query}", headers=AS_ADMIN).status_code == 422


def test_only_the_operator_reads_it(client: TestClient, cast: Cast) -> None:
    assert client.get(AUDIT).status_code == 401
    assert client.get(AUDIT, headers=cast.rivera.as_owner).status_code == 403
