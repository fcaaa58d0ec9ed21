"""The doctor: every finding says what to do, and what is well is said to be well."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from app.doctor.__main__ import look, main
from app.doctor.findings import Finding, Verdict
from app.doctor.outside import clock_is_right, public_address_answers, signatures_are_right
from app.flows.note_job import keep_run
from app.flows.services import Services
from app.main import create_app
from app.providers.google.calendar import GoogleCalendar
from app.providers.twilio.numbers import TwilioNumbers
from app.settings import Settings
from tests.providers.numbers_server import ACCOUNT, NUMBER, TOKEN, NumbersServer, numbers_server
from tests.support.google_server import GoogleServer, google_server

BASE = "https://calls.example.com"
SHOP = "shop@group.calendar.google.com"
SET_UP = {"sweep_seconds": 0, "twilio_account_sid": ACCOUNT, "twilio_auth_token": TOKEN, "public_base_url": BASE}


@pytest.fixture(autouse=True)
def logs_stay_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command sets up logging for its own process, which here is that of all tests."""
    monkeypatch.setattr("app.doctor.__main__.configure_logging", lambda *_: None)


@pytest.fixture
def twilio() -> Iterator[NumbersServer]:
    with numbers_server() as server:
        yield server


@pytest.fixture
def google() -> Iterator[GoogleServer]:
    with google_server() as server:
        yield server


def settings(**more: object) -> Settings:
    return Settings.model_validate({**SET_UP, "sms_from_number": NUMBER, **more})


def examined(settings: Settings, services: Services, url: str | None = "http://testserver") -> list[Finding]:
    """The doctor's findings on a service that runs with the same settings."""
    with TestClient(create_app(settings, services)) as http:
        return list(look(settings, services, http, url))


def about(findings: list[Finding], part: str) -> list[Finding]:
    return [finding for finding in findings if finding.part.split()[0] == part]


