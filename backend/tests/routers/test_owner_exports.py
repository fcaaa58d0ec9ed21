"""Tables as CSV through the owner API."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO

import pytest
from starlette.testclient import TestClient

from app.core.conversations import Channel, Conversation, Outcome
from app.core.customers import Customer
from app.flows.services import Services
from tests.support.cast import Cast

EXPORT = "/v1/owner/export"


def read(client: TestClient, cast: Cast, path: str) -> list[dict[str, str]]:
    answer = client.get(f"{EXPORT}/{path}", headers=cast.rivera.as_owner)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == f'attachment; filename="{path.split("?")[0]}"'
    return list(csv.DictReader(StringIO(answer.text)))


def book(client: TestClient, cast: Cast, start: str, **fields: object) -> None:
    body = {"customer_id": "maria", "start_time": start, "service_type": "water_heater", **fields}
    assert client.post("/v1/crm/appointments", json=body, headers=cast.rivera.as_tenant).status_code == 201


@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("service-mix.csv", "service_type,total,emergency"),
        (
            "conversations.csv",
            "id,started_at,ended_at,channel,customer_name,phone,intent,outcome,language,messages,"
            "flagged_for_review,summary",
        ),
        ("customers.csv", "id,name,phone,email,address,language,tags,sms_opt_out,created_at"),
        (
            "appointments.csv",
            "id,start_time,end_time,customer_name,phone,address,service_type,is_emergency,status,technician,"
            "lead_source,estimated_value_cents",
        ),
    ],
)
def test_an_empty_table_has_its_header(client: TestClient, cast: Cast, path: str, header: str) -> None:
    answer = client.get(f"{EXPORT}/{path}", headers=cast.brooks.as_owner)
    assert answer.text == f"{header}\r\n"


def test_visits_are_exported(client: TestClient, cast: Cast) -> None:
    book(client, cast, "2026-06-04T10:00:00-05:00", technician_id="dana", estimated_value_cents=8900)
    book(client, cast, "2026-06-05T10:00:00-05:00", is_emergency=True)
    first, second = read(client, cast, "appointments.csv?days=1")
    assert (first["start_time"], first["customer_name"], first["phone"]) == (
        "2026-06-04T10:00:00-05:00",
        "Maria Lopez",
        "+18165550142",
    )
    assert (first["technician"], first["is_emergency"], first["estimated_value_cents"]) == (
        "Dana Brooks",
        "false",
        "8900",
    )
    assert second["is_emergency"] == "true"
    assert read(client, cast, "service-mix.csv?days=30") == [
        {"service_type": "water_heater", "total": "2", "emergency": "1"}
    ]


def test_conversations_of_the_last_days_are_exported(client: TestClient, cast: Cast, services: Services) -> None:
    now = services.clock.now()
    with services.store.unit_of_work() as unit:
        for number, age in enumerate((0, 1, 40)):
            talk = Conversation(
                f"t{number}",
                Channel.VOICE,
                now - timedelta(days=age),
                customer_name="=cmd|' /C calc'!A0",
                outcome=Outcome.BOOKED,
                summary='A "leak", twice',
                message_count=4,
            )
            unit.conversations.add("rivera", talk)
        unit.commit()
    rows = read(client, cast, "conversations.csv?days=30")
    assert [row["id"] for row in rows] == ["t0", "t1"]
    assert (rows[0]["customer_name"], rows[0]["summary"]) == ("'=cmd|' /C calc'!A0", 'A "leak", twice')
    assert (rows[0]["outcome"], rows[0]["messages"], rows[0]["ended_at"]) == ("booked", "4", "")
    assert len(read(client, cast, "conversations.csv?days=90")) == 3


def test_all_customers_are_exported_in_pieces(client: TestClient, cast: Cast, services: Services) -> None:
    now = services.clock.now()
    with services.store.unit_of_work() as unit:
        for number in range(450):
            unit.customers.add("rivera", Customer(f"c{number:03d}", f"Name {number}", now, now, tags=("a", "b")))
        unit.commit()
    rows = {row["id"]: row for row in read(client, cast, "customers.csv")}
    assert len(rows) == 452
    assert (rows["olive"]["sms_opt_out"], rows["maria"]["sms_opt_out"]) == ("true", "false")
    assert rows["c007"]["tags"] == "a; b"


@pytest.mark.parametrize("path", ["service-mix.csv", "conversations.csv", "appointments.csv"])
@pytest.mark.parametrize("days", ["0", "91", "x"])
def test_days_are_one_to_ninety(client: TestClient, cast: Cast, path: str, days: str) -> None:
    assert client.get(f"{EXPORT}/{path}?days={days}", headers=cast.rivera.as_owner).status_code == 422


def test_an_export_is_on_the_audit_log(client: TestClient, cast: Cast, services: Services) -> None:
    read(client, cast, "customers.csv")
    with services.store.unit_of_work(read_only=True) as unit:
        line = unit.audit.last()
    assert line is not None
    assert (line.action, line.business_id) == ("export.customers", "rivera")
    assert client.get(f"{EXPORT}/customers.csv", headers=cast.rivera.as_tenant).status_code == 403
