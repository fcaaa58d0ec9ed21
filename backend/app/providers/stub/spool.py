"""A spool in memory, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.core.spooled import Spooled


class MemorySpool:
    def __init__(self) -> None:
        self.waiting: dict[str, Spooled] = {}
        self.aside: dict[str, Spooled] = {}

    def put(self, entry: Spooled, *, synced: bool = True) -> None:
        del synced
        self.waiting[entry.id] = entry

    def entries(self) -> Iterator[Spooled]:
        yield from list(self.waiting.values())

    def remove(self, entry_id: str) -> None:
        self.waiting.pop(entry_id, None)

    def set_aside(self, entry_id: str) -> None:
        if entry_id in self.waiting:
            self.aside[entry_id] = self.waiting.pop(entry_id)

    def forget_set_aside(self, before: datetime) -> int:
        old = [entry.id for entry in self.aside.values() if entry.at < before]
        for entry_id in old:
            del self.aside[entry_id]
        return len(old)
