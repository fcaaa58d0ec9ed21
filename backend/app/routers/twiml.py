"""TwiML: what the flows decided, in Twilio's language. Always well-formed, always under 64 kB."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from fastapi import Response
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import VoiceResponse

from app.core.dialogue.steps import Then
from app.core.reach import may_reach
from app.flows.call_answer import CallAnswer

VOICE_PATH = "/twilio/voice"
DIAL_PATH = "/twilio/voice/dial"
VOICEMAIL_PATH = "/twilio/voicemail"

LONGEST_SAY = 4096
LONGEST_MESSAGE = 1600
LONGEST_HINT = 100
MOST_HINTS = 500

# Seconds.
WAIT_FOR_WORDS = 6
RING_A_PERSON = 25
WAIT_FOR_KEY = 8
LONGEST_VOICEMAIL = 120
SILENCE_ENDS_VOICEMAIL = 5

LOCALES = {"en": "en-US", "es": "es-US"}
VOICES = {"en": "Polly.Joanna-Neural", "es": "Polly.Lupe-Neural"}

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TwimlResponse(Response):
    media_type = "application/xml"


@dataclass(frozen=True, slots=True)
class Line:
    """Where Twilio asks next: the path that the public address has, and the tenant. Whom it may ring."""

    business_id: str | None = None
    prefix: str = ""
    country: str = "US"
    reach: frozenset[str] = frozenset()

    def may_ring(self, number: str | None) -> bool:
        return bool(number and _E164.fullmatch(number)) and may_reach(number or "", self.country, self.reach)

    def address(self, path: str, **query: object) -> str:
        named = {**({"business_id": self.business_id} if self.business_id else {}), **query}
        return f"{self.prefix}{path}" + (f"?{urlencode(named)}" if named else "")


def prefix_of(public_base_url: str | None) -> str:
    """A service behind `https://host/some/path` is asked under that path."""
    return urlsplit(public_base_url).path.rstrip("/") if public_base_url else ""


def speak(answer: CallAnswer, line: Line) -> TwimlResponse:
    """The next minute of the call."""
    response = VoiceResponse()
    then = answer.then
    if then is Then.TRANSFER and not line.may_ring(answer.transfer_to):
        then = Then.VOICEMAIL
    if then is Then.LISTEN:
        _listen(response, answer, line)
        return _voice(response)
    _say(response, answer)
    if then is Then.TRANSFER:
        _dial(response, answer, line)
    elif then is Then.VOICEMAIL:
        _record(response, answer, line)
    else:
        response.hangup()
    return _voice(response)


def write(body: str | None) -> TwimlResponse:
    """One message, or none."""
    response = MessagingResponse()
    if body:
        response.message(clean(body)[:LONGEST_MESSAGE])
    return TwimlResponse(str(response))


def nothing() -> TwimlResponse:
    """The answer to a report."""
    return _voice(VoiceResponse())


def clean(text: str) -> str:
    """What XML 1.0 can hold: the library escapes `&` and `<`, and lets control characters through."""
    return _NOT_XML.sub("", text)


def _listen(response: VoiceResponse, answer: CallAnswer, line: Line) -> None:
    """`speechTimeout="auto"` and a `speechModel` do not go together, so no model is named."""
    keys = {"num_digits": 1} if answer.one_key else {"finish_on_key": "#"}
    gather = response.gather(
        input="speech dtmf",
        action=line.address(VOICE_PATH, turn=answer.turn),
        method="POST",
        action_on_empty_result=True,
        timeout=WAIT_FOR_WORDS,
        speech_timeout="auto",
        language=LOCALES.get(answer.language, LOCALES["en"]),
        hints=_hints(answer),
        profanity_filter=False,
        **keys,
    )
    _say(gather, answer)


def _dial(response: VoiceResponse, answer: CallAnswer, line: Line) -> None:
    """Who is one of several is told who calls and takes the call by a key, so that no mobile's voicemail takes it."""
    if answer.rung is None:
        response.dial(answer.transfer_to, action=line.address(DIAL_PATH), method="POST", timeout=RING_A_PERSON)
        return
    action = line.address(DIAL_PATH, rung=answer.rung)
    dial = response.dial(action=action, method="POST", timeout=RING_A_PERSON)
    dial.number(answer.transfer_to, url=line.address(DIAL_PATH, whisper="ask"), method="POST")


def whisper(text: str, language: str, line: Line) -> TwimlResponse:
    """To the person who picked up, before they are put through: one key takes the call, all else declines it."""
    response = VoiceResponse()
    gather = response.gather(
        input="dtmf",
        num_digits=1,
        timeout=WAIT_FOR_KEY,
        action=line.address(DIAL_PATH, whisper="answer"),
        method="POST",
    )
    for _ in range(2):
        _say(gather, CallAnswer(text, language))
    response.hangup()
    return _voice(response)


def taken(key: str) -> TwimlResponse:
    """An empty document puts the two through."""
    response = VoiceResponse()
    if key != "1":
        response.hangup()
    return _voice(response)


def _say(verb: VoiceResponse, answer: CallAnswer) -> None:
    text = clean(answer.text).strip()[:LONGEST_SAY]
    if text:
        language = answer.language if answer.language in LOCALES else "en"
        verb.say(text, voice=VOICES[language], language=LOCALES[language])


def _record(response: VoiceResponse, answer: CallAnswer, line: Line) -> None:
    """Twilio transcribes American English only, recordings of 2 to 120 seconds."""
    address = line.address(VOICEMAIL_PATH)
    english = {"transcribe": True, "transcribe_callback": address} if answer.language == "en" else {}
    response.record(
        action=address,
        method="POST",
        max_length=LONGEST_VOICEMAIL,
        timeout=SILENCE_ENDS_VOICEMAIL,
        finish_on_key="#",
        play_beep=True,
        recording_status_callback=address,
        recording_status_callback_method="POST",
        recording_status_callback_event="completed absent",
        **english,
    )


def _hints(answer: CallAnswer) -> str | None:
    """The business's own words; a comma would divide one in two."""
    words = [clean(hint).replace(",", " ").strip()[:LONGEST_HINT] for hint in answer.hints[:MOST_HINTS]]
    return ", ".join(word for word in words if word) or None


def _voice(response: VoiceResponse) -> TwimlResponse:
    return TwimlResponse(str(response))
