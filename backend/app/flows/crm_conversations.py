"""Conversations to look through: listed, read with their messages, marked by the owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.core.businesses import Business
from app.core.conversations import Channel, Conversation, Message, Outcome
from app.core.phones import searched
from app.flows.converse import business_of
from app.flows.errors import NotFound
from app.flows.services import Services
from app.repositories.ports import Key, Page, UnitOfWork


@dataclass(frozen=True, slots=True)
class ConversationFilter:
    """`q` is part of the name, phone, summary or notes."""

    channel: Channel | None = None
    outcome: Outcome | None = None
    flagged: bool | None = None
    q: str | None = None
    customer_id: str | None = None


def list_conversations(
    services: Services, business_id: str, wanted: ConversationFilter, limit: int, after: Key | None
) -> tuple[Business, Page[Conversation]]:
    """Newest first."""
    with services.store.unit_of_work(read_only=True) as unit:
        page = unit.conversations.page(
            business_id,
            limit=limit,
            after=after,
            channel=wanted.channel,
            outcome=wanted.outcome,
            flagged=wanted.flagged,
            q=searched(wanted.q),
            customer_id=wanted.customer_id,
        )
        return business_of(unit, business_id), page


def read_conversation(
    services: Services, business_id: str, conversation_id: str
) -> tuple[Business, Conversation, Sequence[Message]]:
    """One conversation and what was said in it, in order. Raises `NotFound`."""
    with services.store.unit_of_work(read_only=True) as unit:
        talk = conversation_of(unit, business_id, conversation_id)
        return business_of(unit, business_id), talk, unit.conversations.messages(business_id, conversation_id)


def change_conversation(
    unit: UnitOfWork, business_id: str, conversation_id: str, given: Mapping[str, Any]
) -> Conversation:
    """Replace the named marks: flagged_for_review, tags, notes, outcome. Raises `NotFound`."""
    talk = replace(conversation_of(unit, business_id, conversation_id), **given)
    unit.conversations.save(business_id, talk)
    return talk


def conversation_of(unit: UnitOfWork, business_id: str, conversation_id: str) -> Conversation:
    talk = unit.conversations.get(business_id, conversation_id)
    if talk is None:
        raise NotFound("There is no such conversation.")
    return talk
