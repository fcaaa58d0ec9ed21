"""After the booking: what is added to it, another job, a change of mind, or good-bye."""

from __future__ import annotations

from dataclasses import replace

from app.core.appointments import Appointment
from app.core.dialogue import adding, booking, changes, danger, people, waitlist
from app.core.dialogue.state import DialogueState, Slots
from app.core.dialogue.steps import AmendVisit, AskCallback, Reply, Step, TellMore, Turn
from app.core.dialogue.trouble import tidy
from app.core.dialogue.words import first_name, phrase, when_text
from app.core.phones import to_read
from app.core.understanding.frame import Frame, Intent
from app.core.wording.catalogue import join

_ADDED = frozenset({"address", "name", "phone", "note"})
_TROUBLE = frozenset({"problem", "service_type"})
_MOST_RESTATED = 2


def answer(turn: Turn, frame: Frame) -> Step:
    """What the caller says once everything is settled."""
    state = turn.state
    visit = turn.situation.visit(state.appointment_id or state.target_appointment_id)
    if visit is not None and "same_visit" in frame.signals and frame.problem:
        return AmendVisit(state, visit.id, note=frame.problem, adds_job=True, effects=turn.effects)
    another = _another(turn, frame)
    if visit is not None and another and _may_join(frame):
        job = Slots(problem=tidy(frame.problem), service_type=frame.service_type, note=frame.note)
        return adding.offer_to_add(turn, visit, job)
    if "done_here" in frame.signals and not turn.learned:
        return people.goodbye(turn)
    if not another:
        step = _about_this_visit(turn, frame, visit) if visit else _about_this_call(turn)
        if step is not None:
            return step
    if not turn.learned and frame.intents & {Intent.DENY, Intent.GOODBYE}:
        return people.goodbye(turn)
    if another or frame.intent is Intent.SCHEDULE:
        job = Slots(when=frame.when, problem=frame.problem, service_type=frame.service_type, note=frame.note)
        return booking.proceed(adding.another_job(turn, job), frame)
    return _otherwise(turn, frame)


def next_job(turn: Turn, reply: Reply) -> Step:
    """The first visit is booked; on with the one that was asked for in the same breath."""
    job = reply.state.next_job or Slots()
    told = reply.text.removesuffix(phrase(reply.state, "ask.anything_else")).strip()
    plain = replace(turn, state=reply.state, prefix="", effects=reply.effects).saying(told)
    return booking.next_question(adding.another_job(plain, job))


def _another(turn: Turn, frame: Frame) -> bool:
    told = bool(_TROUBLE & turn.learned) or bool(frame.problem and "second_job" in frame.signals)
    return told or "another_visit" in frame.signals


def _about_this_visit(turn: Turn, frame: Frame, visit: Appointment) -> Step | None:
    state = turn.state
    relative = frame.signals & adding.OTHER_TIME and Intent.DENY not in frame.intents and frame.faq_topic is None
    if relative or (frame.when is not None and not adding.is_its_time(visit, frame, turn)):
        return changes.begin(turn, frame, "move")
    added = turn.learned & _ADDED
    if added:
        return amend(turn, visit, added)
    settles = frame.intent is Intent.CONFIRM or frame.signals & {"settle", "approval"} or frame.when is not None
    agreed = frame.intent is Intent.SCHEDULE and Intent.CONFIRM in frame.intents
    if not (settles or agreed) or Intent.DENY in frame.intents:
        return None
    thanks = "thanks" in frame.signals and "settle" not in frame.signals
    if thanks or state.asked.get("restated", 0) >= _MOST_RESTATED:
        return people.goodbye(turn)
    return _restated(turn, visit)


def amend(turn: Turn, visit: Appointment, added: frozenset[str], note: str | None = None) -> AmendVisit:
    """Put the details that were learned, and a note, on the visit."""
    state = turn.state
    return AmendVisit(
        state,
        visit.id,
        address=state.slots.address if "address" in added else None,
        name=state.slots.name if "name" in added else None,
        note=note or _note(state, with_phone="phone" in added),
        effects=turn.effects,
    )


def _may_join(frame: Frame) -> bool:
    """Another trouble, and no word of another day or of another visit."""
    apart = frame.when is not None or "another_visit" in frame.signals or frame.emergency.is_emergency
    return bool(frame.problem or frame.service_type) and not apart


def _note(state: DialogueState, *, with_phone: bool) -> str | None:
    phone = to_read(state.slots.phone) if with_phone and state.slots.phone else None
    return "; ".join(part for part in (state.slots.note, phone) if part) or None


def _restated(turn: Turn, visit: Appointment) -> Reply:
    """Whoever says yes to what is booked hears that it is."""
    state = turn.state
    state = replace(state, asked={**state.asked, "restated": state.asked.get("restated", 0) + 1}, misses=0)
    if danger.stay_out(state):
        come = "safety.come" if visit.address else "safety.come_no_address"
        return turn.knowing(state).reply(join(phrase(state, come), danger.stay_out(state)))
    when = when_text(visit.start_time, state, turn.situation)
    return turn.knowing(state).reply(phrase(state, "done.restated", when=when))


def _about_this_call(turn: Turn) -> Step | None:
    """No visit, but a call that was promised, or people who were alerted: they learn what else was said."""
    state = turn.state
    learned = turn.learned & (_ADDED | {"when"})
    if not learned:
        return None
    if state.is_emergency and state.alerted and learned & _ADDED:
        turn = turn.causing(TellMore())
        return turn.reply(join(_thanks(turn), danger.stay_out(state) or phrase(state, "ask.anything_else")))
    if state.owed is None:
        return None
    parts = (waitlist.wish_note(turn), state.slots.address or "")
    turn = turn.causing(AskCallback(state.owed, "; ".join(part for part in parts if part)))
    return turn.reply(join(phrase(state, "ack.noted_too"), phrase(state, "ask.anything_else")))


def _thanks(turn: Turn) -> str:
    state = turn.state
    if "address" in turn.learned and state.slots.address:
        return phrase(state, "done.amended_address", address=state.slots.address)
    if "name" in turn.learned and state.slots.name:
        return phrase(state, "done.amended_name", name=first_name(state.slots.name))
    return phrase(state, "ack.noted")


def _otherwise(turn: Turn, frame: Frame) -> Step:
    state = turn.state
    if frame.intent in (Intent.DENY, Intent.GOODBYE):
        return people.goodbye(turn)
    if frame.intent is Intent.CONFIRM:
        return people.goodbye(turn) if "thanks" in frame.signals else turn.reply(phrase(state, "greeting.again"))
    if state.misses >= 1:
        return people.goodbye(turn)
    return turn.knowing(replace(state, misses=state.misses + 1)).reply(phrase(state, "ask.anything_else"))
