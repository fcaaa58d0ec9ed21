"""A month to be played for show: who rings, writes and chats when, and what else happens at the business.

Days are counted from the day on which it is played, so that a month that was written once is always the last one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from app.core.businesses import DAY_KEYS, Business
from app.core.dialogue.state import Asking, DialogueState


class Via(StrEnum):
    """`missed`: hung up; `voicemail`: wanted a person and left a message; `taken_over`: the owner writes."""

    CALL = "call"
    TEXT = "text"
    WEB = "web"
    MISSED = "missed"
    VOICEMAIL = "voicemail"
    TAKEN_OVER = "taken_over"


@dataclass(frozen=True, slots=True)
class Person:
    """`known_days`: since when this is a customer; 0: not before the first visit."""

    key: str
    name: str
    phone: str
    address: str
    language: str
    known_days: int = 0
    tags: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """One of: that weekday so many `weeks` before this one; `on` open days from today; `days` or `ago` minutes ago."""

    at: time = time(9)
    weeks: int | None = None
    day: str = "mon"
    on: int | None = None
    days: int | None = None
    ago: int | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Somebody gets in touch. `say`: their own words, in order; `choice`: how they choose among offered times.

    `curt`: nothing but those words is said. `danger`: yes, something is happening right now.
    """

    when: When
    who: str
    via: Via = Via.CALL
    say: tuple[str, ...] = ()
    source: str | None = None
    choice: str = ""
    voicemail: str = ""
    curt: bool = False
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """A visit that was agreed by hand, `booked` days before it."""

    when: When
    who: str
    service: str
    technician: str
    source: str
    description: str
    booked: int = 2


@dataclass(frozen=True, slots=True)
class Reply:
    """How somebody answers the first text of that kind that reaches them."""

    who: str
    kind: str
    say: str


@dataclass(frozen=True, slots=True)
class Campaign:
    when: When
    type: str
    min_days: int


@dataclass(frozen=True, slots=True)
class Script:
    """`prices`: what a visit of each service brings in cents; `no_shows`: who was not there the first time."""

    business: Business
    people: dict[str, Person]
    jobs: tuple[Job, ...]
    scenes: tuple[Scene, ...]
    replies: tuple[Reply, ...]
    campaign: Campaign
    prices: dict[str, int]
    no_shows: frozenset[str]


LINES: dict[str, dict[Asking, tuple[str, ...]]] = {
    "en": {
        Asking.PROBLEM: ("It needs somebody to look at it.",),
        Asking.NAME: ("It's {name}.", "{name}.", "My name is {name}."),
        Asking.PHONE: ("{phone}",),
        Asking.ADDRESS: ("{address}", "It's {address}.", "Sure, {address}."),
        Asking.TIME: ("Tomorrow morning would be great.", "Whenever you have something this week.", "Tomorrow?"),
        Asking.CHOICE: (
            "The first one, please.",
            "The second one works.",
            "The earlier one is good.",
        ),
        Asking.CONFIRM: ("Yes, please.", "Yes, that's right.", "Yes, go ahead."),
        Asking.WHICH_APPOINTMENT: ("The next one.",),
    },
    "es": {
        Asking.PROBLEM: ("Necesito que alguien lo revise.",),
        Asking.NAME: ("Soy {name}.", "Me llamo {name}.", "{name}."),
        Asking.PHONE: ("{phone}",),
        Asking.ADDRESS: ("{address}", "Es {address}.", "Claro, {address}."),
        Asking.TIME: ("Mañana por la mañana, si se puede.", "Cuando tengan esta semana.", "¿Mañana?"),
        Asking.CHOICE: ("La primera, por favor.", "La segunda está bien.", "La primera."),
        Asking.CONFIRM: ("Sí, por favor.", "Sí, así es.", "Sí, adelante."),
        Asking.WHICH_APPOINTMENT: ("La próxima.",),
    },
}
NO_DANGER = {"en": "No, nothing like that.", "es": "No, nada de eso."}
GOODBYE = {
    "en": ("No, that's all. Thank you!", "No thanks, that's it.", "That's everything, thank you."),
    "es": ("No, es todo. ¡Gracias!", "No, gracias, es todo.", "Eso es todo, muchas gracias."),
}


def moment_of(when: When, business: Business, now: datetime) -> datetime:
    """The moment that is meant, with the business's offset."""
    if when.ago is not None:
        return now - timedelta(minutes=when.ago)
    today = business.local(now).date()
    if when.weeks is not None:
        monday = today - timedelta(days=today.weekday(), weeks=when.weeks)
        day = monday + timedelta(days=DAY_KEYS.index(when.day))
    elif when.on is not None:
        day = open_day(business, today, when.on)
    else:
        day = today - timedelta(days=when.days or 0)
    return datetime.combine(day, when.at, business.zone)


def open_day(business: Business, today: date, offset: int) -> date:
    """The day so many open days from today; 0 is today, or the next open day where today is none."""
    step = timedelta(days=-1 if offset < 0 else 1)
    day, left = today, abs(offset) + (offset >= 0)
    if offset < 0:
        day += step
    while True:
        if business.business_hours.on(day) and day not in business.holidays:
            left -= 1
        if not left:
            return day
        day += step


class Part:
    """What one person says in one scene, turn by turn."""

    def __init__(self, scene: Scene, person: Person) -> None:
        self._scene, self._person = scene, person
        self._own = list(scene.say)
        # Not everybody says it in the same words, but the same person always does.
        self._turn = len(scene.who) + len("".join(scene.say))

    def next(self, state: DialogueState) -> str | None:
        """Own words first, then what was asked for, then good-bye; None: nothing more."""
        self._turn += 1
        facts = {Asking.NAME: self._person.name, Asking.ADDRESS: self._person.address, Asking.PHONE: "known"}
        language, asking = self._person.language, state.asking
        if self._own and not facts.get(asking or Asking.TIME) and self._may_speak_freely(state):
            return self._own.pop(0)
        if self._scene.curt:
            return None
        if state.purpose == "danger" and asking is Asking.CONFIRM and not self._scene.danger:
            return NO_DANGER[language]
        if asking is None:
            return None if self._scene.via is Via.TEXT else self._one_of(GOODBYE[language])
        if not facts.get(asking, "none needed"):
            return None
        if asking is Asking.CHOICE and self._scene.choice:
            return self._scene.choice
        return self._one_of(LINES[language][asking])

    def _may_speak_freely(self, state: DialogueState) -> bool:
        """Not where a time is to be chosen or what was read back to be confirmed, nor once all is done."""
        busy = state.asking is Asking.CHOICE or state.chosen is not None or state.appointment_id is not None
        return self._scene.curt or not busy

    def _one_of(self, lines: tuple[str, ...]) -> str:
        person = self._person
        line = lines[self._turn % len(lines)]
        return line.format(name=person.name, phone=person.phone, address=person.address)
