"""Dictionaries with sorted indexes and an undo journal: what a unit of work needs from a store."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, datetime
from threading import RLock
from typing import Generic, TypeVar

from app.core.changes import ChangeKind
from app.repositories.errors import ReadOnlyUnit, UnknownKey
from app.repositories.ports import Key, Noted, Page

Record = TypeVar("Record")


TIME_KEY = "%Y-%m-%dT%H:%M:%S.%f"


def time_key(moment: datetime) -> str:
    """Text that sorts as the moment does."""
    return moment.astimezone(UTC).strftime(TIME_KEY)


def known_key(key: Key | None) -> Key | None:
    """The key, if it can be one that a page gave."""
    try:
        if key is None or time_key(datetime.strptime(key[0], TIME_KEY).replace(tzinfo=UTC)) == key[0]:
            return key
    except ValueError:
        pass
    raise UnknownKey("no page ended with this key")


class Journal:
    """How to undo what the open unit of work did. One unit at a time: the lock is held while it is open."""

    def __init__(self) -> None:
        self.lock = RLock()
        self.read_only = False
        self._undo: list[Callable[[], None]] = []
        # What the open unit changed: a dictionary for its keys, which are each once and in order.
        self.noted: dict[Noted, None] = {}

    def note(self, undo: Callable[[], None]) -> None:
        """Called before each change. Raises `ReadOnlyUnit` where there may be none."""
        if self.read_only:
            raise ReadOnlyUnit("this unit of work only reads")
        self._undo.append(undo)

    def commit(self) -> None:
        self._undo.clear()

    def rollback(self) -> None:
        self.noted.clear()
        while self._undo:
            self._undo.pop()()


class Table(Generic[Record]):
    """Records of all tenants by (business_id, id), listed in the order of `sort_key`, id breaking ties.

    With `tells`, what is written is noted among the changes.
    """

    def __init__(self, journal: Journal, sort_key: Callable[[Record], str], *, tells: ChangeKind | None = None) -> None:
        self._journal = journal
        self._tells = tells
        self._sort_key = sort_key
        self._rows: dict[str, dict[str, Record]] = {}
        self._order: dict[str, list[Key]] = {}

    def get(self, business_id: str, record_id: str) -> Record | None:
        return self._rows.get(business_id, {}).get(record_id)

    def put(self, business_id: str, record_id: str, record: Record) -> None:
        self._change(business_id, record_id, self.get(business_id, record_id), record)

    def remove(self, business_id: str, record_id: str) -> None:
        before = self.get(business_id, record_id)
        if before is not None:
            self._change(business_id, record_id, before, None)

    def tenants(self) -> list[str]:
        return list(self._rows)

    def rows(self, business_id: str, *, descending: bool = False) -> Iterator[Record]:
        rows = self._rows.get(business_id, {})
        keys = self._order.get(business_id, [])
        for key in list(reversed(keys)) if descending else list(keys):
            yield rows[key[1]]

    def between(self, business_id: str, low: str, high: str) -> Iterator[Record]:
        """Records whose sort key is in the half-open range."""
        rows = self._rows.get(business_id, {})
        keys = self._order.get(business_id, [])
        for key in keys[bisect_left(keys, (low, "")) : bisect_left(keys, (high, ""))]:
            yield rows[key[1]]

    def page(
        self,
        business_id: str,
        *,
        limit: int,
        after: Key | None,
        descending: bool,
        matches: Callable[[Record], bool] = lambda _record: True,
        low: str | None = None,
        high: str | None = None,
    ) -> Page[Record]:
        rows = self._rows.get(business_id, {})
        found: list[Record] = []
        last: Key | None = None
        for key in self._keys(business_id, after=known_key(after), descending=descending, low=low, high=high):
            record = rows[key[1]]
            if not matches(record):
                continue
            if len(found) == limit:
                return Page(tuple(found), last)
            found.append(record)
            last = key
        return Page(tuple(found))

    def _keys(
        self, business_id: str, *, after: Key | None, descending: bool, low: str | None, high: str | None
    ) -> Iterator[Key]:
        keys = self._order.get(business_id, [])
        first = 0 if low is None else bisect_left(keys, (low, ""))
        stop = len(keys) if high is None else bisect_left(keys, (high, ""))
        if after is not None and descending:
            stop = min(stop, bisect_left(keys, after))
        elif after is not None:
            first = max(first, bisect_right(keys, after))
        indexes = range(stop - 1, first - 1, -1) if descending else range(first, stop)
        return (keys[index] for index in indexes)

    def _change(self, business_id: str, record_id: str, before: Record | None, after: Record | None) -> None:
        self._journal.note(lambda: self._set(business_id, record_id, before))
        self._set(business_id, record_id, after)
        if self._tells is not None:
            self._journal.noted[business_id, self._tells, record_id] = None

    def _set(self, business_id: str, record_id: str, record: Record | None) -> None:
        rows = self._rows.setdefault(business_id, {})
        order = self._order.setdefault(business_id, [])
        before = rows.pop(record_id, None)
        if before is not None:
            del order[bisect_left(order, (self._sort_key(before), record_id))]
        if record is not None:
            rows[record_id] = record
            insort(order, (self._sort_key(record), record_id))
        if not rows:
            # A key may name a person; nothing of it stays with nothing behind it.
            del self._rows[business_id], self._order[business_id]


class Index:
    """A unique value (a phone number, a call id) to a record's id, undone with the unit of work."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._ids: dict[Hashable, str] = {}

    def get(self, value: Hashable) -> str | None:
        return self._ids.get(value)

    def put(self, value: Hashable, record_id: str | None) -> None:
        before = self._ids.get(value)
        self._journal.note(lambda: self._set(value, before))
        self._set(value, record_id)

    def _set(self, value: Hashable, record_id: str | None) -> None:
        if record_id is None:
            self._ids.pop(value, None)
        else:
            self._ids[value] = record_id
