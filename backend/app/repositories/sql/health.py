"""Whether the database answers and takes writes, as far as this process has seen; told to the operator once."""

from __future__ import annotations

import time

import structlog

log = structlog.get_logger("app.repositories.sql.store")

# For so long a write that worked says that writes work.
WRITE_PROVES_SECONDS = 0.1


class Health:
    """A full, locked or read-only database still reads, so after a write that failed only a write says it is back."""

    def __init__(self) -> None:
        self._failing: str | None = None
        self._cannot_write = False
        self._wrote_at: float | None = None

    @property
    def writes_are_proven(self) -> bool:
        lately = self._wrote_at is not None and time.monotonic() - self._wrote_at < WRITE_PROVES_SECONDS
        return lately and not self._cannot_write

    def failed(self, reason: str, *, writing: bool) -> None:
        self._cannot_write = self._cannot_write or writing
        if self._failing is None:
            log.error("database_away", reason=reason)
        self._failing = reason

    def answered(self) -> None:
        if self._failing is not None and not self._cannot_write:
            log.warning("database_back")
            self._failing = None

    def wrote(self) -> None:
        self._wrote_at, self._cannot_write = time.monotonic(), False
        self.answered()
