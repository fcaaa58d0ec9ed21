"""The turn goes on with what the flow found out or did. What is confirmed is made from the stored row."""

from __future__ import annotations

from dataclasses import replace

from app.core.appointments import Appointment
from app.core.availability.offers import Offers
from app.core.availability.query import Reason
from app.core.callbacks import CallbackReason
from app.core.conversations import Outcome
from app.core.dialogue import booking, changes, closing, danger, people, waitlist
from app.core.dialogue.state import Asking, DialogueState
from app.core.dialogue.steps import AmendVisit, BookVisit, FindTimes, Reply, Situation, Step, Turn
from app.core.dialogue.visit_facts import technician
from app.core.dialogue.words import capital, dated, day_text, first_name, phrase, service_name, when_text
from app.core.understanding.frame import EmergencyLevel, Language, When
from app.core.wording.catalogue import join


def with_times(asked: FindTimes, situation: Situation, offers: Offers) -> Step:
    """Free times are known: take the exact one, offer a few, or promise a call where there is none."""
    turn = Turn(asked.state, situation, prefix=asked.prefix, effects=asked.effects)
    if asked.state.purpose == "dispatched":
        return _dispatch(turn, offers)
    before = changes.sooner(turn, offers.slots)
    if before is not None:
        return before
    if not offers.slots:
        return _nothing_free(turn)
    wish = asked.wish
    state = replace(asked.state, offered=offers.slots, chosen=None, unmet=None)
    turn = turn.knowing(state)
    if offers.fits and wish is not None and wish.end is None and wish.clock_stated:
        return _exactly(turn, offers)
    if not offers.fits and wish is not None:
        return _not_as_wished(turn, wish, offers, insists=waitlist.insists(asked.state, wish))
    return booking.offer(turn)


def availability_unknown(asked: FindTimes, situation: Situation) -> Step:
    """Never a guess: somebody confirms by phone."""
    turn = Turn(asked.state, situation, prefix=asked.prefix, effects=asked.effects)
    note = waitlist.wish_note(turn)
    return people.owe_call(turn, CallbackReason.AVAILABILITY_UNKNOWN, note, phrase(asked.state, "offer.unknown"))


def booking_paused(asked: FindTimes, situation: Situation) -> Step:
    turn = Turn(asked.state, situation, prefix=asked.prefix, effects=asked.effects)
    return people.owe_call(
        turn, CallbackReason.AVAILABILITY_UNKNOWN, waitlist.wish_note(turn), phrase(asked.state, "offer.paused")
    )


def booked(step: BookVisit, situation: Situation, visit: Appointment, who: str) -> Step:
    """The visit is stored: say so, from its row."""
    slots = replace(step.state.slots, note=None)  # it stands on the visit now
    state = replace(step.state, appointment_id=visit.id, customer_id=visit.customer_id, chosen=None, slots=slots)
    turn = Turn(state, situation, prefix=step.prefix, effects=step.effects)
    when = when_text(visit.start_time, state, situation)
    if state.purpose == "dispatched":
        coming = phrase(state, "done.dispatched", technician=_called(who, situation), when=when)
        return danger.help_is_coming(turn, coming)
    if visit.is_emergency and state.emergency_level is not EmergencyLevel.URGENT:
        text = phrase(state, "done.booked_emergency", technician=_called(who, situation), when=when)
    elif not visit.customer_phone or situation.opted_out:
        text = phrase(state, "done.booked_no_text", when=when)
    elif visit.customer_name and state.slots.name:
        text = phrase(state, "done.booked", when=when, name=first_name(visit.customer_name))
    else:
        text = phrase(state, "done.booked_no_name", when=when)
    reply = booking.booked(turn, text)
    return reply if state.next_job is None else closing.next_job(turn, reply)


def _called(technician: str, situation: Situation) -> str:
    """By the first name, except where the only technician bears the name of the business."""
    return technician if technician == situation.business.name else first_name(technician)


def slot_gone(state: DialogueState, prefix: str, *, exclude: str | None = None) -> FindTimes:
    """Somebody else was quicker: the nearest times to the same wish."""
    again = replace(state, chosen=None, offered=())
    lead = " ".join(part for part in (prefix, phrase(state, "offer.taken")) if part)
    return FindTimes(again, state.slots.when, lead, exclude_appointment_id=exclude)


