"""Journeys: people at one end, the whole app at the other, signed webhooks in between."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.flows.services import Services
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.settings import Settings
from simulator.call import PhoneCall
from simulator.line import Line
from simulator.texts import TextThread
from tests.support.books import Books
from tests.support.cast import Cast
from tests.support.twilio import RIVERAS_NUMBER

TOKEN = "0123456789abcdef0123456789abcdef"
PUBLIC = "https://calls.example.com"
JANE = "+18165550150"


class Exchange:
    """Where people ring, write and chat; every call and thread goes to Rivera Plumbing."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.line = Line(client, "http://testserver", PUBLIC, TOKEN)

    def call(self, caller: str = JANE) -> PhoneCall:
        return PhoneCall(self.line, caller, RIVERAS_NUMBER)

    def thread(self, sender: str = JANE) -> TextThread:
        return TextThread(self.line, sender, RIVERAS_NUMBER)


@pytest.fixture
def guarded(services: Services, meter: PrometheusMeter) -> Iterator[TestClient]:
    settings = Settings.model_validate(
        {
            "sweep_seconds": 0,
            "require_business_api_key": True,
            "public_base_url": PUBLIC,
            "twilio_auth_token": TOKEN,
        }
    )
    with TestClient(create_app(settings, services, meter)) as client:
        yield client


@pytest.fixture
def exchange(guarded: TestClient, cast: Cast) -> Exchange:
    assert cast.rivera.id == "rivera"
    return Exchange(guarded)


@pytest.fixture
def books(services: Services, cast: Cast) -> Books:
    return Books(services, cast.rivera.id)
