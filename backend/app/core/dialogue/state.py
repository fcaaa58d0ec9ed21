"""What the receptionist knows and has asked, between two turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from app.core.callbacks import CallbackReason
from app.core.conversations import Outcome
from app.core.identification import Challenge
from app.core.slots import Slot
from app.core.understanding.frame import EmergencyLevel, Intent, Language, When


class Asking(StrEnum):
    """What the last words asked for; `choice`: one of the offered times, `confirm`: yes or no to a read-back."""

    PROBLEM = "problem"
    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"
    TIME = "time"
    CHOICE = "choice"
    CONFIRM = "confirm"
    WHICH_APPOINTMENT = "which_appointment"


class Stage(StrEnum):
    GREETING = "greeting"
    COLLECTING = "collecting"
    OFFERING = "offering"
    CONFIRMING = "confirming"
    EMERGENCY = "emergency"
    CHANGING = "changing"
    MESSAGE = "message"
    CLOSING = "closing"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Slots:
    """What the caller gave. `when` is the wish, in the business's zone, `note` what the technician should know.

    `address_half` is a house number or a street whose other half is still asked for.
    """

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    service_type: str | None = None
    problem: str | None = None
    when: When | None = None
    note: str | None = None
    address_half: str | None = None


@dataclass(frozen=True, slots=True)
class DialogueState:
    """`misses` counts turns on the current question that were not understood; `asked` counts each question.

    `next_job` is another visit that was asked for together with the yes to this one. `identified_as` is the customer
    whom a texted code proved the caller to be; `challenge` holds the codes still out. `purpose` is what a yes to the
    read-back does ("book", "move", "cancel", "human" …). `unmet` is the last wish for which nothing was free,
    `callback_reason` why somebody is to call whose number we are still asking for, `owed` why a call was promised.
    """

    language: Language = Language.EN
    stage: Stage = Stage.GREETING
    asking: Asking | None = None
    purpose: str = "book"
    intent: Intent = Intent.OTHER
    emergency_level: EmergencyLevel = EmergencyLevel.ROUTINE
    emergency_reason: str | None = None
    danger_question: str | None = None
    slots: Slots = field(default_factory=Slots)
    offered: tuple[Slot, ...] = ()
    chosen: Slot | None = None
    next_job: Slots | None = None
    unmet: When | None = None
    customer_id: str | None = None
    greeted_by_name: bool = False
    appointment_id: str | None = None
    target_appointment_id: str | None = None
    challenge: Challenge | None = None
    identified_as: str | None = None
    misses: int = 0
    asked: dict[str, int] = field(default_factory=dict)
    alerted: bool = False
    safety_given: bool = False
    callback_requested: bool = False
    callback_reason: CallbackReason | None = None
    owed: CallbackReason | None = None
    message: str | None = None
    last_reply: str = ""
    # The number shown is not the caller's: they are nobody whom we know.
    unproven: bool = False
    # What the caller said last, as a digest, and how often in a row.
    said: str = ""
    said_times: int = 0
    outcome: Outcome | None = None
    done: bool = False

    @property
    def is_emergency(self) -> bool:
        return self.emergency_level is not EmergencyLevel.ROUTINE