def amended(step: AmendVisit, situation: Situation, visit: Appointment) -> Reply:
    """What was added, from the stored row."""
    state = replace(step.state, asking=None, slots=replace(step.state.slots, note=None))
    turn = Turn(state, situation, prefix=step.prefix, effects=step.effects)
    when = when_text(visit.start_time, state, situation)
    if step.worse:
        return turn.reply(phrase(state, "visits.worse", technician=technician(visit, state, situation), when=when))
    if step.adds_job:
        text = phrase(state, "visits.added", when=when)
    elif step.address:
        text = phrase(state, "done.amended_address", address=visit.address or "")
    elif step.name:
        text = phrase(state, "done.amended_name", name=first_name(visit.customer_name))
    else:
        text = phrase(state, "ack.noted")
    return turn.reply(join(text, danger.stay_out(state) or phrase(state, "ask.anything_else")))


def moved(step_state: DialogueState, situation: Situation, visit: Appointment) -> Reply:
    return changes.moved(Turn(step_state, situation), visit)


def cancelled(step_state: DialogueState, situation: Situation) -> Reply:
    return changes.cancelled(Turn(step_state, situation))


def _exactly(turn: Turn, offers: Offers) -> Step:
    """The very time that was asked for is free: no need to choose."""
    state = replace(turn.state, chosen=offers.slots[0], asking=None)
    turn = turn.knowing(state)
    if state.purpose == "move":
        return changes.confirm_move(turn)
    step = booking.next_question(turn)
    if isinstance(step, Reply) and step.state.asking is not Asking.CONFIRM:
        when = capital(when_text(offers.slots[0].start, state, turn.situation))
        return booking.next_question(turn.saying(phrase(state, "offer.exact", when=when)))
    return step


def _not_as_wished(turn: Turn, wish: When, offers: Offers, *, insists: bool) -> Step:
    """Why not, and the nearest times. Who wants nothing else is not offered the same again, but a call."""
    turn = turn.saying(_why_not(turn, wish, offers))
    if insists:
        return waitlist.offer(turn)
    turn = turn.knowing(replace(turn.state, unmet=wish))
    full = offers.reason is Reason.FULL and not _same_day(turn, wish, offers)
    return booking.offer(turn, or_wait_for=waitlist.wished_day(turn, wish) if full else "")


def _why_not(turn: Turn, wish: When, offers: Offers) -> str:
    state = turn.state
    day = capital(day_text(wish.start, state, turn.situation))
    if offers.reason is Reason.FULL and _same_day(turn, wish, offers):
        return phrase(state, "offer.taken_then")
    key = f"offer.{offers.reason}" if offers.reason else "offer.unavailable"
    return phrase(state, key, day=day)


def _same_day(turn: Turn, wish: When, offers: Offers) -> bool:
    """Something else is free on that very day, so it is not the day that is full."""
    local = turn.situation.business.local
    return any(local(slot.start).date() == local(wish.start).date() for slot in offers.slots)


def _nothing_free(turn: Turn) -> Step:
    return people.owe_call(turn, CallbackReason.WAITLIST, waitlist.wish_note(turn), phrase(turn.state, "offer.none"))


def _dispatch(turn: Turn, offers: Offers) -> Step:
    """Danger: the earliest time is taken without asking."""
    if not offers.slots:
        return danger.help_is_coming(turn)
    return BookVisit(turn.state, offers.slots[0], turn.prefix, turn.effects)


def summary(state: DialogueState, visit: Appointment | None, situation: Situation) -> str:
    """One line for the owner's list, in the business's language; what is not known leaves no gap."""
    return capital(_summary(state, visit, situation).replace(" .", ".").lstrip("; ")).strip()


def _summary(state: DialogueState, visit: Appointment | None, situation: Situation) -> str:
    owner_view = replace(state, language=Language(situation.business.language))
    problem = capital(state.slots.problem or "")
    if state.is_emergency:
        return phrase(owner_view, "summary.emergency", reason=state.emergency_reason or "", problem=problem).strip()
    when = ""
    if visit is not None:
        when = dated(visit.start_time, owner_view, situation)
    match state.outcome:
        case Outcome.BOOKED if visit is not None:
            return phrase(
                owner_view,
                "summary.booked",
                problem=problem or capital(service_name(visit.service_type, owner_view, situation)),
                when=when,
            )
        case Outcome.RESCHEDULED if visit is not None:
            return phrase(owner_view, "summary.moved", when=when)
        case Outcome.CANCELLED:
            return phrase(owner_view, "summary.cancelled", when=when).strip()
        case Outcome.CALLBACK_REQUESTED if state.message:
            return phrase(owner_view, "summary.message", message=state.message)
        case Outcome.CALLBACK_REQUESTED:
            return phrase(owner_view, "summary.callback", problem=problem)
    return problem or phrase(owner_view, "summary.nothing")
