"""Sessions: a save names the version on top of which it was made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, bindparam, update

from app.core.conversations import Channel
from app.core.sessions import Session
from app.repositories.errors import StaleRecord, UnknownRecord
from app.repositories.sql.rows import RECORD, TENANT, Rows
from app.repositories.sql.tables import index, optional, required, tenant_table
from app.repositories.sql.types import Moment, Named
from app.repositories.sql.work import Work
from app.repositories.sql.zones import State

OPEN = "ended_at IS NULL"

sessions = tenant_table(
    "sessions",
    required("id"),
    required("conversation_id"),
    required("channel", Named(Channel)),
    required("state", State()),
    required("started_at", Moment()),
    required("updated_at", Moment()),
    optional("caller_phone"),
    optional("provider_call_id"),
    required("turns", Integer()),
    required("silent_turns", Integer()),
    optional("ended_at", Moment()),
    required("served", Boolean()),
    required("version", Integer()),
    Index("uq_sessions_provider_call_id", "business_id", "provider_call_id", unique=True),
    index("sessions", "conversation_id", "started_at", "id"),
    # Of those in progress only, so that finding one costs nothing for all that have ended.
    index("sessions", "channel", "caller_phone", "updated_at", "id", name="ix_sessions_open", only=OPEN),
    index("sessions", "channel", "updated_at", "id", name="ix_sessions_idle", only=OPEN),
)

ROWS = Rows(sessions, Session, order="updated_at")
CALL = sessions.c
CHANNEL = CALL.channel == bindparam("of_channel")
BY_CALL = ROWS.all.where(ROWS.tenant, CALL.provider_call_id == bindparam("of_call"))
BY_CONVERSATION = (
    ROWS.all.where(ROWS.tenant, CALL.conversation_id == bindparam("of_talk"))
    .order_by(CALL.started_at.desc(), CALL.id.desc())
    .limit(1)
)
OPEN_FOR = (
    ROWS.all.where(ROWS.tenant, CHANNEL, CALL.caller_phone == bindparam("of_phone"), CALL.ended_at.is_(None))
    .order_by(CALL.updated_at.desc(), CALL.id.desc())
    .limit(1)
)
IDLE = ROWS.where(CHANNEL, CALL.ended_at.is_(None), CALL.updated_at < bindparam("of_before")).limit(bindparam("most"))
SAVE = update(sessions).where(ROWS.tenant, CALL.id == bindparam(RECORD), CALL.version == bindparam("of_version"))


class SqlSessions:
    def __init__(self, work: Work) -> None:
        self._work = work

    def add(self, business_id: str, session: Session) -> None:
        ROWS.add(self._work, business_id, session)

    def get(self, business_id: str, session_id: str) -> Session | None:
        return ROWS.get(self._work, business_id, session_id)

    def by_call(self, business_id: str, provider_call_id: str) -> Session | None:
        return ROWS.latest(self._work, BY_CALL, business_id, of_call=provider_call_id)

    def open_for(self, business_id: str, channel: Channel, phone: str) -> Session | None:
        return ROWS.latest(self._work, OPEN_FOR, business_id, of_channel=channel, of_phone=phone)

    def by_conversation(self, business_id: str, conversation_id: str) -> Session | None:
        return ROWS.latest(self._work, BY_CONVERSATION, business_id, of_talk=conversation_id)

    def save(self, business_id: str, session: Session) -> None:
        found = {TENANT: business_id, RECORD: session.id, "of_version": session.version - 1}
        with self._work.guarded():
            saved = self._work.run(SAVE, {**ROWS.values(session), **found})
        if not saved:
            if self.get(business_id, session.id) is None:
                raise UnknownRecord("session")
            raise StaleRecord("this session went on in the meantime")

    def remove(self, business_id: str, session_id: str) -> None:
        ROWS.remove(self._work, business_id, session_id)

    def idle(self, business_id: str, *, channel: Channel, before: datetime, limit: int) -> Sequence[Session]:
        return ROWS.many(self._work, IDLE, business_id, of_channel=channel, of_before=before, most=limit)
