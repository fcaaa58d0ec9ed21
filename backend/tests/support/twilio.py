"""Twilio at the other end of the webhooks: posts forms, reads the TwiML that comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from app.flows.services import Services
from tests.support.cast import MARIA

RIVERAS_NUMBER = "+18165550110"
BROOKS_NUMBER = "+18165550120"


@dataclass(frozen=True)
class Twiml:
    status: int
    content_type: str
    raw: str

    @property
    def root(self) -> ElementTree.Element:
        assert self.status == 200, self.raw
        assert self.content_type.startswith("application/xml")
        root = ElementTree.fromstring(self.raw)
        assert root.tag == "Response"
        return root

    @property
    def said(self) -> str:
        return " ".join(say.text or "" for say in self.root.iter("Say"))

    @property
    def message(self) -> str | None:
        found = self.root.find("Message")
        return None if found is None else found.text

    @property
    def verbs(self) -> list[str]:
        return [verb.tag for verb in self.root]

    def verb(self, name: str) -> ElementTree.Element:
        found = next(self.root.iter(name), None)
        assert found is not None, self.raw
        return found

    @property
    def action(self) -> str:
        """Where the Gather goes."""
        return self.verb("Gather").attrib["action"]

    @property
    def turn(self) -> int:
        return int(parse_qs(urlsplit(self.action).query)["turn"][0])


@dataclass
class Twilio:
    """Posts as Twilio does; signs where it has a token. Defaults: Maria rings or writes to Rivera Plumbing."""

    client: TestClient
    services: Services
    token: str | None = None
    base: str = "http://testserver"
    sent: int = field(default=0)

    def post(self, path: str, headers: dict[str, str] | None = None, **fields: str | None) -> Twiml:
        form = {"From": MARIA, "To": RIVERAS_NUMBER, "FromCity": "", **fields}
        form = {name: value for name, value in form.items() if value is not None}
        headers = dict(headers or {})
        if self.token:
            headers["X-Twilio-Signature"] = RequestValidator(self.token).compute_signature(self.base + path, form)
        answer = self.client.post(path, data=form, headers=headers)
        return Twiml(answer.status_code, answer.headers.get("content-type", ""), answer.text)

    def ring(self, call_sid: str = "CA1", path: str = "/twilio/voice", **fields: str | None) -> Twiml:
        return self.post(path, **{"CallSid": call_sid, "CallStatus": "ringing", **fields})

    def gather(
        self, before: Twiml, speech: str | None = None, digits: str | None = None, **fields: str | None
    ) -> Twiml:
        """The result of listening: words, keys, or neither."""
        heard = {"SpeechResult": speech, "Digits": digits, "CallStatus": "in-progress", "CallSid": "CA1"}
        return self.post(before.action, **{**heard, **fields})

    def end(self, call_sid: str = "CA1", status: str = "completed", **fields: str | None) -> Twiml:
        return self.post("/twilio/voice/status", **{"CallSid": call_sid, "CallStatus": status, **fields})

    def text(self, body: str, sid: str | None = None, path: str = "/twilio/sms", **fields: str | None) -> Twiml:
        self.sent += 1
        return self.post(path, **{"MessageSid": sid or f"SM{self.sent}", "Body": body, **fields})
