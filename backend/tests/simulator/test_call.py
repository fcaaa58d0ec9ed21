"""The simulator follows TwiML as Twilio does, and gives up where Twilio would."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from twilio.request_validator import RequestValidator

from simulator.call import PhoneCall
from simulator.line import Line, Rejected
from simulator.script import Unexpected, play, read_script
from simulator.texts import TextThread

LISTEN = '<Gather input="speech dtmf" action="/next" actionOnEmptyResult="true"><Say>Hello?</Say></Gather>'


@dataclass
class Reply:
    text: str
    status_code: int = 200

    @property
    def content(self) -> bytes:
        return self.text.encode()


@dataclass
class Server:
    """Answers each path with its document, and remembers what was asked."""

    documents: dict[str, str]
    status_code: int = 200
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def post(self, url: str, *, data: dict[str, str], headers: dict[str, str]) -> Reply:
        path = urlsplit(url).path
        self.asked.append((path, data))
        self.headers.append(headers)
        document = self.documents.get(path, "")
        whole = document if document.startswith("<?") else f"<Response>{document}</Response>"
        return Reply(whole, self.status_code)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def fields(self, path: str) -> dict[str, str]:
        return next(data for asked, data in self.asked if asked == path)


def call_to(documents: dict[str, str], **options: object) -> tuple[PhoneCall, Server]:
    server = Server({"/twilio/voice/status": "", **documents})
    return PhoneCall(Line(server), **options), server  # type: ignore[arg-type]


def test_the_first_webhook_rings_and_later_ones_are_in_progress() -> None:
    call, server = call_to({"/twilio/voice": LISTEN, "/next": LISTEN})
    assert call.ring() == "Hello?"
    call.says("hi")
    assert server.fields("/twilio/voice")["CallStatus"] == "ringing"
    assert server.fields("/twilio/voice")["FromCity"] == ""
    said = server.fields("/next")
    assert (said["CallStatus"], said["SpeechResult"]) == ("in-progress", "hi")


def test_keys_are_cut_to_the_number_that_is_asked_for() -> None:
    call, server = call_to({"/twilio/voice": LISTEN.replace("<Gather", '<Gather numDigits="1"'), "/next": LISTEN})
    call.ring()
    call.presses("123")
    assert server.fields("/next")["Digits"] == "1"
    call.presses("8165550150#")
    assert server.asked[-1][1]["Digits"] == "8165550150"


def test_silence_asks_the_action_only_where_it_was_told_to() -> None:
    call, server = call_to({"/twilio/voice": LISTEN, "/next": ""})
    call.ring()
    call.is_silent()
    assert "SpeechResult" not in server.fields("/next")
    quiet = LISTEN.replace(' actionOnEmptyResult="true"', "")
    call, server = call_to({"/twilio/voice": f"{quiet}<Say>Still there?</Say>"})
    call.ring()
    assert call.is_silent() == "Still there?"
    assert server.paths == ["/twilio/voice", "/twilio/voice/status"]


def test_a_document_that_ends_hangs_up_and_the_end_is_reported() -> None:
    call, server = call_to({"/twilio/voice": "<Say>Bye</Say>"})
    assert call.ring() == "Bye"
    assert call.over
    assert server.fields("/twilio/voice/status")["CallStatus"] == "completed"
    with pytest.raises(Rejected):
        call.says("hello?")


def test_who_hangs_up_asks_for_no_document_any_more() -> None:
    call, server = call_to({"/twilio/voice": LISTEN})
    call.ring()
    call.hangs_up()
    call.hangs_up()
    assert server.paths == ["/twilio/voice", "/twilio/voice/status"]


def test_a_redirect_is_followed() -> None:
    call, _ = call_to({"/twilio/voice": "<Redirect>/other</Redirect>", "/other": "<Say>Here</Say><Hangup/>"})
    assert call.ring() == "Here"


@pytest.mark.parametrize(("status", "bridged"), [("completed", "true"), ("no-answer", "false")])
def test_a_transfer_reports_how_it_ended(status: str, bridged: str) -> None:
    dial = '<Dial action="/dialled">+18165550100</Dial><Say>unreachable</Say>'
    call, server = call_to({"/twilio/voice": dial, "/dialled": "<Hangup/>"}, person=lambda _: status)
    assert call.ring() == ""
    result = server.fields("/dialled")
    assert (result["DialCallStatus"], result["DialBridged"]) == (status, bridged)


def test_a_message_reaches_the_action_the_report_and_the_transcript() -> None:
    record = '<Record action="/a" recordingStatusCallback="/b" transcribe="true" transcribeCallback="/c"/>'
    call, server = call_to({"/twilio/voice": record, "/a": "<Hangup/>"}, message="it is blocked")
    call.ring()
    assert server.fields("/a")["RecordingSid"] == server.fields("/b")["RecordingSid"]
    assert server.fields("/c")["TranscriptionText"] == "it is blocked"
    assert "From" not in server.fields("/b")


def test_who_leaves_no_message_is_gone() -> None:
    call, server = call_to({"/twilio/voice": '<Record action="/a"/>'})
    call.ring()
    assert server.paths == ["/twilio/voice", "/twilio/voice/status"]


@pytest.mark.parametrize(
    "document",
    [
        "<?xml version='1.0'?><Answer/>",
        "<Say>&</Say>",
        "<Say>\x0b</Say>",
        "<Say></Say>",
        f"<Say>{'x' * 5000}</Say>",
        f"<Say>{'x' * 4000}</Say>" * 17,
        "<Message>no verb of a call</Message>",
        "<Gather><Dial>+18165550100</Dial></Gather>",
        '<Gather input="thoughts"/>',
        '<Gather speechTimeout="auto" speechModel="phone_call"/>',
        f'<Gather hints="{"x" * 101}"/>',
        "<Dial>555-0100</Dial>",
        "<Dial/>",
        "<Record/>",
    ],
)
def test_a_document_that_twilio_would_not_take_is_refused(document: str) -> None:
    call, _ = call_to({"/twilio/voice": document})
    with pytest.raises(Rejected):
        call.ring()


def test_an_answer_that_is_no_success_is_refused() -> None:
    call, server = call_to({"/twilio/voice": LISTEN})
    server.status_code = 307
    with pytest.raises(Rejected, match="307"):
        call.ring()


def test_a_call_that_goes_round_in_circles_is_ended() -> None:
    call, _ = call_to({"/twilio/voice": "<Redirect>/twilio/voice</Redirect>"})
    with pytest.raises(Rejected, match="circles"):
        call.ring()


def test_every_request_is_signed_over_the_public_address() -> None:
    server = Server({"/twilio/voice": LISTEN, "/next": LISTEN, "/twilio/voice/status": ""})
    call = PhoneCall(Line(server, "http://127.0.0.1:9", "https://calls.example.com", "the-token"))
    call.ring()
    call.says("hi")
    validator = RequestValidator("the-token")
    for (path, fields), headers in zip(server.asked, server.headers, strict=True):
        url = f"https://calls.example.com{path}"
        assert validator.validate(url, fields, headers["X-Twilio-Signature"])
    assert len({headers["I-Twilio-Idempotency-Token"] for headers in server.headers}) == 2


def test_a_text_gets_its_messages() -> None:
    server = Server({"/twilio/sms": "<Message>Hello</Message>"})
    assert TextThread(Line(server)).writes("hi") == "Hello"
    server.documents["/twilio/sms"] = ""
    assert TextThread(Line(server)).writes("STOP") == ""
    server.documents["/twilio/sms"] = f"<Message>{'x' * 1601}</Message>"
    with pytest.raises(Rejected):
        TextThread(Line(server)).writes("hi")


class TestAScript:
    def played(self, script: str, documents: dict[str, str] | None = None) -> tuple[PhoneCall, list[str]]:
        call, _ = call_to(documents or {"/twilio/voice": LISTEN, "/next": LISTEN})
        lines: list[str] = []
        play(read_script(script), call, lines.append)
        return call, lines

    def test_speaks_presses_waits_and_hangs_up(self) -> None:
        script = "# a comment\n\nfrom: +18165550150\nhello there\npress: 1\nsilence\nhang up\n"
        call, lines = self.played(script)
        assert call.caller == "+18165550150"
        assert lines[1:] == [
            "caller: hello there",
            "assistant: Hello?",
            "caller: 1",
            "assistant: Hello?",
            "caller: (silence)",
            "assistant: Hello?",
            "caller: (hangs up)",
        ]

    def test_says_what_it_expected_and_what_it_heard(self) -> None:
        self.played("expect: HELLO\nexpect: /^hel+o/\nexpect not: bye\n")
        with pytest.raises(Unexpected, match="line 2: expect 'bye', heard: 'Hello\\?'"):
            self.played("hi\nexpect: bye")
        with pytest.raises(Unexpected):
            self.played("expect not: hello")

    def test_cannot_speak_into_a_call_that_is_over(self) -> None:
        with pytest.raises(Unexpected, match="over"):
            self.played("hi", {"/twilio/voice": "<Hangup/>"})

    def test_chooses_how_people_answer_and_what_is_left_after_the_tone(self) -> None:
        documents = {
            "/twilio/voice": LISTEN,
            "/next": '<Dial action="/dialled">+18165550100</Dial>',
            "/dialled": '<Record action="/recorded"/>',
            "/recorded": "<Say>Thanks</Say>",
        }
        _, lines = self.played("transfer: busy\nmessage: it leaks\na person please\nexpect: thanks", documents)
        assert lines[-2:] == ["(rang +18165550100: busy)", "(left a message)"]
