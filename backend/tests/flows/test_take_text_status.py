"""Reports about texts: in any order, for the right tenant, counted once."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.businesses import Business
from app.core.texts import Audience, Text, TextKind, TextStatus
from app.flows.deliver import deliver_due
from app.flows.opt_outs import is_opted_out
from app.flows.services import Services
from app.flows.take_text_status import StatusReport, take_text_status
from app.flows.texting import OutgoingMessage, send_text
from app.providers.ports import OutcomeUnknown, Sent

MARIA = "+18165550142"


def queue(services: Services, business: Business) -> Text:
    with services.store.unit_of_work() as unit:
        text = send_text(
            unit, services, business, OutgoingMessage(Audience.CUSTOMER, TextKind.CONFIRMATION, MARIA, "hello")
        )
        unit.commit()
    return text


def sent(services: Services, business: Business) -> Text:
    text = queue(services, business)
    deliver_due(services)
    return text


def totals(services: Services, business: Business) -> dict[str, int]:
    with services.store.unit_of_work() as unit:
        return unit.tallies.totals(business.id)


def alerts(services: Services, business: Business) -> list[str]:
    with services.store.unit_of_work() as unit:
        return [text.body for text in unit.texts.page(business.id, limit=50, kind=TextKind.OWNER_ALERT).items]


def test_delivered_is_noted_once_and_a_late_sent_does_not_set_it_back(networked: Services, business: Business) -> None:
    text = sent(networked, business)
    for word in ("sent", "delivered", "sent", "delivered", "undelivered"):
        changed = take_text_status(networked, business.id, StatusReport(f"SM{text.id}", word))
    assert changed is not None
    assert changed.status is TextStatus.DELIVERED
    assert totals(networked, business)["sms_delivered"] == 1
    assert "sms_failed" not in totals(networked, business)


def test_a_report_about_a_text_that_timed_out_proves_that_it_was_sent(
    networked: Services, business: Business, network: Any, clock: Any
) -> None:
    network.answers = [OutcomeUnknown("timed out")]
    text = sent(networked, business)
    changed = take_text_status(networked, business.id, StatusReport("SMlate", "sent", text_id=text.id))
    assert changed is not None
    assert (changed.status, changed.provider_sid) == (TextStatus.SENT, "SMlate")
    clock.turn(minutes=5)
    deliver_due(networked)
    assert len(network.sent) == 1
    assert network.looked_up == []
    assert totals(networked, business)["sms_sent_customer"] == 1
    assert networked.meter.counts()["sms_sent_customer"] == 1  # type: ignore[attr-defined]


def test_a_report_that_overtakes_the_answer_is_counted_once(
    networked: Services, business: Business, network: Any
) -> None:
    text = queue(networked, business)
    report = StatusReport(f"SM{text.id}", "delivered", text_id=text.id)
    network.during = lambda: take_text_status(networked, business.id, report)
    deliver_due(networked)
    with networked.store.unit_of_work() as unit:
        stored = unit.texts.get(business.id, text.id)
    assert stored is not None
    assert stored.status is TextStatus.DELIVERED
    assert totals(networked, business)["sms_sent_customer"] == 1
    assert networked.meter.counts()["sms_sent_customer"] == 1  # type: ignore[attr-defined]


def test_filtering_is_told_to_the_owner_once_a_day(networked: Services, business: Business, clock: Any) -> None:
    for _ in range(2):
        text = sent(networked, business)
        take_text_status(networked, business.id, StatusReport(f"SM{text.id}", "undelivered", "30007"))
    assert len(alerts(networked, business)) == 1
    assert "(816) 555-0142" in alerts(networked, business)[0]
    assert totals(networked, business)["sms_failed"] == 2
    clock.turn(hours=25)
    text = sent(networked, business)
    take_text_status(networked, business.id, StatusReport(f"SM{text.id}", "undelivered", "30007"))
    assert len(alerts(networked, business)) == 2


def test_21610_in_a_report_opts_out(networked: Services, business: Business) -> None:
    text = sent(networked, business)
    take_text_status(networked, business.id, StatusReport(f"SM{text.id}", "failed", "21610"))
    with networked.store.unit_of_work() as unit:
        assert is_opted_out(unit, business, MARIA, networked.keys)
    assert alerts(networked, business) == []


@pytest.mark.parametrize(
    ("business_id", "sid", "text_id"),
    [("rivera", "SMnobody", None), ("rivera", "SMnobody", "nothing"), ("brooks", None, "own"), ("nobody", "SM1", None)],
)
def test_a_report_about_nothing_of_ours_changes_nothing(
    networked: Services, business: Business, business_id: str, sid: str | None, text_id: str | None
) -> None:
    text = sent(networked, business)
    report = StatusReport(sid or f"SM{text.id}", "failed", text_id=text.id if text_id == "own" else text_id)
    assert take_text_status(networked, business_id, report) is None


def test_a_report_cannot_take_over_another_message_s_row(networked: Services, business: Business) -> None:
    text = sent(networked, business)
    assert take_text_status(networked, business.id, StatusReport("SMother", "failed", text_id=text.id)) is None


def test_a_look_up_that_finds_an_older_text_with_the_same_words_is_not_taken_in(
    networked: Services, business: Business, network: Any, clock: Any
) -> None:
    earlier = sent(networked, business)
    network.answers = [OutcomeUnknown("timed out")]
    later = sent(networked, business)
    network.look_ups = [Sent(f"SM{earlier.id}")]
    clock.turn(minutes=2)
    assert deliver_due(networked).texts_sent == 1
    assert [text.id for text in network.sent] == [earlier.id, later.id, later.id]
