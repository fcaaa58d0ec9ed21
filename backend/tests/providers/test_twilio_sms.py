"""Texts by Twilio against a local server that speaks its API."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from socket import create_server

import pytest

from app.core.businesses import Business
from app.core.texts import Audience, Direction, Text, TextKind, TextStatus
from app.providers.ports import OutcomeUnknown, ProviderError, Rejected, Unavailable
from app.providers.twilio.http import TwilioHttp
from app.providers.twilio.sms import PAGE, TwilioSms
from tests.providers.twilio_server import ACCOUNT, TOKEN, Temper, TwilioServer

NOW = datetime(2026, 6, 3, 15, 0, tzinfo=UTC)
RIVERA = Business("rivera", "Rivera Plumbing", NOW, NOW, phone_number="+18165550199")
HELLO = Text(
    id="text1",
    direction=Direction.OUT,
    audience=Audience.CUSTOMER,
    kind=TextKind.CONFIRMATION,
    from_number="+18165550199",
    to_number="+18165550142",
    body="Rivera Plumbing: you're booked. ¿Sí? & = +",
    status=TextStatus.QUEUED,
    created_at=NOW,
)


class FixedClock:
    def now(self) -> datetime:
        return NOW


def provider(twilio: TwilioServer, *, token: str = TOKEN, timeout: float = 5, **more: str) -> TwilioSms:
    return TwilioSms(ACCOUNT, token, FixedClock(), http=TwilioHttp(twilio.address, timeout=timeout), **more)


@pytest.fixture
def sms(twilio: TwilioServer) -> TwilioSms:
    return provider(twilio)


def test_a_text_is_one_post_of_a_form_with_its_sender_and_words(sms: TwilioSms, twilio: TwilioServer) -> None:
    sent = sms.send(RIVERA, HELLO)
    assert (sent.provider_sid, sent.segments) == (twilio.taken[0]["sid"], 1)
    [(method, _, form)] = twilio.requests
    assert (method, form) == (
        "POST",
        {"To": "+18165550142", "From": "+18165550199", "Body": "Rivera Plumbing: you're booked. ¿Sí? & = +"},
    )


def test_a_messaging_service_goes_before_the_number_and_may_not_know_the_segments_yet(
    sms: TwilioSms, twilio: TwilioServer
) -> None:
    service = "MG" + "b" * 32
    assert sms.send(replace(RIVERA, messaging_service_sid=service), HELLO).segments is None
    assert "From" not in twilio.requests[0][2]
    assert twilio.requests[0][2]["MessagingServiceSid"] == service


def test_the_deployment_s_number_is_the_last_resort_and_without_any_nothing_is_asked(twilio: TwilioServer) -> None:
    bare, text = replace(RIVERA, phone_number=None), replace(HELLO, from_number=None)
    provider(twilio, from_number="+18165550111").send(bare, text)
    assert twilio.requests[0][2]["From"] == "+18165550111"
    with pytest.raises(Rejected):
        provider(twilio).send(bare, text)
    assert twilio.posts == 1


def test_twilio_is_told_where_to_report_this_very_text(twilio: TwilioServer) -> None:
    provider(twilio, public_base_url="https://rivera.example/desk").send(RIVERA, HELLO)
    assert twilio.requests[0][2]["StatusCallback"] == (
        "https://rivera.example/desk/twilio/sms/status?business_id=rivera&text_id=text1"
    )


@pytest.mark.parametrize(
    ("expires_in", "validity"),
    [(timedelta(hours=2), "7200"), (timedelta(days=3), "36000"), (timedelta(seconds=1), "6"), (timedelta(-1), "6")],
)
def test_a_reminder_is_valid_until_its_visit_within_what_twilio_takes(
    sms: TwilioSms, twilio: TwilioServer, expires_in: timedelta, validity: str
) -> None:
    sms.send(RIVERA, replace(HELLO, expires_at=NOW + expires_in))
    assert twilio.requests[0][2]["ValidityPeriod"] == validity


@pytest.mark.parametrize(
    ("temper", "error", "code"),
    [
        (Temper(400, 21211, take=False), Rejected, "21211"),
        (Temper(400, 21610, take=False), Rejected, "21610"),
        (Temper(400, 21614, take=False), Rejected, "21614"),
        (Temper(429, 20429, take=False), Unavailable, "20429"),
        (Temper(403, 20003, take=False), Unavailable, "20003"),
        (Temper(500, 20500), OutcomeUnknown, "20500"),
        (Temper(503, None), OutcomeUnknown, None),
        (Temper(502, body="<html>bad gateway</html>"), OutcomeUnknown, None),
        (Temper(201, body="<html>a proxy's page</html>"), OutcomeUnknown, None),
        (Temper(201, body="[]"), OutcomeUnknown, None),
        (Temper(201, body="{}"), OutcomeUnknown, None),
        (Temper(302, body=""), OutcomeUnknown, None),
        (Temper(drop=True), OutcomeUnknown, None),
    ],
)
def test_each_refusal_is_named_and_nothing_is_posted_twice(
    sms: TwilioSms, twilio: TwilioServer, temper: Temper, error: type[ProviderError], code: str | None
) -> None:
    twilio.tempers = [temper]
    with pytest.raises(error) as raised:
        sms.send(RIVERA, HELLO)
    assert type(raised.value) is error
    assert raised.value.code == code
    assert twilio.posts == 1
    assert "+1816" not in str(raised.value)


def test_a_time_out_after_the_message_was_taken_is_unknown_and_found_by_a_look_up(twilio: TwilioServer) -> None:
    twilio.tempers = [Temper(hang=True)]
    quick = provider(twilio, timeout=0.2)
    with pytest.raises(OutcomeUnknown):
        quick.send(RIVERA, HELLO)
    [found] = provider(twilio).find(RIVERA, HELLO, NOW)
    assert found.provider_sid == twilio.taken[0]["sid"]
    assert twilio.requests[-1][2]["To"] == "+18165550142"


def test_a_look_up_knows_the_words_of_a_trial_account_and_takes_no_other_message(
    sms: TwilioSms, twilio: TwilioServer
) -> None:
    twilio.take({"To": HELLO.to_number or "", "Body": "something else", "From": "+18165550199"})
    assert sms.find(RIVERA, HELLO, NOW) == []
    theirs = twilio.take({"To": HELLO.to_number or "", "Body": HELLO.body, "From": "+18165550199"})
    theirs["direction"] = "inbound"
    assert sms.find(RIVERA, HELLO, NOW) == []
    twilio.take(
        {"To": HELLO.to_number or "", "Body": f"Sent from your Twilio trial account - {HELLO.body}", "From": "+1"}
    )
    assert len(sms.find(RIVERA, HELLO, NOW)) == 1


def test_a_look_up_reads_on_to_the_moment_of_sending_however_many_came_after_it(
    sms: TwilioSms, twilio: TwilioServer
) -> None:
    long_before = twilio.take({"To": HELLO.to_number or "", "Body": HELLO.body, "From": "+18165550199"})
    long_before["date_created"] = format_datetime(NOW - timedelta(days=1))
    ours = sms.send(RIVERA, HELLO)
    for number in range(PAGE + 1):
        twilio.take({"To": HELLO.to_number or "", "Body": f"later alert {number}", "From": "+18165550199"})
    assert [sent.provider_sid for sent in sms.find(RIVERA, HELLO, NOW)] == [ours.provider_sid]


def test_a_look_up_that_fails_says_so(sms: TwilioSms, twilio: TwilioServer) -> None:
    twilio.list_tempers = [Temper(500, 20500)]
    with pytest.raises(OutcomeUnknown):
        sms.find(RIVERA, HELLO, NOW)


def test_who_cannot_be_reached_was_surely_not_asked() -> None:
    with closing(create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
    gone = TwilioSms(ACCOUNT, TOKEN, FixedClock(), base_url=f"http://127.0.0.1:{port}")
    with pytest.raises(Unavailable):
        gone.send(RIVERA, HELLO)


def test_a_wrong_token_is_tried_again_since_a_person_may_put_it_right(twilio: TwilioServer) -> None:
    with pytest.raises(Unavailable):
        provider(twilio, token="1" * 32).send(RIVERA, HELLO)


def test_neither_the_environment_nor_the_log_is_used_by_the_library(
    twilio: TwilioServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TWILIO_REGION", "au1")
    monkeypatch.setenv("TWILIO_EDGE", "sydney")
    caplog.set_level(logging.DEBUG)
    provider(twilio).send(RIVERA, HELLO)
    assert "816555" not in caplog.text  # of any number here, and of no port
