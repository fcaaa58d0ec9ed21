"""A Twilio at hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.providers.twilio_server import TwilioServer, twilio_server


@pytest.fixture
def twilio() -> Iterator[TwilioServer]:
    with twilio_server() as server:
        yield server
