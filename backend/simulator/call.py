"""One phone call: a caller at this end, TwiML at the other, and Twilio's rules in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree

from simulator.line import Line, Rejected, new_sid
from simulator.twiml import check_voice, read

# A call that asks for more documents than this goes round in circles.
MOST_DOCUMENTS = 300
TAKEN = frozenset({"completed", "answered"})


def nobody_answers(number: str) -> str:
    """A transfer that nobody takes."""
    del number
    return "no-answer"


@dataclass
class Heard:
    """Everything the caller heard, and what happened on the line, in order."""

    said: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)


@dataclass
class PhoneCall:
    """Call `ring`, then `says`, `presses`, `is_silent` or `hangs_up`; each returns what the caller hears next.

    `person` says how ringing that number ends (a DialCallStatus). `message` is what the caller leaves after a tone,
    None: nothing.
    """

    line: Line
    caller: str = "+18165550199"
    called: str = "+18165550100"
    path: str = "/twilio/voice"
    status_path: str | None = "/twilio/voice/status"
    person: Callable[[str], str] = nobody_answers
    message: str | None = None
    call_sid: str = field(default_factory=lambda: new_sid("CA"))
    heard: Heard = field(default_factory=Heard)
    over: bool = False
    _url: str = ""
    _verbs: Iterator[ElementTree.Element] = field(default_factory=lambda: iter(()))
    _gather: ElementTree.Element | None = None
    _documents: int = 0
    _new: list[str] = field(default_factory=list)

    def ring(self) -> str:
        """The first webhook."""
        return self._ask(self.line.first(self.path), {"CallStatus": "ringing"})

    def says(self, words: str) -> str:
        return self._answered({"SpeechResult": words, "Confidence": "0.93"}, "speech")

    def presses(self, keys: str) -> str:
        most = self._listening().get("numDigits")
        return self._answered({"Digits": keys[: int(most)] if most else keys.rstrip("#")}, "dtmf")

    def is_silent(self) -> str:
        """Twilio asks the action only where it was told to; else the document goes on."""
        if self._listening().get("actionOnEmptyResult") == "true":
            return self._answered({}, None)
        self._gather = None
        return self._go_on()

    def hangs_up(self) -> None:
        """The caller is gone: no document is asked for any more, only the end is reported."""
        if not self.over:
            self._end()

    @property
    def listening(self) -> bool:
        return self._gather is not None

    def _listening(self) -> ElementTree.Element:
        if self._gather is None:
            raise Rejected("nobody is listening: the call is over")
        return self._gather

    def _answered(self, result: dict[str, str], kind: str | None) -> str:
        gather = self._listening()
        if kind is not None and kind not in gather.get("input", "dtmf").split():
            raise Rejected(f"this <Gather> does not listen for {kind}")
        self._gather = None
        return self._ask(self.line.resolve(self._url, gather.get("action", self._url)), result)

    def _ask(self, url: str, fields: dict[str, str]) -> str:
        """One document, followed until somebody has to speak or the call is over."""
        self._fetch(url, fields)
        return self._go_on()

    def _fetch(self, url: str, fields: dict[str, str]) -> None:
        self._documents += 1
        if self._documents > MOST_DOCUMENTS:
            raise Rejected("the call goes round in circles")
        root = read(self.line.post(url, {**self._about(), **fields}))
        check_voice(root)
        self._url, self._verbs = url, iter(list(root))

    def _go_on(self) -> str:
        self._new = []
        while not self.over and self._gather is None:
            verb = next(self._verbs, None)
            if verb is None:
                self._end()
            else:
                self._follow(verb)
        return " ".join(self._new)

    def _follow(self, verb: ElementTree.Element) -> None:
        match verb.tag:
            case "Say":
                self._hear(verb)
            case "Gather":
                for inner in verb.iter("Say"):
                    self._hear(inner)
                self._gather = verb
            case "Redirect":
                self._fetch(self.line.resolve(self._url, (verb.text or "").strip()), {})
            case "Dial":
                self._dial(verb)
            case "Record":
                self._record(verb)
            case "Hangup" | "Reject":
                self._end()

    def _hear(self, verb: ElementTree.Element) -> None:
        self._new.append(verb.text or "")
        self.heard.said.append(verb.text or "")

    def _dial(self, verb: ElementTree.Element) -> None:
        number = (verb.text or next((inner.text for inner in verb.iter("Number")), "") or "").strip()
        status = self.person(number)
        self.heard.events.append(f"rang {number}: {status}")
        action = verb.get("action")
        if action:
            result = {"DialCallStatus": status, "DialCallSid": new_sid("CA"), "DialCallDuration": "0"}
            result["DialBridged"] = str(status in TAKEN).lower()
            self._fetch(self.line.resolve(self._url, action), result)

    def _record(self, verb: ElementTree.Element) -> None:
        """Twilio asks the action, and reports the recording and its transcript beside the call."""
        url = self._url
        if self.message is None:
            self.heard.events.append("left no message")
            self._end()
            return
        self.heard.events.append("left a message")
        sid = new_sid("RE")
        recording = {
            "RecordingSid": sid,
            "RecordingUrl": f"https://api.twilio.com/2010-04-01/Accounts/{self.line.account_sid}/Recordings/{sid}",
            "RecordingDuration": "8",
        }
        self._fetch(self.line.resolve(url, verb.get("action", "")), {**recording, "Digits": "hangup"})
        self._report(url, verb.get("recordingStatusCallback"), {**recording, "RecordingStatus": "completed"})
        if verb.get("transcribe") == "true":
            transcript = {"TranscriptionText": self.message, "TranscriptionStatus": "completed"}
            self._report(url, verb.get("transcribeCallback"), {**recording, **transcript})

    def _report(self, current: str, address: str | None, fields: dict[str, str]) -> None:
        if address:
            read(self.line.post(self.line.resolve(current, address), {"CallSid": self.call_sid, **fields}))

    def _end(self) -> None:
        self.over, self._gather = True, None
        if self.status_path is not None:
            ended = {**self._about(), "CallStatus": "completed", "CallDuration": "30"}
            read(self.line.post(self.line.first(self.status_path), ended))

    def _about(self) -> dict[str, str]:
        status = "in-progress" if self._documents > 1 else "ringing"
        return {
            "CallSid": self.call_sid,
            "From": self.caller,
            "To": self.called,
            "Caller": self.caller,
            "Called": self.called,
            "Direction": "inbound",
            "CallStatus": status,
        }
