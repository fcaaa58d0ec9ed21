"""Getting ready while the store may be away: the service starts all the same, and gets ready once it is back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

import structlog

from app.repositories.errors import StoreError, StoreUnavailable
from app.routers.runner import Runner

log = structlog.get_logger(__name__)

FIRST_DELAY, LONGEST_DELAY = 0.5, 10.0


class Preparation:
    """Runs `work` once; where the store is away again and again, in the background, until it worked."""

    def __init__(self, work: Callable[[], None], delay: float = FIRST_DELAY) -> None:
        self._work = work
        self._delay = delay
        self._task: asyncio.Task[None] | None = None
        self.done = False

    async def begin(self, runner: Runner) -> None:
        """Raises what will not pass by itself, such as `SchemaMismatch`."""
        try:
            await runner.run(self._work)
            self.done = True
        except StoreUnavailable as error:
            log.error("started_without_database", reason=str(error))
            self._task = asyncio.create_task(self._again(runner), name="preparation")

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _again(self, runner: Runner) -> None:
        delay = self._delay
        while True:
            await asyncio.sleep(delay)
            try:
                await runner.run_long(self._work)
            except StoreUnavailable:
                pass
            except StoreError as error:
                log.error("not_ready", reason=str(error))
            else:
                self.done = True
                log.warning("ready")
                return
            delay = min(2 * delay, LONGEST_DELAY)
