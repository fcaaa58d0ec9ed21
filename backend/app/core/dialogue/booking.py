"""Booking a visit: ask only for what is missing, offer real times, read back once, then book."""

from __future__ import annotations

from dataclasses import replace

from app.core.conversations import Channel, Outcome
from app.core.dialogue import matching, waitlist
from app.core.dialogue.asking import MOST_MISSES, ask, asked_enough, missed, offer_person, understood
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import BookVisit, FindTimes, Reply, Step, Turn
from app.core.dialogue.trouble import is_work_to_do, tidy
from app.core.dialogue.words import (
    arrival_window,
    call_out,
    capital,
    choices_text,
    first_name,
    phrase,
    service_name,
    when_text,
)
from app.core.phones import to_read
from app.core.understanding.frame import EmergencyLevel, Frame, Intent
from app.core.understanding.phones import spoken_phone

_PERSONAL = frozenset({Asking.NAME, Asking.ADDRESS, Asking.PHONE})
_CHANGEABLE = {
    Asking.TIME: frozenset({"time", "day", "date", "hour", "hora", "día", "dia", "fecha"}),
    Asking.NAME: frozenset({"name", "nombre"}),
    Asking.PHONE: frozenset({"phone", "number", "teléfono", "telefono", "número", "numero"}),
    Asking.ADDRESS: frozenset({"address", "place", "street", "dirección", "direccion", "calle"}),
}


def proceed(turn: Turn, frame: Frame) -> Step:
    """The booking's next step after this utterance."""
    state = turn.state
    match state.asking:
        case Asking.CHOICE:
            return _answer_choice(turn, frame)
        case Asking.CONFIRM if state.chosen is not None:
            return _answer_confirm(turn, frame)
    if "when" in turn.learned and state.slots.when is not None:
        turn = turn.knowing(replace(state, chosen=None, offered=()))
    if turn.learned or (frame.intent is Intent.SCHEDULE and state.slots.problem is None):
        return next_question(_acknowledge(understood(turn)))
    if frame.intent is Intent.SCHEDULE and state.asking in _PERSONAL and not state.is_emergency and not state.offered:
        return FindTimes(state, state.slots.when, turn.prefix, turn.effects)  # "when can you come?" comes before who
    if state.asking is None and frame.intent in (Intent.CONFIRM, Intent.DENY):
        return next_question(turn)  # the answer to a question that is settled by it, such as one about danger
    return _not_understood(turn, frame)


def next_question(turn: Turn) -> Step:
    """What is still missing, in the order in which a dispatcher would ask; times as soon as they can be named."""
    state, situation = turn.state, turn.situation
    slots = state.slots
    if slots.problem is None and slots.service_type is None and not asked_enough(state, Asking.PROBLEM):
        return ask(turn, Asking.PROBLEM, stage=Stage.COLLECTING)
    if slots.when is not None and state.chosen is None and not state.is_emergency:
        return FindTimes(state, slots.when, turn.prefix, turn.effects)
    missing = _missing_person(turn)
    if missing is not None:
        return ask(turn, missing, stage=Stage.COLLECTING)
    if state.chosen is None:
        return FindTimes(state, slots.when, turn.prefix, turn.effects)
    if situation.can_book:
        return read_back(turn)
    return FindTimes(state, slots.when, turn.prefix, turn.effects)


def read_back(turn: Turn) -> Reply:
    """Everything that matters, once, before anything is stored."""
    state, situation = turn.state, turn.situation
    assert state.chosen is not None
    address = state.slots.address or (situation.customer.address if situation.customer else None)
    key = "readback.book" if address else "readback.book_no_address"
    text = phrase(
        state,
        key,
        problem=capital(trouble(state, turn)),
        address=address or "",
        name=phrase(state, "readback.for_name", name=state.slots.name) if state.slots.name else "",
        when=when_text(state.chosen.start, state, situation),
        charge=_charge(turn),
        phone=_texting(turn),
    )
    state = replace(state, stage=Stage.CONFIRMING, purpose="book", misses=0)
    return ask(turn.knowing(state), Asking.CONFIRM, text)


def trouble(state: DialogueState, turn: Turn) -> str:
    """What is wrong in the caller's words, else the service."""
    named = state.slots.problem or service_name(state.slots.service_type, state, turn.situation)
    return named or phrase(state, "visit")


