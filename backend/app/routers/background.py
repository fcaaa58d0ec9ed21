"""What every worker does by itself: deliver what was just committed when woken, and all due work every so often."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from threading import Event

import structlog

from app.repositories.errors import StoreUnavailable
from app.routers.runner import Runner

log = structlog.get_logger(__name__)

Work = Callable[[Callable[[], bool]], object]


class Background:
    """Runs `deliver` when woken and `sweep` every `sweep_seconds` (0: never), one at a time, off the event loop.

    Both are given a function that says whether to stop. Nothing that they raise ends it.
    """

    def __init__(self, sweep_seconds: int) -> None:
        self._sweep_seconds = sweep_seconds
        self._stopping = Event()
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """From any thread: there is something to deliver."""
        if self._loop is not None and not self._stopping.is_set():
            with suppress(RuntimeError):  # the loop was closed in this instant; the next start delivers it
                self._loop.call_soon_threadsafe(self._woken.set)

    def start(self, runner: Runner, deliver: Work, sweep: Work) -> None:
        self._loop = asyncio.get_running_loop()
        self._task = self._loop.create_task(self._run(runner, deliver, sweep), name="background")

    async def stop(self) -> None:
        """Ends after the entry in hand; what is left is delivered after the next start."""
        self._stopping.set()
        self._woken.set()
        if self._task is not None:
            await self._task

    async def _run(self, runner: Runner, deliver: Work, sweep: Work) -> None:
        if self._sweep_seconds:
            await self._attempt(runner, deliver)  # what the process before this one left behind
        while not self._stopping.is_set():
            woken = await self._wait()
            if not self._stopping.is_set():
                await self._attempt(runner, deliver if woken else sweep)

    async def _wait(self) -> bool:
        """True when woken, False when it is time to sweep."""
        try:
            await asyncio.wait_for(self._woken.wait(), self._sweep_seconds or None)
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    async def _attempt(self, runner: Runner, work: Work) -> None:
        try:
            await runner.run_long(work, self._stopping.is_set)
        except StoreUnavailable:
            pass  # the store has said so, once; the next round tries again
        except Exception:  # whatever broke, the next round tries again
            log.exception("background_work_broke")
