"""Conversations led through the API: the voice session, the telephone provider that speaks JSON, the web chat."""

from __future__ import annotations

import base64
import io
import wave
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.core.callbacks import CallbackReason
from app.core.conversations import Channel, Outcome
from app.flows.services import Services
from app.providers.prometheus.meter import PrometheusMeter
from tests.support.books import Books
from tests.support.cast import MARIA, Cast

JANE = "+18165550150"
ALL_AT_ONCE = (
    "Hi, this is Jane Burstein, my water heater is leaking at 4120 Rainbow Boulevard in Kansas City, "
    "can somebody come tomorrow after three?"
)
STATE = {
    "stage",
    "asking",
    "intent",
    "language",
    "is_emergency",
    "emergency_level",
    "slots",
    "offered",
    "appointment_id",
    "outcome",
    "done",
}
# The two ways in that share a shape: where to start, say something, end.
WAYS = {
    "voice": ("/v1/voice/session/start", "/v1/voice/session/input", "/v1/voice/session/end"),
    "telephony": ("/telephony/inbound", "/telephony/audio", "/telephony/end"),
}


class Caller:
    def __init__(self, client: TestClient, cast: Cast, way: str) -> None:
        self.client, self.headers = client, cast.rivera.as_tenant
        self.begin_at, self.say_at, self.end_at = WAYS[way]
        self.session = ""

    def begin(self, **body: Any) -> dict[str, Any]:
        answer = self.client.post(self.begin_at, json=body, headers=self.headers)
        assert answer.status_code == 200, answer.text
        self.session = answer.json()["session_id"]
        return answer.json()

    def say(self, text: str, **headers: str) -> dict[str, Any]:
        body = {"session_id": self.session, "text": text}
        answer = self.client.post(self.say_at, json=body, headers={**self.headers, **headers})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def end(self) -> dict[str, Any]:
        answer = self.client.post(self.end_at, json={"session_id": self.session}, headers=self.headers)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture(params=sorted(WAYS))
def caller(client: TestClient, cast: Cast, request: pytest.FixtureRequest) -> Caller:
    return Caller(client, cast, request.param)


def wav() -> str:
    sound = io.BytesIO()
    with wave.open(sound, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 800)
    return base64.b64encode(sound.getvalue()).decode()


def test_it_begins_with_the_greeting(caller: Caller) -> None:
    begun = caller.begin(caller_phone="(816) 555-0150", lead_source="ad")
    assert "automated assistant" in begun["reply_text"]
    assert begun["audio"]["content_type"] == "audio/wav"
    assert set(begun["session_state"]) >= STATE


def test_it_begins_without_a_body_too(caller: Caller) -> None:
    assert caller.client.post(caller.begin_at, headers=caller.headers).status_code == 200


def test_it_books_a_visit(caller: Caller, books: Books) -> None:
    caller.begin(caller_phone=JANE)
    offer = caller.say(ALL_AT_ONCE)
    state = offer["session_state"]
    assert state["slots"]["name"] == "Jane Burstein"
    assert state["asking"] == "choice"
    first = datetime.fromisoformat(state["offered"][0]["start"])
    assert first.utcoffset() is not None
    assert first.isoformat() == "2026-06-04T15:00:00-05:00"
    assert state["slots"]["requested"]["start"].startswith("2026-06-04T15:00:00-05:00")
    caller.say("the first one")
    booked = caller.say("yes please")["session_state"]
    (visit,) = books.visits()
    assert booked["appointment_id"] == visit.id
    assert (booked["outcome"], booked["is_emergency"]) == ("booked", False)


def test_ending_twice_answers_the_same(caller: Caller, books: Books) -> None:
    caller.begin(caller_phone=JANE)
    caller.say("what are your hours?")
    ended = caller.end()
    assert ended["status"] == "ended"
    assert caller.end() == ended
    assert books.conversations()[0].outcome == Outcome(ended["outcome"])


def test_who_asked_for_a_person_and_was_put_through_to_nobody_is_owed_a_call(caller: Caller, books: Books) -> None:
    caller.begin(caller_phone=JANE)
    caller.say("I want to speak to a person")
    assert [caller.end()["outcome"], caller.end()["outcome"]] == ["callback_requested"] * 2
    assert [(owed.phone, owed.reason) for owed in books.callbacks()] == [(JANE, CallbackReason.HUMAN_REQUESTED)]


def test_an_ended_session_takes_no_more_words(caller: Caller) -> None:
    caller.begin()
    caller.end()
    answer = caller.client.post(
        caller.say_at, json={"session_id": caller.session, "text": "hi"}, headers=caller.headers
    )
    assert answer.status_code == 409


@pytest.mark.parametrize("session", ["unknown", "", "x" * 10_000, "../../etc", "\x00", "😀"])
def test_an_unknown_session_is_not_found(caller: Caller, session: str) -> None:
    for path in (caller.say_at, caller.end_at):
        answer = caller.client.post(path, json={"session_id": session, "text": "hi"}, headers=caller.headers)
        assert answer.status_code == 404


