"""Booking a visit: ask only for what is missing, offer real times, read back once, then book."""

from __future__ import annotations

from dataclasses import replace

from app.core.conversations import Outcome
from app.core.dialogue import address_halves, matching, read_back, waitlist
from app.core.dialogue.asking import MOST_MISSES, ask, asked_enough, missed, offer_person, understood
from app.core.dialogue.state import Asking, Stage
from app.core.dialogue.steps import FindTimes, Reply, Step, Turn
from app.core.dialogue.trouble import is_work_to_do, tidy
from app.core.dialogue.words import (
    arrival_window,
    capital,
    choices_text,
    first_name,
    phrase,
    when_text,
)
from app.core.slots import Slot
from app.core.understanding.frame import EmergencyLevel, Frame, Intent

_GENERAL = "general"
_PERSONAL = frozenset({Asking.NAME, Asking.ADDRESS, Asking.PHONE})


def proceed(turn: Turn, frame: Frame) -> Step:
    """The booking's next step after this utterance."""
    state = turn.state
    match state.asking:
        case Asking.CHOICE:
            return _answer_choice(turn, frame)
        case Asking.CONFIRM if state.chosen is not None:
            return read_back.answer_confirm(turn, frame)
    if _agrees_to_the_time(turn, frame):
        turn = replace(_spared(turn), learned=turn.learned - {"when"})
        return next_question(_acknowledge(understood(turn)).saying("" if turn.learned else phrase(state, "ack.great")))
    if "when" in turn.learned and state.slots.when is not None:
        turn = turn.knowing(replace(state, chosen=None, offered=()))
    if turn.learned or (frame.intent is Intent.SCHEDULE and state.slots.problem is None):
        return next_question(_acknowledge(understood(_spared(turn) if "when" in turn.learned else turn)))
    if frame.intent is Intent.SCHEDULE and state.asking in _PERSONAL and not state.is_emergency and not state.offered:
        return FindTimes(state, state.slots.when, turn.prefix, turn.effects)  # "when can you come?" comes before who
    if state.asking is None and frame.intent in (Intent.CONFIRM, Intent.DENY):
        return next_question(turn)  # the answer to a question that is settled by it, such as one about danger
    return _not_understood(turn, frame)


def next_question(turn: Turn) -> Step:
    """What is still missing, in the order in which a dispatcher would ask; times as soon as they can be named."""
    turn = address_halves.content_with(turn)
    state, situation = turn.state, turn.situation
    slots = state.slots
    vague = slots.service_type is None or slots.service_type.startswith(_GENERAL)
    if slots.problem is None and vague and not asked_enough(state, Asking.PROBLEM):
        return ask(turn, Asking.PROBLEM, stage=Stage.COLLECTING)
    if slots.when is not None and state.chosen is None and not state.is_emergency:
        return FindTimes(state, slots.when, turn.prefix, turn.effects)
    missing = _missing_person(turn)
    if missing is not None:
        text = address_halves.question(state) if missing is Asking.ADDRESS else None
        return ask(turn, missing, text, stage=Stage.COLLECTING)
    if state.chosen is None:
        return FindTimes(state, slots.when, turn.prefix, turn.effects)
    if situation.can_book:
        return read_back.read_back(turn)
    return FindTimes(state, slots.when, turn.prefix, turn.effects)


def _agrees_to_the_time(turn: Turn, frame: Frame) -> bool:
    """ "Yes, Thursday at one works" in place of a name: the time was said before, and is no new wish."""
    state = turn.state
    if state.chosen is None or state.asking not in _PERSONAL:
        return False
    if frame.when is not None:
        return matching.fits(turn.situation.business.local(state.chosen.start), frame.when)
    agreed = frame.intent is Intent.CONFIRM or "settle" in frame.signals
    return agreed and not turn.learned and "spared" not in state.asked


def _spared(turn: Turn) -> Turn:
    """Who speaks of the time in place of an address has not refused it: once, the question does not count."""
    state = turn.state
    asking = state.asking
    if asking not in _PERSONAL or asking in turn.learned or "spared" in state.asked or not state.asked.get(asking):
        return turn
    return turn.knowing(replace(state, asked={**state.asked, asking: state.asked[asking] - 1, "spared": 1}))


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


