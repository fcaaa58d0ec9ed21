"""Moving and cancelling one's own visits: only ever those of the caller whom the line identifies."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from app.core.appointments import Appointment
from app.core.callbacks import CallbackReason
from app.core.conversations import Channel, Outcome
from app.core.dialogue import booking, matching, read_back, waitlist
from app.core.dialogue.asking import ask, missed, offer_person, understood
from app.core.dialogue.state import Asking, DialogueState, Stage
from app.core.dialogue.steps import AskCallback, CancelVisit, FindTimes, MoveVisit, Reply, SendCode, Step, Turn
from app.core.dialogue.words import arrival_window, capital, phrase, service_name, visits_text, when_text
from app.core.slots import Slot
from app.core.understanding.frame import Frame, Grain, Intent, When
from app.core.understanding.times import merge
from app.core.wording.catalogue import join

MOST_LISTED = 3
_INTENTS = {"cancel": Intent.CANCEL, "move": Intent.RESCHEDULE, "tell": Intent.FAQ}
_SOONER = "sooner"


def begin(turn: Turn, frame: Frame, purpose: str) -> Step:
    """The caller wants to `cancel` or `move` a visit, or to be told (`tell`) of one: which one?"""
    intent = _INTENTS[purpose]
    state = replace(turn.state, stage=Stage.CHANGING, purpose=purpose, intent=intent, misses=0)
    turn = turn.knowing(state)
    visits = turn.situation.visits
    if not visits:
        return _who_is_it(turn)
    target = turn.situation.visit(state.appointment_id) if state.appointment_id else None
    if target is None and len(visits) == 1:
        target = visits[0]
    if target is None:
        target = _named(visits, frame, turn)
    return _which(turn) if target is None else with_target(turn, target, frame)


def with_target(turn: Turn, visit: Appointment, frame: Frame) -> Step:
    state = replace(turn.state, target_appointment_id=visit.id, appointment_id=visit.id, misses=0)
    turn = turn.knowing(state)
    if state.purpose == "cancel":
        return _confirm_cancel(turn, visit)
    relative = _relative(turn, visit, frame)
    if relative is not None:
        return relative
    wish = frame.when if frame.when is not None and not matching.fits(_local(visit, turn), frame.when) else None
    if wish is not None and _names_one_day(wish):
        # "Make it Friday" is Friday at the same hour, if that is free.
        wish = merge(_as_wish(visit, turn), wish, now=turn.situation.local_now)
    state = replace(state, slots=replace(state.slots, when=wish), chosen=None, offered=())
    turn = turn.knowing(state)
    if wish is not None:
        return find_times(turn)
    found = phrase(state, "change.found", when=_when(visit, turn), service=_service(visit, turn))
    if turn.situation.channel is Channel.SMS:
        return find_times(turn.saying(found))  # each text costs hours of waiting, so times come at once
    return ask(turn.saying(found), Asking.TIME, stage=Stage.CHANGING)


def _relative(turn: Turn, visit: Appointment, frame: Frame) -> FindTimes | None:
    """ "Any earlier?", "a bit later": seen from the time that the visit has."""
    start, when = _local(visit, turn), frame.when
    if when is not None and not (_names_one_day(when) and when.start.date() == start.date()):
        return None
    state = replace(turn.state, chosen=None, offered=(), slots=replace(turn.state.slots, when=None))
    search = FindTimes(state, None, turn.prefix, turn.effects, exclude_appointment_id=visit.id)
    if "earlier" in frame.signals:
        day = start.replace(hour=0, minute=0) if when else None
        asked = {**state.asked, _SOONER: 1}
        return replace(search, state=replace(state, asked=asked), not_before=day)
    if "later" in frame.signals:
        return replace(search, not_before=visit.end_time)
    return None


def sooner(turn: Turn, slots: tuple[Slot, ...]) -> Step | None:
    """Times were looked for that lie before the visit; None where no such wish was there."""
    state = turn.state
    if _SOONER not in state.asked:
        return None
    visit = turn.situation.visit(state.target_appointment_id)
    asked = {key: count for key, count in state.asked.items() if key != _SOONER}
    before = tuple(slot for slot in slots if visit is not None and slot.start < visit.start_time)
    turn = turn.knowing(replace(state, asked=asked, offered=before, chosen=None))
    if before:
        return booking.offer(turn)
    kept = keep(turn)
    return replace(kept, text=join(phrase(state, "offer.no_earlier"), kept.text))


def _names_one_day(wish: When) -> bool:
    return wish.grain is Grain.DAY and not wish.clock_stated and not wish.asap and not wish.alternatives


def _as_wish(visit: Appointment, turn: Turn) -> When:
    return When(_local(visit, turn), None, Grain.MINUTE, "")


def choose_visit(turn: Turn, frame: Frame) -> Step:
    """The answer to "which visit do you mean?"."""
    visits = turn.situation.visits[:MOST_LISTED]
    target = _named(visits, frame, turn)
    if target is None and frame.choice is not None and 0 < frame.choice <= len(visits):
        target = visits[frame.choice - 1]
    if target is not None:
        # The day that named the visit is no wish for the new time.
        return with_target(turn, target, replace(frame, when=None))
    turn = missed(turn)
    return offer_person(turn) if turn.state.misses >= 2 else _which(turn)


def find_times(turn: Turn) -> FindTimes:
    state = turn.state
    return FindTimes(
        state,
        state.slots.when,
        turn.prefix,
        turn.effects,
        exclude_appointment_id=state.target_appointment_id,
    )


def confirm_move(turn: Turn) -> Reply:
    """Read the new time back before anything moves."""
    state = turn.state
    visit = turn.situation.visit(state.target_appointment_id)
    assert state.chosen is not None
    service = _service(visit, turn) if visit else service_name(state.slots.service_type, state, turn.situation)
    when = when_text(state.chosen.start, state, turn.situation)
    return ask(turn, Asking.CONFIRM, phrase(state, "readback.move", service=service, when=when))


def answer_confirm(turn: Turn, frame: Frame) -> Step:
    """Yes, no or something else to "cancel it?" or "move it?"."""
    state = turn.state
    target = state.target_appointment_id
    if state.purpose == "cancel":
        visit = turn.situation.visit(target)
        if visit is not None and _wants_other_time(visit, turn, frame):
            return with_target(turn.knowing(replace(state, purpose="move")), visit, frame)
        # "The first one" chooses between things said, and nothing was offered to choose from.
        clear = frame.intent is Intent.CANCEL or (frame.intent is Intent.CONFIRM and frame.choice is None)
        if target and clear:
            return CancelVisit(state, target, turn.effects)
    elif target and state.chosen and frame.intent is Intent.CONFIRM and _is_chosen(turn, frame):
        return MoveVisit(state, target, state.chosen, turn.effects)
    elif "when" in turn.learned:
        return find_times(turn.knowing(replace(state, chosen=None)))
    if frame.intent is Intent.DENY:
        return keep(turn)
    turn = missed(turn)
    if turn.state.misses >= 2:
        return offer_person(turn)
    return ask(turn, Asking.CONFIRM, phrase(state, f"ask.{state.purpose}", variant=1))


def _is_chosen(turn: Turn, frame: Frame) -> bool:
    """No other time than the one read back is named: "yes, Tuesday"."""
    chosen = turn.state.chosen
    if frame.when is None or chosen is None:
        return "when" not in turn.learned
    return matching.fits(turn.situation.business.local(chosen.start), frame.when)


def keep(turn: Turn) -> Reply:
    """The caller thought better of it: nothing changes."""
    kept = replace(turn.state, stage=Stage.CLOSING, asking=None, purpose="book", target_appointment_id=None)
    return turn.knowing(kept).reply(phrase(kept, "done.kept"))


def _wants_other_time(visit: Appointment, turn: Turn, frame: Frame) -> bool:
    """ "Yes, cancel the Friday one" names the visit; a day that is not its own is a wish."""
    if frame.intent is Intent.RESCHEDULE or "other_times" in frame.signals:
        return True
    return frame.when is not None and not matching.fits(_local(visit, turn), frame.when)


def answer_time(turn: Turn, frame: Frame) -> Step:
    """A new wish, or a choice among the offered times."""
    state = turn.state
    slot = matching.pick(state.offered, frame, turn.situation.business.zone, arrival_window(state, turn.situation))
    if slot is not None:
        return confirm_move(understood(turn).knowing(replace(state, chosen=slot, misses=0)))
    if frame.signals & {"never_mind", "call_off"} and "when" not in turn.learned:
        return keep(turn)
    visit = turn.situation.visit(state.target_appointment_id)
    relative = _relative(turn, visit, frame) if visit is not None and not state.offered else None
    if relative is not None:
        return relative
    if "when" in turn.learned:
        return find_times(understood(turn))
    if state.offered and (frame.intent is Intent.DENY or frame.signals & {"other_times", "none_suits"}):
        return read_back.other_times(turn)
    if state.asking is Asking.TIME and state.asked.get("other_times"):
        return waitlist.offer(turn)
    turn = missed(turn)
    if turn.state.misses >= 2:
        return offer_person(turn)
    return ask(turn, Asking.TIME, phrase(state, "ask.time", variant=1))


def cancelled(turn: Turn) -> Reply:
    """Said after the row was changed."""
    state = replace(
        turn.state,
        stage=Stage.CLOSING,
        asking=None,
        purpose="book",
        outcome=Outcome.CANCELLED,
        appointment_id=None,
        target_appointment_id=None,
    )
    return turn.knowing(state).reply(
        phrase(state, "done.cancelled_no_text" if turn.situation.opted_out else "done.cancelled")
    )


def moved(turn: Turn, visit: Appointment) -> Reply:
    """Made from the row that was stored."""
    state = replace(
        turn.state,
        stage=Stage.CLOSING,
        asking=None,
        purpose="book",
        outcome=Outcome.RESCHEDULED,
        appointment_id=visit.id,
        target_appointment_id=None,
        offered=(),
        chosen=None,
    )
    key = "done.moved_no_text" if turn.situation.opted_out else "done.moved"
    return turn.knowing(state).reply(phrase(state, key, when=_when(visit, turn)))


def _confirm_cancel(turn: Turn, visit: Appointment) -> Reply:
    text = phrase(turn.state, "readback.cancel", when=capital(_when(visit, turn)), service=_service(visit, turn))
    return ask(turn, Asking.CONFIRM, text, stage=Stage.CHANGING)


def _which(turn: Turn) -> Reply:
    listed = visits_text(turn.situation.visits[:MOST_LISTED], turn.state, turn.situation)
    return ask(turn, Asking.WHICH_APPOINTMENT, choices=listed, stage=Stage.CHANGING)


def _who_is_it(turn: Turn) -> Step:
    """This line has no visit: the name it is under, and a code by text, unless that was tried before."""
    state = turn.state
    if state.identified_as or state.challenge or turn.situation.business.pause.texts:
        return offer_callback(turn)
    state = replace(state, purpose="identify", misses=0)
    if state.slots.name:
        return SendCode(state, turn.prefix, turn.effects)
    return ask(turn.knowing(state), Asking.NAME, phrase(state, "identify.name"), stage=Stage.CHANGING)


def offer_callback(turn: Turn) -> Reply:
    """No visit is found, or none that is surely the caller's: a person sorts it out."""
    state = replace(turn.state, purpose="callback", asking=Asking.CONFIRM, misses=0)
    return turn.knowing(state).reply(phrase(state, "change.none_found"))


def callback_note(state: DialogueState) -> AskCallback:
    wants = {Intent.CANCEL: "cancel a visit", Intent.FAQ: "hear about a visit"}.get(state.intent, "move a visit")
    return AskCallback(CallbackReason.HUMAN_REQUESTED, f"wants to {wants}, none found under this number")


def _named(visits: tuple[Appointment, ...], frame: Frame, turn: Turn) -> Appointment | None:
    if frame.when is None:
        return None
    fitting = [visit for visit in visits if matching.fits(_local(visit, turn), frame.when)]
    if not fitting and frame.when.day_stated:
        day = frame.when.start.date()
        fitting = [visit for visit in visits if _local(visit, turn).date() == day]
    return fitting[0] if len(fitting) == 1 else None


def _local(visit: Appointment, turn: Turn) -> datetime:
    return turn.situation.business.local(visit.start_time)


def _when(visit: Appointment, turn: Turn) -> str:
    return when_text(visit.start_time, turn.state, turn.situation)


def _service(visit: Appointment, turn: Turn) -> str:
    return service_name(visit.service_type, turn.state, turn.situation)
