"""Follow-ups and retention: to whom, once, and why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business, MarketingConsent
from app.core.campaigns import CampaignResult
from app.core.conversations import Channel, Conversation, Outcome
from app.core.customers import Customer
from app.core.texts import Text, TextKind
from app.flows.campaign_results import campaign_results
from app.flows.deliver import deliver_due
from app.flows.errors import NotFound
from app.flows.opt_outs import record_opt_in, record_opt_out
from app.flows.send_followups import send_followups
from app.flows.send_retention import send_retention
from app.flows.services import Services

LEAD = "+18165550150"


def talked(services: Services, business: Business, **more: Any) -> Conversation:
    moment = services.clock.now() - timedelta(days=1)
    made = Conversation(
        id=services.new_id(),
        channel=Channel.VOICE,
        started_at=moment,
        ended_at=moment + timedelta(minutes=3),
        phone=LEAD,
        outcome=Outcome.ABANDONED,
        message_count=4,
    )
    made = replace(made, **more)
    with services.store.unit_of_work() as unit:
        unit.conversations.add(business.id, made)
        unit.commit()
    return made


def visited(services: Services, business: Business, customer: Customer, days_ago: float, **more: Any) -> Appointment:
    start = services.clock.now() - timedelta(days=days_ago)
    made = Appointment(
        id=services.new_id(),
        customer_id=customer.id,
        customer_name=customer.name,
        technician_id="luis",
        start_time=start,
        end_time=start + timedelta(hours=1),
        service_type="water_heater",
        created_at=start,
        updated_at=start,
        status=AppointmentStatus.COMPLETED,
    )
    made = replace(made, **more)
    with services.store.unit_of_work() as unit:
        unit.appointments.book(business.id, made)
        unit.commit()
    return made


def texts(services: Services, business: Business, kind: TextKind) -> list[Text]:
    with services.store.unit_of_work() as unit:
        return list(unit.texts.page(business.id, limit=200, kind=kind).items)


def test_a_lead_who_did_not_book_is_asked_once(services: Services, business: Business) -> None:
    talked(services, business)
    talked(services, business)
    assert send_followups(services, business.id).sent == 1
    again = send_followups(services, business.id)
    assert (again.sent, dict(again.skipped)) == (0, {"already_sent": 1})
    [text] = texts(services, business, TextKind.FOLLOWUP)
    assert text.to_number == LEAD
    assert "STOP" in text.body
    with services.store.unit_of_work() as unit:
        assert unit.tallies.totals(business.id)["lead_followups_sent"] == 1


@pytest.mark.parametrize(
    "more",
    [
        {"outcome": Outcome.BOOKED},
        {"outcome": Outcome.CANCELLED},
        {"outcome": Outcome.EMERGENCY_DISPATCHED},
        {"appointment_id": "visit"},
        {"message_count": 0},
        {"phone": None},
        {"taken_over": True},
        {"ended_at": None, "outcome": None, "started": 5},
    ],
)
def test_who_was_served_said_nothing_or_is_still_talking_is_no_lead(
    services: Services, business: Business, more: dict[str, Any]
) -> None:
    minutes = more.pop("started", None)
    if minutes:
        more["started_at"] = services.clock.now() - timedelta(minutes=minutes)
    talked(services, business, **more)
    report = send_followups(services, business.id)
    assert (report.sent, dict(report.skipped)) == (0, {})


def test_a_text_thread_that_went_quiet_is_a_lead(services: Services, business: Business) -> None:
    talked(services, business, channel=Channel.SMS, ended_at=None, outcome=None)
    assert send_followups(services, business.id).sent == 1


def test_who_booked_by_another_way_since_is_not_asked(services: Services, business: Business, maria: Customer) -> None:
    talked(services, business, phone=maria.phone)
    visited(services, business, maria, -3, status=AppointmentStatus.SCHEDULED)
    report = send_followups(services, business.id, dry_run=True)
    assert (report.sent, [person.reason for person in report.left_out]) == (0, ["booked_since"])


def test_the_days_and_the_most_messages_are_kept(services: Services, business: Business) -> None:
    for number in range(5):
        talked(services, business, phone=f"+1816555016{number}")
    talked(services, business, phone="+18165550170", started_at=services.clock.now() - timedelta(days=10))
    assert send_followups(services, business.id, days=7, max_messages=2).sent == 2
    assert send_followups(services, business.id, days=7).sent == 3
    assert send_followups(services, business.id, days=30).sent == 1


def test_marketing_rules_hold_for_follow_ups(services: Services, business: Business) -> None:
    talked(services, business)
    with services.store.unit_of_work() as unit:
        unit.businesses.save(replace(business, marketing_consent=MarketingConsent.REQUIRED))
        unit.commit()
    assert dict(send_followups(services, business.id).skipped) == {"no_marketing_consent": 1}


def test_a_past_customer_is_invited_once_per_campaign(
    services: Services, business: Business, maria: Customer, clock: Any
) -> None:
    visited(services, business, maria, 400)
    visited(services, business, maria, 200)
    assert send_retention(services, business.id).sent == 1
    assert dict(send_retention(services, business.id).skipped) == {"already_sent": 1}
    clock.turn(days=1)
    assert send_retention(services, business.id, campaign_type="spring").sent == 1
    clock.turn(days=200)
    assert send_retention(services, business.id).sent == 1
    with services.store.unit_of_work() as unit:
        totals = unit.tallies.totals(business.id)
    assert (totals["retention_sent:retention"], totals["retention_sent:spring"]) == (2, 1)


@pytest.mark.parametrize(
    ("days_ago", "status"),
    [(100, AppointmentStatus.COMPLETED), (-5, AppointmentStatus.SCHEDULED), (-5, AppointmentStatus.CONFIRMED)],
)
def test_who_was_visited_lately_or_will_be_is_not_invited(
    services: Services, business: Business, maria: Customer, days_ago: float, status: AppointmentStatus
) -> None:
    visited(services, business, maria, 300)
    visited(services, business, maria, days_ago, status=status)
    report = send_retention(services, business.id)
    assert (report.sent, dict(report.skipped)) == (0, {})
    assert [person.reason for person in report.left_out] == ["visited_or_booked_since"]


@pytest.mark.parametrize("status", [AppointmentStatus.CANCELLED, AppointmentStatus.NO_SHOW])
def test_a_visit_that_never_was_is_no_visit(
    services: Services, business: Business, maria: Customer, status: AppointmentStatus
) -> None:
    visited(services, business, maria, 300, status=status)
    assert send_retention(services, business.id).sent == 0


def test_service_type_and_tag_narrow_the_audience(services: Services, business: Business, maria: Customer) -> None:
    sam = replace(maria, id="sam", phone="+18165550143", tags=("vip",))
    with services.store.unit_of_work() as unit:
        unit.customers.add(business.id, sam)
        unit.commit()
    visited(services, business, maria, 300, service_type="sump_pump")
    visited(services, business, sam, 301)
    dry = {"dry_run": True}
    assert send_retention(services, business.id, service_type="sump_pump", **dry).planned[0].customer_id == "maria"
    assert send_retention(services, business.id, tag="vip", **dry).planned[0].customer_id == "sam"
    assert send_retention(services, business.id, tag="vip", service_type="sump_pump", **dry).sent == 0
    assert send_retention(services, business.id, **dry).sent == 2
    assert texts(services, business, TextKind.RETENTION) == []


def test_the_days_since_the_last_visit_are_a_parameter(services: Services, business: Business, maria: Customer) -> None:
    visited(services, business, maria, 60)
    assert send_retention(services, business.id).sent == 0
    assert send_retention(services, business.id, min_days_since_last_visit=30).sent == 1


def test_a_hold_out_group_gets_nothing_and_is_always_the_same(
    services: Services, business: Business, maria: Customer
) -> None:
    with services.store.unit_of_work() as unit:
        unit.businesses.save(replace(business, holdout_percent=50))
        for number in range(40):
            unit.customers.add(business.id, replace(maria, id=f"c{number}", phone=f"+1816555{1000 + number}"))
        unit.commit()
    for number in range(40):
        visited(services, business, replace(maria, id=f"c{number}"), 200 + number)
    first = send_retention(services, business.id, dry_run=True)
    assert 5 < first.skipped["held_out"] < 35
    assert send_retention(services, business.id, dry_run=True).skipped == first.skipped


def test_who_opted_out_is_skipped(services: Services, business: Business, maria: Customer) -> None:
    visited(services, business, maria, 300)
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, maria.phone or "", source="sms")
        unit.commit()
    assert dict(send_retention(services, business.id).skipped) == {"opted_out": 1}


def test_the_owner_s_own_words_get_a_way_out(services: Services, business: Business, maria: Customer) -> None:
    visited(services, business, maria, 300)
    with services.store.unit_of_work() as unit:
        unit.businesses.save(replace(business, templates={"retention": {"en": "{business}: come back, {name}!"}}))
        unit.commit()
    send_retention(services, business.id)
    [text] = texts(services, business, TextKind.RETENTION)
    assert text.body == "Rivera Plumbing: come back, Maria! Reply STOP to opt out."


def test_what_a_campaign_brought_is_who_booked_within_two_weeks(
    services: Services, business: Business, maria: Customer, clock: Any
) -> None:
    sam = replace(maria, id="sam", phone="+18165550143")
    with services.store.unit_of_work() as unit:
        unit.customers.add(business.id, sam)
        unit.commit()
    visited(services, business, maria, 300)
    visited(services, business, sam, 301)
    assert send_retention(services, business.id, campaign_type="spring").sent == 2
    clock.turn(days=3)
    visited(services, business, maria, -2, status=AppointmentStatus.SCHEDULED, created_at=clock.now())
    clock.turn(days=20)
    visited(services, business, sam, -2, status=AppointmentStatus.SCHEDULED, created_at=clock.now())
    assert campaign_results(services, business.id, TextKind.RETENTION) == (CampaignResult("spring", 2, 1),)


def test_a_lead_who_became_a_customer_counts_for_the_follow_up(
    services: Services, business: Business, maria: Customer, clock: Any
) -> None:
    talked(services, business, phone="+18165550199")
    send_followups(services, business.id)
    clock.turn(days=1)
    newcomer = replace(maria, id="new", phone="+18165550199")
    with services.store.unit_of_work() as unit:
        unit.customers.add(business.id, newcomer)
        unit.commit()
    visited(services, business, newcomer, -2, status=AppointmentStatus.SCHEDULED, created_at=clock.now())
    assert campaign_results(services, business.id, TextKind.FOLLOWUP) == (CampaignResult("followup", 1, 1),)


def test_an_unknown_business_has_no_campaigns(services: Services) -> None:
    with pytest.raises(NotFound):
        campaign_results(services, "nobody", TextKind.RETENTION)


def test_whose_text_was_held_back_for_good_may_be_asked_in_the_same_month(
    services: Services, business: Business, clock: Any
) -> None:
    clock.turn(hours=12)  # ten in the evening
    talked(services, business)
    assert dict(send_followups(services, business.id).skipped) == {"quiet_hours": 1}
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, LEAD, source="sms", evidence="STOP")
        unit.commit()
    clock.turn(hours=12)
    deliver_due(services)
    with services.store.unit_of_work() as unit:
        record_opt_in(unit, services, business, LEAD, source="sms", evidence="START")
        unit.commit()
    assert send_followups(services, business.id).sent == 1
    assert dict(send_followups(services, business.id).skipped) == {"already_sent": 1}


def test_a_month_has_room_for_both_ends_of_a_span(
    services: Services, business: Business, maria: Customer, clock: Any
) -> None:
    clock.turn(days=28)  # the first of July
    visited(services, business, maria, 300)
    assert send_retention(services, business.id, min_days_since_last_visit=30).sent == 1
    clock.turn(days=30, hours=1)
    assert send_retention(services, business.id, min_days_since_last_visit=30).sent == 1
