"""Twilio's messaging webhooks: an inbound text, and what became of one of ours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fastapi import APIRouter, Response

from app.core.businesses import Business
from app.core.consent.keywords import classify
from app.core.spooled import SpooledKind
from app.core.wording.catalogue import say
from app.flows.answer_text import IncomingText, answer_text
from app.flows.note_failure import note_failure
from app.flows.take_text_status import StatusReport, take_text_status
from app.routers.twilio_webhooks import TextHook, TextReportHook, Webhook, form_body
from app.routers.twiml import TwimlResponse, nothing, write

router = APIRouter(tags=["twilio"], default_response_class=TwimlResponse)

FALLBACK_LANGUAGE = "en"
SIDS = ("MessageSid", "SmsSid", "SmsMessageSid")


@router.post(
    "/twilio/sms",
    summary="An inbound text",
    openapi_extra=form_body(["MessageSid", "From"], ["To", "Body", "NumMedia", "OptOutType", "MessagingServiceSid"]),
)
async def sms(hook: TextHook) -> Response:
    text = IncomingText(
        message_sid=hook.sid(*SIDS),
        sender=hook.field("From"),
        body=hook.field("Body"),
        opt_out_type=hook.field("OptOutType") or None,
        token=hook.token,
    )

    async def work(business: Business) -> Response:
        return write(await hook.runner.run(answer_text, hook.services, business, text))

    return await hook.answer(
        hook.field("To"),
        work,
        refuse=lambda: write(say(FALLBACK_LANGUAGE, "text.refusal")),
        apologise=lambda: _apologise(hook, text),
        busy=lambda: _later(hook, text),
    )


@router.post(
    "/twilio/sms/status",
    summary="What became of a text that we sent",
    openapi_extra=form_body(["MessageSid", "MessageStatus"], ["From", "To", "ErrorCode"]),
)
async def sms_status(hook: TextReportHook) -> Response:
    report = StatusReport(
        message_sid=hook.sid(*SIDS[:2]),
        status=hook.field("MessageStatus", "SmsStatus"),
        error_code=hook.field("ErrorCode") or None,
        text_id=hook.query("text_id"),
    )

    async def work(business: Business) -> Response:
        await hook.runner.run(take_text_status, hook.services, business.id, report)
        return nothing()

    async def apologise() -> Response:
        return nothing()

    return await hook.answer(hook.field("From"), work, refuse=nothing, apologise=apologise)


async def _later(hook: Webhook, text: IncomingText) -> Response:
    """More texts than can be answered: kept outside the database; what is about texting counts all the same."""
    about_texting = text.opt_out_type is not None or classify(text.body) is not None
    await _keep(hook, text, SpooledKind.TEXT_TURNED_AWAY)
    return nothing() if about_texting else write(say(FALLBACK_LANGUAGE, "text.busy"))


async def _keep(
    hook: Webhook, text: IncomingText, kind: SpooledKind, work: Callable[[Business], object] | None = None
) -> None:
    await hook.note(
        work,
        kind,
        sid=text.message_sid,
        caller=text.sender,
        own_number=hook.field("To"),
        words=text.body,
        opt_out_type=text.opt_out_type,
    )


async def _apologise(hook: Webhook, text: IncomingText) -> Response:
    about_texting = text.opt_out_type is not None or classify(text.body) is not None
    noted = partial(
        note_failure, hook.services, sid=text.message_sid, caller=text.sender, words=text.body, by_text=True
    )
    await _keep(hook, text, SpooledKind.TEXT, None if about_texting else noted)
    if about_texting:
        return nothing()  # a sentence that means nothing to them would be one text too many
    return write(say(hook.business.language if hook.business else FALLBACK_LANGUAGE, "text.apology"))
