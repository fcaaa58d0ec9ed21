"""What waits leaves the house: once, also when something breaks on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.core.appointments import Appointment, AppointmentStatus, CalendarSync
from app.core.businesses import Business, BusinessStatus, Pause
from app.core.customers import Customer
from app.core.outbox import OutboxEntry, OutboxKind, OutboxStatus
from app.core.texts import Audience, Text, TextKind, TextStatus
from app.flows.deliver import deliver_due, settle
from app.flows.opt_outs import is_opted_out, record_opt_out
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, alert_owner, send_text
from app.providers.ports import OutcomeUnknown, Rejected, Sent, Unavailable

MARIA = "+18165550142"


def queue(services: Services, business: Business, kind: TextKind = TextKind.CONFIRMATION, **more: Any) -> Text:
    message = replace(OutgoingMessage(Audience.CUSTOMER, kind, MARIA, "Rivera Plumbing: hello."), **more)
    with services.store.unit_of_work() as unit:
        text = send_text(unit, services, business, message)
        unit.commit()
    return text


def read(services: Services, business: Business, text: Text) -> Text:
    with services.store.unit_of_work() as unit:
        found = unit.texts.get(business.id, text.id)
    assert found is not None
    return found


def entry_of(services: Services, business: Business, text: Text) -> OutboxEntry:
    with services.store.unit_of_work() as unit:
        found = unit.outbox.get(business.id, text.id)
    assert found is not None
    return found


def alerts(services: Services, business: Business) -> list[str]:
    with services.store.unit_of_work() as unit:
        return [text.body for text in unit.texts.page(business.id, limit=50, kind=TextKind.OWNER_ALERT).items]


def book(services: Services, business: Business, customer: Customer, start: datetime) -> Appointment:
    visit = Appointment(
        id="visit",
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
        unit.appointments.book(business.id, visit)
        unit.outbox.add(
            OutboxEntry("change", business.id, OutboxKind.CALENDAR, "visit", services.clock.now(), services.clock.now())
        )
        unit.commit()
    return visit


def test_a_stub_text_is_sent_before_the_response_and_counted_once(services: Services, business: Business) -> None:
    text = queue(services, business)
    settle(services, business.id)
    settle(services, business.id)
    sent = read(services, business, text)
    assert (sent.status, sent.provider_sid, sent.sent_at) == (TextStatus.SENT, f"stub_{text.id}", services.clock.now())
    assert services.meter.counts()["sms_sent_customer"] == 1  # type: ignore[attr-defined]
    with services.store.unit_of_work() as unit:
        assert unit.tallies.totals(business.id) == {"sms_sent_total": 1, "sms_sent_customer": 1, "sms_segments": 1}


def test_an_alert_counts_for_the_owner(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit:
        alert_owner(unit, services, business, "NEW JOB")
        unit.commit()
    settle(services, business.id)
    assert services.meter.counts()["sms_sent_owner"] == 1  # type: ignore[attr-defined]


def test_a_stub_calendar_gives_a_placeholder(services: Services, business: Business, maria: Customer) -> None:
    book(services, business, maria, services.clock.now() + timedelta(days=1))
    settle(services, business.id)
    with services.store.unit_of_work() as unit:
        visit = unit.appointments.get(business.id, "visit")
    assert visit is not None
    assert (visit.calendar_event_id, visit.calendar_sync) == ("event_placeholder_visit", CalendarSync.STUB)


def test_settling_touches_no_other_tenant(services: Services, business: Business) -> None:
    text = queue(services, business)
    settle(services, "somebody_else")
    assert read(services, business, text).status is TextStatus.QUEUED


def test_a_network_provider_is_left_to_the_drainer_which_is_woken(networked: Services, business: Business) -> None:
    woken = []
    services = replace(networked, wake=lambda: woken.append(True))
    text = queue(services, business)
    settle(services, business.id)
    assert woken == [True]
    assert read(services, business, text).status is TextStatus.QUEUED
    assert deliver_due(services).texts_sent == 1
    assert read(services, business, text).status is TextStatus.SENT


def test_the_provider_is_asked_only_after_the_mark_is_committed(
    networked: Services, business: Business, network: Any
) -> None:
    text = queue(networked, business)
    seen: list[OutboxEntry] = []
    network.during = lambda: seen.append(entry_of(networked, business, text))
    deliver_due(networked)
    assert seen[0].sending_since is not None
    assert seen[0].attempts == 1


def test_a_crash_after_the_mark_is_looked_up_and_not_sent_again(
    networked: Services, business: Business, network: Any, clock: Any
) -> None:
    text = queue(networked, business)
    network.during = crash
    with pytest.raises(SystemExit):
        deliver_due(networked)
    network.during = None
    assert deliver_due(networked).texts_sent == 0  # the lease of the dead one still runs
    clock.turn(minutes=6)
    network.look_ups = [Sent("SMfound")]
    assert deliver_due(networked).texts_sent == 1
    assert len(network.sent) == 1
    assert read(networked, business, text).provider_sid == "SMfound"


def crash() -> None:
    raise SystemExit


def test_a_time_out_is_looked_up_and_sent_again_only_where_the_provider_never_got_it(
    networked: Services, business: Business, network: Any, clock: Any
) -> None:
    text = queue(networked, business)
    network.answers = [OutcomeUnknown("timed out")]
    assert deliver_due(networked).uncertain == 1
    assert read(networked, business, text).status is TextStatus.UNCERTAIN
    deliver_due(networked)
    assert len(network.looked_up) == 0  # not in the same breath
    clock.turn(minutes=1)
    deliver_due(networked)
    assert len(network.looked_up) == 1
    assert len(network.sent) == 2
    assert read(networked, business, text).status is TextStatus.SENT


def test_where_nobody_can_say_what_became_of_it_it_stays_uncertain_and_the_owner_hears_once(
    networked: Services, business: Business, network: Any, clock: Any
) -> None:
    text = queue(networked, business)
    network.answers = [OutcomeUnknown("timed out")]
    network.look_ups = [Unavailable("away")] * 500
    for _ in range(100):
        deliver_due(networked)
        clock.turn(minutes=30)
    assert [sent.id for sent in network.sent if sent.id == text.id] == [text.id]
    assert read(networked, business, text).status is TextStatus.UNCERTAIN
    assert entry_of(networked, business, text).status is OutboxStatus.UNCERTAIN
    assert len(alerts(networked, business)) == 1


def test_a_passing_failure_is_tried_again_later_with_growing_pauses(
    networked: Services, business: Business, network: Any, clock: Any
) -> None:
    text = queue(networked, business)
    network.answers = [Unavailable("429", "20429"), Unavailable("429", "20429")]
    assert deliver_due(networked).retrying == 1
    assert deliver_due(networked).retrying == 0
    assert entry_of(networked, business, text).last_error == "429"
    clock.turn(seconds=15)
    assert deliver_due(networked).retrying == 1
    clock.turn(seconds=30)
    assert deliver_due(networked).texts_sent == 1
    assert entry_of(networked, business, text).attempts == 3


def test_what_fails_for_a_day_is_dead_and_the_owner_hears_once(
    networked: Services, business: Business, network: Any, clock: Any
) -> None:
    texts = [queue(networked, business), queue(networked, business)]
    network.answers = [Unavailable("away")] * 1000
    for _ in range(150):
        deliver_due(networked)
        clock.turn(minutes=30)
    for text in texts:
        assert (read(networked, business, text).status, read(networked, business, text).reason) == (
            TextStatus.FAILED,
            "gave_up",
        )
        assert entry_of(networked, business, text).status is OutboxStatus.DEAD
    assert len(alerts(networked, business)) == 1


def test_a_rejected_text_is_not_tried_again(networked: Services, business: Business, network: Any, clock: Any) -> None:
    text = queue(networked, business)
    network.answers = [Rejected("invalid To", "21211")]
    assert deliver_due(networked).failed == 1
    clock.turn(hours=1)
    deliver_due(networked)
    failed = read(networked, business, text)
    assert (failed.status, failed.error_code) == (TextStatus.FAILED, "21211")
    assert [sent.audience for sent in network.sent] == [Audience.CUSTOMER, Audience.OWNER]


def test_21610_opts_the_number_out(networked: Services, business: Business, network: Any) -> None:
    text = queue(networked, business)
    network.answers = [Rejected("unsubscribed recipient", "21610")]
    deliver_due(networked)
    assert (read(networked, business, text).status, read(networked, business, text).reason) == (
        TextStatus.FAILED,
        "opted_out",
    )
    with networked.store.unit_of_work() as unit:
        assert is_opted_out(unit, business, MARIA, networked.keys)
    assert queue(networked, business).status is TextStatus.SUPPRESSED


def test_a_deferred_text_goes_at_the_opening(services: Services, business: Business, clock: Any) -> None:
    clock.moment = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)
    text = queue(services, business)
    assert deliver_due(services).texts_sent == 0
    clock.moment = datetime(2026, 6, 4, 13, 0, tzinfo=UTC)
    assert deliver_due(services).texts_sent == 1
    assert read(services, business, text).reason is None


def test_who_opts_out_in_the_night_gets_nothing_in_the_morning(
    services: Services, business: Business, clock: Any
) -> None:
    clock.moment = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)
    text = queue(services, business)
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, MARIA, source="sms", evidence="STOP")
        unit.commit()
    clock.moment = datetime(2026, 6, 4, 13, 0, tzinfo=UTC)
    assert deliver_due(services).texts_suppressed == 1
    assert read(services, business, text).reason == "opted_out"


def test_an_answer_that_was_held_up_for_hours_is_no_answer_any_more(
    networked: Services, business: Business, clock: Any
) -> None:
    text = queue(networked, business, answer=True)
    clock.moment = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)
    assert deliver_due(networked).texts_held == 1
    assert read(networked, business, text).reason == "quiet_hours"


def test_paused_texts_go_when_the_pause_ends(services: Services, business: Business, clock: Any) -> None:
    paused = replace(business, pause=Pause(texts=True))
    with services.store.unit_of_work() as unit:
        unit.businesses.save(paused)
        unit.commit()
    text = queue(services, paused)
    clock.turn(minutes=5)
    assert deliver_due(services).texts_held == 1
    with services.store.unit_of_work() as unit:
        unit.businesses.save(business)
        unit.commit()
    clock.turn(minutes=5)
    assert deliver_due(services).texts_sent == 1
    assert read(services, business, text).status is TextStatus.SENT


def cancel(visit: Appointment) -> Appointment:
    return replace(visit, status=AppointmentStatus.CANCELLED)


def move(visit: Appointment) -> Appointment:
    return replace(visit, start_time=visit.start_time + timedelta(days=1), end_time=visit.end_time + timedelta(days=1))


@pytest.mark.parametrize("change", [cancel, move])
def test_a_waiting_reminder_of_a_visit_that_changed_is_dropped(
    services: Services, business: Business, maria: Customer, clock: Any, change: Callable[[Appointment], Appointment]
) -> None:
    clock.moment = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)
    visit = book(services, business, maria, datetime(2026, 6, 4, 20, 0, tzinfo=UTC))
    text = queue(services, business, TextKind.REMINDER, appointment_id=visit.id, expires_at=visit.start_time)
    with services.store.unit_of_work() as unit:
        unit.appointments.save(business.id, change(visit))
        unit.commit()
    clock.moment = datetime(2026, 6, 4, 13, 0, tzinfo=UTC)
    deliver_due(services)
    assert (read(services, business, text).status, read(services, business, text).reason) == (
        TextStatus.SUPPRESSED,
        "appointment_changed",
    )


def test_a_suspended_business_sends_nothing(services: Services, business: Business) -> None:
    text = queue(services, business)
    with services.store.unit_of_work() as unit:
        unit.businesses.save(replace(business, status=BusinessStatus.SUSPENDED))
        unit.commit()
    assert deliver_due(services).texts_held == 1
    assert read(services, business, text).status is TextStatus.QUEUED


def test_one_broken_entry_does_not_hold_up_the_others(services: Services, business: Business, clock: Any) -> None:
    texts = [queue(services, business) for _ in range(3)]
    broken = replace(services, sms=BreaksOn(texts[1].id))
    counts = deliver_due(broken)
    assert (counts.texts_sent, counts.retrying) == (2, 1)
    assert entry_of(services, business, texts[1]).last_error == "ZeroDivisionError"
    clock.turn(minutes=1)
    assert deliver_due(services).texts_sent == 1


class BreaksOn:
    """A provider with a fault of its own on one text."""

    name = "broken"
    immediate = True

    def __init__(self, text_id: str) -> None:
        self._text_id = text_id

    def send(self, business: Business, text: Text) -> Sent:
        del business
        if text.id == self._text_id:
            raise ZeroDivisionError
        return Sent(f"SM{text.id}")

    def find(self, business: Business, text: Text, since: datetime) -> Sequence[Sent]:
        del business, text, since
        return ()


def test_a_limit_is_kept(services: Services, business: Business) -> None:
    for _ in range(5):
        queue(services, business)
    assert deliver_due(services, limit=2).texts_sent == 2
    assert deliver_due(services).texts_sent == 3


def test_a_drainer_that_is_told_to_stop_gives_back_what_it_had_not_begun(
    networked: Services, business: Business, network: Any
) -> None:
    for _ in range(3):
        queue(networked, business)
    counts = deliver_due(networked, stop=lambda: len(network.sent) > 0)
    assert counts.texts_sent == 1
    assert deliver_due(networked).texts_sent == 2


def test_a_text_that_breaks_us_for_a_day_is_uncertain_and_the_owner_hears_once(
    services: Services, business: Business, clock: Any
) -> None:
    text = queue(services, business)
    broken = replace(services, sms=BreaksOn(text.id))
    for _ in range(60):
        deliver_due(broken)
        clock.turn(hours=1)
    assert read(services, business, text).status is TextStatus.UNCERTAIN
    with services.store.unit_of_work(read_only=True) as unit:
        told = unit.texts.page(business.id, limit=9, kind=TextKind.OWNER_ALERT).items
    assert len(told) == 1
