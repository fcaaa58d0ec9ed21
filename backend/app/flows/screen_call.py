"""Callers who are not answered: on the business's block list, or without end on one day."""

from __future__ import annotations

from datetime import timedelta

from app.core.businesses import Business
from app.core.conversations import Channel
from app.core.dialogue.steps import Then
from app.core.screening import is_blocked
from app.core.wording.catalogue import say
from app.flows import end_call
from app.flows.call_answer import CallAnswer
from app.flows.once import recall, remember
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

A_DAY = timedelta(hours=24)


def turned_away(
    unit: UnitOfWork, services: Services, business: Business, call_sid: str, caller: str | None
) -> CallAnswer | None:
    """A polite end before anything is begun, or None for a caller who is answered. Its end is no missed call."""
    if not (is_blocked(business, caller) or _too_many(unit, services, business, caller)):
        return None
    if recall(unit, business.id, end_call.SCOPE, [call_sid]) is None:
        remember(unit, services, business.id, end_call.SCOPE, [call_sid])
    return CallAnswer(say(business.language, "line.refusal"), business.language, Then.HANG_UP)


def _too_many(unit: UnitOfWork, services: Services, business: Business, caller: str | None) -> bool:
    most = services.bounds.max_calls_per_number
    if caller is None or not most:
        return False
    since = services.clock.now() - A_DAY
    page = unit.conversations.page(business.id, limit=most, start=since, channel=Channel.VOICE, phone=caller)
    return len(page.items) >= most
