"""Flows beside the event loop, and what is done about those that never come back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from app.repositories.errors import StoreUnavailable
from app.repositories.sql.store import SqlStore
from app.routers.runner import Runner
from tests.support.databases import engine_of


@pytest.fixture
def impatient(tmp_path: Path) -> Iterator[Runner]:
    runner = Runner(SqlStore(engine_of(f"sqlite:///{tmp_path}/app.db")), patience=0.02)
    yield runner
    runner.close()


def test_a_frozen_database_is_one_that_is_away_and_what_waits_behind_it_is_never_begun(impatient: Runner) -> None:
    thawed, begun = Event(), list[str]()

    async def scene() -> None:
        for flow in (thawed.wait, lambda: begun.append("late")):
            with pytest.raises(StoreUnavailable):
                await impatient.run(flow)
        thawed.set()

    asyncio.run(scene())
    impatient.close()
    assert begun == []


def test_a_time_out_of_the_flow_itself_stays_what_it_is(impatient: Runner) -> None:
    def flow() -> None:
        raise TimeoutError("a model did not answer")

    with pytest.raises(TimeoutError, match="a model"):
        asyncio.run(impatient.run(flow))
