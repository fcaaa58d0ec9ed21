"""How webhooks are doing, through the admin API."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.flows import answer_text
from app.flows.services import Services
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.settings import Settings
from tests.support.cast import ADMIN_KEY, AS_ADMIN, Cast
from tests.support.clock import TurnedClock
from tests.support.twilio import Twilio

HEALTH = "/v1/admin/twilio/health"


def health(client: TestClient) -> Any:
    answer = client.get(HEALTH, headers=AS_ADMIN)
    assert answer.status_code == 200
    return answer.json()


def test_requests_are_counted_in_all_and_by_tenant(client: TestClient, cast: Cast, twilio: Twilio) -> None:
    assert health(client)["last_error_at"] is None
    twilio.text("hello")
    seen = health(client)
    assert seen["global"] == {
        "voice_requests": 0,
        "voice_errors": 0,
        "sms_requests": 1,
        "sms_errors": 0,
        "signature_failures": 0,
    }
    assert seen["by_business"]["rivera"] == {
        "voice_requests": 0,
        "voice_errors": 0,
        "sms_requests": 1,
        "sms_errors": 0,
    }
    assert seen["config"] == {"sms_provider": "stub", "signatures_verified": False, "numbers": 2}


def test_what_failed_inside_is_told_with_its_time(
    client: TestClient, cast: Cast, twilio: Twilio, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("something broke")

    monkeypatch.setattr(answer_text, "sender_of", breaks)
    twilio.text("hello")
    seen = health(client)
    assert (seen["global"]["sms_errors"], seen["by_business"]["rivera"]["sms_errors"]) == (1, 1)
    assert datetime.fromisoformat(seen["last_error_at"]) == clock.now()


def test_a_forged_request_is_counted(
    services: Services, meter: PrometheusMeter, cast: Cast, clock: TurnedClock
) -> None:
    settings = Settings.model_validate(
        {"sweep_seconds": 0, "admin_api_key": ADMIN_KEY, "twilio_auth_token": "0" * 32, "twilio_account_sid": "AC1"}
    )
    with TestClient(create_app(settings, services, meter)) as client:
        assert client.post("/twilio/sms", data={"Body": "hello"}).status_code == 403
        seen = health(client)
    assert (seen["global"]["signature_failures"], seen["config"]["signatures_verified"]) == (1, True)
    assert datetime.fromisoformat(seen["last_error_at"]) == clock.now()


def test_only_the_operator_sees_it(client: TestClient, cast: Cast) -> None:
    assert client.get(HEALTH).status_code == 401
    assert client.get(HEALTH, headers=cast.rivera.as_owner).status_code == 403
