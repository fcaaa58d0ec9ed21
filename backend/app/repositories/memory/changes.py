"""What changed lately, numbered as it is committed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from app.core.changes import Change, ChangeKind
from app.repositories.memory.tables import Journal
from app.repositories.ports import CHANGES_KEPT, Noted


class MemoryChanges:
    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._kept: dict[str, list[Change]] = {}
        self._newest: Counter[str] = Counter()

    def note(self, business_id: str, kind: ChangeKind, subject_id: str) -> None:
        self._journal.noted[business_id, kind, subject_id] = None

    def hand_over(self) -> Sequence[Noted]:
        noted = tuple(self._journal.noted)
        self._journal.noted.clear()
        return noted

    def after(self, business_id: str, number: int, *, limit: int) -> Sequence[Change]:
        kept = self._kept.get(business_id, [])
        first = kept[0].number if kept else 0
        start = max(number + 1 - first, 0)
        return tuple(kept[start : start + limit])

    def newest(self, business_ids: Collection[str]) -> dict[str, int]:
        return {business_id: self._newest[business_id] for business_id in business_ids if self._newest[business_id]}

    def keep(self) -> None:
        """Number what was noted."""
        for business_id, kind, subject_id in self.hand_over():
            self._newest[business_id] += 1
            kept = self._kept.setdefault(business_id, [])
            kept.append(Change(self._newest[business_id], kind, subject_id))
            del kept[:-CHANGES_KEPT]