def offer(turn: Turn, *, or_wait_for: str = "") -> Reply:
    """Name the offered times and ask which; or to be called if the day that was wished for opens."""
    state = turn.state
    choices = choices_text(state.offered, state, turn.situation)
    key = "offer.one" if len(state.offered) == 1 else "offer.times"
    if or_wait_for:
        text = phrase(state, "offer.or_wait", choices=choices, day=or_wait_for)
    elif state.slots.when is None and len(state.offered) > 1 and "other_times" not in state.asked:
        text = f"{phrase(state, 'offer.earliest', choices=choices)} {phrase(state, 'ask.choice')}"
    else:
        text = phrase(state, key, choices=choices)
    state = replace(state, stage=Stage.OFFERING if state.purpose != "move" else Stage.CHANGING, asking=Asking.CHOICE)
    return turn.knowing(state).reply(text)


def booked(turn: Turn, text: str) -> Reply:
    """What can wait for the time that the caller chose was booked; only real danger was dispatched."""
    state = replace(turn.state, stage=Stage.CLOSING, asking=None, offered=(), misses=0)
    if state.outcome is not Outcome.EMERGENCY_DISPATCHED or state.emergency_level is EmergencyLevel.URGENT:
        state = replace(state, outcome=Outcome.BOOKED)
    return turn.knowing(state).reply(text)


def other_times(turn: Turn) -> Step:
    """None of those: the next ones, and after that the caller's own wish."""
    state = turn.state
    if state.asked.get("other_times", 0) >= 2 or not state.offered:
        stage = Stage.CHANGING if state.target_appointment_id else Stage.COLLECTING
        return ask(turn.knowing(replace(state, offered=())), Asking.TIME, stage=stage)
    asked = {**state.asked, "other_times": state.asked.get("other_times", 0) + 1}
    return FindTimes(
        replace(state, asked=asked, misses=0),
        None,
        turn.prefix,
        turn.effects,
        not_before=state.offered[-1].end,
        exclude_appointment_id=state.target_appointment_id,
    )


def _answer_choice(turn: Turn, frame: Frame) -> Step:
    state = turn.state
    if matching.asks_for_later(frame):
        return other_times(turn)
    if frame.signals & {"earlier"} and state.slots.when is None and "other_times" not in state.asked:
        return offer(turn.saying(phrase(state, "offer.no_earlier")))
    slot = matching.pick(state.offered, frame, turn.situation.business.zone, arrival_window(state, turn.situation))
    if slot is None and turn.situation.written:
        slot = matching.numbered(state.offered, frame)
    if slot is not None:
        chosen = turn.knowing(replace(state, chosen=slot, misses=0))
        step = next_question(chosen)
        if isinstance(step, Reply) and step.state.asking is Asking.CONFIRM:
            return step
        # Which of the times was taken is said at once where the read-back is still to come.
        when = capital(when_text(slot.start, state, turn.situation))
        return next_question(chosen.saying(phrase(state, "offer.exact", when=when)))
    if "when" in turn.learned:
        return FindTimes(replace(state, offered=(), misses=0), state.slots.when, turn.prefix, turn.effects)
    if frame.intent is Intent.DENY or "other_times" in frame.signals:
        return other_times(turn)
    if turn.learned:
        return offer(_acknowledge(understood(turn)))
    turn = missed(turn)
    if turn.state.misses >= MOST_MISSES:
        return offer_person(turn)
    choices = choices_text(state.offered, state, turn.situation)
    return turn.reply(phrase(state, "ask.choice", variant=1, choices=choices))


def _answer_confirm(turn: Turn, frame: Frame) -> Step:
    state = turn.state
    assert state.chosen is not None
    if "when" in turn.learned and frame.when is not None:
        local = turn.situation.business.local(state.chosen.start)
        if not matching.fits(local, frame.when):
            return FindTimes(replace(state, chosen=None, offered=()), state.slots.when, turn.prefix, turn.effects)
    changed = turn.learned - {"when", "email"}
    if changed:
        return read_back(understood(turn).saying(phrase(state, "ack.changed")))
    if frame.intent is Intent.CONFIRM and "question" in frame.signals and frame.faq_topic is None:
        return read_back(turn)  # "yes, wait, is that Monday?"
    if frame.intent is Intent.CONFIRM or (frame.intent is Intent.SCHEDULE and not frame.correction):
        return BookVisit(state, state.chosen, turn.prefix, turn.effects)
    wanted = _wants_changed(frame)
    if wanted is Asking.TIME:
        return other_times(turn.knowing(replace(state, chosen=None)))
    if wanted is not None:
        return ask(turn, wanted, stage=Stage.COLLECTING)
    if frame.intent in (Intent.DENY, Intent.CANCEL):
        return turn.reply(phrase(state, "ask.change"))
    turn = missed(turn)
    if turn.state.misses >= MOST_MISSES:
        return offer_person(turn)
    return turn.reply(phrase(state, "ask.confirm", variant=1))


