"""The shapes that understanding returns. Offsets are character positions in the text as heard."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Language(StrEnum):
    EN = "en"
    ES = "es"


class Intent(StrEnum):
    SCHEDULE = "schedule"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    EMERGENCY = "emergency"
    FAQ = "faq"
    HUMAN = "human"
    MESSAGE = "message"
    CONFIRM = "confirm"
    DENY = "deny"
    GREETING = "greeting"
    GOODBYE = "goodbye"
    REPEAT = "repeat"
    OTHER = "other"


class EmergencyLevel(StrEnum):
    """life: people in danger now; damage: the house is being damaged now; urgent: harm within hours."""

    LIFE = "life"
    DAMAGE = "damage"
    URGENT = "urgent"
    ROUTINE = "routine"


class Grain(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters of the heard text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class When:
    """A wish for a time: `start` is the first moment that suits, `end` the exclusive end (None: an exact start).

    Both are aware, in the business's zone. `day_stated` / `clock_stated` say which half the caller named, so that
    "Friday" can later be joined with an earlier "after three". `alternatives` are further spans that suit,
    in order. `asap` marks "as soon as possible"; `flexible` marks an approximate time ("three-ish").
    `half_open` marks a clock time said without am or pm, which may also be meant twelve hours apart.
    """

    start: datetime
    end: datetime | None
    grain: Grain
    text: str
    spans: tuple[Span, ...] = ()
    alternatives: tuple[When, ...] = ()
    day_stated: bool = True
    clock_stated: bool = True
    asap: bool = False
    flexible: bool = False
    half_open: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A value found in the text, where it stood, and how sure we are (0 to 1)."""

    value: str
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Emergency:
    """What the rules say about danger. `reason` is readable ("gas smell: 'rotten egg'"); `rule` names the rule.

    `ask` is the key of one short clarifying question where it smells of danger without being sure.
    `negated` is true where danger words stood in a denial ("no gas leak"), `plain` where the rule's words mean danger
    whatever else is said.
    """

    level: EmergencyLevel = EmergencyLevel.ROUTINE
    rule: str | None = None
    reason: str | None = None
    ask: str | None = None
    negated: bool = False
    plain: bool = False

    @property
    def is_emergency(self) -> bool:
        return self.level is not EmergencyLevel.ROUTINE


@dataclass(frozen=True, slots=True)
class Frame:
    """All that one utterance holds. Absent values are None; nothing is guessed.

    `choice` counts offered times from 1, -1 is the last. `signals` are further readings, tables of intents_*.toml:
    "hold", "wrong_number", "sales", "swearing", "unsure", "misheard", "refuse", "any_time", "other_times" …
    `note` is what the technician should know of the visit, `apart` what the utterance says without it.
    """

    text: str
    language: Language
    intent: Intent = Intent.OTHER
    confidence: float = 0.0
    intents: frozenset[Intent] = field(default_factory=frozenset)
    emergency: Emergency = field(default_factory=Emergency)
    when: When | None = None
    name: Found | None = None
    phone: Found | None = None
    email: Found | None = None
    address: Found | None = None
    service_type: str | None = None
    problem: str | None = None
    faq_topic: str | None = None
    choice: int | None = None
    correction: bool = False
    switch_language: Language | None = None
    signals: frozenset[str] = field(default_factory=frozenset)
    note: str | None = None
    apart: Frame | None = None

    @property
    def is_miss(self) -> bool:
        """Words were heard, and nothing was found in them."""
        found = (self.when, self.name, self.phone, self.email, self.address, self.service_type, self.choice, self.note)
        return (
            self.intent is Intent.OTHER
            and not self.emergency.is_emergency
            and not self.signals
            and all(one is None for one in found)
        )
