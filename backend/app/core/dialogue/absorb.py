"""What a frame adds to what is known. Nothing that was said is lost, and the latest word wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from app.core.dialogue.address_halves import half_said
from app.core.dialogue.state import Asking, DialogueState, Slots, Stage
from app.core.dialogue.steps import Situation, Turn
from app.core.dialogue.trouble import tidy
from app.core.dialogue.words import phrase
from app.core.understanding import others
from app.core.understanding.addresses import mend_address
from app.core.understanding.frame import Frame, Intent, Language, When
from app.core.understanding.names import SURE_NAME, mend_name
from app.core.understanding.phones import SURE_NUMBER
from app.core.understanding.services import joiner
from app.core.understanding.times import merge

# Who asks about these wants no visit by it, whatever else the question names ("when does the plumber arrive?").
_NO_WISH = frozenset(
    """hours arrival callback_time who reached reminder company services recorded own_visits technician
    clock""".split()
)
_LONGEST_NOTE = 240
_SHORT = 6
_NOT = frozenset({"not", "no"})
_ARTICLES = frozenset({"the", "a", "an", "my", "el", "la", "los", "las", "mi"})
_ASKING_WHO = frozenset({Asking.NAME, Asking.ADDRESS, Asking.PHONE})


def absorb(state: DialogueState, frame: Frame, situation: Situation) -> Turn:
    """The turn's beginning: slots filled from the frame, and which of them are new."""
    if frame.switch_language:
        state = replace(state, language=frame.switch_language)
    before = state.slots
    nameless = not before.name and not (situation.customer and situation.customer.name)
    slots = _with_people(before, frame, state.asking)
    if not nameless or frame.correction or Intent.DENY in frame.intents:
        slots = _mended(slots, before, frame, state)  # else a few words may well be the name that is missing
    if _asks_for_another_visit(state, frame):
        return Turn(replace(state, slots=slots, next_job=_next_job(frame)), situation)
    slots = _with_trouble(slots, frame, state)
    slots = replace(slots, address_half=half_said(state, frame))
    slots = replace(slots, when=_wish(before.when, frame, situation.local_now), note=_notes(before.note, frame, state))
    learned = frozenset(
        name
        for name in ("name", "phone", "email", "address", "address_half", "service_type", "problem", "when", "note")
        if getattr(slots, name) != getattr(before, name)
    )
    if frame.when is not None and _is_wish(frame):
        learned |= {"when"}
    return Turn(replace(state, slots=slots), situation, learned)


def _asks_for_another_visit(state: DialogueState, frame: Frame) -> bool:
    """ "Yes, and could I make another appointment for the toilet?": this one is settled, and there is a next."""
    read_back = state.asking is Asking.CONFIRM and state.chosen is not None and state.purpose == "book"
    agreed = Intent.CONFIRM in frame.intents or "settle" in frame.signals
    another = "another_visit" in frame.signals or ("second_job" in frame.signals and frame.when is not None)
    return read_back and agreed and another and not only_asks(frame)


def _next_job(frame: Frame) -> Slots:
    return Slots(when=frame.when, problem=tidy(frame.problem), service_type=frame.service_type, note=frame.note)


def note_apart(state: DialogueState, frame: Frame) -> Frame:
    """What the technician should know is kept with the visit that is being arranged; else it is a message as any."""
    if frame.apart is None:
        return frame
    known = state.slots.problem or state.slots.service_type or frame.problem or frame.service_type
    visit = state.appointment_id or (state.stage is Stage.CLOSING and state.target_appointment_id)
    arranged = bool(known or visit) and state.stage not in (Stage.CHANGING, Stage.MESSAGE)
    if not arranged and (state.stage is not Stage.COLLECTING or frame.intent is Intent.MESSAGE):
        return replace(frame, note=None)
    return frame.apart


def _notes(known: str | None, frame: Frame, state: DialogueState) -> str | None:
    """Also of somebody else's name, and of a second house: one visit goes to one house, and the technician knows."""
    known = noted(noted(known, frame.note), others.named(frame))
    second = others.second_address(frame)
    return noted(known, phrase(state, "also_at", address=second.value)) if second else known


def noted(known: str | None, said: str | None) -> str | None:
    """What the technician should know, and what is new."""
    if not said or (known and said.casefold() in known.casefold()):
        return known
    return f"{known}; {said}"[:_LONGEST_NOTE] if known else said[:_LONGEST_NOTE]


def _with_people(slots: Slots, frame: Frame, asking: Asking | None) -> Slots:
    name = frame.name
    # A stray word is no new name once we have one, unless it was asked for or the caller corrects.
    if name and slots.name and asking is not Asking.NAME and not frame.correction and name.confidence < 0.8:
        name = None
    if name and frame.address and name.value.casefold() in frame.address.value.casefold():
        name = None  # "it's Stonebrook Court" is where they live
    return replace(
        slots,
        name=name.value if name else slots.name,
        phone=frame.phone.value if frame.phone and frame.phone.confidence >= SURE_NUMBER else slots.phone,
        email=frame.email.value if frame.email else slots.email,
        address=_with_area(slots.address, frame.address.value) if frame.address else slots.address,
    )


