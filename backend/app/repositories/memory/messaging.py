"""Texts, callbacks, opt-outs and holds."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from app.core.callbacks import Callback, CallbackStatus
from app.core.changes import ChangeKind
from app.core.holds import Hold
from app.core.opt_outs import OptOut
from app.core.texts import Direction, Text, TextKind, TextStatus
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.memory.tables import Index, Journal, Table, time_key
from app.repositories.ports import Key, Page


class MemoryTexts:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[Text] = Table(journal, lambda text: time_key(text.created_at), tells=ChangeKind.SMS)
        # The same by tenant and number at either end, so that a person's texts are found among everybody's.
        self._ends: Table[Text] = Table(journal, lambda text: time_key(text.created_at))
        self._sids = Index(journal)

    def add(self, business_id: str, text: Text) -> None:
        if self.get(business_id, text.id) is not None:
            raise DuplicateRecord(f"text {text.id} exists")
        self._put(business_id, text)

    def get(self, business_id: str, text_id: str) -> Text | None:
        return self._rows.get(business_id, text_id)

    def get_many(self, business_id: str, text_ids: Collection[str]) -> Sequence[Text]:
        found = (self.get(business_id, text_id) for text_id in set(text_ids))
        return tuple(text for text in found if text is not None)

    def by_provider_sid(self, business_id: str, provider_sid: str) -> Text | None:
        text_id = self._sids.get((business_id, provider_sid))
        return None if text_id is None else self.get(business_id, text_id)

    def save(self, business_id: str, text: Text) -> None:
        if self.get(business_id, text.id) is None:
            raise UnknownRecord(f"text {text.id}")
        self._put(business_id, text)

    def forget_words(self, business_id: str, start: datetime, end: datetime) -> int:
        span = self._rows.between(business_id, time_key(start), time_key(end))
        found = [text for text in span if text.body]
        for text in found:
            self._put(business_id, replace(text, body=""))
        return len(found)

    def remove(self, business_id: str, text_id: str) -> None:
        self._leave_ends(business_id, text_id)
        self._rows.remove(business_id, text_id)

    def failed_to(
        self, business_id: str, phones: Collection[str], *, codes: Collection[str], since: datetime
    ) -> frozenset[str]:
        def failed(phone: str) -> bool:
            texts = self._ends.rows(_end(business_id, phone), descending=True)
            return any(
                text.to_number == phone and text.error_code in codes and text.created_at >= since for text in texts
            )

        return frozenset(phone for phone in phones if failed(phone))

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
        def matches(text: Text) -> bool:
            return (
                (direction is None or text.direction is direction)
                and (kind is None or text.kind is kind)
                and (status is None or text.status is status)
            )

        low = None if since is None else time_key(since)
        table, owner = (self._rows, business_id) if phone is None else (self._ends, _end(business_id, phone))
        return table.page(owner, limit=limit, after=after, descending=True, matches=matches, low=low)

    def _put(self, business_id: str, text: Text) -> None:
        if text.provider_sid:
            self._sids.put((business_id, text.provider_sid), text.id)
        self._leave_ends(business_id, text.id)
        self._rows.put(business_id, text.id, text)
        for phone in {text.from_number, text.to_number} - {None}:
            self._ends.put(_end(business_id, phone), text.id, text)

    def _leave_ends(self, business_id: str, text_id: str) -> None:
        before = self.get(business_id, text_id)
        for phone in {before.from_number, before.to_number} - {None} if before else ():
            self._ends.remove(_end(business_id, phone), text_id)


def _end(business_id: str, phone: str | None) -> str:
    return f"{business_id} {phone}"


class MemoryCallbacks:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[Callback] = Table(
            journal, lambda callback: time_key(callback.first_seen), tells=ChangeKind.CALLBACK
        )

    def add(self, business_id: str, callback: Callback) -> None:
        if self.get(business_id, callback.id) is not None:
            raise DuplicateRecord(f"callback {callback.id} exists")
        self._rows.put(business_id, callback.id, callback)

    def get(self, business_id: str, callback_id: str) -> Callback | None:
        return self._rows.get(business_id, callback_id)

    def open_for(self, business_id: str, phone: str) -> Callback | None:
        return next(iter(self.page(business_id, limit=1, status=CallbackStatus.OPEN, phone=phone).items), None)

    def save(self, business_id: str, callback: Callback) -> None:
        if self.get(business_id, callback.id) is None:
            raise UnknownRecord(f"callback {callback.id}")
        self._rows.put(business_id, callback.id, callback)

    def remove(self, business_id: str, callback_id: str) -> None:
        self._rows.remove(business_id, callback_id)

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None = None,
        status: CallbackStatus | None = None,
        phone: str | None = None,
    ) -> Page[Callback]:
        def matches(callback: Callback) -> bool:
            return (status is None or callback.status is status) and (phone is None or callback.phone == phone)

        return self._rows.page(business_id, limit=limit, after=after, descending=True, matches=matches)


class MemoryOptOuts:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[OptOut] = Table(journal, lambda opt_out: opt_out.phone)

    def get(self, business_id: str, phone: str) -> OptOut | None:
        return self._rows.get(business_id, phone)

    def among(self, business_id: str, phones: Collection[str]) -> frozenset[str]:
        decisions = (self.get(business_id, phone) for phone in phones)
        return frozenset(one.phone for one in decisions if one is not None and one.opted_out)

    def put(self, business_id: str, opt_out: OptOut) -> None:
        self._rows.put(business_id, opt_out.phone, opt_out)

    def remove(self, business_id: str, phone: str) -> None:
        self._rows.remove(business_id, phone)


class MemoryHolds:
    def __init__(self, journal: Journal) -> None:
        self._rows: Table[Hold] = Table(journal, lambda hold: time_key(hold.start))

    def put(self, business_id: str, hold: Hold) -> None:
        self._rows.put(business_id, hold.id, hold)

    def release(self, business_id: str, session_id: str) -> None:
        for hold in list(self._rows.rows(business_id)):
            if hold.session_id == session_id:
                self._rows.remove(business_id, hold.id)

    def active_between(self, business_id: str, start: datetime, end: datetime, now: datetime) -> Sequence[Hold]:
        return tuple(
            hold
            for hold in self._rows.rows(business_id)
            if hold.start < end and start < hold.end and hold.expires_at > now
        )

    def sweep(self, business_id: str, now: datetime) -> None:
        for hold in list(self._rows.rows(business_id)):
            if hold.expires_at <= now:
                self._rows.remove(business_id, hold.id)
