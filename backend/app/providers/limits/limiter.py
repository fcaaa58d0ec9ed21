"""How many requests in how long: counted in this process, or in Redis for all machines together."""

from __future__ import annotations

import math
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import structlog
from limits import RateLimitItemPerSecond
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.storage.redis.coredis import CoredisBridge
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError

from app.providers.ports import Limit

log = structlog.get_logger(__name__)

Result = TypeVar("Result")
Ask = Callable[[SlidingWindowCounterRateLimiter], Awaitable[Result]]

# Whoever waits for a limit to be counted is a caller on the line.
REDIS_SECONDS = 0.25
# While Redis is down it is not asked on every request.
LOOK_AGAIN_SECONDS = 15


class WindowLimiter:
    """Without Redis, or while it does not answer, each process counts for itself."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._own = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._redis = None if redis_url is None else _redis(redis_url)
        self._shared = None if self._redis is None else SlidingWindowCounterRateLimiter(self._redis)
        self._look_again = 0.0
        self._down = False

    async def take(self, limit: Limit, key: str) -> int:
        item = _item(limit)

        async def hit(limiter: SlidingWindowCounterRateLimiter) -> int:
            return 0 if await limiter.hit(item, limit.name, key) else await _wait(limiter, item, limit, key)

        return await self._ask(hit)

    async def look(self, limit: Limit, key: str) -> int:
        item = _item(limit)

        async def test(limiter: SlidingWindowCounterRateLimiter) -> int:
            return 0 if await limiter.test(item, limit.name, key) else await _wait(limiter, item, limit, key)

        return await self._ask(test)

    def close(self) -> None:
        if self._redis is not None and isinstance(self._redis.bridge, CoredisBridge):
            self._redis.bridge.get_connection().connection_pool.disconnect()

    async def _ask(self, ask: Ask[Result]) -> Result:
        if self._shared is None or time.monotonic() < self._look_again:
            return await ask(self._own)
        try:
            answer = await ask(self._shared)
        except StorageError as error:
            self._look_again = time.monotonic() + LOOK_AGAIN_SECONDS
            if not self._down:
                log.warning("rate_limits_in_memory", reason=type(error.storage_error).__name__)
            self._down = True
            return await ask(self._own)
        if self._down:
            log.info("rate_limits_shared_again")
            self._down = False
        return answer


def _redis(url: str) -> RedisStorage:
    return RedisStorage(
        f"async+{url}",
        wrap_exceptions=True,
        connect_timeout=REDIS_SECONDS,
        stream_timeout=REDIS_SECONDS,
        key_prefix="receptionist",
    )


def _item(limit: Limit) -> RateLimitItemPerSecond:
    return RateLimitItemPerSecond(limit.most, limit.seconds)


async def _wait(limiter: SlidingWindowCounterRateLimiter, item: RateLimitItemPerSecond, limit: Limit, key: str) -> int:
    window = await limiter.get_window_stats(item, limit.name, key)
    return max(1, math.ceil(window.reset_time - time.time()))
