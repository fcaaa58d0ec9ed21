"""The drainer and Twilio together, with each of Twilio's tempers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from app.core.businesses import Business
from app.core.texts import Audience, Text, TextKind, TextStatus
from app.flows.deliver import deliver_due
from app.flows.opt_outs import is_opted_out
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from app.providers.twilio.http import TwilioHttp
from app.providers.twilio.sms import TwilioSms
from tests.providers.twilio_server import ACCOUNT, TOKEN, Temper, TwilioServer, twilio_server

MARIA = "+18165550142"


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with twilio_server() as server:
        yield server


@pytest.fixture
def by_twilio(services: Services, twilio: TwilioServer) -> Services:
    return replace(
        services, sms=TwilioSms(ACCOUNT, TOKEN, services.clock, http=TwilioHttp(twilio.address, timeout=0.3))
    )


def queue(services: Services, business: Business) -> Text:
    message = OutgoingMessage(Audience.CUSTOMER, TextKind.CONFIRMATION, MARIA, "Rivera Plumbing: you're booked.")
    with services.store.unit_of_work() as unit:
        text = send_text(unit, services, business, message)
        unit.commit()
    return text


def read(services: Services, business: Business, text: Text) -> Text:
    with services.store.unit_of_work() as unit:
        found = unit.texts.get(business.id, text.id)
    assert found is not None
    return found


@pytest.mark.parametrize("temper", [Temper(hang=True), Temper(500, 20500), Temper(drop=True), Temper(502, body="<p>")])
def test_what_twilio_took_without_saying_so_is_not_sent_twice(
    by_twilio: Services, business: Business, twilio: TwilioServer, clock: Any, temper: Temper
) -> None:
    twilio.tempers = [temper]
    text = queue(by_twilio, business)
    assert deliver_due(by_twilio).uncertain == 1
    clock.turn(minutes=2)
    assert deliver_due(by_twilio).texts_sent == 1
    assert (twilio.posts, len(twilio.taken)) == (1, 1)
    assert read(by_twilio, business, text).provider_sid == twilio.taken[0]["sid"]


def test_of_two_texts_with_the_same_words_each_is_found_as_its_own(
    by_twilio: Services, business: Business, twilio: TwilioServer, clock: Any
) -> None:
    twilio.tempers = [Temper(500, 20500)]
    first = queue(by_twilio, business)
    deliver_due(by_twilio)
    second = queue(by_twilio, business)
    deliver_due(by_twilio)
    clock.turn(minutes=2)
    deliver_due(by_twilio)
    assert len(twilio.taken) == 2
    assert [read(by_twilio, business, text).provider_sid for text in (first, second)] == [
        message["sid"] for message in twilio.taken
    ]


def test_what_twilio_did_not_take_is_sent_after_the_look_up(
    by_twilio: Services, business: Business, twilio: TwilioServer, clock: Any
) -> None:
    twilio.tempers = [Temper(500, 20500, take=False)]
    text = queue(by_twilio, business)
    deliver_due(by_twilio)
    clock.turn(minutes=2)
    deliver_due(by_twilio)
    assert len(twilio.taken) == 1
    assert read(by_twilio, business, text).status is TextStatus.SENT


def test_429_is_tried_again_after_a_while(
    by_twilio: Services, business: Business, twilio: TwilioServer, clock: Any
) -> None:
    twilio.tempers = [Temper(429, 20429, take=False)]
    text = queue(by_twilio, business)
    assert deliver_due(by_twilio).retrying == 1
    assert deliver_due(by_twilio).texts_sent == 0
    clock.turn(seconds=15)
    assert deliver_due(by_twilio).texts_sent == 1
    assert len(twilio.taken) == 1
    assert read(by_twilio, business, text).status is TextStatus.SENT


def test_21610_is_never_tried_again_and_opts_the_number_out(
    by_twilio: Services, business: Business, twilio: TwilioServer, clock: Any
) -> None:
    twilio.tempers = [Temper(400, 21610, take=False)]
    text = queue(by_twilio, business)
    assert deliver_due(by_twilio).failed == 1
    clock.turn(hours=2)
    deliver_due(by_twilio)
    assert twilio.posts == 1
    assert read(by_twilio, business, text).error_code == "21610"
    with by_twilio.store.unit_of_work() as unit:
        assert is_opted_out(unit, business, MARIA, by_twilio.keys)


def test_a_false_number_fails_and_the_owner_hears_of_it(
    by_twilio: Services, business: Business, twilio: TwilioServer
) -> None:
    twilio.tempers = [Temper(400, 21211, take=False)]
    text = queue(by_twilio, business)
    deliver_due(by_twilio)
    assert (read(by_twilio, business, text).status, read(by_twilio, business, text).error_code) == (
        TextStatus.FAILED,
        "21211",
    )
    assert [message["to"] for message in twilio.taken] == [business.owner_phone]
