"""Every worker delivers by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.repositories.memory.store import MemoryStore
from app.routers.background import Background
from app.routers.runner import Runner


class Job:
    """Counts its runs, tells when it ran, and breaks when told to."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.ran = asyncio.Event()
        self.runs = 0
        self.breaks = False
        self._loop = loop

    def __call__(self, stop: Callable[[], bool]) -> None:
        self.told_to_stop = stop()
        self.runs += 1
        self._loop.call_soon_threadsafe(self.ran.set)
        if self.breaks:
            raise ZeroDivisionError

    async def next_run(self) -> None:
        await asyncio.wait_for(self.ran.wait(), 10)
        self.ran.clear()


async def started(sweep_seconds: int) -> tuple[Background, Runner, Job, Job]:
    loop = asyncio.get_running_loop()
    background, runner = Background(sweep_seconds), Runner(MemoryStore())
    deliver, sweep = Job(loop), Job(loop)
    background.start(runner, deliver, sweep)
    return background, runner, deliver, sweep


def test_a_wake_from_any_thread_delivers() -> None:
    async def story() -> None:
        background, runner, deliver, sweep = await started(0)
        await asyncio.to_thread(background.wake)
        await deliver.next_run()
        await background.stop()
        runner.close()
        assert deliver.runs >= 1  # a wake during the first round makes a second one
        assert sweep.runs == 0

    asyncio.run(story())


def test_what_breaks_does_not_end_it() -> None:
    async def story() -> None:
        background, runner, deliver, _ = await started(0)
        deliver.breaks = True
        background.wake()
        await deliver.next_run()
        background.wake()
        await deliver.next_run()
        await background.stop()
        runner.close()

    asyncio.run(story())


def test_a_start_delivers_what_was_left_and_then_sweeps_by_itself() -> None:
    async def story() -> None:
        background, runner, deliver, sweep = await started(1)
        await deliver.next_run()
        await sweep.next_run()
        await background.stop()
        runner.close()

    asyncio.run(story())


def test_a_wake_before_the_start_or_after_the_stop_is_harmless() -> None:
    background = Background(0)
    background.wake()

    async def story() -> None:
        runner = Runner(MemoryStore())
        deliver = Job(asyncio.get_running_loop())
        background.start(runner, deliver, deliver)
        await background.stop()
        background.wake()
        runner.close()
        assert deliver.runs == 0

    asyncio.run(story())
    background.wake()