def _with_area(known: str | None, said: str) -> str:
    """ "It's 713 Sycamore Drive, not 730": the same street is in the same town."""
    street, comma, area = (known or "").partition(",")
    same = _street_words(street) == _street_words(said)
    return f"{said}{comma}{area}" if comma and "," not in said and same else said


def _street_words(street: str) -> list[str]:
    return [word for word in street.casefold().split() if not word[:1].isdigit()]


def _mended(slots: Slots, before: Slots, frame: Frame, state: DialogueState) -> Slots:
    """ "No, it's with a B" and "Drive, not Boulevard" change a part and keep the rest."""
    if frame.when is not None or frame.choice is not None or frame.phone is not None:
        return slots
    agrees = frame.intent is Intent.CONFIRM and len(frame.text.split()) <= _SHORT  # "that's the one, yes"
    if (agrees or frame.note or frame.signals & {"undecided", "hold", "settle"}) and not frame.correction:
        return slots
    address = mend_address(before.address, frame.text) if before.address and not frame.address else None
    if address and address != before.address:
        # What mends the address is not about the name too ("it's spelled R-A-M-B-O-W"), unless it says so.
        named = frame.name is not None and frame.name.confidence >= SURE_NAME
        return replace(slots, address=address, name=slots.name if named else before.name)
    read_back = state.asking is Asking.CONFIRM and state.chosen is not None and Intent.CONFIRM not in frame.intents
    correcting = frame.correction or read_back or Intent.DENY in frame.intents
    name = mend_name(before.name, frame.text, frame.language) if before.name and correcting else None
    return replace(slots, name=name or slots.name)


def only_asks(frame: Frame) -> bool:
    """A question about the business, and nothing to be done yet."""
    return frame.intent is Intent.FAQ and (Intent.SCHEDULE not in frame.intents or frame.faq_topic in _NO_WISH)


def _is_wish(frame: Frame) -> bool:
    """The days of a question ("do you work on Sundays?") are no wish for a visit."""
    return frame.intent is not Intent.GOODBYE and not only_asks(frame)


def _with_trouble(slots: Slots, frame: Frame, state: DialogueState) -> Slots:
    if (frame.service_type is None and frame.problem is None) or frame.signals & {"valve", "no_code"}:
        return slots
    known = slots.problem
    if known and frame.problem and _trouble_corrected(frame, state):
        told = tidy(_instead(frame.problem))
        return replace(slots, service_type=frame.service_type or slots.service_type, problem=told or known)
    if known and frame.service_type in (None, slots.service_type):
        # More about the same trouble: the first description stays.
        return replace(slots, service_type=slots.service_type or frame.service_type)
    if only_asks(frame):
        # "How much is a new faucet?" asks, and says what it would be for.
        service = slots.service_type or frame.service_type
        return replace(slots, service_type=service, problem=known or tidy(frame.problem))
    told = tidy(frame.problem)
    if known and told and "second_job" in frame.signals and not frame.correction:
        return replace(slots, problem=_both(known, told, frame.language))
    if known and not _takes_back(frame):
        if state.asking in _ASKING_WHO:
            return slots  # more of the same, whatever it sounds like
        if state.asking is Asking.CONFIRM and state.chosen is not None:
            return slots  # a word about what was read back
    return replace(slots, service_type=frame.service_type or slots.service_type, problem=told or known)


def _trouble_corrected(frame: Frame, state: DialogueState) -> bool:
    """What was read back is another thing, or another room's; or we asked for it anew."""
    if state.asking is Asking.PROBLEM:
        return True
    read_back = state.asking is Asking.CONFIRM and state.chosen is not None and state.purpose == "book"
    no = frame.correction or Intent.DENY in frame.intents
    return read_back and no and frame.when is None and Intent.CONFIRM not in frame.intents


def _instead(problem: str) -> str:
    """ "Kitchen sink not the faucet", "not the sink toilet": without what it is not."""
    words = problem.split()
    for at, (word, after) in enumerate(pairwise(words)):
        if word.casefold() in _NOT and after.casefold() in _ARTICLES:
            kept = words[:at] or words[at + 3 :]
            return " ".join(kept) or problem
    return problem


def _takes_back(frame: Frame) -> bool:
    return frame.correction or Intent.DENY in frame.intents or frame.emergency.is_emergency


def _both(first: str, second: str, language: Language) -> str:
    """A second trouble for the same visit, whose service stays that of the first."""
    if second in first:
        return first
    return f"{first}{joiner(language, second)}{second}"


def _wish(known: When | None, frame: Frame, local_now: datetime) -> When | None:
    if frame.when is None or not _is_wish(frame):
        return known
    if known is None or ("whole_day" in frame.signals and frame.when.day_stated):
        return frame.when  # "the earliest on Monday" keeps no hour of before
    return merge(known, frame.when, now=local_now)
