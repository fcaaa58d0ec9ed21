"""Twilio's webhooks behind a signature, and when something inside them breaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import structlog
from fastapi import FastAPI
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from app.core.callbacks import CallbackReason
from app.core.texts import TextKind
from app.flows.note_failure import note_failure
from app.flows.run_due import run_due
from app.flows.services import Services
from app.flows.take_in_spool import take_in_spool
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.providers.stub.spool import MemorySpool
from app.repositories.errors import StoreUnavailable
from app.settings import Settings
from tests.support.books import Books
from tests.support.cast import Cast
from tests.support.twilio import RIVERAS_NUMBER, Twilio

JANE = "+18165550150"
OWNER = "+18165550100"
TOKEN = "0123456789abcdef0123456789abcdef"
BASE = "https://calls.example.com"
PATHS = (
    "/twilio/voice",
    "/twilio/voice/status",
    "/twilio/voice/dial",
    "/twilio/voicemail",
    "/twilio/sms",
    "/twilio/sms/status",
)


@pytest.fixture
def behind_a_proxy(services: Services, meter: PrometheusMeter, cast: Cast) -> Iterator[Twilio]:
    """A deployment that verifies: TLS ends before it, so it sees another host and plain http."""
    settings = Settings.model_validate(
        {
            "sweep_seconds": 0,
            "require_business_api_key": True,
            "public_base_url": BASE,
            "twilio_auth_token": f"another-token, {TOKEN}",
        }
    )
    with TestClient(create_app(settings, services, meter), base_url="http://internal:8000") as client:
        yield Twilio(client, services, TOKEN, BASE)


class TestSignatures:
    def test_a_signed_call_is_answered(self, behind_a_proxy: Twilio) -> None:
        answer = behind_a_proxy.ring(path="/twilio/voice?business_id=rivera", From=JANE)
        assert behind_a_proxy.gather(answer, "my sink is blocked").verbs == ["Gather"]

    def test_a_signed_text_is_answered(self, behind_a_proxy: Twilio) -> None:
        assert behind_a_proxy.text("it's leaking", path="/twilio/sms?business_id=rivera&note=it's+raw%20").message

    @pytest.mark.parametrize("path", PATHS)
    @pytest.mark.parametrize(
        ("header", "event"), [(None, "twilio_signature_missing"), ("bm9uc2Vuc2U=", "twilio_signature_invalid")]
    )
    def test_without_a_true_signature_nothing_happens(
        self, behind_a_proxy: Twilio, books: Books, meter: PrometheusMeter, path: str, header: str | None, event: str
    ) -> None:
        headers = {"X-Twilio-Signature": header} if header else {}
        form = {"CallSid": "CA1", "MessageSid": "SM1", "From": JANE, "To": RIVERAS_NUMBER, "CallStatus": "completed"}
        with structlog.testing.capture_logs() as logs:
            answer = behind_a_proxy.client.post(path, data={**form, "RecordingUrl": "https://x"}, headers=headers)
        assert answer.status_code == 403
        assert event in [line["event"] for line in logs]
        assert meter.counts()["twilio_sms_errors" if "sms" in path else "twilio_voice_errors"] == 1
        assert meter.counts()["twilio_signature_failures"] == 1
        assert meter.counts()["total_errors"] == 1
        assert books.everything() == (0, 0, 0, 0)

    def test_a_changed_field_is_noticed(self, behind_a_proxy: Twilio) -> None:
        form = {"CallSid": "CA1", "From": JANE, "To": RIVERAS_NUMBER}
        signature = RequestValidator(TOKEN).compute_signature(f"{BASE}/twilio/voice", form)
        headers = {"X-Twilio-Signature": signature}
        post = behind_a_proxy.client.post
        assert post("/twilio/voice", data=form, headers=headers).status_code == 200
        assert post("/twilio/voice", data={**form, "From": OWNER}, headers=headers).status_code == 403
        assert post("/twilio/voice?business_id=brooks", data=form, headers=headers).status_code == 403

    def test_what_a_proxy_says_about_itself_does_not_choose_the_address(self, behind_a_proxy: Twilio) -> None:
        form = {"CallSid": "CA1", "From": JANE, "To": RIVERAS_NUMBER}
        signature = RequestValidator(TOKEN).compute_signature("https://evil.example.com/twilio/voice", form)
        headers = {
            "X-Twilio-Signature": signature,
            "X-Forwarded-Host": "evil.example.com",
            "X-Forwarded-Proto": "https",
            "Host": "evil.example.com",
        }
        assert behind_a_proxy.client.post("/twilio/voice", data=form, headers=headers).status_code == 403

    @pytest.mark.parametrize(
        ("content_type", "body"),
        [
            ("application/json", b'{"CallSid": "CA1"}'),
            ("multipart/form-data; boundary=x", b"--x--"),
            ("text/plain", b"CallSid=CA1"),
            ("application/x-www-form-urlencoded", b"\xff\xfe\x00=&&&;;"),
            ("application/x-www-form-urlencoded", b"a=1&" * 2000),
            ("", b"\x00"),
        ],
    )
    def test_a_body_that_is_no_signed_form_is_refused(
        self, behind_a_proxy: Twilio, content_type: str, body: bytes
    ) -> None:
        headers = {"Content-Type": content_type, "X-Twilio-Signature": "x"}
        assert behind_a_proxy.client.post("/twilio/voice", content=body, headers=headers).status_code == 403

    def test_a_replayed_text_has_its_effect_once(self, behind_a_proxy: Twilio, books: Books) -> None:
        first = behind_a_proxy.text("my sink is blocked", "SM1", From=JANE)
        seen = books.everything()
        assert behind_a_proxy.text("my sink is blocked", "SM1", From=JANE).raw == first.raw
        assert books.everything() == seen


class Breaking:
    """A store that answers look-ups of the tenant and breaks on everything else, or on everything."""

    def __init__(self, services: Services, error: Exception, *, wholly: bool) -> None:
        self._store, self._error, self._wholly = services.store, error, wholly
        self.inline, self.pool_size = True, 1
        self.broken = False

    def unit_of_work(self, *, read_only: bool = False) -> Any:
        if self.broken and (self._wholly or not read_only):
            raise self._error
        return self._store.unit_of_work(read_only=read_only)

    def prepare(self, *, create: bool) -> None:
        self._store.prepare(create=create)

    def check(self) -> None:
        self._store.check()

    def close(self) -> None:
        self._store.close()


def broken_app(services: Services, settings: Settings, meter: PrometheusMeter, store: Breaking) -> FastAPI:
    return create_app(settings, replace(services, store=store), meter)  # type: ignore[arg-type]


class TestSomethingBreaks:
    @pytest.fixture
    def breaking(self, services: Services, books: Books) -> Breaking:
        assert books.everything() == (0, 0, 0, 0)
        return Breaking(services, RuntimeError("broken"), wholly=False)

    @pytest.fixture
    def broken(
        self, services: Services, settings: Settings, meter: PrometheusMeter, breaking: Breaking
    ) -> Iterator[Twilio]:
        with TestClient(broken_app(services, settings, meter, breaking)) as client:
            breaking.broken = True
            yield Twilio(client, services)
            breaking.broken = False

    def test_the_caller_hears_an_apology_and_is_connected(self, broken: Twilio, meter: PrometheusMeter) -> None:
        with structlog.testing.capture_logs() as logs:
            answer = broken.ring(From=JANE)
        assert "something went wrong" in answer.said
        assert answer.verb("Dial").text == OWNER
        (line,) = [line for line in logs if line["event"] == "twilio_voice_unhandled_error"]
        assert line["outcome"] == "error"
        assert meter.counts()["twilio_voice_errors"] == 1
        assert meter.counts()["total_errors"] == 1

    def test_the_owner_who_calls_is_not_connected_to_the_owner(self, broken: Twilio) -> None:
        assert broken.ring(From=OWNER).verbs == ["Say", "Record"]

    def test_a_transfer_whose_result_is_lost_leads_to_voicemail(self, broken: Twilio) -> None:
        answer = broken.post("/twilio/voice/dial?business_id=rivera", CallSid="CA1", DialCallStatus="no-answer")
        assert answer.verbs == ["Say", "Record"]

    def test_who_left_a_message_is_thanked_and_reports_get_an_empty_answer(self, broken: Twilio) -> None:
        recording = {"CallSid": "CA1", "RecordingSid": "RE1", "RecordingUrl": "https://api.twilio.com/RE1"}
        assert broken.post("/twilio/voicemail?business_id=rivera", **recording).verbs == ["Say", "Hangup"]
        assert broken.post("/twilio/voicemail?business_id=rivera", **recording, RecordingStatus="completed").verbs == []
        assert broken.end().verbs == []
        assert broken.post("/twilio/sms/status", MessageSid="SM1", MessageStatus="sent").status == 200

    def test_who_wrote_gets_an_apology(self, broken: Twilio, meter: PrometheusMeter) -> None:
        with structlog.testing.capture_logs() as logs:
            answer = broken.text("my sink is blocked", From=JANE)
        assert "something went wrong" in (answer.message or "")
        assert [line["outcome"] for line in logs if line["event"] == "twilio_sms_unhandled_error"] == ["error"]
        assert meter.counts()["twilio_sms_errors"] == 1

    def test_who_wrote_stop_gets_no_word_more(self, broken: Twilio) -> None:
        assert broken.text("STOP", From=JANE).verbs == []

    def test_nothing_of_what_was_said_is_logged(self, broken: Twilio) -> None:
        with structlog.testing.capture_logs() as logs:
            broken.post("/twilio/voice?turn=1", CallSid="CA1", From=JANE, SpeechResult="my secret words")
        lines = json.dumps(logs, default=str)
        assert "secret words" not in lines
        assert JANE not in lines


class TestTheDatabaseIsAway:
    @pytest.fixture
    def breaking(self, services: Services, books: Books) -> Breaking:
        assert books.everything() == (0, 0, 0, 0)
        return Breaking(services, StoreUnavailable("away"), wholly=True)

    @pytest.fixture
    def broken(
        self, services: Services, settings: Settings, meter: PrometheusMeter, breaking: Breaking
    ) -> Iterator[Twilio]:
        with TestClient(broken_app(services, settings, meter, breaking)) as client:
            breaking.broken = True
            yield Twilio(client, services)
            breaking.broken = False

    def test_the_caller_is_put_to_voicemail(self, broken: Twilio) -> None:
        assert broken.ring(From=JANE).verbs == ["Say", "Record"]
        assert broken.text("my sink is blocked", From=JANE).message

    def test_nobody_is_lost(self, broken: Twilio, breaking: Breaking, books: Books) -> None:
        line = "?business_id=rivera"
        recording = {"CallSid": "CA2", "RecordingSid": "RE1", "RecordingUrl": "https://api.twilio.com/RE1"}
        words = {"SpeechResult": "my sink is blocked", "CallStatus": "in-progress"}
        assert broken.post(f"/twilio/voice{line}", CallSid="CA1", From=JANE, **words).verbs == ["Say", "Record"]
        broken.post(f"/twilio/voicemail{line}", From="+18165550151", **recording)
        broken.post(f"/twilio/voicemail{line}", From="+18165550151", **recording, RecordingStatus="completed")
        broken.end("CA3", From="+18165550152")
        broken.ring("CA4", From="+18165550153", CallStatus="no-answer")
        broken.ring("CA5", From="+18165550156")
        recorded = {"RecordingSid": "RE5", "RecordingUrl": "https://api.twilio.com/RE5"}
        broken.post(f"/twilio/voicemail{line}", CallSid="CA5", From="+18165550156", **recorded)
        broken.end("CA5", From="+18165550156")
        broken.text("it is leaking", "SM1", From="+18165550154")
        broken.text("STOP", "SM2", From="+18165550155")
        breaking.broken = False
        run_due(broken.services)
        run_due(broken.services)
        called_back = {callback.phone: (callback.reason, callback.attempts) for callback in books.callbacks()}
        assert called_back == {
            JANE: (CallbackReason.SYSTEM_ERROR, 1),
            "+18165550151": (CallbackReason.VOICEMAIL, 1),
            "+18165550152": (CallbackReason.MISSED_CALL, 1),
            "+18165550153": (CallbackReason.MISSED_CALL, 1),
            "+18165550154": (CallbackReason.SYSTEM_ERROR, 1),
            "+18165550156": (CallbackReason.VOICEMAIL, 1),
        }
        assert books.callbacks()[0].notes == "my sink is blocked"
        assert [text.to_number for text in books.texts(TextKind.TEXTBACK)] == ["+18165550152", "+18165550153"]
        assert books.tally("sms_opt_out_events") == 1

    def test_what_is_nobodys_or_breaks_us_holds_up_nothing(
        self, broken: Twilio, breaking: Breaking, books: Books, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        broken.ring("CA1", "/twilio/voice?business_id=nobody", From=JANE, To=None)
        broken.ring("CA2", From="+18165550151")
        broken.ring("CA3", From="+18165550152")
        assert take_in_spool(replace(broken.services, store=breaking)) == 0  # type: ignore[arg-type]
        breaking.broken = False
        noted = note_failure

        def breaks_once(*args: Any, **named: Any) -> None:
            if named["sid"] == "CA2":
                raise RuntimeError("broken")
            noted(*args, **named)

        monkeypatch.setattr("app.flows.take_in_spool.note_failure", breaks_once)
        assert take_in_spool(broken.services) == 2
        assert [callback.phone for callback in books.callbacks()] == ["+18165550152"]
        spool = broken.services.spool
        assert isinstance(spool, MemorySpool)
        assert [entry.sid for entry in spool.aside.values()] == ["CA2"]

    def test_a_disk_that_is_full_too_is_no_failure_to_the_caller(
        self, broken: Twilio, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError("no space left")

        monkeypatch.setattr(broken.services.spool, "put", full)
        with structlog.testing.capture_logs() as logs:
            assert broken.ring(From=JANE).verbs == ["Say", "Record"]
        assert "caller_lost" in [line["event"] for line in logs]

    def test_and_the_service_heals_by_itself(self, broken: Twilio, breaking: Breaking) -> None:
        broken.ring(From=JANE)
        breaking.broken = False
        assert "Rivera Plumbing" in broken.ring("CA2", From=JANE).said


def test_a_caller_whose_call_broke_becomes_a_callback_once(
    client: TestClient, twilio: Twilio, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("app.flows.converse.start_in", breaks)
    twilio.ring(From=JANE)
    twilio.ring(From=JANE, SpeechResult="my sink is blocked")
    (callback,) = books.callbacks()
    assert (callback.reason, callback.phone, callback.attempts) == (CallbackReason.SYSTEM_ERROR, JANE, 1)
    assert books.tally("voice_errors") == 2
    twilio.text("my sink is blocked", From=JANE)
    assert books.tally("sms_errors") == 1
    assert "my sink is blocked" in books.callbacks()[0].notes
