"""The whole way of a text by Twilio: written in a request, sent by the background, reported back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app.core.texts import Text, TextStatus
from app.flows.services import Services
from app.main import create_app
from app.providers.twilio.http import TwilioHttp
from app.providers.twilio.sms import TwilioSms
from app.settings import Settings
from tests.providers.twilio_server import ACCOUNT, TOKEN, TwilioServer, twilio_server
from tests.support.cast import Cast


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with twilio_server() as server:
        yield server


@pytest.fixture
def by_twilio(services: Services, twilio: TwilioServer) -> Services:
    sms = TwilioSms(
        ACCOUNT,
        TOKEN,
        services.clock,
        public_base_url="https://desk.example",
        http=TwilioHttp(twilio.address, timeout=5),
    )
    return replace(services, sms=sms)


def only_text(services: Services) -> Text:
    with services.store.unit_of_work() as unit:
        [text] = unit.texts.page("rivera", limit=5).items
    return text


def test_a_text_goes_out_after_the_response_and_its_delivery_comes_back(
    by_twilio: Services, settings: Settings, cast: Cast, twilio: TwilioServer
) -> None:
    app = create_app(settings, by_twilio)
    with TestClient(app) as client:
        answer = client.post(
            "/v1/owner/messages",
            headers=cast.rivera.as_owner,
            json={"customer_id": cast.maria.id, "body": "See you at four."},
        )
        assert answer.status_code == 201
        assert twilio.taking.wait(10)
    # Closing the app lets the background finish what it has in hand.
    sent = only_text(by_twilio)
    assert (sent.status, sent.provider_sid) == (TextStatus.SENT, twilio.taken[0]["sid"])
    callback = twilio.requests[0][2]["StatusCallback"].removeprefix("https://desk.example")
    report = {"MessageSid": sent.provider_sid or "", "MessageStatus": "delivered", "To": sent.to_number or ""}
    with TestClient(app) as client:
        assert client.post(callback, data=report).status_code in (200, 204)
        assert client.post(callback, data={**report, "MessageStatus": "sent"}).status_code in (200, 204)
        listed = client.get("/v1/owner/messages?direction=out", headers=cast.rivera.as_owner).json()["items"]
    assert [item["status"] for item in listed] == ["delivered"]
    assert twilio.posts == 1