def test_a_set_up_without_anything_is_explained(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([]) == 0
    text = capsys.readouterr().out
    for advice in ("PUBLIC_BASE_URL", "USE_DB_*", "TWILIO_ACCOUNT_SID", "CALENDAR_USE_STUB=false", "--url"):
        assert advice in text
    main(["--json"])
    findings = json.loads(capsys.readouterr().out)
    assert all(finding["advice"] for finding in findings if finding["verdict"] != "ok")


def test_settings_at_fault_are_named_and_the_rest_is_not_looked_at(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICE_MODE", "relay")
    monkeypatch.setenv("SMS_PROVIDER", "twilio")
    assert main([]) == 1
    text = capsys.readouterr().out
    assert "VOICE_MODE" in text
    assert "SMS_PROVIDER" in text
    assert "database" not in text


def test_a_number_that_points_elsewhere_is_told_how_to_be_set(services: Services, twilio: NumbersServer) -> None:
    ours = replace(services, numbers=TwilioNumbers(ACCOUNT, TOKEN, base_url=twilio.address))
    [wrong] = about(examined(settings(), with_number(ours)), "twilio")
    assert wrong.verdict is Verdict.FAULT
    assert "voice_url" in wrong.what
    assert "/v1/admin/twilio/provision/default_business" in wrong.advice
    assert twilio.updates == []


def test_a_number_that_points_here_is_well(services: Services, twilio: NumbersServer) -> None:
    query = "?business_id=default_business"
    retry = "#rc=2&rp=ct,rt,5xx"
    twilio.settings |= {
        "VoiceUrl": f"{BASE}/twilio/voice{query}{retry}",
        "VoiceFallbackUrl": f"{BASE}/twilio/voice{query}",
        "StatusCallback": f"{BASE}/twilio/voice/status{query}{retry}",
        "SmsUrl": f"{BASE}/twilio/sms{query}{retry}",
        **dict.fromkeys(("VoiceMethod", "VoiceFallbackMethod", "StatusCallbackMethod", "SmsMethod"), "POST"),
    }
    ours = replace(services, numbers=TwilioNumbers(ACCOUNT, TOKEN, base_url=twilio.address))
    [well] = about(examined(settings(), with_number(ours)), "twilio")
    assert well.verdict is Verdict.OK


def test_credentials_that_twilio_refuses(services: Services, twilio: NumbersServer) -> None:
    ours = replace(services, numbers=TwilioNumbers(ACCOUNT, "1" * 32, base_url=twilio.address))
    [refused] = about(examined(settings(), with_number(ours)), "twilio")
    assert refused.verdict is Verdict.FAULT
    assert "TWILIO_AUTH_TOKEN" in refused.advice
    assert "1" * 32 not in refused.line()


def test_signatures_are_tried_with_every_token(services: Services) -> None:
    both = settings(twilio_auth_token=f"{TOKEN},{'2' * 32}")
    found = about(examined(both, services), "signatures")
    assert [finding.verdict for finding in found] == [Verdict.OK, Verdict.OK]


def test_a_service_with_another_token_is_noticed(services: Services) -> None:
    with TestClient(create_app(settings(twilio_auth_token="3" * 32), services)) as http:
        [wrong] = signatures_are_right(settings(), http, "http://testserver")
    assert (wrong.verdict, "403" in wrong.what) == (Verdict.FAULT, True)


def test_a_service_that_verifies_nothing_is_noticed(services: Services) -> None:
    with TestClient(create_app(Settings.model_validate({"sweep_seconds": 0}), services)) as http:
        findings = list(signatures_are_right(settings(), http, "http://testserver"))
    assert findings[-1].what == "an unsigned request passes"


def test_the_probe_of_signatures_leaves_no_trace(services: Services) -> None:
    examined(settings(), services)
    with services.store.unit_of_work() as unit:
        assert unit.conversations.page("default_business", limit=5).items == ()
        assert unit.callbacks.page("default_business", limit=5).items == ()


@pytest.mark.parametrize("answer", [httpx.Response(502), httpx.Response(200, text="<html>"), None])
def test_an_address_where_somebody_else_answers_or_nobody(answer: httpx.Response | None) -> None:
    def reply(request: httpx.Request) -> httpx.Response:
        if answer is None:
            raise httpx.ConnectError("refused", request=request)
        return answer

    with httpx.Client(transport=httpx.MockTransport(reply)) as http:
        [found] = public_address_answers(settings(), http, BASE)
    assert (found.verdict, bool(found.advice)) == (Verdict.FAULT, True)


def test_a_clock_that_is_off_is_noticed() -> None:
    date = "Wed, 03 Jun 2026 15:00:00 GMT"
    right = datetime(2026, 6, 3, 15, tzinfo=UTC)
    [well] = clock_is_right(date, right + timedelta(seconds=5))
    [off] = clock_is_right(date, right + timedelta(minutes=5))
    assert (well.verdict, off.verdict) == (Verdict.OK, Verdict.FAULT)
    assert "300 s" in off.what


@pytest.mark.parametrize("shared", [True, False])
def test_a_calendar_that_is_not_shared(services: Services, google: GoogleServer, shared: bool) -> None:
    calendar = GoogleCalendar(
        credentials_file=None,
        base_url=google.address,
        default_business_id="default_business",
        default_calendar_id=SHOP,
    )
    google.calendars = {SHOP: {}} if shared else {}
    [found] = about(examined(settings(), replace(services, calendar=calendar)), "calendar")
    assert found.verdict is (Verdict.OK if shared else Verdict.FAULT)


class TestTheDatabase:
    @pytest.fixture
    def stored(self, tmp_path: Path) -> Settings:
        return settings(
            database_url=f"sqlite:///{tmp_path}/app.db",
            use_db_customers=True,
            use_db_appointments=True,
            use_db_conversations=True,
            spool_dir=str(tmp_path / "spool"),
        )

    def looked_at(self, stored: Settings) -> tuple[TestClient, Services]:
        app = create_app(stored)
        return TestClient(app), app.state.services

    def test_is_well(self, stored: Settings) -> None:
        client, services = self.looked_at(stored)
        with client as http:
            keep_run(services, "send-upcoming", None, "0 sent", ok=True)
            findings = list(look(stored, services, http, None))
        assert [found.verdict for part in ("database", "jobs", "outbox") for found in about(findings, part)] == [
            Verdict.OK
        ] * 3

    def test_was_never_migrated(self, stored: Settings) -> None:
        client, services = self.looked_at(stored)
        [found] = about(list(look(stored, services, client, None)), "schema")
        assert "python -m app.migrate" in found.advice
        services.store.close()

    def test_has_a_job_that_failed_or_did_not_run(self, stored: Settings) -> None:
        client, services = self.looked_at(stored)
        with client as http:
            keep_run(services, "run-due", None, "OperationalError", ok=False)
            findings = about(list(look(stored, services, http, None)), "jobs")
        assert [found.verdict for found in findings] == [Verdict.NOTE, Verdict.FAULT]
        assert "OperationalError" in findings[1].what

    def test_keeps_callers_who_could_not_be_taken_in(self, stored: Settings, tmp_path: Path) -> None:
        (tmp_path / "spool").mkdir()
        (tmp_path / "spool" / "1.broken").touch()
        client, services = self.looked_at(stored)
        findings = about(list(look(stored, services, client, None)), "spool")
        assert [found.verdict for found in findings] == [Verdict.OK, Verdict.FAULT]
        services.store.close()


def with_number(services: Services) -> Services:
    """The default business owns the account's number."""
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("default_business")
        assert business is not None
        unit.businesses.save(replace(business, phone_number=NUMBER))
        unit.commit()
    return services
