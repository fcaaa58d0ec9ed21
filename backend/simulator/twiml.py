"""A TwiML document, read as strictly as Twilio reads it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from simulator.line import Answer, Rejected

LARGEST = 64 * 1024
LONGEST_SAY = 4096
LONGEST_MESSAGE = 1600
VOICE_VERBS = frozenset({"Say", "Play", "Pause", "Gather", "Redirect", "Dial", "Record", "Hangup", "Reject"})
IN_A_GATHER = frozenset({"Say", "Play", "Pause"})
E164 = re.compile(r"\+[1-9]\d{6,14}")


def read(answer: Answer) -> ElementTree.Element:
    """The `<Response>` of an answer. Raises `Rejected` where Twilio would give up."""
    if answer.status_code == 204:
        return ElementTree.Element("Response")
    if answer.status_code != 200:
        raise Rejected(f"the webhook answered {answer.status_code}: {answer.text[:300]}")
    if len(answer.content) > LARGEST:
        raise Rejected("the document is larger than 64 kB")
    try:
        root = ElementTree.fromstring(answer.content)
    except ElementTree.ParseError as error:
        raise Rejected(f"the document is not well-formed: {error}") from error
    if root.tag != "Response":
        raise Rejected(f"the root is <{root.tag}>")
    return root


def check_voice(root: ElementTree.Element) -> None:
    """What a call's document must keep to."""
    for verb in root:
        if verb.tag not in VOICE_VERBS:
            raise Rejected(f"<{verb.tag}> is no verb of a call")
        _CHECKS.get(verb.tag, _nothing)(verb)


def messages(root: ElementTree.Element) -> list[str]:
    """The texts that an answer sends."""
    found = [verb.text or "" for verb in root if verb.tag == "Message"]
    if len(found) != len(root) or any(not body or len(body) > LONGEST_MESSAGE for body in found):
        raise Rejected("an answer to a text holds 1 to 1,600 characters in each <Message>, and nothing else")
    return found


def _say(verb: ElementTree.Element) -> None:
    if not verb.text or len(verb.text) > LONGEST_SAY:
        raise Rejected("<Say> holds 1 to 4,096 characters")


def _gather(verb: ElementTree.Element) -> None:
    if any(inner.tag not in IN_A_GATHER for inner in verb):
        raise Rejected("only Say, Play and Pause stand inside <Gather>")
    for inner in verb.iter("Say"):
        _say(inner)
    if set(verb.get("input", "dtmf").split()) - {"dtmf", "speech"}:
        raise Rejected("<Gather> listens for speech and dtmf")
    if verb.get("speechTimeout") == "auto" and verb.get("speechModel"):
        raise Rejected('speechTimeout="auto" does not go with a speechModel')
    hints = [hint for hint in verb.get("hints", "").split(",") if hint]
    if len(hints) > 500 or any(len(hint.strip()) > 100 for hint in hints):
        raise Rejected("at most 500 hints of 100 characters")


def _dial(verb: ElementTree.Element) -> None:
    numbers = [verb.text or "", *(number.text or "" for number in verb.iter("Number"))]
    named = [number.strip() for number in numbers if number.strip()]
    if not named or not all(E164.fullmatch(number) for number in named):
        raise Rejected("<Dial> names numbers as E.164")


def _record(verb: ElementTree.Element) -> None:
    if not verb.get("action"):
        raise Rejected("<Record> without an action asks for the same document again and again")


def _nothing(_verb: ElementTree.Element) -> None:
    """No rule of its own."""


_CHECKS = {"Say": _say, "Gather": _gather, "Dial": _dial, "Record": _record}
