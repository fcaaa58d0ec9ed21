"""A business's settings through the owner API."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.appointments import Appointment
from app.flows.services import Services
from tests.support.cast import Cast

BUSINESS = "/v1/owner/business"
LUIS = {"id": "luis", "name": "Luis Rivera"}
DANA = {"id": "dana", "name": "Dana Brooks"}


def patch(client: TestClient, cast: Cast, **fields: Any) -> Any:
    return client.patch(BUSINESS, json=fields, headers=cast.rivera.as_owner)


def test_the_owner_sees_the_settings(client: TestClient, cast: Cast) -> None:
    business = client.get(BUSINESS, headers=cast.rivera.as_owner).json()
    assert (business["id"], business["name"], business["timezone"]) == ("rivera", "Rivera Plumbing", "America/Chicago")
    assert business["business_hours"]["sat"] == [["09:00", "13:00"]]
    assert [person["id"] for person in business["technicians"]] == ["luis", "dana"]
    assert business["pause"] == {"texts": False, "booking": False}
    assert business["now"] == "2026-06-03T10:00:00-05:00"
    reminder = business["template_defaults"]["reminder"]
    assert reminder["en"].startswith("{business}: reminder")
    assert {"when", "address", "business"} <= set(reminder["fields"])
    assert not any(key.startswith("owner_") for key in business["template_defaults"])


@pytest.mark.parametrize(
    "fields",
    [
        {"business_hours": {"mon": [["22:00", "06:00"]], "tue": [["08:00", "12:00"], ["13:00", "17:00"]]}},
        {"business_hours": {"mon": [["00:00", "24:00"]]}},
        {"holidays": ["2026-12-25"]},
        {"quiet_hours": ["20:00", "09:00"]},
        {"greeting": "Rivera Plumbing, how can we help?"},
        {"slot_rules": {"step_minutes": 15, "max_jobs_per_day": 8}},
        {"pause": {"booking": True}},
        {"templates": {"reminder": {"en": "See you {when}"}}},
        {"faq": [{"question": "Do you do gas?", "answer": "Yes."}]},
        {"emergency_policy": {"ack_minutes": 10}},
        {"owner_phone": "(816) 555-0111"},
        {"owner_phone": None},
        {"technicians": [LUIS, DANA, {"id": "kim", "name": "Kim", "skills": ["water_heater"]}]},
        {"closures": [{"from": "2026-07-01T00:00:00-05:00", "to": "2026-07-05T00:00:00-05:00", "reason": "Holiday"}]},
    ],
)
def test_what_makes_sense_replaces_what_was_there(client: TestClient, cast: Cast, fields: dict[str, Any]) -> None:
    before = client.get(BUSINESS, headers=cast.rivera.as_owner).json()
    answer = patch(client, cast, **fields)
    assert answer.status_code == 200
    after = client.get(BUSINESS, headers=cast.rivera.as_owner).json()
    assert answer.json() == after
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"updated_at", "technician_feeds"} == set(fields)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"business_hours": {"mon": [["08:00", "12:00"], ["11:00", "17:00"]]}}, "business_hours"),
        ({"business_hours": {"mon": [["08:00", "08:00"]]}}, "business_hours"),
        ({"business_hours": {"mon": [["17:00", "08:00"]]}}, "business_hours"),
        ({"business_hours": {"mon": [["22:00", "09:00"]], "tue": [["08:00", "17:00"]]}}, "business_hours"),
        ({"business_hours": {"mon": [["25:00", "26:00"]]}}, "business_hours"),
        ({"business_hours": {"someday": []}}, "business_hours"),
        ({"timezone": "Mars/Base"}, "timezone"),
        ({"services": []}, "services"),
        ({"services": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]}, "services"),
        ({"technicians": []}, "technicians"),
        ({"technicians": [{**LUIS, "active": False}]}, "technicians"),
        ({"technicians": [LUIS, {**DANA, "skills": ["gardening"]}]}, "technicians"),
        ({"technicians": [LUIS, LUIS]}, "technicians"),
        ({"technicians": [{**LUIS, "phone": "no"}]}, "technicians"),
        ({"owner_phone": "no"}, "owner_phone"),
        ({"owner_phone": "+1 816 555 0110"}, "owner_phone"),
        ({"owner_email": "nobody"}, "owner_email"),
        ({"holidays": ["someday"]}, "holidays"),
        ({"slot_rules": {"step_minutes": 0}}, "slot_rules"),
        ({"slot_rules": {"max_days_ahead": 1, "min_notice_minutes": 5000}}, "slot_rules"),
        ({"templates": {"reminder": {"en": "See you {password}"}}}, "templates"),
        ({"templates": {"poem": {"en": "Roses"}}}, "templates"),
        ({"name": None}, "name"),
        ({"name": "   "}, "name"),
        ({"status": "SUSPENDED"}, "status"),
        ({"marketing_consent": "perhaps"}, "marketing_consent"),
        ({"transcript_retention_days": 0}, "transcript_retention_days"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(
    client: TestClient, cast: Cast, fields: dict[str, Any], named: str
) -> None:
    before = client.get(BUSINESS, headers=cast.rivera.as_owner).json()
    answer = patch(client, cast, **fields)
    assert answer.status_code == 422
    assert named in answer.json()["errors"][0]["loc"]
    assert client.get(BUSINESS, headers=cast.rivera.as_owner).json() == before


def test_another_tenants_number_is_a_conflict(client: TestClient, cast: Cast) -> None:
    assert patch(client, cast, phone_number="+18165550120").status_code == 409


def test_a_technician_with_visits_to_come_cannot_be_removed(client: TestClient, cast: Cast, services: Services) -> None:
    now = services.clock.now()
    visit = Appointment(
        id="visit",
        customer_id="maria",
        customer_name="Maria Lopez",
        technician_id="dana",
        start_time=now + timedelta(hours=3),
        end_time=now + timedelta(hours=4),
        service_type="water_heater",
        created_at=now,
        updated_at=now,
    )
    with services.store.unit_of_work() as unit:
        unit.appointments.book("rivera", visit)
        unit.commit()
    refused = patch(client, cast, technicians=[LUIS])
    assert refused.status_code == 422
    assert "Dana Brooks has visits to come" in refused.json()["detail"]
    assert patch(client, cast, technicians=[DANA]).status_code == 200


def test_a_tenant_without_owner_rights_changes_nothing(client: TestClient, cast: Cast) -> None:
    assert client.patch(BUSINESS, json={"name": "Mine"}, headers=cast.rivera.as_tenant).status_code == 403
    assert client.patch(BUSINESS, json={"name": "Mine"}).status_code == 401
    assert client.get(BUSINESS, headers=cast.rivera.as_owner).json()["name"] == "Rivera Plumbing"
