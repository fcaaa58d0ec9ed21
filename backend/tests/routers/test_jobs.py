"""The jobs that cron calls, from outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.appointments import Appointment, AppointmentStatus
from app.core.conversations import Channel, Conversation, Outcome
from app.core.customers import Customer
from app.core.texts import Text, TextKind, TextStatus
from app.flows.note_job import note_job
from app.flows.services import Services
from tests.support.cast import AS_ADMIN, Cast
from tests.support.clock import TurnedClock

REMINDERS = "/v1/reminders/send-upcoming"
FOLLOWUPS = "/v1/reminders/send-followups"
RETENTION = "/v1/retention/send-retention"


def visit(services: Services, customer: Customer, hours: float, **more: Any) -> None:
    start = services.clock.now() + timedelta(hours=hours)
    made = Appointment(
        id=services.new_id(),
        customer_id=customer.id,
        customer_name=customer.name,
        technician_id="luis",
        start_time=start,
        end_time=start + timedelta(hours=1),
        service_type="water_heater",
        created_at=services.clock.now(),
        updated_at=services.clock.now(),
    )
    with services.store.unit_of_work() as unit:
        unit.appointments.book("rivera", replace(made, **more))
        unit.commit()


def texts(services: Services, kind: TextKind) -> list[Text]:
    with services.store.unit_of_work() as unit:
        return list(unit.texts.page("rivera", limit=50, kind=kind).items)


def test_reminders_are_sent_and_the_skipped_are_counted(client: TestClient, services: Services, cast: Cast) -> None:
    visit(services, cast.maria, 20)
    visit(services, cast.olive, 22)
    answer = client.post(REMINDERS, headers=cast.rivera.as_tenant)
    assert answer.status_code == 200
    assert answer.json() == {
        "reminders_sent": 1,
        "skipped": {"opted_out": 1, "no_phone": 0, "quiet_hours": 0, "already_sent": 0},
        "failed": 0,
        "dry_run": False,
        "would_send": [],
        "left_out": [],
    }
    again = client.post(REMINDERS, headers=cast.rivera.as_tenant).json()
    assert (again["reminders_sent"], again["skipped"]["already_sent"]) == (0, 1)
    sent = [text for text in texts(services, TextKind.REMINDER) if text.status is TextStatus.SENT]
    assert [text.to_number for text in sent] == [cast.maria.phone]


def test_a_job_takes_any_body_and_content_type(client: TestClient, cast: Cast) -> None:
    for headers in ({}, {"Content-Type": "text/xml"}, {"Content-Type": "application/json"}):
        for path in (REMINDERS, FOLLOWUPS, RETENTION):
            answer = client.post(path, headers={**cast.rivera.as_tenant, **headers}, content=b"{not json")
            assert answer.status_code == 200


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (REMINDERS, "hours_ahead=0"),
        (REMINDERS, "hours_ahead=-5"),
        (REMINDERS, "hours_ahead=169"),
        (REMINDERS, "hours_ahead=100000"),
        (REMINDERS, "hours_ahead=soon"),
        (FOLLOWUPS, "days=0"),
        (FOLLOWUPS, "days=31"),
        (FOLLOWUPS, "max_messages=0"),
        (FOLLOWUPS, "max_messages=501"),
        (RETENTION, "min_days_since_last_visit=29"),
        (RETENTION, "min_days_since_last_visit=1096"),
        (RETENTION, "max_messages=501"),
        (RETENTION, "campaign_type=a;b"),
    ],
)
def test_a_parameter_out_of_bounds_is_refused_by_name(client: TestClient, cast: Cast, path: str, query: str) -> None:
    answer = client.post(f"{path}?{query}", headers=cast.rivera.as_tenant)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"] == ["query", query.split("=")[0]]


def test_a_dry_run_shows_the_people_and_sends_nothing(client: TestClient, services: Services, cast: Cast) -> None:
    visit(services, cast.maria, 20)
    visit(services, cast.olive, 22)
    answer = client.post(f"{REMINDERS}?dry_run=true", headers=cast.rivera.as_tenant).json()
    assert [(person["customer_name"], person["reason"]) for person in answer["would_send"]] == [("Maria Lopez", None)]
    assert [(person["customer_name"], person["reason"]) for person in answer["left_out"]] == [
        ("Olive Stone", "opted_out")
    ]
    assert texts(services, TextKind.REMINDER) == []


def test_at_night_reminders_wait_and_run_due_sends_them_in_the_morning(
    client: TestClient, services: Services, cast: Cast, clock: TurnedClock
) -> None:
    clock.moment = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)
    visit(services, cast.maria, 14)
    assert client.post(REMINDERS, headers=cast.rivera.as_tenant).json()["skipped"]["quiet_hours"] == 1
    assert client.post("/v1/jobs/run-due", headers=AS_ADMIN).json()["texts"]["sent"] == 0
    clock.moment = datetime(2026, 6, 4, 13, 0, tzinfo=UTC)
    assert client.post("/v1/jobs/run-due", headers=AS_ADMIN).json()["texts"]["sent"] == 1
    assert [text.status for text in texts(services, TextKind.REMINDER)] == [TextStatus.SENT]


def test_run_due_does_the_work_of_every_tenant_once(client: TestClient, services: Services, cast: Cast) -> None:
    visit(services, cast.maria, 20)
    done = client.post("/v1/jobs/run-due", headers=AS_ADMIN).json()
    assert (done["businesses"], done["reminders_sent"], done["broken"]) == (3, 1, [])
    assert client.post("/v1/jobs/run-due", headers=AS_ADMIN).json()["reminders_sent"] == 0


def test_follow_ups_go_to_leads_once(client: TestClient, services: Services, cast: Cast) -> None:
    moment = services.clock.now() - timedelta(days=1)
    with services.store.unit_of_work() as unit:
        unit.conversations.add(
            "rivera",
            Conversation(
                "talk", Channel.VOICE, moment, moment, phone="+18165550150", outcome=Outcome.ANSWERED, message_count=3
            ),
        )
        unit.commit()
    first = client.post(FOLLOWUPS, headers=cast.rivera.as_tenant).json()
    second = client.post(FOLLOWUPS, headers=cast.rivera.as_tenant).json()
    assert (first["followups_sent"], second["followups_sent"]) == (1, 0)


def test_retention_keeps_to_its_filters_and_names_its_campaign(
    client: TestClient, services: Services, cast: Cast
) -> None:
    visit(services, cast.maria, -24 * 200, status=AppointmentStatus.COMPLETED)
    for query, sent in (
        ("service_type=sump_pump", 0),
        ("tag=vip", 0),
        ("min_days_since_last_visit=300", 0),
        ("campaign_type=spring", 1),
        ("campaign_type=spring", 0),
    ):
        answer = client.post(f"{RETENTION}?{query}", headers=cast.rivera.as_tenant).json()
        assert answer["messages_sent"] == sent, query
    assert answer["campaign_type"] == "spring"


def test_one_tenant_s_job_touches_no_other(client: TestClient, services: Services, cast: Cast) -> None:
    visit(services, cast.maria, 20)
    assert client.post(REMINDERS, headers=cast.brooks.as_tenant).json()["reminders_sent"] == 0
    assert texts(services, TextKind.REMINDER) == []


def test_each_job_s_last_run_is_kept_for_the_operator(client: TestClient, services: Services, cast: Cast) -> None:
    visit(services, cast.maria, 20)
    for path in (REMINDERS, FOLLOWUPS, RETENTION):
        client.post(path, headers=cast.rivera.as_tenant)
    client.post("/v1/jobs/run-due", headers=AS_ADMIN)
    with services.store.unit_of_work() as unit:
        kept = {(run.name, run.business_id): (run.result, run.ok) for run in unit.job_runs.all()}
    assert kept[("send-upcoming", "rivera")] == ("1 sent, 0 failed", True)
    assert kept[("send-followups", "rivera")] == ("0 sent, 0 failed", True)
    assert kept[("send-retention", "rivera")] == ("0 sent, 0 failed", True)
    assert kept[("run-due", None)][1]


def test_a_job_that_broke_is_kept_as_broken(services: Services) -> None:
    def breaks() -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        note_job(services, "breaks", None, breaks, str)
    with services.store.unit_of_work() as unit:
        [run] = unit.job_runs.all()
    assert (run.name, run.result, run.ok) == ("breaks", "ZeroDivisionError", False)
