"""Dashboards that stay open hear what changes, each of its own tenant."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fastapi import FastAPI

from app.core.callbacks import Callback, CallbackReason
from app.core.changes import ChangeKind
from app.core.credentials import CredentialKind
from app.flows.credentials import rotate
from app.flows.services import Services
from app.routers import feed
from tests.support.cast import Cast, Headers, Tenant


class Stream:
    """One open request, driven as a server does."""

    def __init__(self, app: FastAPI, headers: Headers) -> None:
        self._sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._gone = asyncio.Event()
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": "/v1/owner/events",
            "raw_path": b"/v1/owner/events",
            "query_string": b"",
            "client": ("127.0.0.1", 1),
            "server": ("testserver", 80),
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        }
        self.task = asyncio.create_task(app(scope, self._receive, self._sent.put))

    async def status(self) -> int:
        return int((await self._next())["status"])

    async def block(self) -> dict[str, str]:
        """The fields of the next block."""
        message = await self._next()
        lines = message["body"].decode().strip().split("\n")
        return {name: value.strip() for name, _, value in (line.partition(":") for line in lines if line)}

    async def ended(self) -> bool:
        """Whether the server ended it."""
        return not (await self._next())["more_body"]

    async def leave(self) -> None:
        self._gone.set()
        await self.task

    async def _next(self) -> dict[str, Any]:
        return await asyncio.wait_for(self._sent.get(), 20)

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}


@asynccontextmanager
async def opened(app: FastAPI, tenant: Tenant, **headers: str) -> AsyncIterator[Stream]:
    stream = Stream(app, tenant.as_owner | {name.replace("_", "-"): value for name, value in headers.items()})
    assert await stream.status() == 200
    yield stream
    await stream.leave()


@pytest.fixture(autouse=True)
def looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "POLL_SECONDS", 0.01)


def ring(services: Services, business_id: str, callback_id: str) -> None:
    now = services.clock.now()
    with services.store.unit_of_work() as unit:
        unit.callbacks.add(business_id, Callback(callback_id, CallbackReason.MISSED_CALL, now, now))
        unit.commit()


def told(name: str, subject_id: str, number: int) -> dict[str, str]:
    return {"event": name, "id": str(number), "data": f'{{"id": "{subject_id}"}}'}


def test_a_dashboard_hears_of_its_own_tenants_changes(app: FastAPI, services: Services, cast: Cast) -> None:
    async def story() -> None:
        async with opened(app, cast.rivera) as phone, opened(app, cast.rivera) as desk:
            assert [(await one.block())["id"] for one in (phone, desk)] == ["0", "0"]
            ring(services, "brooks", "theirs")
            ring(services, "rivera", "ours")
            assert [await one.block() for one in (phone, desk)] == [told("callback", "ours", 1)] * 2
            ring(services, "rivera", "later")
            assert await desk.block() == told("callback", "later", 2)

    asyncio.run(story())


def test_who_comes_back_hears_what_was_missed(app: FastAPI, services: Services, cast: Cast) -> None:
    async def story() -> None:
        for name in ("a", "b", "c"):
            ring(services, "rivera", name)
        async with opened(app, cast.rivera, Last_Event_ID="1") as stream:
            assert "id" not in await stream.block()
            assert [await stream.block(), await stream.block()] == [
                told("callback", "b", 2),
                told("callback", "c", 3),
            ]

    asyncio.run(story())


@pytest.mark.parametrize("number", ["4", "-1", "soon", "9" * 40, "1" * 18])
def test_who_missed_more_than_is_known_is_told_to_read_anew(
    app: FastAPI, services: Services, cast: Cast, number: str
) -> None:
    async def story() -> None:
        for name in ("a", "b", "c"):
            ring(services, "rivera", name)
        async with opened(app, cast.rivera, Last_Event_ID=number) as stream:
            await stream.block()
            assert await stream.block() == {"event": "reload", "id": "3", "data": "{}"}
            ring(services, "rivera", "d")
            assert await stream.block() == told("callback", "d", 4)

    asyncio.run(story())


def test_who_was_away_too_long_is_told_to_read_anew(app: FastAPI, services: Services, cast: Cast) -> None:
    with services.store.unit_of_work() as unit:
        for number in range(1_005):
            unit.changes.note("rivera", ChangeKind.SMS, f"text {number}")
        unit.commit()

    async def story() -> None:
        async with opened(app, cast.rivera, Last_Event_ID="4") as stream:
            await stream.block()
            assert (await stream.block())["event"] == "reload"
        async with opened(app, cast.rivera, Last_Event_ID="5") as stream:
            await stream.block()
            assert [(await stream.block())["id"] for _ in range(450)] == [str(number) for number in range(6, 456)]

    asyncio.run(story())


def test_a_token_that_was_rotated_hears_no_more(app: FastAPI, services: Services, cast: Cast) -> None:
    async def story() -> None:
        async with opened(app, cast.rivera) as stream:
            await stream.block()
            with services.store.unit_of_work() as unit:
                rotate(unit, services, "rivera", CredentialKind.OWNER_TOKEN, 0)
                unit.commit()
            ring(services, "rivera", "secret")
            assert await stream.ended()

    asyncio.run(story())


def test_no_more_dashboards_than_there_are_places(app: FastAPI, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_PER_TENANT", 1)

    async def story() -> None:
        async with opened(app, cast.rivera) as stream, opened(app, cast.brooks):
            await stream.block()
            refused = Stream(app, cast.rivera.as_owner)
            assert await refused.status() == 429
        async with opened(app, cast.rivera):
            pass

    asyncio.run(story())


def test_when_the_server_stops_the_streams_end(app: FastAPI, cast: Cast) -> None:
    async def story() -> None:
        async with opened(app, cast.rivera) as stream:
            await stream.block()
            app.state.feed.closing.set()
            assert await stream.ended()

    asyncio.run(story())


def test_strangers_hear_nothing(app: FastAPI, cast: Cast) -> None:
    async def story() -> None:
        for headers, status in (({}, 401), (cast.rivera.as_visitor, 403), (cast.shut.as_owner, 403)):
            stream = Stream(app, headers)
            assert await stream.status() == status
            await stream.task

    asyncio.run(story())
