"""The owner's day and figures through the API."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.conversations import Channel, Conversation, Outcome
from app.core.texts import Audience, TextKind
from app.flows.deliver import settle
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from tests.support.cast import MARIA, Cast
from tests.support.clock import TurnedClock

OWNER = "/v1/owner"


def book(client: TestClient, cast: Cast, start: str, **fields: Any) -> str:
    body = {"customer_id": "maria", "start_time": start, "service_type": "water_heater", **fields}
    answer = client.post("/v1/crm/appointments?force=true", json=body, headers=cast.rivera.as_tenant)
    assert answer.status_code == 201
    return str(answer.json()["id"])


def get(client: TestClient, cast: Cast, path: str) -> Any:
    return client.get(f"{OWNER}{path}", headers=cast.rivera.as_owner).json()


def test_the_days_are_the_businesss_own(client: TestClient, cast: Cast, clock: TurnedClock) -> None:
    late_today = book(client, cast, "2026-06-03T23:30:00-05:00", technician_id="luis")
    tomorrow = book(client, cast, "2026-06-04T08:00:00-05:00", address="4120 Rainbow Boulevard, Kansas City")
    cancelled = book(client, cast, "2026-06-04T10:00:00-05:00")
    client.delete(f"/v1/crm/appointments/{cancelled}", headers=cast.rivera.as_tenant)
    today_plan, tomorrow_plan = get(client, cast, "/schedule/today"), get(client, cast, "/schedule/tomorrow")
    assert (today_plan["date"], [one["id"] for one in today_plan["appointments"]]) == ("2026-06-03", [late_today])
    assert (tomorrow_plan["date"], [one["id"] for one in tomorrow_plan["appointments"]]) == ("2026-06-04", [tomorrow])
    assert tomorrow_plan["reply_text"] == (
        "Tomorrow you have one job: at eight, a water heater job on Rainbow Boulevard."
    )
    assert set(tomorrow_plan["appointments"][0]) >= {
        "id",
        "customer_name",
        "start_time",
        "end_time",
        "service_type",
        "address",
        "is_emergency",
        "status",
    }
    clock.turn(hours=14)  # midnight there
    assert [one["id"] for one in get(client, cast, "/schedule/today")["appointments"]] == [tomorrow]


def test_a_day_of_the_clock_change_is_whole(client: TestClient, cast: Cast, clock: TurnedClock) -> None:
    clock.turn(days=150)  # 31 October; the clocks go back on 1 November
    last = book(client, cast, "2026-11-01T23:30:00-06:00", technician_id="luis")
    first = book(client, cast, "2026-11-01T00:30:00-05:00", technician_id="dana")
    assert [one["id"] for one in get(client, cast, "/schedule/tomorrow")["appointments"]] == [first, last]


def test_the_summary_counts_emergencies_apart(client: TestClient, cast: Cast) -> None:
    book(client, cast, "2026-06-03T13:00:00-05:00", technician_id="luis")
    book(client, cast, "2026-06-03T13:00:00-05:00", technician_id="dana", is_emergency=True)
    assert get(client, cast, "/summary/today") == {
        "reply_text": "Today you have two jobs, one of them an emergency.",
        "date": "2026-06-03",
        "total_appointments": 2,
        "emergency_appointments": 1,
        "standard_appointments": 1,
        "open_emergencies": [],
    }


def test_who_waits_for_a_new_time_is_listed(client: TestClient, cast: Cast) -> None:
    visit = book(client, cast, "2026-06-04T13:00:00-05:00")
    assert get(client, cast, "/reschedules") == {"reply_text": "Nobody is waiting for a new time.", "reschedules": []}
    client.patch(f"/v1/crm/appointments/{visit}", json={"status": "PENDING_RESCHEDULE"}, headers=cast.rivera.as_tenant)
    waiting = get(client, cast, "/reschedules")
    assert waiting["reply_text"] == "Maria Lopez is waiting for a new time."
    assert [(one["id"], one["status"]) for one in waiting["reschedules"]] == [(visit, "PENDING_RESCHEDULE")]


def test_the_service_mix_counts_visits_by_service(client: TestClient, cast: Cast) -> None:
    book(client, cast, "2026-06-04T08:00:00-05:00")
    book(client, cast, "2026-06-04T10:00:00-05:00", is_emergency=True)
    book(client, cast, "2026-06-04T12:00:00-05:00", service_type="drain_cleaning")
    assert get(client, cast, "/service-mix?days=7") == {
        "days": 7,
        "total_appointments": 3,
        "emergency_appointments": 1,
        "service_type_counts": {"water_heater": 2, "drain_cleaning": 1},
        "emergency_service_type_counts": {"water_heater": 1},
    }


@pytest.mark.parametrize("path", ["/service-mix", "/analytics"])
@pytest.mark.parametrize("days", ["0", "91", "-1", "x"])
def test_days_are_one_to_ninety(client: TestClient, cast: Cast, path: str, days: str) -> None:
    assert client.get(f"{OWNER}{path}?days={days}", headers=cast.rivera.as_owner).status_code == 422


def test_analytics_tell_what_came_of_conversations(client: TestClient, cast: Cast, services: Services) -> None:
    now = services.clock.now()
    talks = [
        Conversation("a", Channel.VOICE, now, outcome=Outcome.BOOKED, message_count=8, lead_source="flyer"),
        Conversation("b", Channel.SMS, now, outcome=Outcome.ABANDONED, message_count=4, is_emergency=True),
        Conversation("c", Channel.WEB, now - timedelta(days=1), message_count=0),
        Conversation("d", Channel.VOICE, now - timedelta(days=2), outcome=Outcome.BOOKED, message_count=4),
    ]
    with services.store.unit_of_work() as unit:
        for talk in talks:
            unit.conversations.add("rivera", talk)
        booked = Conversation("e", Channel.VOICE, now, booked_at=now + timedelta(seconds=90), message_count=4)
        unit.conversations.add("rivera", booked)
        unit.commit()
    made = get(client, cast, "/analytics?days=2")
    assert (made["calls"], made["texts"], made["chats"]) == (2, 1, 1)
    assert (made["booked"], made["conversion_rate"], made["missed"], made["emergencies"]) == (1, 0.25, 1, 1)
    assert (made["average_turns"], made["median_seconds_to_book"]) == (2.0, 90)
    assert made["by_day"] == [
        {"date": "2026-06-02", "conversations": 1, "booked": 0},
        {"date": "2026-06-03", "conversations": 3, "booked": 1},
    ]
    assert made["by_outcome"] == {"booked": 1, "abandoned": 1, "open": 2}
    assert made["by_lead_source"] == {"flyer": 1, "unknown": 3}
    assert made["by_hour"][10] == 4


@pytest.mark.parametrize(
    ("local", "after_hours"),
    [
        ("2026-06-02T08:00", 0),
        ("2026-06-02T16:59", 0),
        ("2026-06-02T17:00", 1),
        ("2026-06-02T03:00", 1),
        ("2026-05-31T11:00", 1),
    ],
)
def test_what_was_booked_while_nobody_was_at_the_desk_is_counted(
    client: TestClient, cast: Cast, services: Services, local: str, after_hours: int
) -> None:
    began = datetime.fromisoformat(f"{local}:00-05:00")
    with services.store.unit_of_work() as unit:
        unit.conversations.add("rivera", Conversation("a", Channel.VOICE, began, booked_at=began))
        unit.commit()
    made = get(client, cast, "/analytics?days=7")
    assert (made["booked"], made["booked_after_hours"]) == (1, after_hours)


def test_analytics_of_nothing_are_zeros(client: TestClient, cast: Cast) -> None:
    made = get(client, cast, "/analytics")
    assert (made["conversion_rate"], made["average_turns"], made["median_seconds_to_book"]) == (0.0, 0.0, None)
    assert len(made["by_day"]) == 30


def test_what_a_text_brought_is_counted(client: TestClient, cast: Cast, services: Services) -> None:
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("rivera")
        assert business is not None
        for kind, campaign in ((TextKind.RETENTION, "spring"), (TextKind.FOLLOWUP, "followup")):
            message = OutgoingMessage(Audience.CUSTOMER, kind, MARIA, "Come back", campaign=campaign)
            send_text(unit, services, business, message)
        unit.commit()
    settle(services, "rivera")
    book(client, cast, "2026-06-04T08:00:00-05:00")
    assert get(client, cast, "/retention") == {
        "campaigns": [{"campaign_type": "spring", "sent": 1, "booked_after": 1}],
        "total_sent": 1,
    }
    assert get(client, cast, "/followups") == {
        "campaigns": [{"campaign_type": "followup", "sent": 1, "booked_after": 1}],
        "total_sent": 1,
    }


def test_text_and_webhook_figures_are_the_tenants_own(client: TestClient, cast: Cast) -> None:
    book(client, cast, "2026-06-04T08:00:00-05:00")
    assert get(client, cast, "/sms-metrics") == {
        "owner_messages": 1,
        "customer_messages": 1,
        "total_messages": 2,
        "confirmations_via_sms": 0,
        "cancellations_via_sms": 0,
        "reschedules_via_sms": 0,
        "opt_out_events": 0,
        "opt_in_events": 0,
        "delivered": 0,
        "failed": 0,
        "segments": 2,
        "cost_cents": 3,
    }
    zeros = dict.fromkeys(("voice_requests", "voice_errors", "sms_requests", "sms_errors"), 0)
    assert get(client, cast, "/twilio-metrics") == zeros
    others = client.get(f"{OWNER}/sms-metrics", headers=cast.brooks.as_owner).json()
    assert set(others.values()) == {0}
