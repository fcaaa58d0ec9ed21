"""Another trouble of a caller who has a visit to come: seen to on that visit, or on one of its own."""

from __future__ import annotations

from dataclasses import replace

from app.core.appointments import Appointment
from app.core.dialogue import booking, matching
from app.core.dialogue.asking import MOST_MISSES, missed, offer_person
from app.core.dialogue.state import Asking, Slots, Stage
from app.core.dialogue.steps import AmendVisit, Reply, Step, Turn
from app.core.dialogue.words import phrase, when_text
from app.core.understanding.frame import Frame, Intent

ADD = "add_job"
OTHER_TIME = frozenset({"earlier", "later", "other_times"})


def offer_to_add(turn: Turn, visit: Appointment, job: Slots) -> Reply:
    """Another trouble: the technician who comes anyway may see to it."""
    asked = {key: count for key, count in turn.state.asked.items() if key != ADD}
    state = replace(
        turn.state,
        stage=Stage.CLOSING,
        purpose=ADD,
        asking=Asking.CONFIRM,
        target_appointment_id=visit.id,
        next_job=job,
        offered=(),
        chosen=None,
        misses=0,
        asked=asked,
    )
    when = when_text(visit.start_time, state, turn.situation)
    return turn.knowing(state).reply(phrase(state, "visits.add", when=when))


def answer_add(turn: Turn, frame: Frame) -> Step | None:
    """To "shall I add it?": yes, no or another time; None where it is something else."""
    state = turn.state
    job = state.next_job or Slots()
    visit = turn.situation.visit(state.target_appointment_id)
    plain = turn.knowing(replace(state, purpose="book", asking=None, next_job=None, target_appointment_id=None))
    if visit is None:
        return booking.next_question(another_job(plain, job))
    if frame.when is not None and not is_its_time(visit, frame, turn):
        return booking.next_question(another_job(plain, replace(job, when=frame.when)))
    if frame.intent is Intent.CONFIRM or "same_visit" in frame.signals or is_its_time(visit, frame, turn):
        return AmendVisit(
            plain.state, visit.id, note=job.problem or job.service_type, adds_job=True, effects=turn.effects
        )
    if frame.signals & {"call_off", "never_mind"}:
        return plain.reply(phrase(state, "done.kept"))
    if frame.intent is Intent.DENY or frame.signals & (OTHER_TIME | {"another_visit"}):
        return booking.next_question(another_job(plain, job))
    if frame.intent is not Intent.OTHER or turn.learned or frame.signals:
        return None
    turn = missed(turn)
    return offer_person(turn) if turn.state.misses >= MOST_MISSES else turn.reply(state.last_reply)


def joins(turn: Turn, frame: Frame) -> Step | None:
    """ "Can he do it at the same time?" while other times are looked for: no second visit, but the one there is."""
    state = turn.state
    job = replace(state.slots, when=None)
    looking = state.stage in (Stage.COLLECTING, Stage.OFFERING, Stage.CONFIRMING)
    asks = looking and "same_visit" in frame.signals and frame.when is None
    if not asks or len(turn.situation.visits) != 1 or not (job.problem or job.service_type) or state.is_emergency:
        return None
    return offer_to_add(turn, turn.situation.visits[0], job)


def another_job(turn: Turn, job: Slots) -> Turn:
    """Who and where stay; what and when begin anew."""
    state = turn.state
    fresh = replace(state.slots, when=job.when, problem=job.problem, service_type=job.service_type, note=job.note)
    asked = {key: count for key, count in state.asked.items() if key in (Asking.NAME, Asking.ADDRESS, Asking.PHONE)}
    return turn.knowing(
        replace(
            state,
            stage=Stage.COLLECTING,
            purpose="book",
            slots=fresh,
            chosen=None,
            next_job=None,
            offered=(),
            appointment_id=None,
            target_appointment_id=None,
            asking=None,
            asked=asked,
            misses=0,
        )
    )


def is_its_time(visit: Appointment, frame: Frame, turn: Turn) -> bool:
    same = frame.when is not None and matching.fits(turn.situation.business.local(visit.start_time), frame.when)
    return same and frame.intent is not Intent.RESCHEDULE
