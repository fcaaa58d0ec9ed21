"""What one turn can lead to. The core decides; the flow carries out and comes back with what happened."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.callbacks import CallbackReason
from app.core.conversations import Channel
from app.core.customers import Customer
from app.core.dialogue.state import DialogueState
from app.core.slots import Slot
from app.core.understanding.frame import When


class Then(StrEnum):
    """What the line does after the reply is said."""

    LISTEN = "listen"
    HANG_UP = "hang_up"
    TRANSFER = "transfer"
    VOICEMAIL = "voicemail"


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is true around a turn. `now` is aware UTC.

    `customer` and `visits` are only ever those of a caller whom the line itself identifies; on the web, where
    anybody can claim a number, `visits` holds just what this conversation booked.
    """

    business: Business
    now: datetime
    channel: Channel
    caller_phone: str | None = None
    customer: Customer | None = None
    visits: tuple[Appointment, ...] = ()
    can_book: bool = True
    opted_out: bool = False

    @property
    def local_now(self) -> datetime:
        return self.business.local(self.now)

    @property
    def written(self) -> bool:
        """Read, not heard: clock times in figures."""
        return self.channel is not Channel.VOICE

    def visit(self, appointment_id: str | None) -> Appointment | None:
        return next((visit for visit in self.visits if visit.id == appointment_id), None)


@dataclass(frozen=True, slots=True)
class AlertOwner:
    """Danger: the owner is told this second, once per conversation."""

    reason: str


@dataclass(frozen=True, slots=True)
class AskCallback:
    """Somebody is owed a call. `note` is what they wanted, in their words."""

    reason: CallbackReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class OptOut:
    """The caller wants no more texts. `evidence` is what they said."""

    evidence: str


@dataclass(frozen=True, slots=True)
class TellMore:
    """Who was alerted to the danger learns what is known by now: the address, the name."""


Effect = AlertOwner | AskCallback | OptOut | TellMore


@dataclass(frozen=True, slots=True)
class Reply:
    """The turn is over: say `text`, keep `state`, carry out `effects`, then do `then`."""

    state: DialogueState
    text: str
    then: Then = Then.LISTEN
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class FindTimes:
    """The flow looks up free times and comes back through `with_times`."""

    state: DialogueState
    wish: When | None
    prefix: str = ""
    effects: tuple[Effect, ...] = ()
    not_before: datetime | None = None
    exclude_appointment_id: str | None = None


@dataclass(frozen=True, slots=True)
class BookVisit:
    """The flow books `slot` and comes back through `booked`, or through `slot_gone`."""

    state: DialogueState
    slot: Slot
    prefix: str = ""
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class MoveVisit:
    state: DialogueState
    appointment_id: str
    slot: Slot
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendVisit:
    """The flow puts what was said too late on the visit, and comes back through `amended`. None: nothing new.

    `adds_job`: the note is another job for the visit; `worse`: it is why those who come were alerted again.
    """

    state: DialogueState
    appointment_id: str
    address: str | None = None
    name: str | None = None
    note: str | None = None
    adds_job: bool = False
    worse: bool = False
    prefix: str = ""
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class CancelVisit:
    state: DialogueState
    appointment_id: str
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class SendCode:
    """The flow texts a code to whoever has the name that was given, and comes back through `code_sent`."""

    state: DialogueState
    prefix: str = ""
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckCode:
    """The flow compares the code and comes back through `identified` or `code_refused`."""

    state: DialogueState
    code: str
    effects: tuple[Effect, ...] = ()


Step = Reply | FindTimes | BookVisit | MoveVisit | AmendVisit | CancelVisit | SendCode | CheckCode


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn being decided: what was known, what was learned, and what has to be said first."""

    state: DialogueState
    situation: Situation
    learned: frozenset[str] = frozenset()
    prefix: str = ""
    effects: tuple[Effect, ...] = field(default=())

    def knowing(self, state: DialogueState) -> Turn:
        return replace(self, state=state)

    def saying(self, *sentences: str) -> Turn:
        said = " ".join(part for part in (self.prefix, *sentences) if part)
        return replace(self, prefix=said)

    def causing(self, *effects: Effect) -> Turn:
        return replace(self, effects=(*self.effects, *effects))

    def reply(self, text: str, then: Then = Then.LISTEN) -> Reply:
        whole = " ".join(part for part in (self.prefix, text) if part)
        return Reply(replace(self.state, last_reply=text or whole), whole, then, self.effects)
