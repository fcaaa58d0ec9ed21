"""Twilio's voice webhooks: a call's turns, its end, a transfer's result, a recording."""

from __future__ import annotations

from fastapi import APIRouter, Response

from app.core.businesses import Business
from app.core.callers import caller_number
from app.core.dialogue.steps import Then
from app.core.screening import LONGEST_VERDICT
from app.core.spooled import SpooledKind
from app.core.wording.catalogue import say
from app.flows.after_dial import DialResult, after_dial
from app.flows.answer_call import CallTurn, answer_call
from app.flows.call_answer import CallAnswer
from app.flows.end_call import FINAL, EndedCall, end_call
from app.flows.note_failure import note_failure
from app.flows.take_voicemail import Recording, take_voicemail
from app.flows.tell_who_calls import tell_who_calls
from app.routers.twilio_webhooks import VoiceHook, Webhook, form_body
from app.routers.twiml import TwimlResponse, nothing, speak, taken, whisper

router = APIRouter(tags=["twilio"], default_response_class=TwimlResponse)

LONGEST_URL = 2000
HIGHEST_TURN = 10_000
FALLBACK_LANGUAGE = "en"


@router.post(
    "/twilio/voice",
    summary="A call's first webhook and every turn of it",
    openapi_extra=form_body(
        ["CallSid"],
        ["From", "To", "CallStatus", "Direction", "SpeechResult", "Confidence", "Digits", "ErrorCode", "StirVerstat"],
    ),
)
async def voice(hook: VoiceHook) -> Response:
    call_sid = hook.sid("CallSid")
    if hook.field("CallStatus") in FINAL:
        return await _end(hook, call_sid)

    async def work(business: Business) -> Response:
        answer = await hook.runner.run(answer_call, hook.services, business, _turn(hook, call_sid))
        return speak(answer, hook.line)

    return await hook.answer(
        _own_number(hook),
        work,
        refuse=lambda: _refuse(hook),
        apologise=lambda: _apologise(hook, call_sid),
        busy=lambda: _ring_back(hook, call_sid),
        under_way=_turn(hook, call_sid).gathered,
    )


@router.post(
    "/twilio/voice/status",
    summary="A call has ended",
    openapi_extra=form_body(["CallSid"], ["From", "To", "CallStatus", "Direction", "CallDuration"]),
)
async def voice_status(hook: VoiceHook) -> Response:
    return await _end(hook, hook.sid("CallSid"))


@router.post(
    "/twilio/voice/dial",
    summary="How a transfer ended",
    openapi_extra=form_body(
        ["CallSid"], ["From", "To", "DialCallStatus", "DialCallSid", "DialBridged", "ParentCallSid", "Digits"]
    ),
)
async def voice_dial(hook: VoiceHook) -> Response:
    call_sid = hook.sid("CallSid")
    if hook.query("whisper"):
        return await _whisper(hook)

    async def work(business: Business) -> Response:
        result = DialResult(
            call_sid=call_sid,
            status=hook.field("DialCallStatus"),
            dial_sid=hook.field("DialCallSid"),
            bridged=hook.field("DialBridged").lower() != "false",
            rung=_small_number(hook.query("rung")),
        )
        return speak(await hook.runner.run(after_dial, hook.services, business, result), hook.line)

    async def apologise() -> Response:
        await _note_failure(hook, call_sid)
        return _to_voicemail(hook)

    return await hook.answer(_own_number(hook), work, refuse=lambda: _refuse(hook), apologise=apologise)


@router.post(
    "/twilio/voicemail",
    summary="A caller left a message",
    openapi_extra=form_body(
        ["CallSid"],
        ["From", "To", "RecordingSid", "RecordingUrl", "RecordingDuration", "RecordingStatus", "TranscriptionText"],
    ),
)
async def voicemail(hook: VoiceHook) -> Response:
    call_sid = hook.sid("CallSid")
    only_a_report = bool(hook.field("RecordingStatus", "TranscriptionStatus"))

    async def work(business: Business) -> Response:
        thanks = await hook.runner.run(take_voicemail, hook.services, business, _recording(hook, call_sid))
        return nothing() if only_a_report else speak(thanks, hook.line)

    async def apologise() -> Response:
        recording = _recording(hook, call_sid)
        if recording.url or recording.transcript:
            await hook.note(
                None,
                SpooledKind.RECORDING,
                **_who(hook, call_sid),
                words=recording.transcript or "",
                recording_sid=recording.recording_sid,
                recording_url=recording.url,
            )
        text = say(_language(hook), "line.recorded")
        return nothing() if only_a_report else speak(CallAnswer(text, _language(hook), Then.HANG_UP), hook.line)

    return await hook.answer(_own_number(hook), work, refuse=nothing, apologise=apologise)


