"""Reports about texts: in any order, for the right tenant, counted once."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.businesses import Business
from app.core.texts import Audience, Text, TextKind, TextStatus
from app.flows.answer_text import IncomingText, answer_text
from app.flows.deliver import deliver_due
from app.flows.opt_outs import is_opted_out
from app.flows.services import Services
from app.flows.take_text_status import StatusReport, take_text_status
from app.flows.texting import OutgoingMessage, send_text
from app.providers.ports import OutcomeUnknown, Sent

MARIA = "+18165550142"


def queue(services: Services, business: Business, kind: TextKind = TextKind.CONFIRMATION) -> Text:
    with services.store.unit_of_work() as unit:
        text = send_text(unit, services, business, OutgoingMessage(Audience.CUSTOMER, kind, MARIA, "hello"))
        unit.commit()
    return text


def sent(services: Services, business: Business, kind: TextKind = TextKind.CONFIRMATION) -> Text:
    text = queue(services, business, kind)
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
    assert alerts(networked, business)[0].startswith(
        "OUR TEXTS DO NOT ARRIVE: carriers filter our texts as spam, error 30007. The last one was to (816) 555-0142."
    )
    assert totals(networked, business)["sms_failed"] == 2
    clock.turn(hours=25)
    text = sent(networked, business)
    take_text_status(networked, business.id, StatusReport(f"SM{text.id}", "undelivered", "30007"))
    assert len(alerts(networked, business)) == 2


@pytest.mark.parametrize(("code", "told"), [("30007", 1), ("30034", 1), ("21408", 1), ("30006", 0), ("30003", 0)])
def test_of_a_campaign_the_owner_hears_what_is_wrong_with_our_line_and_not_with_one_number(
    networked: Services, business: Business, code: str, told: int
) -> None:
    text = sent(networked, business, TextKind.RETENTION)
    take_text_status(networked, business.id, StatusReport(f"SM{text.id}", "undelivered", code))
    assert len(alerts(networked, business)) == told


@pytest.mark.parametrize(("code", "words"), [("30006", "may be a landline, error 30006"), ("39999", "(39999)")])
def test_the_owner_reads_in_words_why_a_text_did_not_arrive(
    networked: Services, business: Business, code: str, words: str
) -> None:
    text = sent(networked, business)
    take_text_status(networked, business.id, StatusReport(f"SM{text.id}", "undelivered", code))
    [alert] = alerts(networked, business)
    assert words in alert


class TestAPhoneThatIsSwitchedOff:
    def undelivered(self, networked: Services, business: Business, text: Text, code: str) -> None:
        take_text_status(networked, business.id, StatusReport(f"SM{text.id}", "undelivered", code))

    @pytest.mark.parametrize("code", ["30003", "30008"])
    def test_is_tried_once_more_later(
        self, networked: Services, business: Business, network: Any, clock: Any, code: str
    ) -> None:
        self.undelivered(networked, business, sent(networked, business), code)
        deliver_due(networked)
        assert len(network.sent) == 1
        clock.turn(minutes=21)
        assert deliver_due(networked).texts_sent == 1
        assert [text.body for text in network.sent] == ["hello", "hello"]
        assert alerts(networked, business) == []
        self.undelivered(networked, business, network.sent[1], code)
        clock.turn(minutes=21)
        deliver_due(networked)
        assert [text.to_number for text in network.sent] == [MARIA, MARIA, business.owner_phone]

    def test_is_not_tried_again_for_what_is_no_news_of_a_visit(
        self, networked: Services, business: Business, network: Any, clock: Any
    ) -> None:
        self.undelivered(networked, business, sent(networked, business, TextKind.RETENTION), "30003")
        clock.turn(minutes=21)
        deliver_due(networked)
        assert len(network.sent) == 1


class TestALandline:
    def fails(self, networked: Services, business: Business, code: str = "30006") -> None:
        text = sent(networked, business)
        take_text_status(networked, business.id, StatusReport(f"SM{text.id}", "undelivered", code))

    @pytest.mark.parametrize("code", ["30006", "30005", "21211", "21614", "21635"])
    def test_is_sent_no_further_texts(self, networked: Services, business: Business, code: str) -> None:
        self.fails(networked, business, code)
        text = queue(networked, business)
        assert (text.status, text.reason) == (TextStatus.SUPPRESSED, "unreachable")

    @pytest.mark.parametrize("code", ["30003", "30007", "30008"])
    def test_is_not_meant_by_a_passing_failure(self, networked: Services, business: Business, code: str) -> None:
        self.fails(networked, business, code)
        assert queue(networked, business).status is TextStatus.QUEUED

    def test_that_texts_us_is_none(self, networked: Services, business: Business, clock: Any) -> None:
        self.fails(networked, business)
        clock.turn(minutes=1)
        answer_text(networked, business, IncomingText("SM1", MARIA, "my sink is blocked"))
        assert queue(networked, business).status is TextStatus.QUEUED

    def test_is_tried_again_after_some_months(self, networked: Services, business: Business, clock: Any) -> None:
        self.fails(networked, business)
        clock.turn(days=91)
        assert queue(networked, business).status is TextStatus.QUEUED


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
