"""Conversations and their messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Boolean, Integer, bindparam, delete, func, select

from app.core.changes import ChangeKind
from app.core.conversations import Channel, Conversation, ConversationFigure, Message, Outcome, Role
from app.repositories.errors import StaleRecord, UnknownRecord
from app.repositories.ports import Key, Page
from app.repositories.sql.inserts import insert_where_absent
from app.repositories.sql.rows import RECORD, TENANT, Rows, containing, same
from app.repositories.sql.tables import index, optional, part_of, required, tenant_table
from app.repositories.sql.types import Json, Moment, Named
from app.repositories.sql.work import Work

conversations = tenant_table(
    "conversations",
    required("id"),
    required("channel", Named(Channel)),
    required("started_at", Moment()),
    optional("ended_at", Moment()),
    optional("customer_id"),
    optional("customer_name"),
    optional("phone"),
    optional("outcome", Named(Outcome)),
    optional("intent"),
    required("language"),
    required("summary"),
    required("flagged_for_review", Boolean()),
    required("tags", Json(tuple[str, ...])),
    required("notes"),
    required("message_count", Integer()),
    optional("lead_source"),
    required("is_emergency", Boolean()),
    optional("emergency_reason"),
    required("taken_over", Boolean()),
    optional("appointment_id"),
    optional("provider_call_id"),
    optional("booked_at", Moment()),
    optional("caller_verdict"),
    optional("recording_consent_at", Moment()),
    # What a search looks through, in one case.
    required("searched"),
    index("conversations", "started_at", "id"),
    index("conversations", "channel", "started_at", "id"),
    index("conversations", "outcome", "started_at", "id"),
    index("conversations", "flagged_for_review", "started_at", "id"),
    index("conversations", "customer_id", "started_at", "id"),
    index("conversations", "phone", "started_at", "id"),
)
messages = tenant_table(
    "messages",
    required("conversation_id"),
    # Counts the messages of one conversation.
    required("position", Integer()),
    required("id"),
    required("role", Named(Role)),
    required("text"),
    required("at", Moment()),
    required("understood"),
    part_of("conversations", "conversation_id"),
    key=("conversation_id", "position"),
)

ROWS = Rows(conversations, Conversation, order="started_at", tells=ChangeKind.CONVERSATION)
MESSAGES = Rows(messages, Message)
TALK, SAID = conversations.c, messages.c
FIGURES = (
    select(*(TALK[field.name] for field in fields(ConversationFigure)))
    .where(
        ROWS.tenant,
        TALK.started_at >= bindparam("of_start", type_=Moment()),
        TALK.started_at < bindparam("of_end", type_=Moment()),
    )
    .order_by(TALK.started_at, TALK.id)
)
OF_TALK = SAID.conversation_id == bindparam(RECORD)
SPOKEN = MESSAGES.all.where(MESSAGES.tenant, OF_TALK).order_by(SAID.position)
FORGET = delete(messages).where(MESSAGES.tenant, OF_TALK)
# No row where there is no such conversation.
NEXT_POSITION = select(
    select(func.coalesce(func.max(SAID.position), 0) + 1).where(MESSAGES.tenant, OF_TALK).scalar_subquery()
).where(ROWS.tenant, TALK.id == bindparam(RECORD))
ADD_MESSAGE = insert_where_absent(messages)


class SqlConversations:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, business_id: str, conversation: Conversation) -> None:
        ROWS.add(self._work, business_id, conversation, searched=_searched(conversation))

    def get(self, business_id: str, conversation_id: str) -> Conversation | None:
        return ROWS.get(self._work, business_id, conversation_id)

    def save(self, business_id: str, conversation: Conversation) -> None:
        ROWS.replace(self._work, business_id, conversation, searched=_searched(conversation))

    def remove(self, business_id: str, conversation_id: str) -> None:
        self.remove_messages(business_id, conversation_id)
        ROWS.remove(self._work, business_id, conversation_id)

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        channel: Channel | None = None,
        outcome: Outcome | None = None,
        flagged: bool | None = None,
        customer_id: str | None = None,
        phone: str | None = None,
        q: str | None = None,
    ) -> Page[Conversation]:
        return ROWS.page(
            self._work,
            business_id,
            None if start is None else TALK.started_at >= start,
            None if end is None else TALK.started_at < end,
            same(TALK.channel, channel),
            same(TALK.outcome, outcome),
            None if flagged is None else TALK.flagged_for_review.is_(flagged),
            same(TALK.customer_id, customer_id),
            same(TALK.phone, phone),
            containing(TALK.searched, q),
            limit=limit,
            after=after,
        )

    def figures(self, business_id: str, start: datetime, end: datetime) -> Iterator[ConversationFigure]:
        values = {TENANT: business_id, "of_start": start, "of_end": end}
        return (ConversationFigure(**row._mapping) for row in self._work.each(FIGURES, values))

    def add_message(self, business_id: str, message: Message) -> None:
        place = self._work.first(NEXT_POSITION, {TENANT: business_id, RECORD: message.conversation_id})
        if place is None:
            raise UnknownRecord(f"conversation {message.conversation_id}")
        values = {"business_id": business_id, "position": place[0], **MESSAGES.values(message)}
        if not self._work.run(ADD_MESSAGE[self._work.dialect], values):
            raise StaleRecord("this conversation went on in the meantime")

    def messages(self, business_id: str, conversation_id: str) -> Sequence[Message]:
        return MESSAGES.many(self._work, SPOKEN, business_id, **{RECORD: conversation_id})

    def remove_messages(self, business_id: str, conversation_id: str) -> None:
        self._work.run(FORGET, {TENANT: business_id, RECORD: conversation_id})


def _searched(talk: Conversation) -> str:
    fields = (talk.customer_name, talk.phone, talk.summary, talk.notes)
    return "\n".join(field or "" for field in fields).casefold()
