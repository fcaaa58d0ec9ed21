"""The operator's look at the deployment itself."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.flows.services import Services
from app.repositories.errors import StoreUnavailable
from tests.support.cast import ADMIN_KEY, Cast

ADMIN = {"X-Admin-API-Key": ADMIN_KEY}


def test_the_operator_sees_what_runs_whether_it_is_ready_and_what_waits(client: TestClient, cast: Cast) -> None:
    shown = client.get("/v1/admin/system", headers=ADMIN).json()
    assert shown["version"] == client.get("/healthz").json()["version"]
    assert shown["database"] == {"ready": True, "detail": None, "schema": None}
    assert shown["outbox"] == {"pending": 0, "oldest_age_seconds": 0.0}
    assert shown["providers"] == {"sms": "stub", "calendar": "stub", "speech": "stub", "assistant": "rules"}
    assert shown["tenants"] >= 2


def test_texts_are_summed_over_the_tenants(client: TestClient, cast: Cast) -> None:
    form = {"From": "+18165550142", "To": "+18165550110", "Body": "my sink drips", "MessageSid": "SM1"}
    before = client.get("/v1/admin/system", headers=ADMIN).json()["texts"]["sent"]
    client.post("/twilio/sms", data=form)
    assert client.get("/v1/admin/system", headers=ADMIN).json()["texts"]["sent"] == before + 1


def test_a_database_that_takes_no_writes_is_said_and_is_no_error(
    client: TestClient, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check() -> None:
        raise StoreUnavailable("the database takes no writes")

    monkeypatch.setattr(services.store, "check", check)
    shown = client.get("/v1/admin/system", headers=ADMIN).json()
    assert shown["database"] == {"ready": False, "detail": "the database takes no writes", "schema": None}
