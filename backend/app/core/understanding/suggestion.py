"""What a language model may add to a frame, and what of it is believed: only what was said, never a decision.

A model's answer is checked like a caller's words. It can never confirm, cancel, or call off danger.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.core.phones import as_e164
from app.core.understanding.frame import Emergency, Found, Frame, Intent, Span, When
from app.core.understanding.times import resolve
from app.core.understanding.tokens import tokenise

# What a model may say that the caller wants. Yes, no, cancel and good-bye stay with the rules.
BELIEVED_INTENTS = frozenset(
    {Intent.SCHEDULE, Intent.RESCHEDULE, Intent.FAQ, Intent.HUMAN, Intent.MESSAGE, Intent.GREETING, Intent.REPEAT}
)
DANGER_QUESTION = "danger_now"
UNSURE_BELOW = 0.5
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is told of the situation: this utterance and the business's own words, no customer data."""

    text: str
    language: str
    asking: str | None
    services: tuple[tuple[str, str], ...]
    now: datetime


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A model's reading. Every field may be absent or wrong."""

    intent: str | None = None
    name: str | None = None
    phone: str | None = None
    address: str | None = None
    problem: str | None = None
    service_type: str | None = None
    when_text: str | None = None
    danger: bool = False


def worth_asking(frame: Frame) -> bool:
    """The rules found nothing to go on with."""
    found = (frame.when, frame.name, frame.phone, frame.email, frame.address, frame.service_type, frame.choice)
    return (
        frame.confidence < UNSURE_BELOW
        and not frame.emergency.is_emergency
        and frame.emergency.ask is None
        and all(value is None for value in found)
        and len(frame.text.split()) > 1
    )


def believe(frame: Frame, suggestion: Suggestion, question: Question, *, anchor: date | None = None) -> Frame:
    """The frame with what of the suggestion stands in the caller's own words."""
    said = _Said(frame.text)
    intent = _intent(suggestion.intent)
    service = suggestion.service_type if suggestion.service_type in dict(question.services) else None
    problem = said.phrase(suggestion.problem)
    emergency = frame.emergency
    if suggestion.danger and not emergency.negated:
        emergency = Emergency(ask=DANGER_QUESTION, reason="a model suspects danger")
    return replace(
        frame,
        intent=intent or frame.intent,
        intents=frame.intents | ({intent} if intent else frozenset()),
        when=frame.when or _when(said, suggestion.when_text, frame, question, anchor),
        name=frame.name or said.found(suggestion.name),
        phone=frame.phone or _phone(said, suggestion.phone),
        address=frame.address or said.found(suggestion.address),
        service_type=frame.service_type or service,
        problem=frame.problem or (problem if service or problem else None),
        emergency=emergency,
    )


class _Said:
    """The words of the utterance, to hold a claim against."""

    def __init__(self, text: str) -> None:
        self._tokens = [token for token in tokenise(text) if token.word.isalnum()]
        self._words = [token.word for token in self._tokens]
        self._text = text

    def span(self, claim: str | None) -> Span | None:
        """Where the claim's words stand in a row, None where they do not."""
        wanted = [token.word for token in tokenise((claim or "")[:LONGEST]) if token.word.isalnum()]
        if not wanted:
            return None
        for first in range(len(self._words) - len(wanted) + 1):
            if self._words[first : first + len(wanted)] == wanted:
                return Span(self._tokens[first].start, self._tokens[first + len(wanted) - 1].end)
        return None

    def phrase(self, claim: str | None) -> str | None:
        span = self.span(claim)
        return self._text[span.start : span.end] if span else None

    def found(self, claim: str | None) -> Found | None:
        span = self.span(claim)
        return Found(self._text[span.start : span.end], span, 0.6) if span else None


def _intent(claim: str | None) -> Intent | None:
    try:
        intent = Intent(claim) if claim else None
    except ValueError:
        return None
    return intent if intent in BELIEVED_INTENTS else None


def _phone(said: _Said, claim: str | None) -> Found | None:
    found = said.found(claim)
    number = as_e164(found.value) if found else None
    return replace(found, value=number) if found and number else None


def _when(said: _Said, claim: str | None, frame: Frame, question: Question, anchor: date | None) -> When | None:
    """A time only where its words were said and the rules themselves can read them."""
    phrase = said.phrase(claim)
    return resolve(phrase, now=question.now, language=frame.language, anchor=anchor) if phrase else None
