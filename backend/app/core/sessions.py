"""A conversation in progress: the dialogue's state between two turns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.core.conversations import Channel
from app.core.dialogue.state import DialogueState


@dataclass(frozen=True, slots=True)
class Session:
    """`version` grows with every saved turn; saving an old version is refused.

    `id` opens the conversation, so it is random and never logged.
    """

    id: str
    conversation_id: str
    channel: Channel
    state: DialogueState
    started_at: datetime
    updated_at: datetime
    caller_phone: str | None = None
    provider_call_id: str | None = None
    turns: int = 0
    silent_turns: int = 0
    ended_at: datetime | None = None
    served: bool = False
    version: int = 0
