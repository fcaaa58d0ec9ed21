"""Runs a synchronous flow at the edge: inline for memory, in a small bounded pool for a database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from app.repositories.ports import Store

Args = ParamSpec("Args")
Result = TypeVar("Result")


class Runner:
    """Another process's write lock must never stall the event loop, so only memory runs on it."""

    def __init__(self, store: Store) -> None:
        self._pool = None if store.inline else ThreadPoolExecutor(store.pool_size, thread_name_prefix="flow")
        self._outside = ThreadPoolExecutor(4, thread_name_prefix="outside")

    async def run(self, flow: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """A flow of one or a few short units of work."""
        if self._pool is None:
            return flow(*args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(flow, *args, **kwargs))

    async def run_long(self, flow: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
        """What may wait for the network or take long: deliveries, jobs, exports. Never on the loop."""
        return await asyncio.get_running_loop().run_in_executor(self._outside, partial(flow, *args, **kwargs))

    def close(self) -> None:
        for pool in (self._pool, self._outside):
            if pool is not None:
                pool.shutdown(wait=True)
