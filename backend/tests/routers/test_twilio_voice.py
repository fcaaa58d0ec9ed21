"""A call through Twilio's webhooks, from the first ring to the end, and every way in which it can go wrong."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.core.callbacks import CallbackReason
from app.core.conversations import Outcome
from app.core.texts import TextKind, TextStatus
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.settings import Settings
from tests.support.books import Books
from tests.support.cast import MARIA, Cast
from tests.support.clock import TurnedClock
from tests.support.twilio import BROOKS_NUMBER, RIVERAS_NUMBER, Twilio, Twiml

JANE = "+18165550150"
OWNER = "+18165550100"
ON_CALL = "+18165550101"
ALL_AT_ONCE = (
    "Hi, this is Jane Burstein, my water heater is leaking at 4120 Rainbow Boulevard in Kansas City, "
    "can somebody come tomorrow after three?"
)


def test_the_first_webhook_is_answered_with_the_greeting(twilio: Twilio) -> None:
    answer = twilio.ring(From=JANE)
    assert "Rivera Plumbing" in answer.said
    assert "automated assistant" in answer.said


def test_the_line_listens_for_speech_and_keys_and_comes_back_also_for_silence(twilio: Twilio) -> None:
    gather = twilio.ring().verb("Gather")
    assert gather.attrib["input"] == "speech dtmf"
    assert gather.attrib["method"] == "POST"
    assert gather.attrib["actionOnEmptyResult"] == "true"
    assert gather.attrib["action"] == "/twilio/voice?business_id=rivera&turn=1"
    assert gather.attrib["speechTimeout"] == "auto"
    assert "speechModel" not in gather.attrib


def test_a_call_books_a_visit(twilio: Twilio, books: Books) -> None:
    offer = twilio.gather(twilio.ring(From=JANE), ALL_AT_ONCE, From=JANE)
    read_back = twilio.gather(offer, "the first one", From=JANE)
    booked = twilio.gather(read_back, "yes please", From=JANE)
    assert "You're booked" in booked.said
    (visit,) = books.visits()
    assert visit.customer_name == "Jane Burstein"
    assert visit.service_type == "water_heater"
    assert not visit.is_emergency


def test_a_turn_that_is_delivered_twice_has_its_effect_once_and_gets_the_same_answer(
    twilio: Twilio, books: Books
) -> None:
    greeting = twilio.ring(From=JANE)
    offer = twilio.gather(greeting, ALL_AT_ONCE, From=JANE)
    seen = books.everything()
    messages = books.messages(books.conversations()[0].id)
    assert twilio.gather(greeting, ALL_AT_ONCE, From=JANE).raw == offer.raw
    assert twilio.gather(greeting, "something else", From=JANE).raw == offer.raw
    assert books.everything() == seen
    assert books.messages(books.conversations()[0].id) == messages


def test_the_first_webhook_delivered_twice_begins_one_call(twilio: Twilio, books: Books) -> None:
    assert twilio.ring().raw == twilio.ring().raw
    assert len(books.conversations()) == 1


def test_the_first_webhook_delivered_again_after_a_turn_is_still_the_greeting(twilio: Twilio) -> None:
    greeting = twilio.ring(CallStatus="in-progress")
    twilio.gather(greeting, "my sink is blocked")
    assert twilio.ring(CallStatus="in-progress").raw == greeting.raw


def test_turns_without_a_number_in_their_address_go_on_all_the_same(twilio: Twilio, books: Books) -> None:
    twilio.ring()
    words = {"CallSid": "CA1", "SpeechResult": "my kitchen sink is blocked", "CallStatus": "in-progress"}
    once = twilio.post("/twilio/voice", {"I-Twilio-Idempotency-Token": "t1"}, **words)
    again = twilio.post("/twilio/voice", {"I-Twilio-Idempotency-Token": "t1"}, **words)
    assert again.raw == once.raw
    assert once.turn == 2
    other = twilio.post("/twilio/voice", {"I-Twilio-Idempotency-Token": "t2"}, **words)
    assert other.turn == 3


def test_a_session_that_was_lost_goes_on_with_the_callers_words(twilio: Twilio) -> None:
    answer = twilio.post("/twilio/voice?turn=4", CallSid="CA9", SpeechResult="I need to book a visit for a drain")
    assert "automated assistant" not in answer.said
    assert answer.turn == 5


def test_an_answer_that_was_lost_is_given_again_at_the_fallback_address(twilio: Twilio, books: Books) -> None:
    assert "automated assistant" in twilio.ring(From=JANE, ErrorCode="11200", ErrorUrl="https://x").said
    greeting = twilio.ring("CA2", From=JANE)
    offer = twilio.gather(greeting, ALL_AT_ONCE, CallSid="CA2", From=JANE)
    again = twilio.ring("CA2", From=JANE, CallStatus="in-progress", ErrorCode="11205", ErrorUrl="https://x")
    assert again.raw == offer.raw
    twilio.gather(again, "the first one", CallSid="CA2", From=JANE)
    assert len(books.messages(books.conversations()[1].id)) == 5


def test_silence_is_asked_again_once_then_goes_to_keys_then_to_voicemail(twilio: Twilio) -> None:
    again = twilio.gather(twilio.ring())
    assert "Are you still there?" in again.said
    keys = twilio.gather(again)
    assert "Press 1" in keys.said
    voicemail = twilio.gather(keys)
    assert voicemail.verbs == ["Say", "Record"]


def test_keys_are_read(twilio: Twilio) -> None:
    keys = twilio.gather(twilio.gather(twilio.ring()))
    assert keys.verb("Gather").attrib["numDigits"] == "1"
    on = twilio.gather(keys, digits="1")
    assert on.verbs == ["Gather"]
    person = twilio.gather(on, digits="0")
    assert person.verb("Number").text == OWNER


def test_a_recording_always_knows_where_to_go(twilio: Twilio) -> None:
    record = twilio.gather(twilio.gather(twilio.gather(twilio.ring()))).verb("Record")
    assert record.attrib["action"] == "/twilio/voicemail?business_id=rivera"
    assert record.attrib["recordingStatusCallback"] == record.attrib["action"]


def test_a_call_is_bounded_in_turns(twilio: Twilio) -> None:
    answer = twilio.ring()
    for _ in range(60):
        if "Gather" not in answer.verbs:
            break
        answer = twilio.gather(answer, "what are your hours?")
    assert answer.verbs in (["Say", "Record"], ["Say", "Hangup"])


def test_a_call_is_bounded_in_minutes(twilio: Twilio, clock: TurnedClock) -> None:
    answer = twilio.ring()
    clock.turn(minutes=21)
    assert twilio.gather(answer, "hello?").verbs == ["Say", "Record"]


def test_whoever_speaks_after_the_end_hears_a_good_bye(twilio: Twilio) -> None:
    answer = twilio.gather(twilio.ring(), "sorry, wrong number")
    late = twilio.post("/twilio/voice?turn=7", CallSid="CA1", SpeechResult="hello?")
    assert late.verbs == ["Say", "Hangup"]
    assert answer.verbs == ["Say", "Hangup"]


class TestTheEnd:
    def test_a_call_without_a_word_becomes_a_callback_and_one_text(self, twilio: Twilio, books: Books) -> None:
        twilio.ring(From=JANE)
        twilio.end(From=JANE)
        twilio.end(From=JANE)
        (callback,) = books.callbacks()
        assert (callback.reason, callback.phone, callback.attempts) == (CallbackReason.MISSED_CALL, JANE, 1)
        (text,) = books.texts(TextKind.TEXTBACK)
        assert (text.to_number, text.status) == (JANE, TextStatus.SENT)
        assert books.conversations()[0].outcome is Outcome.ABANDONED

    @pytest.mark.parametrize("status", ["completed", "busy", "failed", "no-answer", "canceled"])
    def test_a_call_that_never_reached_us_is_a_missed_one(self, twilio: Twilio, books: Books, status: str) -> None:
        twilio.end("CA7", status, From=JANE)
        assert [callback.reason for callback in books.callbacks()] == [CallbackReason.MISSED_CALL]
        assert len(books.texts(TextKind.TEXTBACK)) == 1

    @pytest.mark.parametrize("status", ["queued", "ringing", "in-progress", "", "nonsense"])
    def test_a_call_that_goes_on_is_no_missed_one(self, twilio: Twilio, books: Books, status: str) -> None:
        twilio.ring()
        assert twilio.end(status=status).verbs == []
        assert books.callbacks() == []

    def test_the_end_is_taken_on_the_call_webhook_too(self, twilio: Twilio, books: Books) -> None:
        twilio.ring(From=JANE)
        assert twilio.ring(From=JANE, CallStatus="completed").verbs == []
        assert len(books.callbacks()) == 1

    def test_a_call_that_was_served_is_never_a_missed_one(self, twilio: Twilio, books: Books) -> None:
        offer = twilio.gather(twilio.ring(From=JANE), ALL_AT_ONCE, From=JANE)
        twilio.gather(twilio.gather(offer, "the first one", From=JANE), "yes please", From=JANE)
        twilio.end(From=JANE)
        assert books.callbacks() == []
        assert books.texts(TextKind.TEXTBACK) == []
        assert books.conversations()[0].outcome is Outcome.BOOKED

    def test_who_said_good_bye_is_not_rung_back(self, twilio: Twilio, books: Books) -> None:
        twilio.gather(twilio.ring(From=JANE), "sorry, wrong number", From=JANE)
        twilio.end(From=JANE)
        assert books.callbacks() == []

    def test_who_hung_up_at_the_tone_is_rung_back_and_texted_a_little_later(self, twilio: Twilio, books: Books) -> None:
        twilio.gather(twilio.gather(twilio.gather(twilio.ring(From=JANE), From=JANE), From=JANE), From=JANE)
        twilio.end(From=JANE)
        assert [callback.reason for callback in books.callbacks()] == [CallbackReason.MISSED_CALL]
        assert [text.status for text in books.texts(TextKind.TEXTBACK)] == [TextStatus.QUEUED]

    @pytest.mark.parametrize("caller", ["anonymous", "+266696687", "Restricted", "client:jane", "sip:jane@example.com"])
    def test_a_withheld_number_is_never_texted(self, twilio: Twilio, books: Books, caller: str) -> None:
        twilio.ring(From=caller)
        twilio.end(From=caller)
        assert [callback.phone for callback in books.callbacks()] == [None]
        assert books.texts(TextKind.TEXTBACK) == []

    def test_who_rings_twice_is_texted_once(self, twilio: Twilio, books: Books) -> None:
        for call_sid in ("CA1", "CA2"):
            twilio.ring(call_sid, From=JANE)
            twilio.end(call_sid, From=JANE)
        assert [callback.attempts for callback in books.callbacks()] == [2]
        assert len(books.texts(TextKind.TEXTBACK)) == 1

    def test_a_call_that_we_placed_is_no_missed_one(self, twilio: Twilio, books: Books) -> None:
        twilio.end("CA8", "no-answer", Direction="outbound-api", From=RIVERAS_NUMBER, To=JANE)
        twilio.end("CA9", "no-answer", Direction="outbound-dial", From=RIVERAS_NUMBER, To=OWNER)
        assert books.callbacks() == []

    def test_the_owner_is_nobody_to_ring_back(self, twilio: Twilio, books: Books) -> None:
        twilio.ring(From=OWNER)
        twilio.end(From=OWNER)
        assert books.callbacks() == []


class TestATransfer:
    def transferred(self, twilio: Twilio, words: str = "can I talk to a person please") -> None:
        answer = twilio.gather(twilio.ring(From=JANE), words, From=JANE)
        assert answer.verb("Number").text == OWNER
        assert answer.verb("Number").attrib["url"] == "/twilio/voice/dial?business_id=rivera&whisper=ask"
        assert answer.verb("Dial").attrib["action"] == "/twilio/voice/dial?business_id=rivera&rung=0"

    def dial(self, twilio: Twilio, status: str, *, rung: int | None = None, **fields: str) -> Twiml:
        path = "/twilio/voice/dial?business_id=rivera" + ("" if rung is None else f"&rung={rung}")
        fields = {"CallSid": "CA1", "From": JANE, "DialCallStatus": status, "DialCallSid": "CA5", **fields}
        return twilio.post(path, **fields)

    def dialled(self, twilio: Twilio, status: str, *, rung: int | None = None, **fields: str) -> list[str]:
        return self.dial(twilio, status, rung=rung, **fields).verbs

    def test_that_was_taken_ends_the_call_as_transferred(self, twilio: Twilio, books: Books) -> None:
        self.transferred(twilio)
        assert self.dialled(twilio, "completed", rung=0) == ["Hangup"]
        twilio.end(From=JANE)
        assert books.conversations()[0].outcome is Outcome.TRANSFERRED
        assert books.callbacks() == []

    @pytest.mark.parametrize("status", ["no-answer", "busy", "failed", "canceled", ""])
    def test_that_was_not_taken_leads_to_the_next_person_and_then_to_voicemail(
        self, twilio: Twilio, status: str
    ) -> None:
        self.transferred(twilio)
        following = self.dial(twilio, status, rung=0)
        assert following.verb("Number").text == ON_CALL
        assert following.verb("Dial").attrib["action"] == "/twilio/voice/dial?business_id=rivera&rung=1"
        assert self.dial(twilio, status, rung=0).raw == following.raw
        assert self.dialled(twilio, status, rung=1, DialCallSid="CA6") == ["Say", "Record"]

    def test_that_names_nobody_in_turn_leads_to_voicemail(self, twilio: Twilio) -> None:
        self.transferred(twilio)
        assert self.dialled(twilio, "no-answer") == ["Say", "Record"]
        assert self.dialled(twilio, "no-answer") == ["Say", "Record"]

    def test_that_was_picked_up_and_not_accepted_leads_on(self, twilio: Twilio) -> None:
        self.transferred(twilio)
        assert self.dial(twilio, "completed", rung=0, DialBridged="false").verb("Number").text == ON_CALL
        assert self.dialled(twilio, "completed", rung=1, DialCallSid="CA6", DialBridged="false") == ["Say", "Record"]

    def test_that_the_caller_did_not_wait_for_is_a_missed_call(self, twilio: Twilio, books: Books) -> None:
        self.transferred(twilio)
        twilio.end(From=JANE)
        assert [callback.reason for callback in books.callbacks()] == [CallbackReason.MISSED_CALL]

    def test_of_an_unknown_call_is_no_failure(self, twilio: Twilio) -> None:
        assert self.dialled(twilio, "completed") == ["Hangup"]
        assert self.dialled(twilio, "busy", DialCallSid="CA6") == ["Say", "Record"]
        assert self.dialled(twilio, "busy", rung=0, CallSid="CA99") == ["Say", "Record"]
        assert self.dialled(twilio, "busy", rung=99999, DialCallSid="CA7") == ["Say", "Record"]

    def test_whispers_who_calls_and_is_taken_by_a_key(self, twilio: Twilio) -> None:
        self.transferred(twilio)
        path = "/twilio/voice/dial?business_id=rivera&whisper="
        leg = {"CallSid": "CA5", "ParentCallSid": "CA1", "From": JANE, "To": OWNER}
        asked = twilio.post(f"{path}ask", **leg)
        assert asked.verbs == ["Gather", "Hangup"]
        assert "Press 1 to take the call." in asked.said
        assert asked.verb("Gather").attrib["action"] == f"{path}answer"
        assert twilio.post(f"{path}answer", Digits="1", **leg).verbs == []
        assert twilio.post(f"{path}answer", Digits="2", **leg).verbs == ["Hangup"]
        assert twilio.post(f"{path}ask", CallSid="CA5", From=JANE, To=OWNER).verbs == ["Gather", "Hangup"]

    def test_whispers_the_danger(self, twilio: Twilio) -> None:
        twilio.gather(twilio.ring(From=JANE), "I smell gas in the kitchen", From=JANE)
        asked = twilio.post(
            "/twilio/voice/dial?business_id=rivera&whisper=ask",
            CallSid="CA5",
            ParentCallSid="CA1",
            From=JANE,
            To=OWNER,
        )
        assert "gas" in asked.said


class TestAVoicemail:
    RECORDING = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1"

    def silent_call(self, twilio: Twilio) -> None:
        twilio.gather(twilio.gather(twilio.gather(twilio.ring(From=JANE), From=JANE), From=JANE), From=JANE)

    def recorded(self, twilio: Twilio, **fields: str | None) -> list[str]:
        form = {"CallSid": "CA1", "From": JANE, "RecordingSid": "RE1", "RecordingUrl": self.RECORDING, **fields}
        return twilio.post("/twilio/voicemail?business_id=rivera", **form).verbs

    def test_becomes_a_callback_with_the_recording_and_an_alert(self, twilio: Twilio, books: Books) -> None:
        self.silent_call(twilio)
        assert self.recorded(twilio) == ["Say", "Hangup"]
        (callback,) = books.callbacks()
        assert (callback.reason, callback.phone) == (CallbackReason.VOICEMAIL, JANE)
        assert callback.recording_url == self.RECORDING
        assert len(books.texts(TextKind.OWNER_ALERT)) == 1

    def test_is_noted_once_however_often_twilio_tells_of_it(self, twilio: Twilio, books: Books) -> None:
        self.silent_call(twilio)
        self.recorded(twilio)
        assert self.recorded(twilio, From=None, To=None, RecordingStatus="completed") == []
        words = "this is Jane, the drain is blocked"
        assert self.recorded(twilio, TranscriptionStatus="completed", TranscriptionText=words) == []
        (callback,) = books.callbacks()
        assert (callback.attempts, callback.transcript) == (1, words)
        assert len(books.texts(TextKind.OWNER_ALERT)) == 1

    def test_shows_its_transcript_in_the_conversation(self, twilio: Twilio, books: Books) -> None:
        self.silent_call(twilio)
        self.recorded(twilio, TranscriptionText="the drain is blocked")
        (talk,) = books.conversations()
        assert talk.outcome is Outcome.CALLBACK_REQUESTED
        assert books.messages(talk.id)[-1].text == "the drain is blocked"

    @pytest.mark.parametrize("first", ["recording", "end"])
    def test_makes_the_call_a_served_one_in_whatever_order_it_is_told(
        self, twilio: Twilio, books: Books, first: str
    ) -> None:
        self.silent_call(twilio)
        if first == "recording":
            self.recorded(twilio)
            twilio.end(From=JANE)
        else:
            twilio.end(From=JANE)
            self.recorded(twilio)
        (callback,) = books.callbacks()
        assert callback.reason is CallbackReason.VOICEMAIL
        assert [text.status for text in books.texts(TextKind.TEXTBACK)] in ([], [TextStatus.SUPPRESSED])

    def test_that_holds_nothing_is_none(self, twilio: Twilio, books: Books) -> None:
        self.silent_call(twilio)
        assert self.recorded(twilio, RecordingStatus="absent") == []
        assert self.recorded(twilio, RecordingUrl=None) == ["Say", "Hangup"]
        assert self.recorded(twilio, RecordingUrl="javascript:alert(1)") == ["Say", "Hangup"]
        assert books.callbacks() == []

    def test_of_a_call_that_we_do_not_know_is_kept_all_the_same(self, twilio: Twilio, books: Books) -> None:
        self.recorded(twilio)
        assert [callback.phone for callback in books.callbacks()] == [JANE]


class TestWhoseCallItIs:
    def test_the_number_called_says_it(self, twilio: Twilio) -> None:
        assert "Brooks Heating" in twilio.ring(To=BROOKS_NUMBER).said

    def test_the_address_says_it(self, twilio: Twilio) -> None:
        assert "Brooks Heating" in twilio.ring(path="/twilio/voice?business_id=brooks", To="+18165559999").said

    def test_a_key_says_it(self, twilio: Twilio, cast: Cast) -> None:
        answer = twilio.post("/twilio/voice", cast.brooks.as_tenant, CallSid="CA1", To=None)
        assert "Brooks Heating" in answer.said

    def test_a_wrong_key_is_refused(self, twilio: Twilio) -> None:
        assert twilio.post("/twilio/voice", {"X-API-Key": "ak_wrong"}, CallSid="CA1").status == 401

    def test_an_address_and_a_number_that_differ_are_refused(self, twilio: Twilio, books: Books) -> None:
        assert twilio.ring(path="/twilio/voice?business_id=brooks", To=RIVERAS_NUMBER).status == 403
        assert books.conversations() == []

    def test_an_address_and_a_key_that_differ_are_refused(self, twilio: Twilio, cast: Cast) -> None:
        answer = twilio.post(
            "/twilio/voice?business_id=rivera", cast.brooks.as_tenant, CallSid="CA1", To="+18165559999"
        )
        assert answer.status == 403

    @pytest.mark.parametrize("path", ["/twilio/voice?business_id=no_such_tenant", "/twilio/voice"])
    def test_nobodys_call_is_refused_politely_and_leaves_nothing_behind(
        self, twilio: Twilio, meter: PrometheusMeter, path: str
    ) -> None:
        answer = twilio.ring(path=path, To="+18165559999")
        assert answer.verbs == ["Say", "Hangup"]
        assert meter.counts()["twilio_voice_errors"] == 1
        assert meter.counts()["total_errors"] == 1
        with twilio.services.store.unit_of_work() as unit:
            assert unit.businesses.get("no_such_tenant") is None
            assert unit.sessions.by_call("no_such_tenant", "CA1") is None
            assert "no_such_tenant" not in unit.tallies.all_totals()

    def test_without_keys_it_is_the_default_business(self, open_client: TestClient, twilio: Twilio) -> None:
        twilio.client = open_client
        assert "Rivera Plumbing" in twilio.ring(To="+18165559999").said
        assert "can't take calls" in twilio.ring("CA2", "/twilio/voice?business_id=no_such_tenant", To="x").said

    def test_a_suspended_tenants_caller_is_put_through_to_its_owner(self, twilio: Twilio) -> None:
        answer = twilio.ring(path="/twilio/voice?business_id=shut", To=None)
        assert answer.verb("Dial").text == OWNER
        failed = twilio.post("/twilio/voice/dial?business_id=shut", CallSid="CA1", To=None, DialCallStatus="no-answer")
        assert failed.verbs == ["Say", "Hangup"]
        ended = {"CallSid": "CA1", "CallStatus": "completed", "To": None}
        assert twilio.post("/twilio/voice/status?business_id=shut", **ended).verbs == []
        assert Books(twilio.services, "shut").callbacks() == []


class TestWhatComesFromOutside:
    @pytest.mark.parametrize(
        "path", ["/twilio/voice", "/twilio/voice/status", "/twilio/voice/dial", "/twilio/voicemail"]
    )
    @pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"{}", b"=&=&&", b"CallSid=" + b"9" * 500])
    def test_a_body_without_a_call_is_told_so(self, client: TestClient, path: str, content: bytes) -> None:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = client.post(path, content=content, headers=headers)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["loc"] == ["CallSid"]

    def test_a_body_of_a_megabyte_is_too_large(self, client: TestClient) -> None:
        assert client.post("/twilio/voice", data={"CallSid": "CA1", "SpeechResult": "x" * 1_000_000}).status_code == 413

    @pytest.mark.parametrize(
        "words",
        [
            "\x00\x01\x0b\x1f",
            "😀" * 500,
            "\u202eright to left\u202c",
            "<Say>&lt;</Say>",
            "'; DROP TABLE calls; --",
            "á" * 3999,
        ],
    )
    def test_hostile_words_get_a_sensible_answer(self, twilio: Twilio, words: str) -> None:
        assert twilio.gather(twilio.ring(From=JANE), words, From=JANE).verbs == ["Gather"]

    @pytest.mark.parametrize("turn", ["", "-1", "abc", "99999999999", "1.5", "٣", "1'"])
    def test_a_turn_that_is_no_number_is_no_failure(self, twilio: Twilio, turn: str) -> None:
        twilio.ring()
        answer = twilio.post(f"/twilio/voice?turn={turn}", CallSid="CA1", SpeechResult="my sink is blocked")
        assert answer.verbs == ["Gather"]

    def test_no_path_redirects(self, client: TestClient) -> None:
        for path in ("voice", "voice/status", "voice/dial", "voicemail", "sms", "sms/status"):
            assert client.post(f"/twilio/{path}/", follow_redirects=False).status_code == 404
            assert client.get(f"/twilio/{path}", follow_redirects=False).status_code == 405


def test_requests_are_counted_for_the_operator_and_the_tenant(
    twilio: Twilio, books: Books, meter: PrometheusMeter
) -> None:
    greeting = twilio.ring()
    twilio.gather(greeting, "my sink is blocked")
    twilio.gather(greeting, "my sink is blocked")
    assert meter.counts()["twilio_voice_requests"] == 3
    assert meter.counts()["twilio_voice_errors"] == 0
    assert books.tally("voice_requests") == 3


def test_behind_a_path_the_addresses_stay_under_it(twilio: Twilio) -> None:
    settings = Settings.model_validate({"sweep_seconds": 0, "public_base_url": "https://calls.example.com/desk/"})
    with TestClient(create_app(settings, twilio.services)) as client:
        twilio.client = client
        assert twilio.ring(From=MARIA).action == "/desk/twilio/voice?business_id=rivera&turn=1"
