from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.flows.services import Services
from tests.support.books import Books
from tests.support.cast import Cast
from tests.support.twilio import Twilio


@pytest.fixture
def twilio(client: TestClient, services: Services, cast: Cast) -> Twilio:
    return Twilio(client, services)


@pytest.fixture
def books(services: Services, cast: Cast) -> Books:
    return Books(services)
