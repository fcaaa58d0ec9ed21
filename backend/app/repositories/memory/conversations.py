"""Conversations, their messages, and the sessions that lead them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from app.core.changes import ChangeKind
from app.core.conversations import Channel, Conversation, ConversationFigure, Message, Outcome
from app.core.sessions import Session
from app.repositories.errors import DuplicateRecord, StaleRecord, UnknownRecord
from app.repositories.memory.tables import Index, Journal, Table, time_key
from app.repositories.ports import Key, Page


class MemoryConversations:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[Conversation] = Table(
            journal, lambda talk: time_key(talk.started_at), tells=ChangeKind.CONVERSATION
        )
        # Messages of one conversation, filed under (tenant, conversation) and numbered as they come.
        self._messages: Table[tuple[int, Message]] = Table(journal, lambda numbered: f"{numbered[0]:09d}")

    def add(self, business_id: str, conversation: Conversation) -> None:
        if self._rows.get(business_id, conversation.id) is not None:
            raise DuplicateRecord(f"conversation {conversation.id} exists")
        self._rows.put(business_id, conversation.id, conversation)

    def get(self, business_id: str, conversation_id: str) -> Conversation | None:
        return self._rows.get(business_id, conversation_id)

    def save(self, business_id: str, conversation: Conversation) -> None:
        if self._rows.get(business_id, conversation.id) is None:
            raise UnknownRecord(f"conversation {conversation.id}")
        self._rows.put(business_id, conversation.id, conversation)

    def remove(self, business_id: str, conversation_id: str) -> None:
        self.remove_messages(business_id, conversation_id)
        self._rows.remove(business_id, conversation_id)

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
        needle = (q or "").casefold()

        def matches(talk: Conversation) -> bool:
            fields = (talk.customer_name, talk.phone, talk.summary, talk.notes)
            return (
                (channel is None or talk.channel is channel)
                and (outcome is None or talk.outcome is outcome)
                and (flagged is None or talk.flagged_for_review is flagged)
                and (customer_id is None or talk.customer_id == customer_id)
                and (phone is None or talk.phone == phone)
                and (not needle or any(needle in (field or "").casefold() for field in fields))
            )

        return self._rows.page(
            business_id,
            limit=limit,
            after=after,
            descending=True,
            matches=matches,
            low=None if start is None else time_key(start),
            high=None if end is None else time_key(end),
        )

    def figures(self, business_id: str, start: datetime, end: datetime) -> Iterator[ConversationFigure]:
        for talk in self._rows.between(business_id, time_key(start), time_key(end)):
            yield ConversationFigure(
                talk.started_at,
                talk.channel,
                talk.outcome,
                talk.lead_source,
                talk.is_emergency,
                talk.message_count,
                talk.booked_at,
            )

    def add_message(self, business_id: str, message: Message) -> None:
        if self.get(business_id, message.conversation_id) is None:
            raise UnknownRecord(f"conversation {message.conversation_id}")
        place = _talk(business_id, message.conversation_id)
        number = sum(1 for _ in self._messages.rows(place))
        self._messages.put(place, message.id, (number, message))

    def messages(self, business_id: str, conversation_id: str) -> Sequence[Message]:
        place = _talk(business_id, conversation_id)
        return tuple(message for _, message in self._messages.rows(place))

    def remove_messages(self, business_id: str, conversation_id: str) -> None:
        for message in self.messages(business_id, conversation_id):
            self._messages.remove(_talk(business_id, conversation_id), message.id)


class MemorySessions:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[Session] = Table(journal, lambda session: time_key(session.updated_at))
        # Only those that have not ended, so that finding one costs nothing for all that have.
        self._open: Table[Session] = Table(journal, lambda session: time_key(session.updated_at))
        # Filed under (tenant, conversation), the latest last.
        self._talks: Table[Session] = Table(journal, lambda session: time_key(session.started_at))
        self._calls = Index(journal)

    def add(self, business_id: str, session: Session) -> None:
        call = session.provider_call_id
        if self.get(business_id, session.id) or (call and self.by_call(business_id, call)):
            raise DuplicateRecord("this session exists")
        self._put(business_id, session)

    def get(self, business_id: str, session_id: str) -> Session | None:
        return self._rows.get(business_id, session_id)

    def by_call(self, business_id: str, provider_call_id: str) -> Session | None:
        session_id = self._calls.get((business_id, provider_call_id))
        return None if session_id is None else self.get(business_id, session_id)

    def by_conversation(self, business_id: str, conversation_id: str) -> Session | None:
        return next(self._talks.rows(_talk(business_id, conversation_id), descending=True), None)

    def open_for(self, business_id: str, channel: Channel, phone: str) -> Session | None:
        for session in self._open.rows(business_id, descending=True):
            if session.channel is channel and session.caller_phone == phone:
                return session
        return None

    def save(self, business_id: str, session: Session) -> None:
        before = self.get(business_id, session.id)
        if before is None:
            raise UnknownRecord("session")
        if before.version != session.version - 1:
            raise StaleRecord("this session went on in the meantime")
        self._forget(business_id, before)
        self._put(business_id, session)

    def remove(self, business_id: str, session_id: str) -> None:
        session = self.get(business_id, session_id)
        if session is not None:
            self._forget(business_id, session)

    def idle(self, business_id: str, *, channel: Channel, before: datetime, limit: int) -> Sequence[Session]:
        return self._open.page(
            business_id,
            limit=limit,
            after=None,
            descending=False,
            matches=lambda session: session.channel is channel,
            high=time_key(before),
        ).items

    def _put(self, business_id: str, session: Session) -> None:
        self._rows.put(business_id, session.id, session)
        self._talks.put(_talk(business_id, session.conversation_id), session.id, session)
        if session.ended_at is None:
            self._open.put(business_id, session.id, session)
        if session.provider_call_id:
            self._calls.put((business_id, session.provider_call_id), session.id)

    def _forget(self, business_id: str, session: Session) -> None:
        self._rows.remove(business_id, session.id)
        self._talks.remove(_talk(business_id, session.conversation_id), session.id)
        self._open.remove(business_id, session.id)
        if session.provider_call_id:
            self._calls.put((business_id, session.provider_call_id), None)


def _talk(business_id: str, conversation_id: str) -> str:
    return f"{business_id}\n{conversation_id}"
