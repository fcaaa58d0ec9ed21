"""The service's clock: the real one, or the development one that starts elsewhere and runs on."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class DevelopmentClock:
    """Starts at `start` and runs on at the real pace."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        self._begun = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._begun)