def _not_understood(turn: Turn, frame: Frame) -> Step:
    state = turn.state
    if state.asking is Asking.PROBLEM and state.misses >= 1 and len(frame.text.split()) > 1:
        # Twice described and still not a word we know: the technician gets the caller's own words.
        slots = replace(state.slots, problem=tidy(frame.text[:120]))
        return next_question(understood(turn).knowing(replace(state, slots=slots, misses=0)))
    if state.asking is Asking.TIME and state.asked.get("other_times"):
        return waitlist.offer(turn)
    if state.asking in _PERSONAL and (frame.intent is Intent.DENY or frame.signals & {"refuse", "unsure"}):
        return _declined(turn)
    turn = missed(turn)
    if turn.state.misses >= MOST_MISSES:
        return offer_person(turn)
    return next_question(turn)


def _declined(turn: Turn) -> Step:
    """The caller would rather not say: ask once more with the reason, then go on without."""
    state = turn.state
    assert state.asking is not None
    if state.asking is Asking.ADDRESS and state.asked.get(Asking.ADDRESS, 0) < 2:
        return ask(turn, Asking.ADDRESS, phrase(state, "ask.address_why"))
    return next_question(turn.knowing(replace(state, asked={**state.asked, state.asking: 2})))


def _missing_person(turn: Turn) -> Asking | None:
    state, situation = turn.state, turn.situation
    slots = state.slots
    known = situation.customer
    order = (
        (Asking.ADDRESS, Asking.NAME, Asking.PHONE)
        if state.is_emergency
        else (Asking.NAME, Asking.ADDRESS, Asking.PHONE)
    )
    has = {
        Asking.NAME: slots.name or (known and known.name),
        Asking.ADDRESS: slots.address or (known and known.address),
        Asking.PHONE: slots.phone or situation.caller_phone,
    }
    return next((each for each in order if not has[each] and not asked_enough(state, each)), None)


def _acknowledge(turn: Turn) -> Turn:
    """Use what was said: the caller hears that it arrived, once, in passing."""
    state = turn.state
    if "problem" in turn.learned and not state.is_emergency:
        name = state.slots.name
        if is_work_to_do(state.slots.problem or ""):
            thanks = phrase(state, "ack.got_name", name=first_name(name)) if name and "name" in turn.learned else ""
            return turn.saying(thanks or phrase(state, "ack.okay"))
        if name and "name" in turn.learned:
            return turn.saying(phrase(state, "ack.sorry_name", name=first_name(name)))
        return turn.saying(phrase(state, "ack.sorry"))
    if "name" in turn.learned and state.slots.name:
        return turn.saying(phrase(state, "ack.got_name", name=first_name(state.slots.name)))
    if "address" in turn.learned and state.slots.address:
        return turn.saying(phrase(state, "ack.got_address", address=state.slots.address))
    return turn


def _texting(turn: Turn) -> str:
    state, situation = turn.state, turn.situation
    if situation.opted_out:
        return ""
    if state.slots.phone and state.slots.phone != situation.caller_phone:
        number = to_read(state.slots.phone) if situation.written else spoken_phone(state.slots.phone, state.language)
        return phrase(state, "readback.text_that", phone=number)
    if situation.channel is Channel.VOICE and situation.caller_phone:
        return phrase(state, "readback.text_this")
    return ""


def _charge(turn: Turn) -> str:
    """What an emergency visit costs by itself is said before it is booked."""
    charge = call_out(turn.state, turn.situation.business) if turn.state.is_emergency else ""
    return f"{charge} " if charge else ""


def _wants_changed(frame: Frame) -> Asking | None:
    words = frozenset(frame.text.casefold().replace(",", " ").replace(".", " ").split())
    return next((asking for asking, names in _CHANGEABLE.items() if words & names), None)
