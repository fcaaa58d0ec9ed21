"""How busy this worker is, and whether one more can be served in time.

What waits is answered in order, so a request that comes now waits as long as the loop is behind, and for its turn in
the pool. Who would wait too long is turned away at once: a polite "we'll ring you right back" beats a time-out, and
those who are let in are served in time. Conversations under way are turned away last.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog

log = structlog.get_logger(__name__)

TICK_SECONDS = 0.1
# A conversation under way is let wait so many times as long as a new one.
UNDER_WAY = 2.0
# Calm for so long, it is over.
CALM_SECONDS = 10.0
RETRY_AFTER_SECONDS = 5


class Strain:
    """`pool_wait` says how long work that is handed to the pool now would wait there. Seconds throughout."""

    def __init__(self, most: float, pool_wait: Callable[[], float]) -> None:
        self._most = most
        self._pool_wait = pool_wait
        self._task: asyncio.Task[None] | None = None
        self._due = 0.0
        self._behind = self._behind_before = 0.0
        self._turned_away = 0
        self._calm_at: float | None = None

    def start(self) -> None:
        if self._most:
            loop = asyncio.get_running_loop()
            self._due = loop.time() + TICK_SECONDS
            self._task = loop.create_task(self._watch(loop), name="strain")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def is_calm(self) -> bool:
        """Nobody has been turned away lately. From any thread."""
        return self._calm_at is None

    def wait(self) -> float:
        """How long a request that comes now would wait."""
        late = asyncio.get_running_loop().time() - self._due if self._task else 0.0
        # One hiccup is no queue: it takes two looks in a row that come late.
        loop_wait = max(min(late, self._behind), min(self._behind, self._behind_before))
        return max(loop_wait, self._pool_wait())

    def is_too_much(self, *, under_way: bool) -> bool:
        """True: turn this one away. Counted, and said once in the log."""
        if self._most == 0 or self.wait() <= self._most * (UNDER_WAY if under_way else 1.0):
            return False
        if self._calm_at is None:
            log.warning("overloaded", wait_seconds=round(self.wait(), 2))
        self._calm_at = asyncio.get_running_loop().time() + CALM_SECONDS
        self._turned_away += 1
        return True

    def note(self, now: float) -> None:
        """Called by the loop's clock, as often as the loop gets to it."""
        self._behind_before, self._behind = self._behind, max(now - self._due, 0.0)
        self._due = now + TICK_SECONDS
        if self._calm_at is not None and now > self._calm_at:
            log.warning("overload_over", turned_away=self._turned_away)
            self._calm_at, self._turned_away = None, 0

    async def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.note(loop.time())
