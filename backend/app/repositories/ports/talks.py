"""What stores of all that was said and written promise, and of who is to be called back or left alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from app.core.callbacks import Callback, CallbackStatus
from app.core.conversations import Channel, Conversation, ConversationFigure, Message, Outcome
from app.core.opt_outs import OptOut
from app.core.sessions import Session
from app.core.texts import Direction, Text, TextKind, TextStatus
from app.repositories.ports.paging import Key, Page


class Conversations(Protocol):
    def add(self, business_id: str, conversation: Conversation) -> None: ...
    def get(self, business_id: str, conversation_id: str) -> Conversation | None: ...
    def save(self, business_id: str, conversation: Conversation) -> None: ...
    def remove(self, business_id: str, conversation_id: str) -> None:
        """Forget a conversation and its messages."""
        ...

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
        """Newest first. `q` is part of the name, phone, summary or notes, any case. Key: (started_at, id)."""
        ...

    def figures(self, business_id: str, start: datetime, end: datetime) -> Iterator[ConversationFigure]:
        """What statistics need of the conversations that began in the span, oldest first; read as it is consumed."""
        ...

    def add_message(self, business_id: str, message: Message) -> None:
        """Raises `UnknownRecord` where the conversation was not added before."""
        ...

    def messages(self, business_id: str, conversation_id: str) -> Sequence[Message]:
        """In the order in which they were added."""
        ...

    def remove_messages(self, business_id: str, conversation_id: str) -> None: ...


class Sessions(Protocol):
    """`save` raises `StaleRecord` unless the stored version is one less than the saved one."""

    def add(self, business_id: str, session: Session) -> None:
        """Raises `DuplicateRecord` where the id or the provider's call id exists."""
        ...

    def get(self, business_id: str, session_id: str) -> Session | None: ...
    def by_call(self, business_id: str, provider_call_id: str) -> Session | None: ...
    def open_for(self, business_id: str, channel: Channel, phone: str) -> Session | None:
        """The latest session of that number that has not ended."""
        ...

    def by_conversation(self, business_id: str, conversation_id: str) -> Session | None:
        """The session of that conversation that was started last."""
        ...

    def save(self, business_id: str, session: Session) -> None: ...
    def remove(self, business_id: str, session_id: str) -> None: ...
    def idle(self, business_id: str, *, channel: Channel, before: datetime, limit: int) -> Sequence[Session]:
        """Sessions that have not ended and were last updated before that moment, oldest first."""
        ...


class Texts(Protocol):
    def add(self, business_id: str, text: Text) -> None: ...
    def get(self, business_id: str, text_id: str) -> Text | None: ...
    def get_many(self, business_id: str, text_ids: Collection[str]) -> Sequence[Text]:
        """Those of them that exist, in no order."""
        ...

    def by_provider_sid(self, business_id: str, provider_sid: str) -> Text | None: ...
    def save(self, business_id: str, text: Text) -> None: ...
    def forget_words(self, business_id: str, start: datetime, end: datetime) -> int:
        """Empty the bodies of the texts of that span; how many there were."""
        ...

    def remove(self, business_id: str, text_id: str) -> None: ...
    def failed_to(
        self, business_id: str, phones: Collection[str], *, codes: Collection[str], since: datetime
    ) -> frozenset[str]:
        """Those of `phones` to which a text that was made since then failed with one of these codes."""
        ...

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        direction: Direction | None = None,
        phone: str | None = None,
        kind: TextKind | None = None,
        status: TextStatus | None = None,
        since: datetime | None = None,
    ) -> Page[Text]:
        """Newest first. `phone` matches either end. Key: (created_at, id)."""
        ...


class Callbacks(Protocol):
    def add(self, business_id: str, callback: Callback) -> None: ...
    def get(self, business_id: str, callback_id: str) -> Callback | None: ...
    def open_for(self, business_id: str, phone: str) -> Callback | None: ...
    def save(self, business_id: str, callback: Callback) -> None: ...
    def remove(self, business_id: str, callback_id: str) -> None: ...
    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        status: CallbackStatus | None = None,
        phone: str | None = None,
    ) -> Page[Callback]:
        """Newest first. Key: (first_seen, id)."""
        ...


class OptOuts(Protocol):
    """One row per number and tenant: the latest decision."""

    def get(self, business_id: str, phone: str) -> OptOut | None: ...
    def among(self, business_id: str, phones: Collection[str]) -> frozenset[str]:
        """Those of `phones` whose latest decision is to be left alone."""
        ...

    def put(self, business_id: str, opt_out: OptOut) -> None: ...
    def remove(self, business_id: str, phone: str) -> None: ...
