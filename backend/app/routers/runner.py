"""Runs a synchronous flow at the edge: inline for memory, in a small bounded pool for a database."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import ParamSpec, TypeVar

from app.repositories.errors import StoreUnavailable
from app.repositories.ports import Store

Args = ParamSpec("Args")
Result = TypeVar("Result")


# Turns that may wait for an answer from outside at the same time.
_WAITING = 8
# A provider of telephony hangs up on us after fifteen seconds; by then the caller must have heard something.
_PATIENCE_SECONDS = 9.0
# How much the newest flow counts in the average of how long they take.
_WEIGHT = 0.1


class Runner:
    """Another process's write lock must never stall the event loop, so only memory runs on it.

    Where turns may ask outside (a calendar, a model), they run in a pool on every store.
    """

    def __init__(self, store: Store, *, asks_outside: bool = False, patience: float = _PATIENCE_SECONDS) -> None:
        inline = store.inline and not asks_outside
        size = max(store.pool_size, _WAITING if asks_outside else 1)
        self._pool = None if inline else ThreadPoolExecutor(size, thread_name_prefix="flow")
        self._patience = patience
        self._outside = ThreadPoolExecutor(4, thread_name_prefix="outside")
        self._size = size
        self._in_hand = 0
        self._seconds = 0.0
        self._progress = 0.0

    async def run(self, flow: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """A flow of one or a few short units of work.

        Raises `StoreUnavailable` where it takes too long: a database that is frozen never answers by itself.
        """
        if self._pool is None:
            return flow(*args, **kwargs)
        if self._in_hand == 0:
            self._progress = time.perf_counter()
        self._in_hand += 1
        try:
            async with asyncio.timeout(self._patience) as limit:
                return await _in_pool(self._pool, partial(self._timed, partial(flow, *args, **kwargs)))
        except TimeoutError:
            if not limit.expired():
                raise
            raise StoreUnavailable("the work was not done in time") from None
        finally:
            self._in_hand -= 1

    def pool_wait(self) -> float:
        """How many seconds a flow that is handed over now would wait for its turn, by what lately took how long."""
        if self._in_hand < self._size:
            return 0.0
        queue = (self._in_hand - self._size + 1) * self._seconds / self._size
        return max(queue, time.perf_counter() - self._progress)

    def _timed(self, work: Callable[[], Result]) -> Result:
        begun = time.perf_counter()
        try:
            return work()
        finally:
            self._progress = time.perf_counter()
            self._seconds += (self._progress - begun - self._seconds) * _WEIGHT

    async def run_long(self, flow: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """What may wait for the network or take long: deliveries, jobs, exports. Never on the loop."""
        return await _in_pool(self._outside, partial(flow, *args, **kwargs))

    def close(self) -> None:
        for pool in (self._pool, self._outside):
            if pool is not None:
                pool.shutdown(wait=True)


async def _in_pool(pool: ThreadPoolExecutor, work: Callable[[], Result]) -> Result:
    """With the request's context, so that what the flow logs carries its ids."""
    return await asyncio.get_running_loop().run_in_executor(pool, copy_context().run, work)
