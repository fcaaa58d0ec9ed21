"""`GET /v1/owner/events`: tells an open dashboard what changed, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from sse_starlette import EventSourceResponse, ServerSentEvent

from app.core.access import Access
from app.flows.errors import FlowError
from app.flows.follow_changes import News, news_since
from app.repositories.errors import StoreError
from app.routers.auth import GUARDS, OwnerDep
from app.routers.dependencies import FeedDep, RunnerDep, ServicesDep, SettingsDep
from app.routers.edge import Receive, Scope, Send
from app.routers.feed import Feed

router = APIRouter(prefix="/v1/owner", tags=["owner"])

# A comment so often tells both ends, and all that is between them, that the line still stands.
KEEP_ALIVE_SECONDS = 15
# Who does not take what is sent for so long is gone.
SEND_SECONDS = 30
# The dashboard then asks again, with the number of what it heard last.
LONGEST_SECONDS = 30 * 60
# What a stream may take to end by itself when the server stops.
CLOSING_SECONDS = 3
RETRY_MILLISECONDS = 3_000
NEWLINE = "\n"
STREAM: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/event-stream": {}}, "description": "Events until either end hangs up"}
}


class Following(EventSourceResponse):
    """Takes up one of the tenant's places for as long as it lasts; raises `Busy` where there is none."""

    def __init__(self, feed: Feed, business_id: str, content: AsyncIterator[ServerSentEvent]) -> None:
        super().__init__(
            content,
            ping=KEEP_ALIVE_SECONDS,
            send_timeout=SEND_SECONDS,
            sep=NEWLINE,
            shutdown_event=feed.closing,
            shutdown_grace_period=CLOSING_SECONDS,
        )
        self._feed, self._business_id = feed, business_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._feed.followed(self._business_id):
            await super().__call__(scope, receive, send)


@router.get(
    "/events",
    summary="Visits, conversations, callbacks and texts as they change",
    response_class=EventSourceResponse,
    responses=STREAM,
)
async def events(
    request: Request,
    caller: OwnerDep,
    services: ServicesDep,
    runner: RunnerDep,
    settings: SettingsDep,
    feed: FeedDep,
    last_event_id: Annotated[str | None, Header(description="Goes on after that event")] = None,
) -> EventSourceResponse:
    """Events `appointment`, `conversation`, `callback` and `sms`, each with the `id` of what changed.

    `reload`: more was missed than is remembered, so read anew what is shown.
    """
    request.state.stays_open = True
    business_id = caller.business_id

    async def news(number: int | None) -> News:
        """Asks again who is asking: a token that was rotated meanwhile hears no more."""
        await GUARDS[Access.OWNER](request, services, runner, settings)
        return await runner.run(news_since, services, business_id, number)

    first = await news(_number(last_event_id))
    return Following(feed, business_id, _events(feed, business_id, first, news))


async def _events(
    feed: Feed, business_id: str, told: News, ask: Callable[[int | None], Awaitable[News]]
) -> AsyncIterator[ServerSentEvent]:
    """Ends where the store is away, the caller is let in no more, or it lasted long enough; all may ask again."""
    reached = None if told.missed or told.changes else str(told.number)
    yield ServerSentEvent(comment="following", id=reached, retry=RETRY_MILLISECONDS, sep=NEWLINE)
    ends = asyncio.get_running_loop().time() + LONGEST_SECONDS
    while True:
        if told.missed:
            yield _event("reload", {}, told.number)
        for change in told.changes:
            yield _event(change.kind, {"id": change.subject_id}, change.number)
        try:
            async with asyncio.timeout_at(ends):
                if not await feed.beyond(business_id, told.number):
                    return
                told = await ask(told.number)
        except (TimeoutError, StoreError, FlowError):
            return


def _event(name: str, data: dict[str, str], number: int) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data), event=name, id=str(number), sep=NEWLINE)


def _number(last_event_id: str | None) -> int | None:
    """What is no number of ours is behind everything, so that its sender is told to read anew."""
    if last_event_id is None or not last_event_id.strip():
        return None
    given = last_event_id.strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else -1
