"""Appointments and free times through the API."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.support.cast import MARIA, Cast

APPOINTMENTS = "/v1/crm/appointments"
TOMORROW_TEN = "2026-06-04T10:00:00-05:00"
AT_NIGHT = "2026-06-04T22:00:00-05:00"


def book(client: TestClient, cast: Cast, start: str = TOMORROW_TEN, query: str = "", **fields: Any) -> Any:
    body = {"customer_id": "maria", "start_time": start, "service_type": "water_heater", **fields}
    return client.post(f"{APPOINTMENTS}{query}", json=body, headers=cast.rivera.as_tenant)


def test_a_visit_is_booked_with_end_technician_and_all_that_follows(client: TestClient, cast: Cast) -> None:
    answer = book(client, cast, description="No hot water", estimated_value_cents=8900, tags=["first"])
    assert answer.status_code == 201
    visit = answer.json()
    assert (visit["start_time"], visit["end_time"]) == (TOMORROW_TEN, "2026-06-04T11:00:00-05:00")
    assert visit["technician_id"] in ("luis", "dana")
    assert (visit["customer_name"], visit["customer_phone"], visit["status"]) == ("Maria Lopez", MARIA, "SCHEDULED")
    assert visit["calendar_event_id"].startswith("event_placeholder_")
    assert (visit["calendar_sync"], visit["reminder_sent"], visit["estimated_value_cents"]) == ("stub", False, 8900)
    assert client.get(f"{APPOINTMENTS}/{visit['id']}", headers=cast.rivera.as_owner).json() == visit
    texts = client.get("/v1/owner/messages", headers=cast.rivera.as_owner).json()["items"]
    assert sorted((text["kind"], text["status"]) for text in texts) == [
        ("confirmation", "sent"),
        ("owner_alert", "sent"),
    ]


def test_a_taken_or_impossible_time_is_a_conflict_with_what_is_near(client: TestClient, cast: Cast) -> None:
    first = book(client, cast, technician_id="luis").json()
    taken = book(client, cast, technician_id="luis")
    assert taken.status_code == 409
    assert taken.json()["alternatives"]
    assert all({"start", "end", "technician_id"} <= set(other) for other in taken.json()["alternatives"])
    assert book(client, cast).json()["technician_id"] != first["technician_id"]
    assert book(client, cast).status_code == 409
    at_night = book(client, cast, start=AT_NIGHT)
    assert (at_night.status_code, bool(at_night.json()["alternatives"])) == (409, True)


def test_force_overrules_opening_hours_and_never_an_overlap(client: TestClient, cast: Cast) -> None:
    assert book(client, cast, AT_NIGHT, "?force=true", technician_id="luis").status_code == 201
    assert book(client, cast, AT_NIGHT, "?force=true", technician_id="luis").status_code == 409


@pytest.mark.parametrize(
    ("fields", "status", "named"),
    [
        ({"start_time": "2026-06-04T10:00:00"}, 422, "start_time"),
        ({"start_time": "tomorrow"}, 422, "start_time"),
        ({"start_time": 1780585200}, 422, "start_time"),
        ({"start_time": "1780585200"}, 422, "start_time"),
        ({"start_time": "9999-12-31T23:59:59-12:00"}, 422, "start_time"),
        ({"start_time": "2026-06-04T10:00:00-05:00", "end_time": "2026-06-04T09:00:00-05:00"}, 422, "end_time"),
        ({"service_type": "gardening"}, 422, "service_type"),
        ({"technician_id": "nobody"}, 422, "technician_id"),
        ({"estimated_value_cents": -1}, 422, "estimated_value_cents"),
        ({"is_emergency": "perhaps"}, 422, "is_emergency"),
        ({"status": "BANANA"}, 422, "status"),
        ({"customer_id": "nobody"}, 404, ""),
        ({"customer_id": "a\x00b"}, 404, ""),
    ],
)
def test_what_makes_no_sense_is_refused(
    client: TestClient, cast: Cast, fields: dict[str, Any], status: int, named: str
) -> None:
    body = {"customer_id": "maria", "start_time": TOMORROW_TEN, "service_type": "water_heater", **fields}
    answer = client.post(APPOINTMENTS, json=body, headers=cast.rivera.as_tenant)
    assert answer.status_code == status
    if named:
        assert named in answer.json()["errors"][0]["loc"]
    assert client.get(APPOINTMENTS, headers=cast.rivera.as_tenant).json()["items"] == []


def test_a_booking_sent_twice_is_one_visit_and_the_same_answer(client: TestClient, cast: Cast) -> None:
    headers = {**cast.rivera.as_tenant, "Idempotency-Key": "visit-1"}
    body = {"customer_id": "maria", "start_time": TOMORROW_TEN, "service_type": "water_heater"}
    first = client.post(APPOINTMENTS, json=body, headers=headers)
    again = client.post(APPOINTMENTS, json=body, headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    assert client.post(APPOINTMENTS, json={**body, "tags": ["x"]}, headers=headers).status_code == 409
    assert len(client.get(APPOINTMENTS, headers=cast.rivera.as_tenant).json()["items"]) == 1


def test_visits_are_listed_by_start_and_filtered(client: TestClient, cast: Cast) -> None:
    late = book(client, cast, start="2026-06-05T09:00:00-05:00", technician_id="dana", customer_id="olive").json()["id"]
    early = book(client, cast, technician_id="luis").json()["id"]

    def ids(query: str) -> list[str]:
        items = client.get(f"{APPOINTMENTS}?{query}", headers=cast.rivera.as_tenant).json()["items"]
        return [one["id"] for one in items]

    assert ids("") == [early, late]
    assert ids("from=2026-06-05T00:00:00-05:00") == [late]
    assert ids("to=2026-06-05T00:00:00-05:00") == [early]
    assert ids("from=2026-06-04T15:00:00 00:00&to=2026-06-04T15:00:01Z") == [early]
    assert ids("customer_id=olive") == [late]
    assert ids("technician_id=luis") == [early]
    assert ids("status=SCHEDULED&status=CANCELLED") == [early, late]
    assert ids("status=CANCELLED") == []
    assert client.get(f"{APPOINTMENTS}?status=BANANA", headers=cast.rivera.as_tenant).status_code == 422
    assert client.get(f"{APPOINTMENTS}?from=yesterday", headers=cast.rivera.as_tenant).status_code == 422


def test_a_visit_is_moved_closed_and_cancelled(client: TestClient, cast: Cast) -> None:
    visit = book(client, cast).json()["id"]

    def patch(**fields: Any) -> Any:
        return client.patch(f"{APPOINTMENTS}/{visit}", json=fields, headers=cast.rivera.as_tenant)

    moved = patch(start_time="2026-06-05T13:00:00-05:00", notes=None)
    assert moved.status_code == 422
    moved = patch(start_time="2026-06-05T13:00:00-05:00", description="Bring a pump").json()
    assert (moved["start_time"], moved["end_time"]) == ("2026-06-05T13:00:00-05:00", "2026-06-05T14:00:00-05:00")
    assert moved["description"] == "Bring a pump"
    assert patch(start_time="2026-06-05T23:00:00-05:00").status_code == 409
    assert patch(start_time=None).status_code == 422
    assert patch(status="COMPLETED").json()["status"] == "COMPLETED"
    assert patch(status="BANANA").status_code == 422
    other = book(client, cast).json()["id"]
    cancelled = client.delete(f"{APPOINTMENTS}/{other}", headers=cast.rivera.as_tenant)
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "CANCELLED")


def test_another_tenants_visit_is_unknown(client: TestClient, cast: Cast) -> None:
    visit = book(client, cast).json()["id"]
    for send in (client.get, client.delete):
        assert send(f"{APPOINTMENTS}/{visit}", headers=cast.brooks.as_tenant).status_code == 404
    assert client.patch(f"{APPOINTMENTS}/{visit}", json={}, headers=cast.brooks.as_tenant).status_code == 404
    body = {"customer_id": "maria", "start_time": TOMORROW_TEN, "service_type": "water_heater"}
    assert client.post(APPOINTMENTS, json=body, headers=cast.brooks.as_tenant).status_code == 404


def test_a_customer_with_a_visit_to_come_stays(client: TestClient, cast: Cast) -> None:
    book(client, cast)
    assert client.delete("/v1/crm/customers/maria", headers=cast.rivera.as_tenant).status_code == 409


def test_free_times_are_in_order_and_within_hours(client: TestClient, cast: Cast) -> None:
    path = "/v1/crm/availability?from=2026-06-04T00:00:00-05:00&to=2026-06-05T00:00:00-05:00&service_type=water_heater"
    items = client.get(f"{path}&limit=5", headers=cast.rivera.as_tenant).json()["items"]
    assert [one["start"] for one in items] == sorted(one["start"] for one in items)
    assert (len(items), items[0]["start"]) == (5, "2026-06-04T08:00:00-05:00")
    for query in ("service_type=gardening", "limit=0", "limit=201", "from=x", f"from={TOMORROW_TEN}&to={TOMORROW_TEN}"):
        assert client.get(f"/v1/crm/availability?{query}", headers=cast.rivera.as_tenant).status_code == 422


def test_a_change_can_be_looked_at_before_it_is_made(client: TestClient, cast: Cast) -> None:
    visit = book(client, cast, technician_id="luis").json()
    path = f"{APPOINTMENTS}/{visit['id']}?dry_run=true"
    texts_before = client.get("/v1/owner/messages", headers=cast.rivera.as_owner).json()["items"]
    body = {"start_time": "2026-06-05T13:00:00-05:00", "technician_id": "dana"}
    seen = client.patch(path, json=body, headers=cast.rivera.as_owner).json()
    assert (seen["start_time"], seen["technician_id"]) == ("2026-06-05T13:00:00-05:00", "dana")
    to_maria = next(text for text in seen["texts"] if text["audience"] == "customer")
    assert (to_maria["to"], to_maria["status"]) == (MARIA, "queued")
    assert "moved to" in to_maria["body"]
    assert client.get(f"{APPOINTMENTS}/{visit['id']}", headers=cast.rivera.as_owner).json() == visit
    assert client.get("/v1/owner/messages", headers=cast.rivera.as_owner).json()["items"] == texts_before
    book(client, cast, start="2026-06-05T13:00:00-05:00", technician_id="dana")
    taken = client.patch(path, json=body, headers=cast.rivera.as_owner)
    assert (taken.status_code, bool(taken.json()["alternatives"])) == (409, True)


def test_a_booking_can_be_looked_at_before_it_is_made(client: TestClient, cast: Cast) -> None:
    seen = book(client, cast, query="?dry_run=true")
    assert seen.status_code == 200
    assert "you're booked for" in next(t["body"] for t in seen.json()["texts"] if t["audience"] == "customer")
    assert client.get(APPOINTMENTS, headers=cast.rivera.as_tenant).json()["items"] == []