def test_another_tenants_session_is_not_found(caller: Caller, cast: Cast) -> None:
    caller.begin()
    caller.headers = cast.brooks.as_tenant
    body = {"session_id": caller.session, "text": "hi"}
    assert caller.client.post(caller.say_at, json=body, headers=caller.headers).status_code == 404


def test_the_same_key_has_its_effect_once(caller: Caller, books: Books) -> None:
    caller.begin(caller_phone=JANE)
    first = caller.say("my sink is blocked", **{"Idempotency-Key": "turn-1"})
    messages = books.messages(books.conversations()[0].id)
    assert caller.say("my sink is blocked", **{"Idempotency-Key": "turn-1"}) == first
    assert books.messages(books.conversations()[0].id) == messages
    headers = {**caller.headers, "Idempotency-Key": "turn-1"}
    other = caller.client.post(caller.say_at, json={"session_id": caller.session, "text": "other"}, headers=headers)
    assert other.status_code == 409


def test_a_call_that_is_announced_twice_is_one_call(caller: Caller, books: Books) -> None:
    first = caller.begin(provider_call_id="call-1", caller_phone=JANE)
    again = caller.begin(provider_call_id="call-1", caller_phone=JANE)
    assert again["session_id"] == first["session_id"]
    assert again["reply_text"] == first["reply_text"]
    assert len(books.conversations()) == 1
    caller.end()
    answer = caller.client.post(caller.begin_at, json={"provider_call_id": "call-1"}, headers=caller.headers)
    assert answer.status_code == 409


def test_no_words_are_silence(caller: Caller) -> None:
    caller.begin()
    assert "still there" in caller.say("   ")["reply_text"]


@pytest.mark.parametrize(
    ("audio", "says"),
    [
        (wav(), "no speech recognition"),
        ("!!!", "base64"),
        ("é", "base64"),
        (base64.b64encode(b"not sound").decode(), "WAV"),
        ("", "WAV"),
    ],
)
def test_sound_is_refused_in_words(caller: Caller, audio: str, says: str) -> None:
    caller.begin()
    body = {"session_id": caller.session, "audio": audio}
    answer = caller.client.post(caller.say_at, json=body, headers=caller.headers)
    assert answer.status_code == 422
    assert says in answer.json()["detail"]