def _answer_choice(turn: Turn, frame: Frame) -> Step:
    state = turn.state
    if matching.asks_for_later(frame):
        return read_back.other_times(turn)
    if frame.signals & {"earlier"} and state.slots.when is None and "other_times" not in state.asked:
        return offer(turn.saying(phrase(state, "offer.no_earlier")))
    same_day = matching.of_the_day(state.offered, frame, turn.situation.business.zone)
    if len(same_day) > 1 and "which_time" not in state.asked:
        return _which_time(turn, same_day)
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
    if frame.intent is Intent.DENY or frame.signals & {"other_times", "none_suits"}:
        return read_back.other_times(turn)
    if turn.learned:
        return offer(_acknowledge(understood(turn)))
    turn = missed(turn)
    if turn.state.misses >= MOST_MISSES:
        return offer_person(turn)
    choices = choices_text(state.offered, state, turn.situation)
    return turn.reply(phrase(state, "ask.choice", variant=1, choices=choices))


def _which_time(turn: Turn, slots: tuple[Slot, ...]) -> Reply:
    """ "Thursday" names several of the offered times: which of them?"""
    state = replace(turn.state, offered=slots, asked={**turn.state.asked, "which_time": 1}, misses=0)
    choices = choices_text(slots, state, turn.situation)
    return turn.knowing(state).reply(phrase(state, "offer.which_time", choices=choices))


def _not_understood(turn: Turn, frame: Frame) -> Step:
    state = turn.state
    if state.asking is Asking.PROBLEM and state.misses >= 1 and len(frame.text.split()) > 1:
        # Twice described and still not a word we know: the technician gets the caller's own words.
        slots = replace(state.slots, problem=tidy(frame.text[:120]))
        return next_question(understood(turn).knowing(replace(state, slots=slots, misses=0)))
    if state.asking is Asking.TIME and state.asked.get("other_times"):
        return waitlist.offer(turn)
    if state.asking in _PERSONAL and (frame.intent is Intent.DENY or frame.signals & {"refuse", "unsure"}):
        return _declined(turn, frame)
    turn = missed(turn)
    if turn.state.misses >= MOST_MISSES:
        return offer_person(turn)
    return next_question(turn)


def _declined(turn: Turn, frame: Frame) -> Step:
    """The caller would rather not say: ask once more with the reason, then go on without."""
    state = turn.state
    assert state.asking is not None
    if state.asking is Asking.ADDRESS and state.asked.get(Asking.ADDRESS, 0) < 2:
        return ask(turn, Asking.ADDRESS, phrase(state, "ask.address_why"))
    if state.asking is Asking.NAME and "question" in frame.signals and state.asked.get(Asking.NAME, 0) < 2:
        return ask(turn, Asking.NAME, phrase(state, "ask.name_why"))
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
    said = _acknowledged(turn)
    noted = phrase(turn.state, "ack.noted") if "note" in turn.learned else ""
    return turn.saying(said, noted)


def _acknowledged(turn: Turn) -> str:
    state = turn.state
    name = first_name(state.slots.name) if state.slots.name and "name" in turn.learned else ""
    if "problem" in turn.learned and not state.is_emergency:
        if is_work_to_do(state.slots.problem or "") or turn.prefix:
            plain = "" if turn.prefix else phrase(state, "ack.okay")
            return phrase(state, "ack.got_name", name=name) if name else plain
        return phrase(state, "ack.sorry_name", name=name) if name else phrase(state, "ack.sorry")
    if name:
        return phrase(state, "ack.got_name", name=name)
    if "address" in turn.learned and state.slots.address and not _reads_back_next(turn):
        return phrase(state, "ack.got_address", address=state.slots.address)
    return phrase(state, "ack.got") if "when" in turn.learned and state.is_emergency else ""


def _reads_back_next(turn: Turn) -> bool:
    """What is about to be read back need not be said twice."""
    return turn.state.chosen is not None and _missing_person(turn) is None
