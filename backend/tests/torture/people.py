"""Those who call and write while the service is killed under them. What they lived through is kept at this end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from simulator.call import PhoneCall
from simulator.line import Line, new_sid
from simulator.texts import TextThread
from tests.torture.wire import PatientWire

OPENING = (
    "Hi, this is {name}, my water heater is making noise, I'm at {number} Walnut Street in Kansas City, "
    "when can somebody come?"
)
FIRST_NAMES = ("Rosa", "Peter", "Mary", "Carlos", "Ellen", "David")
LAST_NAMES = ("Alvarez", "Novak", "Burstyn", "Gomez", "Keller", "Wright")
CONFIRMED = "You're booked for"
# What is said back to which words; the first that fits.
ANSWERS = (("Shall I book it?", "yes please"), ("?", "the first one"))
MOST_TURNS = 12


class Way(StrEnum):
    CALL = "call"
    TEXT = "text"
    SESSION = "session"


class Ending(StrEnum):
    BOOKED = "booked"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    MISSED = "missed"


class Misunderstood(Exception):
    """A conversation that did not lead where it should."""


@dataclass
class Story:
    """One person's. `heard` are the answers to `said`; `greeting` came before the first word."""

    phone: str
    name: str
    address_number: int
    way: Way
    ending: Ending
    greeting: str = ""
    said: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    appointment_id: str | None = None
    trouble: str = ""

    def opening(self) -> str:
        return OPENING.format(name=self.name, number=self.address_number)

    def says(self, words: str, say: Callable[[str], str]) -> str:
        self.said.append(words)
        answer = say(words)
        self.heard.append(answer)
        return answer

    @property
    def confirmation(self) -> str | None:
        return next((words for words in self.heard if CONFIRMED in words), None)


def person(number: int) -> Story:
    """The same number is always the same person with the same errand."""
    way, ending = ERRANDS[number % len(ERRANDS)]
    name = f"{FIRST_NAMES[number % 6]} {LAST_NAMES[number // 6 % 6]}"
    return Story(f"+1816{2_000_000 + number}", name, 100 + number, way, ending)


ERRANDS = (
    (Way.CALL, Ending.BOOKED),
    (Way.TEXT, Ending.BOOKED),
    (Way.SESSION, Ending.BOOKED),
    (Way.TEXT, Ending.CONFIRMED),
    (Way.CALL, Ending.MISSED),
    (Way.TEXT, Ending.CANCELLED),
)


def live(story: Story, wire: PatientWire, address: str, token: str) -> None:
    """Run the whole errand; what goes wrong is noted, never raised."""
    line = Line(wire, address, token=token)
    try:
        if story.way is Way.TEXT:
            _by_text(story, line)
        elif story.way is Way.SESSION:
            _by_session(story, wire, address)
        else:
            _by_call(story, line)
    except Exception as error:  # whatever it was, it is what this person has to tell
        story.trouble = f"{type(error).__name__}: {error}"


def _by_call(story: Story, line: Line) -> None:
    call = PhoneCall(line, story.phone)
    story.greeting = call.ring()
    if story.ending is not Ending.MISSED:
        _book(story, call.says)
        story.says("no thank you, bye", call.says)
    call.hangs_up()


def _by_text(story: Story, line: Line) -> None:
    thread = TextThread(line, story.phone)
    _book(story, thread.writes)
    story.says("thanks", thread.writes)
    if story.ending is Ending.CONFIRMED:
        story.says("C", thread.writes)
    elif story.ending is Ending.CANCELLED:
        story.says("cancel my appointment", thread.writes)
        story.says("yes", thread.writes)


def _by_session(story: Story, wire: PatientWire, address: str) -> None:
    """A voice session of the API, each request with a key of its own."""

    def ask(path: str, **body: str) -> dict[str, object]:
        answer = wire.post(f"{address}/v1/voice/session/{path}", headers={"Idempotency-Key": new_sid("")}, json=body)
        if answer.status_code != 200:
            raise Misunderstood(f"{path} answered {answer.status_code}: {answer.text[:300]}")
        told: dict[str, object] = answer.json()
        return told

    begun = ask("start", caller_phone=story.phone)
    session, story.greeting = str(begun["session_id"]), str(begun["reply_text"])

    def say(words: str) -> str:
        told = ask("input", session_id=session, text=words)
        state = told["session_state"]
        assert isinstance(state, dict)
        story.appointment_id = state["appointment_id"]
        return str(told["reply_text"])

    _book(story, say)
    ended = ask("end", session_id=session)
    if ended["outcome"] != "booked":
        raise Misunderstood(f"the session ended as {ended['outcome']}")


def _book(story: Story, say: Callable[[str], str]) -> None:
    answer = story.says(story.opening(), say)
    while CONFIRMED not in answer:
        reply = next((reply for words, reply in ANSWERS if words in answer), None)
        if reply is None or len(story.said) > MOST_TURNS:
            raise Misunderstood(f"no way on from: {answer}")
        answer = story.says(reply, say)
