"""A caller left a message: a callback with the recording, and the owner is told, once per recording."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core import tallies
from app.core.businesses import Business
from app.core.callbacks import CallbackReason
from app.core.callers import caller_number
from app.core.conversations import Message, Outcome, Role
from app.core.dialogue.steps import Then
from app.core.sessions import Session
from app.core.wording.catalogue import say
from app.flows import converse, end_call, note_failure
from app.flows.call_answer import CallAnswer
from app.flows.missed_call import withdraw_text
from app.flows.once import recall, remember
from app.flows.outside import Outside, run_turn
from app.flows.owe_callback import owe_callback
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

SCOPE = "twilio_recording"


@dataclass(frozen=True, slots=True)
class Recording:
    """A finished recording. `caller` is absent where Twilio reports only the recording."""

    call_sid: str
    recording_sid: str
    url: str | None
    caller: str | None = None
    transcript: str | None = None


def take_voicemail(services: Services, business: Business, recording: Recording) -> CallAnswer:
    """Note it, and thank a caller who is still there.

    Twilio tells of one recording up to three times; a later report only adds its transcript.
    """

    def body(unit: UnitOfWork, _outside: Outside) -> CallAnswer:
        session = unit.sessions.by_call(business.id, recording.call_sid)
        if recording.url or recording.transcript:
            _take(unit, services, business, recording, session)
        unit.tallies.add(business.id, tallies.VOICE_REQUESTS, services.clock.now().date())
        language = str(session.state.language) if session else business.language
        return CallAnswer(say(language, "line.recorded"), language, Then.HANG_UP)

    return run_turn(services, business.id, body)


def _take(
    unit: UnitOfWork, services: Services, business: Business, recording: Recording, session: Session | None
) -> None:
    keys = [recording.recording_sid or recording.call_sid]
    known = recall(unit, business.id, SCOPE, keys)
    if known is not None:
        _add_transcript(unit, business, known.answer, recording)
        return
    ended = recall(unit, business.id, end_call.SCOPE, [recording.call_sid])
    talk = unit.conversations.get(business.id, session.conversation_id) if session else None
    callback = owe_callback(
        unit,
        services,
        business,
        reason=CallbackReason.VOICEMAIL,
        phone=session.caller_phone if session else caller_number(recording.caller, business.country),
        name=talk.customer_name if talk else None,
        customer_id=talk.customer_id if talk else None,
        conversation_id=talk.id if talk else None,
        recording_url=recording.url,
        transcript=recording.transcript,
        again=ended is None and recall(unit, business.id, note_failure.SCOPE, [recording.call_sid]) is None,
    )
    remember(unit, services, business.id, SCOPE, keys, callback.id)
    if session is not None:
        _mark_served(unit, services, business, session, recording)
    elif ended is None:
        remember(unit, services, business.id, end_call.SCOPE, [recording.call_sid])  # no missed call any more
    if ended is not None and ended.answer:
        withdraw_text(unit, services, business, ended.answer)


def _mark_served(
    unit: UnitOfWork, services: Services, business: Business, session: Session, recording: Recording
) -> None:
    """The call is no missed one any more, and its conversation shows what was left."""
    state = replace(session.state, outcome=session.state.outcome or Outcome.CALLBACK_REQUESTED)
    unit.sessions.save(business.id, replace(session, state=state, served=True, version=session.version + 1))
    converse.end_in(unit, services, business.id, session.id)
    talk = unit.conversations.get(business.id, session.conversation_id)
    if talk is None:
        return
    # Every recording follows words that announce it.
    talk = replace(talk, recording_consent_at=talk.recording_consent_at or services.clock.now())
    if not recording.transcript:
        unit.conversations.save(business.id, talk)
        return
    message = Message(services.new_id(), talk.id, Role.CALLER, recording.transcript, services.clock.now())
    unit.conversations.add_message(business.id, message)
    unit.conversations.save(business.id, replace(talk, message_count=talk.message_count + 1))


def _add_transcript(unit: UnitOfWork, business: Business, callback_id: str, recording: Recording) -> None:
    callback = unit.callbacks.get(business.id, callback_id)
    if callback is None or not recording.transcript or callback.transcript:
        return
    unit.callbacks.save(business.id, replace(callback, transcript=recording.transcript))