@pytest.mark.parametrize(
    "body",
    [{}, {"text": "hi"}, {"text": None}, {"text": "hi", "audio": "UklGRg=="}, {"text": 5}, {"text": "x" * 5000}, []],
)
def test_a_body_that_makes_no_sense_is_told_why(caller: Caller, body: Any) -> None:
    caller.begin()
    if isinstance(body, dict) and body:
        body = {"session_id": caller.session, **body} if body != {"text": "hi"} else body
    answer = caller.client.post(caller.say_at, json=body, headers=caller.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"]


@pytest.mark.parametrize("content", [b"\x00\xff", b"{", b'{"session_id": "a", "text": "\\ud800"}', b"[" * 5000])
def test_a_body_that_is_no_json_is_told_so(caller: Caller, content: bytes) -> None:
    headers = {**caller.headers, "Content-Type": "application/json"}
    assert caller.client.post(caller.say_at, content=content, headers=headers).status_code in (400, 422)


@pytest.mark.parametrize(
    "words", ["\x00\x07", "😀" * 900, "<script>alert(1)</script>", "1" * 4000, "ا" * 100, "{{7*7}}"]
)
def test_hostile_words_get_a_sensible_answer(caller: Caller, words: str) -> None:
    caller.begin()
    assert caller.say(words)["reply_text"]


@pytest.mark.parametrize("phone", ["anonymous", "12", "+999999999999999", "816555015012345"])
def test_what_is_no_phone_number_is_refused(caller: Caller, phone: str) -> None:
    answer = caller.client.post(caller.begin_at, json={"caller_phone": phone}, headers=caller.headers)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"][-1] == "caller_phone"


def test_a_blank_number_is_none(caller: Caller, books: Books) -> None:
    caller.begin(caller_phone="  ")
    assert books.conversations()[0].phone is None


def test_the_language_can_be_chosen(client: TestClient, cast: Cast) -> None:
    begun = Caller(client, cast, "voice").begin(language="es")
    assert "asistente automático" in begun["reply_text"]
    assert begun["session_state"]["language"] == "es"


def test_a_known_caller_is_greeted_by_name(caller: Caller) -> None:
    assert "Maria" in caller.begin(caller_phone=MARIA)["reply_text"]


def test_a_recording_that_does_not_exist_is_not_found(client: TestClient) -> None:
    assert client.get("/v1/voice/audio/nothing").status_code == 404


@pytest.mark.parametrize(
    ("way", "requests", "errors"),
    [
        ("voice", "voice_session_requests", "voice_session_errors"),
        ("telephony", "twilio_voice_requests", "twilio_voice_errors"),
    ],
)
def test_requests_and_failures_are_counted(
    client: TestClient,
    cast: Cast,
    books: Books,
    meter: PrometheusMeter,
    monkeypatch: pytest.MonkeyPatch,
    way: str,
    requests: str,
    errors: str,
) -> None:
    caller = Caller(client, cast, way)
    caller.begin()
    caller.say("my sink is blocked")
    caller.client.post(caller.say_at, json={}, headers=caller.headers)
    assert (meter.counts()[requests], meter.counts()[errors]) == (3, 0)

    def breaks(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("app.flows.converse.hear_in", breaks)
    body = {"session_id": caller.session, "text": "hello"}
    assert caller.client.post(caller.say_at, json=body, headers=caller.headers).status_code == 500
    assert (meter.counts()[requests], meter.counts()[errors]) == (4, 1)
    tenants_name = "voice_requests" if way == "telephony" else "voice_session_requests"
    assert books.tally(tenants_name) == 3
    assert books.tally(tenants_name.replace("requests", "errors")) == 1


class TestTheWebChat:
    def open(self, client: TestClient, cast: Cast, **body: Any) -> dict[str, Any]:
        answer = client.post("/v1/widget/start", json=body, headers=cast.rivera.as_visitor)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def write(self, client: TestClient, cast: Cast, conversation: str, text: str) -> Any:
        body = {"conversation_id": conversation, "text": text}
        return client.post("/v1/widget/message", json=body, headers=cast.rivera.as_visitor)

    def test_says_who_answers(self, client: TestClient, cast: Cast) -> None:
        shown = client.get("/v1/widget/business", headers=cast.rivera.as_visitor).json()
        assert (shown["id"], shown["name"], shown["language"]) == ("rivera", "Rivera Plumbing", "en")
        assert shown["greeting"]

    def test_books_a_visit(self, client: TestClient, cast: Cast, books: Books) -> None:
        chat = self.open(client, cast, name="Jane Burstein", phone="816-555-0150")["conversation_id"]
        words = "my water heater is leaking at 4120 Rainbow Boulevard, Kansas City, tomorrow after 3?"
        offer = self.write(client, cast, chat, words).json()
        assert offer["session_state"]["asking"] == "choice"
        self.write(client, cast, chat, "the first one")
        assert self.write(client, cast, chat, "yes").json()["session_state"]["outcome"] == "booked"
        (visit,) = books.visits()
        assert (visit.customer_name, visit.customer_phone) == ("Jane Burstein", JANE)
        assert books.conversations()[0].channel is Channel.WEB

    def test_is_opened_only_by_its_own_id(self, client: TestClient, cast: Cast) -> None:
        caller = Caller(client, cast, "voice")
        caller.begin()
        for conversation in (caller.session, "unknown", ""):
            assert self.write(client, cast, conversation, "hi").status_code == 404

    def test_a_number_that_was_typed_proves_nothing(self, client: TestClient, cast: Cast) -> None:
        assert "Maria" not in self.open(client, cast, phone=MARIA)["reply_text"]

    @pytest.mark.parametrize("body", [{"phone": "12"}, {"email": "nobody"}, {"name": "x" * 500}, {"name": "a\x00b"}])
    def test_what_makes_no_sense_is_refused(self, client: TestClient, cast: Cast, body: dict[str, str]) -> None:
        assert client.post("/v1/widget/start", json=body, headers=cast.rivera.as_visitor).status_code == 422

    def test_the_same_key_has_its_effect_once(self, client: TestClient, cast: Cast, books: Books) -> None:
        chat = self.open(client, cast)["conversation_id"]
        headers = {**cast.rivera.as_visitor, "Idempotency-Key": "m1"}
        body = {"conversation_id": chat, "text": "my sink is blocked"}
        first = client.post("/v1/widget/message", json=body, headers=headers)
        assert client.post("/v1/widget/message", json=body, headers=headers).json() == first.json()
        assert len(books.messages(chat)) == 3

    def test_the_business_greets_in_its_own_words(self, client: TestClient, cast: Cast, services: Services) -> None:
        with services.store.unit_of_work() as unit:
            rivera = unit.businesses.get("rivera")
            assert rivera is not None
            unit.businesses.save(replace(rivera, greeting="Howdy! This is Rivera's automated helper."))
            unit.commit()
        assert client.get("/v1/widget/business", headers=cast.rivera.as_visitor).json()["greeting"].startswith("Howdy")
        assert self.open(client, cast)["reply_text"].startswith("Howdy")

    def test_is_counted(self, client: TestClient, cast: Cast, books: Books, meter: PrometheusMeter) -> None:
        chat = self.open(client, cast)["conversation_id"]
        self.write(client, cast, chat, "hi")
        assert meter.counts()["widget_requests"] == 2
        assert books.tally("widget_requests") == 2


def test_in_development_nobody_needs_a_key(open_client: TestClient) -> None:
    begun = open_client.post("/v1/voice/session/start", json={"caller_phone": JANE, "lead_source": "try page"})
    assert begun.status_code == 200
