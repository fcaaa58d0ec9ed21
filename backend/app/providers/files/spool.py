"""The spool as a directory: one small file per entry, written whole or not at all, readable by its owner only."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from app.core.spooled import Spooled, SpooledKind
from app.providers.ports import SpoolFull

MOST_ENTRIES = 10_000
# Counting thousands of files at each put would make a full house slower still.
PUTS_PER_COUNT = 32
ENTRY, BEGUN, BROKEN = ".json", ".part", ".broken"


class FileSpool:
    """Implements `Spool`. Nothing is made before the first entry."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._puts = 0
        self._full = False

    def put(self, entry: Spooled, *, synced: bool = True) -> None:
        self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._puts % PUTS_PER_COUNT == 0:
            self._full = sum(1 for _ in self._directory.iterdir()) >= MOST_ENTRIES
        self._puts += 1
        if self._full:
            self._puts = 0  # counted again at the next try
            raise SpoolFull(f"{MOST_ENTRIES} entries wait already")
        begun = self._path(entry.id, BEGUN)
        with open(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({**asdict(entry), "at": entry.at.isoformat()}, file, ensure_ascii=True)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        begun.replace(self._path(entry.id, ENTRY))

    def entries(self) -> Iterator[Spooled]:
        if not self._directory.is_dir():
            return
        for path in sorted(self._directory.glob(f"*{ENTRY}")):
            entry = _read(path)
            if entry is not None:
                yield entry

    def remove(self, entry_id: str) -> None:
        self._path(entry_id, ENTRY).unlink(missing_ok=True)

    def set_aside(self, entry_id: str) -> None:
        path = self._path(entry_id, ENTRY)
        if path.exists():
            path.replace(self._path(entry_id, BROKEN))

    def forget_set_aside(self, before: datetime) -> int:
        old = [path for path in self._directory.glob(f"*{BROKEN}") if path.stat().st_mtime < before.timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _path(self, entry_id: str, suffix: str) -> Path:
        return self._directory / f"{entry_id}{suffix}"


def _read(path: Path) -> Spooled | None:
    """None where another worker has taken it in, or where it cannot be read; that one is set aside."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return Spooled(**{**fields, "kind": SpooledKind(fields["kind"]), "at": datetime.fromisoformat(fields["at"])})
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError):
        path.replace(path.with_suffix(BROKEN))
        return None
