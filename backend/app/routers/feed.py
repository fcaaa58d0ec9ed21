"""Wakes the dashboards that follow a tenant's changes: one look at the store per worker, however many are open."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import anyio
import structlog

from app.flows.errors import Busy
from app.flows.follow_changes import newest_changes
from app.flows.services import Services
from app.repositories.errors import StoreError
from app.routers.runner import Runner

log = structlog.get_logger(__name__)

POLL_SECONDS = 0.5
MOST_PER_TENANT = 20
MOST_PER_WORKER = 500


class Feed:
    """Looks at the store only while somebody follows. A store that is away is asked again at the next look."""

    def __init__(self, runner: Runner, services: Services) -> None:
        self._runner, self._services = runner, services
        self._followers: Counter[str] = Counter()
        self._newest: dict[str, int] = {}
        self._news = asyncio.Condition()
        # Set by those who notice first that the server stops.
        self.closing = anyio.Event()
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def followed(self, business_id: str) -> Iterator[None]:
        """Raises `Busy` where too many follow already."""
        if self._followers[business_id] >= MOST_PER_TENANT or self._followers.total() >= MOST_PER_WORKER:
            raise Busy("Too many dashboards follow at the moment; please try again later.")
        self._followers[business_id] += 1
        if self._task is None:
            self._task = asyncio.create_task(self._look(), name="feed")
        try:
            yield
        finally:
            self._leave(business_id)

    async def beyond(self, business_id: str, number: int) -> bool:
        """Waits for a change after that number; false where the server stops instead."""
        async with self._news:
            await self._news.wait_for(lambda: self.closing.is_set() or self._newest.get(business_id, 0) > number)
        return not self.closing.is_set()

    async def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def _leave(self, business_id: str) -> None:
        self._followers[business_id] -= 1
        if not self._followers[business_id]:
            del self._followers[business_id]
            self._newest.pop(business_id, None)
        if not self._followers and self._task is not None:
            self._task.cancel()
            self._task = None

    async def _look(self) -> None:
        while not await self._closes():
            try:
                newest = await self._runner.run(newest_changes, self._services, tuple(self._followers))
            except StoreError as error:
                log.warning("feed_waits", reason=type(error).__name__)
                continue
            if newest != self._newest:
                async with self._news:
                    self._newest = newest
                    self._news.notify_all()
        async with self._news:
            self._news.notify_all()

    async def _closes(self) -> bool:
        """Waits for the next look; true where there is to be none."""
        with suppress(TimeoutError):
            async with asyncio.timeout(POLL_SECONDS):
                await self.closing.wait()
        return self.closing.is_set()
