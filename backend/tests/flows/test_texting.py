"""A text is made: what the gate says stands in the row, and what may go is in the outbox."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from app.core.businesses import Business, MarketingConsent, Pause, QuietHours
from app.core.customers import Customer
from app.core.texts import Audience, Text, TextKind, TextStatus
from app.flows.opt_outs import forget_number, is_opted_out, record_opt_in, record_opt_out
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, alert_owner, answer_in_response, send_text

MARIA = "+18165550142"
NIGHT = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)  # half past ten in the evening in Kansas City


def to_maria(kind: TextKind = TextKind.CONFIRMATION, **more: object) -> OutgoingMessage:
    return replace(OutgoingMessage(Audience.CUSTOMER, kind, MARIA, "Rivera Plumbing: hello."), **more)  # type: ignore[arg-type]


def sent(services: Services, business: Business, message: OutgoingMessage) -> Text:
    with services.store.unit_of_work() as unit:
        text = send_text(unit, services, business, message)
        unit.commit()
    return text


def waiting(services: Services, business: Business) -> list[str]:
    with services.store.unit_of_work() as unit:
        return [entry.subject_id for entry in unit.outbox.page(business.id, limit=50).items]


def test_a_text_by_day_is_queued_with_its_outbox_entry(services: Services, business: Business) -> None:
    text = sent(services, business, to_maria())
    assert (text.status, text.reason, text.segments) == (TextStatus.QUEUED, None, 1)
    assert (text.from_number, text.to_number) == ("+18165550199", MARIA)
    assert waiting(services, business) == [text.id]


def test_a_text_that_is_not_committed_was_never_made(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit:
        send_text(unit, services, business, to_maria())
    assert waiting(services, business) == []


def test_a_text_at_night_waits_for_eight_in_the_morning_there(
    services: Services, business: Business, clock: object
) -> None:
    services.clock.moment = NIGHT  # type: ignore[attr-defined]
    text = sent(services, business, to_maria())
    assert (text.status, text.reason) == (TextStatus.DEFERRED, "quiet_hours")
    assert text.send_after == datetime(2026, 6, 4, 13, 0, tzinfo=UTC)
    assert waiting(services, business) == [text.id]


def test_a_direct_answer_goes_at_night_too(services: Services, business: Business) -> None:
    services.clock.moment = NIGHT  # type: ignore[attr-defined]
    assert sent(services, business, to_maria(answer=True)).status is TextStatus.QUEUED


@pytest.mark.parametrize("stored", ["(816) 555-0142", "816.555.0142", "+1 816 555 0142", "8165550142"])
def test_an_opted_out_number_gets_nothing_however_it_was_written(
    services: Services, business: Business, stored: str
) -> None:
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, stored, source="sms", evidence="STOP")
        unit.commit()
    text = sent(services, business, to_maria(answer=True))
    assert (text.status, text.reason) == (TextStatus.SUPPRESSED, "opted_out")
    assert waiting(services, business) == []


def test_opting_out_twice_counts_once_and_opting_in_undoes_it(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit:
        assert record_opt_out(unit, services, business, MARIA, source="sms", evidence="STOP")
        assert not record_opt_out(unit, services, business, MARIA, source="sms", evidence="STOP")
        assert record_opt_in(unit, services, business, MARIA, source="sms", evidence="START")
        assert not record_opt_in(unit, services, business, MARIA, source="sms", evidence="START")
        totals = unit.tallies.totals(business.id)
        unit.commit()
    assert (totals["sms_opt_out_events"], totals["sms_opt_in_events"]) == (1, 1)
    assert sent(services, business, to_maria()).status is TextStatus.QUEUED


def test_the_confirmation_of_a_stop_still_goes(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, MARIA, source="sms")
        text = answer_in_response(unit, services, business, to_maria(TextKind.CONSENT))
        unit.commit()
    assert text.status is TextStatus.SENT
    assert waiting(services, business) == []


def test_marketing_needs_consent_where_the_business_asks_for_it(
    services: Services, business: Business, maria: Customer
) -> None:
    strict = replace(business, marketing_consent=MarketingConsent.REQUIRED)
    text = sent(services, strict, to_maria(TextKind.RETENTION))
    assert (text.status, text.reason) == (TextStatus.SUPPRESSED, "no_marketing_consent")
    with services.store.unit_of_work() as unit:
        unit.customers.save(business.id, replace(maria, marketing_consent_at=services.clock.now()))
        unit.commit()
    assert sent(services, strict, to_maria(TextKind.RETENTION)).status is TextStatus.QUEUED


def test_a_fourth_campaign_in_a_day_waits_until_the_first_is_a_day_old(services: Services, business: Business) -> None:
    for _ in range(3):
        assert sent(services, business, to_maria(TextKind.FOLLOWUP)).status is TextStatus.QUEUED
    text = sent(services, business, to_maria(TextKind.RETENTION))
    assert (text.status, text.reason) == (TextStatus.DEFERRED, "frequency")
    assert text.send_after == services.clock.now() + timedelta(hours=24)
    assert sent(services, business, to_maria(TextKind.CONFIRMATION)).status is TextStatus.QUEUED


def test_without_a_number_or_with_a_false_one_nothing_is_sent_and_the_row_says_why(
    services: Services, business: Business
) -> None:
    assert sent(services, business, to_maria(to=None)).reason == "no_phone"
    assert sent(services, business, to_maria(to="12345")).reason == "invalid_number"
    assert sent(services, business, to_maria(body=" \x00 ")).reason == "empty"


def test_a_reminder_that_would_arrive_after_its_visit_is_not_sent(services: Services, business: Business) -> None:
    services.clock.moment = NIGHT  # type: ignore[attr-defined]
    text = sent(services, business, to_maria(TextKind.REMINDER, expires_at=NIGHT + timedelta(hours=3)))
    assert (text.status, text.reason) == (TextStatus.SUPPRESSED, "quiet_hours")


def test_a_pause_holds_texts_to_customers_and_no_alert(services: Services, business: Business) -> None:
    paused = replace(business, pause=Pause(texts=True))
    text = sent(services, paused, to_maria(answer=True))
    assert (text.status, text.reason) == (TextStatus.DEFERRED, "paused")
    with services.store.unit_of_work() as unit:
        assert alert_owner(unit, services, paused, "NEW JOB").status is TextStatus.QUEUED


def test_an_alert_goes_at_night_to_an_owner_who_said_stop(services: Services, business: Business) -> None:
    services.clock.moment = NIGHT  # type: ignore[attr-defined]
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, business.owner_phone or "", source="sms")
        text = alert_owner(unit, services, business, "EMERGENCY gas smell")
        unit.commit()
    assert (text.status, text.audience) == (TextStatus.QUEUED, Audience.OWNER)


def test_an_alert_without_an_owner_phone_is_kept_as_failed(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit:
        text = alert_owner(unit, services, replace(business, owner_phone=None), "NEW JOB")
        unit.commit()
    assert (text.status, text.reason) == (TextStatus.FAILED, "no_owner_phone")
    assert waiting(services, business) == []


@pytest.mark.parametrize(
    ("phone", "address", "opening"),
    [
        ("+18135550142", None, datetime(2026, 6, 4, 12, 0, tzinfo=UTC)),  # Florida closes at eight
        ("+12145550142", None, datetime(2026, 6, 4, 14, 0, tzinfo=UTC)),  # Texas opens at nine
        ("+18605550142", None, datetime(2026, 6, 4, 13, 0, tzinfo=UTC)),  # Connecticut opens at nine
        ("+18085550142", None, None),  # it is afternoon in Hawaii
        ("+18165550142", "9 Palm Way, Tampa, FL 33602", datetime(2026, 6, 4, 13, 0, tzinfo=UTC)),
    ],
)
def test_the_hours_are_those_of_the_recipient(
    services: Services, business: Business, phone: str, address: str | None, opening: datetime | None
) -> None:
    services.clock.moment = datetime(2026, 6, 4, 0, 30, tzinfo=UTC)  # type: ignore[attr-defined]
    customer = Customer("c", "C", services.clock.now(), services.clock.now(), phone=phone, address=address)
    with services.store.unit_of_work() as unit:
        unit.customers.add(business.id, customer)
        unit.commit()
    if phone.startswith("+1214"):
        services.clock.moment = datetime(2026, 6, 4, 13, 30, tzinfo=UTC)  # type: ignore[attr-defined]
    assert sent(services, business, to_maria(to=phone, customer_id="c")).send_after == opening


def test_the_business_may_be_stricter_than_the_state(services: Services, business: Business) -> None:
    strict = replace(business, quiet_hours=QuietHours(time(18), time(10)))
    services.clock.moment = datetime(2026, 6, 3, 23, 30, tzinfo=UTC)  # type: ignore[attr-defined]
    assert sent(services, strict, to_maria()).send_after == datetime(2026, 6, 4, 15, 0, tzinfo=UTC)


def test_after_an_erasure_a_hash_keeps_the_opt_out_and_nothing_else(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, MARIA, source="sms", evidence="STOP, I am Maria", reference="SM1")
        forget_number(unit, services, business, "(816) 555-0142")
        assert unit.opt_outs.get(business.id, MARIA) is None
        assert is_opted_out(unit, business, MARIA, services.keys)
        other = replace(business, id="brooks")
        assert not is_opted_out(unit, other, MARIA, services.keys)
        unit.commit()
    assert sent(services, business, to_maria()).reason == "opted_out"


def test_who_was_erased_may_opt_in_again(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, MARIA, source="sms")
        forget_number(unit, services, business, MARIA)
        assert record_opt_in(unit, services, business, MARIA, source="sms", evidence="START")
        unit.commit()
    assert sent(services, business, to_maria()).status is TextStatus.QUEUED


def test_erasing_who_never_opted_out_leaves_no_trace(services: Services, business: Business) -> None:
    with services.store.unit_of_work() as unit:
        forget_number(unit, services, business, MARIA)
        record_opt_in(unit, services, business, MARIA, source="sms")
        forget_number(unit, services, business, MARIA)
        assert unit.opt_outs.get(business.id, MARIA) is None
        assert not is_opted_out(unit, business, MARIA, services.keys)
