"""A caller with a visit to come: what they ask of it, change of it, add to it. Only ever the caller's own."""

from __future__ import annotations

from dataclasses import replace

from app.core.appointments import Appointment
from app.core.conversations import Outcome
from app.core.dialogue import adding, booking, changes, closing, visit_facts
from app.core.dialogue.asking import ask
from app.core.dialogue.read_back import wants_changed
from app.core.dialogue.state import Asking, Slots, Stage
from app.core.dialogue.steps import AlertOwner, AmendVisit, Step, Turn
from app.core.dialogue.trouble import tidy
from app.core.dialogue.words import phrase, when_text
from app.core.understanding.frame import EmergencyLevel, Frame, Intent
from app.core.wording.catalogue import join

ABOUT = "about_visit"
_TROUBLE = frozenset({"problem", "service_type"})
_DETAILS = frozenset({"address", "name", "phone", "note"})
_SURE = 0.9
_BRIEF = 4


def tell(turn: Turn, frame: Frame) -> Step | None:
    """The answer to a question about one's own visits; None where it is none, or the booking goes on."""
    state, situation = turn.state, turn.situation
    open_talk = state.asking is Asking.PROBLEM or state.stage is Stage.CLOSING or state.purpose == ABOUT
    topic = _topic(turn, frame)
    if topic is None or not open_talk or "problem" in turn.learned:
        return None
    visit = visit_facts.meant(state, situation)
    if visit is None:
        unasked = state.asking is Asking.PROBLEM and state.slots.problem is None and topic != "technician"
        return changes.begin(turn.knowing(replace(state, slots=Slots())), frame, "tell") if unasked else None
    text = visit_facts.of_topic(topic, state, situation) or ""
    turn = turn.knowing(replace(state, slots=replace(state.slots, note=None)))  # "did you note the dog?" adds none
    return _settled(turn, visit).reply(join(text, phrase(state, "ask.anything_else")))


def about(turn: Turn, frame: Frame) -> Turn | Step:
    """The answer to "is this about your visit on Friday?"; a Turn goes on as any first sentence."""
    state = turn.state
    visit = turn.situation.visits[0] if turn.situation.visits else None
    plain = turn.knowing(replace(state, purpose="book", asking=None, misses=0))
    if visit is None or frame.intent is Intent.FAQ:
        return plain
    step = None if Intent.DENY in frame.intents and not _moves(turn, frame) else _its_matter(plain, frame, visit)
    if step is not None:
        return step
    if frame.intent is Intent.CONFIRM and not turn.learned and "about" not in state.asked:
        asked = replace(state, asked={**state.asked, "about": 1})
        return turn.knowing(asked).reply(phrase(state, "ask.about_visit"))
    if frame.intent is Intent.DENY and not turn.learned:
        return booking.next_question(plain)
    return plain


def got_worse(turn: Turn, frame: Frame) -> Step | None:
    """Help is on its way from an earlier call, and it got worse: those who come learn it, and nothing starts over."""
    state, visit = turn.state, visit_facts.coming(turn.situation)
    if visit is None or state.appointment_id is not None or state.emergency_level is EmergencyLevel.LIFE:
        return None
    if not frame.emergency.is_emergency and not ("worse" in frame.signals and state.purpose == ABOUT):
        return None
    if not state.alerted:
        turn = turn.causing(AlertOwner(phrase(state, "visits.worse_reason")))
    known = replace(state.slots, name=visit.customer_name, address=state.slots.address or visit.address)
    state = replace(state, slots=known, alerted=True, outcome=Outcome.EMERGENCY_DISPATCHED)
    settled = _settled(turn.knowing(state), visit)
    return AmendVisit(
        settled.state, visit.id, note=tidy(frame.text[:120]), worse=True, prefix=turn.prefix, effects=turn.effects
    )


def _topic(turn: Turn, frame: Frame) -> str | None:
    own = "own_details" in frame.signals and frame.faq_topic is None
    if frame.faq_topic == "duration" and turn.state.is_emergency and len(frame.text.split()) <= _BRIEF:
        return "arrival"  # "how long?" is how long until help comes
    if frame.faq_topic in visit_facts.TOPICS:
        return frame.faq_topic
    return "own_visits" if own else None


def _its_matter(turn: Turn, frame: Frame, visit: Appointment) -> Step | None:
    """What is to become of the visit that we asked about."""
    state = turn.state
    told = bool(turn.learned & _TROUBLE)
    if Intent.CANCEL in frame.intents and Intent.CONFIRM in frame.intents and not told:
        return changes.begin(turn, frame, "cancel")
    if _moves(turn, frame):
        return changes.begin(turn, frame, "move")
    if told:
        return _more_to_do(turn, frame, visit)
    details = turn.learned & _DETAILS
    if details:
        return closing.amend(_settled(turn, visit), visit, details)
    wanted = wants_changed(frame) if "misheard" in frame.signals or frame.correction else None
    if wanted in (Asking.ADDRESS, Asking.PHONE, Asking.NAME):
        return ask(_settled(turn, visit), wanted)
    if frame.signals & {"settle", "approval"}:
        when = when_text(visit.start_time, state, turn.situation)
        return _settled(turn, visit).reply(phrase(state, "done.restated", when=when))
    return None


def _moves(turn: Turn, frame: Frame) -> bool:
    """Another time is wished for, and nothing says that it is for something else."""
    if turn.learned & _TROUBLE or "another_visit" in frame.signals:
        return False
    if Intent.RESCHEDULE in frame.intents:
        return True
    denied = Intent.DENY in frame.intents
    if frame.signals & adding.OTHER_TIME and frame.faq_topic is None:
        return not denied
    bare = frame.when is not None and "when" in turn.learned and (frame.confidence < _SURE or frame.correction)
    return bare and not denied


def _more_to_do(turn: Turn, frame: Frame, visit: Appointment) -> Step | None:
    """ "Yes, and I also have a dripping faucet"; what is said of the same trouble is for the technician to know."""
    if frame.emergency.is_emergency or frame.when is not None or "another_visit" in frame.signals:
        return None
    agrees = Intent.CONFIRM in frame.intents
    if not agrees and not frame.signals & {"second_job", "same_visit"}:
        return None
    if agrees and "second_job" not in frame.signals and frame.service_type == visit.service_type:
        return closing.amend(_settled(turn, visit), visit, frozenset(), note=frame.problem)
    job = Slots(problem=tidy(frame.problem), service_type=frame.service_type)
    return adding.offer_to_add(turn, visit, job)


def _settled(turn: Turn, visit: Appointment) -> Turn:
    state = turn.state
    settled = replace(
        state,
        stage=Stage.CLOSING,
        asking=None,
        purpose="book",
        target_appointment_id=visit.id,
        outcome=state.outcome or Outcome.ANSWERED,
        misses=0,
    )
    return turn.knowing(settled)