async def _end(hook: Webhook, call_sid: str) -> Response:
    """Nobody is on the line any more, so nothing is said; an end that could not be noted is noted later."""
    ended = EndedCall(call_sid, hook.field("From"), inbound=not _is_outbound(hook))

    async def work(business: Business) -> Response:
        if hook.field("CallStatus") in FINAL:
            await hook.runner.run(end_call, hook.services, business, ended)
        return nothing()

    async def keep() -> Response:
        if hook.field("CallStatus") in FINAL:
            await hook.note(None, SpooledKind.END, **_who(hook, call_sid), inbound=ended.inbound)
        return nothing()

    return await hook.answer(_own_number(hook), work, refuse=nothing, apologise=keep, busy=keep, under_way=True)


async def _ring_back(hook: Webhook, call_sid: str) -> Response:
    """More calls than can be served: said at once, and kept outside the database, which has enough to do."""
    if caller_number(hook.field("From")) is None:  # nobody could ring back
        text = say(FALLBACK_LANGUAGE, "line.busy_voicemail")
        return speak(CallAnswer(text, FALLBACK_LANGUAGE, Then.VOICEMAIL), hook.line)
    words = hook.field("SpeechResult")
    await hook.note(None, SpooledKind.CALL_TURNED_AWAY, **_who(hook, call_sid), words=words)
    return speak(CallAnswer(say(FALLBACK_LANGUAGE, "line.busy"), FALLBACK_LANGUAGE, Then.HANG_UP), hook.line)


def _turn(hook: Webhook, call_sid: str) -> CallTurn:
    number = _small_number(hook.query("turn"))
    return CallTurn(
        call_sid=call_sid,
        caller=hook.field("From"),
        turn=number if number is not None and number <= HIGHEST_TURN else None,
        speech=hook.field("SpeechResult"),
        digits=hook.field("Digits"),
        gathered=number is not None
        or "SpeechResult" in hook.form
        or "Digits" in hook.form
        or hook.field("CallStatus") == "in-progress",
        token=hook.token,
        fingerprint=hook.fingerprint,
        lost=bool(hook.field("ErrorCode")),
        verdict=hook.field("StirVerstat")[:LONGEST_VERDICT] or None,
    )


def _small_number(text: str | None) -> int | None:
    given = text or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else None


async def _whisper(hook: Webhook) -> Response:
    """The leg of the person whom we ring: who calls, and a key to take the call."""

    async def work(business: Business) -> Response:
        if hook.query("whisper") == "answer":
            return taken(hook.field("Digits"))
        text = await hook.runner.run(tell_who_calls, hook.services, business, hook.field("ParentCallSid"))
        return whisper(text, business.language, hook.line)

    async def apologise() -> Response:
        return taken("1")  # better put through unannounced than lost

    return await hook.answer(hook.field("From"), work, refuse=lambda: taken(""), apologise=apologise)


def _recording(hook: Webhook, call_sid: str) -> Recording:
    url = hook.field("RecordingUrl")
    usable = url.startswith(("https://", "http://")) and len(url) <= LONGEST_URL
    finished = hook.field("RecordingStatus") in ("", "completed")
    return Recording(
        call_sid=call_sid,
        recording_sid=hook.field("RecordingSid"),
        url=url if usable and finished else None,
        caller=hook.field("From"),
        transcript=hook.field("TranscriptionText") or None,
    )


def _is_outbound(hook: Webhook) -> bool:
    return hook.field("Direction").startswith("outbound")


def _own_number(hook: Webhook) -> str:
    """Which of the two numbers is ours."""
    return hook.field("From" if _is_outbound(hook) else "To")


def _language(hook: Webhook) -> str:
    return hook.business.language if hook.business else FALLBACK_LANGUAGE


def _refuse(hook: Webhook) -> Response:
    """Nobody's number: said politely, and nothing is kept."""
    return speak(CallAnswer(say(FALLBACK_LANGUAGE, "line.refusal"), FALLBACK_LANGUAGE, Then.HANG_UP), hook.line)


async def _apologise(hook: Webhook, call_sid: str) -> Response:
    """A person, where there is one to ring; else the caller's own words on tape."""
    await _note_failure(hook, call_sid)
    business = hook.business
    owner = business.owner_phone if business else None
    if business is None or owner is None or owner == caller_number(hook.field("From"), business.country):
        return _to_voicemail(hook)
    text = say(business.language, "line.apology_transfer")
    return speak(CallAnswer(text, business.language, Then.TRANSFER, transfer_to=owner), hook.line)


def _to_voicemail(hook: Webhook) -> Response:
    language = _language(hook)
    return speak(CallAnswer(say(language, "line.apology_voicemail"), language, Then.VOICEMAIL), hook.line)


async def _note_failure(hook: Webhook, call_sid: str) -> None:
    """The caller's words are what broke us, so they go along."""
    caller, words = hook.field("From"), hook.field("SpeechResult")
    await hook.note(
        lambda business: note_failure(hook.services, business, sid=call_sid, caller=caller, words=words),
        SpooledKind.CALL,
        **_who(hook, call_sid),
        words=words,
    )


def _who(hook: Webhook, call_sid: str) -> dict[str, str]:
    return {"sid": call_sid, "caller": hook.field("From"), "own_number": _own_number(hook)}
