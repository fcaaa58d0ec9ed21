"""The owner writes by hand, through the same gate."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from app.core.businesses import Business
from app.core.customers import Customer
from app.core.texts import TextKind, TextStatus
from app.flows.errors import Invalid, NotFound
from app.flows.opt_outs import record_opt_out
from app.flows.services import Services
from app.flows.text_by_hand import text_by_hand


def test_a_text_goes_to_a_customer_or_to_a_number(services: Services, business: Business, maria: Customer) -> None:
    by_id = text_by_hand(services, business.id, body="See you at four.", customer_id=maria.id)
    by_phone = text_by_hand(services, business.id, body="See you at four.", phone="(816) 555-0142")
    for text in (by_id, by_phone):
        assert (text.status, text.kind, text.to_number, text.customer_id) == (
            TextStatus.SENT,
            TextKind.MANUAL,
            maria.phone,
            maria.id,
        )


def test_at_night_it_waits(services: Services, business: Business, clock: Any) -> None:
    clock.moment = datetime(2026, 6, 4, 3, 30, tzinfo=UTC)
    text = text_by_hand(services, business.id, body="Hello.", phone="+18165550142")
    assert (text.status, text.reason) == (TextStatus.DEFERRED, "quiet_hours")


def test_who_opted_out_gets_nothing_and_nothing_is_kept(
    services: Services, business: Business, maria: Customer
) -> None:
    with services.store.unit_of_work() as unit:
        record_opt_out(unit, services, business, maria.phone or "", source="sms")
        unit.commit()
    with pytest.raises(Invalid) as refused:
        text_by_hand(services, business.id, body="Hello.", customer_id=maria.id)
    assert refused.value.extra["reason"] == "opted_out"
    with services.store.unit_of_work() as unit:
        assert unit.texts.page(business.id, limit=5).items == ()


@pytest.mark.parametrize(
    ("given", "loc"),
    [
        ({"body": "hi"}, "phone"),
        ({"body": "hi", "phone": "12"}, "phone"),
        ({"body": "hi", "phone": "pizza"}, "phone"),
        ({"body": " \x00 ", "phone": "+18165550142"}, "phone"),
        ({"body": "x" * 1601, "phone": "+18165550142"}, "body"),
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_reason(
    services: Services, business: Business, given: dict[str, str], loc: str
) -> None:
    with pytest.raises(Invalid) as refused:
        text_by_hand(services, business.id, **given)
    assert refused.value.loc == loc


def test_an_unknown_customer_or_business_is_not_found(services: Services, business: Business) -> None:
    with pytest.raises(NotFound):
        text_by_hand(services, business.id, body="hi", customer_id="nobody")
    with pytest.raises(NotFound):
        text_by_hand(services, "nobody", body="hi", phone="+18165550142")
