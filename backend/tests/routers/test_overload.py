"""More than can be served in time: an honest word at once, a callback, and nobody lost."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
import structlog
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.core.callbacks import CallbackReason
from app.core.wording.catalogue import say
from app.flows.services import Services
from app.flows.take_in_spool import take_in_spool
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.repositories.memory.store import MemoryStore
from app.routers.runner import Runner
from app.routers.strain import CALM_SECONDS, RETRY_AFTER_SECONDS, TICK_SECONDS, UNDER_WAY, Strain
from app.settings import Settings
from simulator.call import PhoneCall
from simulator.line import Line
from simulator.texts import TextThread
from tests.support.books import Books
from tests.support.cast import AS_ADMIN, AS_SCRAPER, Cast
from tests.support.twilio import RIVERAS_NUMBER

JANE = "+18165550150"
MOST = 2.0
BUSY = say("en", "line.busy")


class Waiting:
    """How long one would wait now, as a test says it."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def waiting(app: FastAPI) -> Waiting:
    made = Waiting()
    app.state.strain = Strain(MOST, made)
    return made


@pytest.fixture
def line(client: TestClient, waiting: Waiting) -> Line:
    return Line(client, "http://testserver")


@pytest.fixture
def books(services: Services, cast: Cast) -> Books:
    return Books(services, cast.rivera.id)


def test_a_new_caller_hears_so_at_once_and_is_rung_back(
    line: Line, waiting: Waiting, services: Services, books: Books, meter: PrometheusMeter
) -> None:
    waiting.seconds = MOST + 0.1
    call = PhoneCall(line, JANE, RIVERAS_NUMBER)
    assert call.ring() == BUSY
    assert call.over
    assert books.conversations() == []
    waiting.seconds = 0.0
    take_in_spool(services)
    [callback] = books.callbacks()
    assert (callback.phone, callback.reason) == (JANE, CallbackReason.MISSED_CALL)
    assert meter.counts()["overload_refused"] >= 1
    assert meter.counts()["twilio_voice_errors"] == 0


def test_who_is_being_served_is_turned_away_last(
    line: Line, waiting: Waiting, services: Services, books: Books
) -> None:
    call = PhoneCall(line, JANE, RIVERAS_NUMBER)
    call.ring()
    waiting.seconds = MOST + 0.1
    assert call.says("my water heater is leaking") != BUSY
    waiting.seconds = UNDER_WAY * MOST + 0.1
    assert call.says("tomorrow afternoon") == BUSY
    take_in_spool(services)
    assert [callback.notes for callback in books.callbacks()] == ["tomorrow afternoon"]


def test_who_cannot_be_rung_back_is_put_to_voicemail(line: Line, waiting: Waiting, books: Books) -> None:
    waiting.seconds = MOST + 0.1
    call = PhoneCall(line, "anonymous", RIVERAS_NUMBER, message="it is Ann, ring 816 555 0150")
    assert "after the tone" in call.ring()
    assert CallbackReason.VOICEMAIL in {callback.reason for callback in books.callbacks()}


def test_a_text_is_answered_and_kept(line: Line, waiting: Waiting, services: Services, books: Books) -> None:
    waiting.seconds = MOST + 0.1
    assert TextThread(line, JANE, RIVERAS_NUMBER).writes("my sink is blocked") == say("en", "text.busy")
    take_in_spool(services)
    [callback] = books.callbacks()
    assert (callback.reason, callback.notes) == (CallbackReason.MESSAGE, "my sink is blocked")


def test_stop_is_obeyed_all_the_same(line: Line, waiting: Waiting, services: Services, books: Books) -> None:
    waiting.seconds = MOST + 0.1
    assert TextThread(line, JANE, RIVERAS_NUMBER).writes("STOP") == ""
    take_in_spool(services)
    with services.store.unit_of_work() as unit:
        found = unit.opt_outs.get("rivera", JANE)
    assert found is not None
    assert found.opted_out
    assert books.callbacks() == []


@pytest.mark.parametrize(
    ("path", "counter"),
    [
        ("/v1/voice/session/start", "voice_session"),
        ("/telephony/inbound", "twilio_voice"),
        ("/v1/widget/start", "widget"),
        ("/v1/reminders/send-upcoming", None),
    ],
)
def test_programs_are_told_when_to_ask_again(
    client: TestClient, cast: Cast, waiting: Waiting, meter: PrometheusMeter, path: str, counter: str | None
) -> None:
    waiting.seconds = MOST + 0.1
    answer = client.post(path, headers=cast.rivera.as_tenant)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == str(RETRY_AFTER_SECONDS)
    assert answer.headers["content-type"] == "application/problem+json"
    if counter:
        assert (meter.counts()[f"{counter}_requests"], meter.counts()[f"{counter}_errors"]) == (1, 1)


def test_whoever_watches_over_us_is_always_answered(client: TestClient, waiting: Waiting) -> None:
    waiting.seconds = 1000
    for path in ("/healthz", "/readyz", "/metrics", "/metrics/prometheus"):
        assert client.get(path, headers=AS_SCRAPER).status_code == 200
    assert client.get("/v1/admin/jobs", headers=AS_ADMIN).status_code == 503


def test_without_a_limit_everybody_waits(services: Services, cast: Cast) -> None:
    settings = Settings.model_validate({"sweep_seconds": 0, "max_wait_seconds": 0})
    app = create_app(settings, replace(services))
    with TestClient(app) as client:
        app.state.strain = Strain(settings.max_wait_seconds, lambda: 1000.0)
        assert client.post("/v1/voice/session/start", headers=cast.rivera.as_tenant).status_code == 200


def hold(loop: asyncio.AbstractEventLoop, seconds: float) -> None:
    """Somebody computes, and nobody else gets a turn."""
    until = loop.time() + seconds
    while loop.time() < until:
        pass


class TestHowLongOneWouldWait:
    @pytest.fixture(autouse=True)
    def logged(self) -> Iterator[list[structlog.typing.EventDict]]:
        with structlog.testing.capture_logs() as lines:
            yield lines

    def test_as_long_as_the_loop_is_behind(self) -> None:
        async def scene() -> tuple[float, float]:
            loop = asyncio.get_running_loop()
            strain = Strain(MOST, lambda: 0.0)
            strain.start()
            await asyncio.sleep(0)
            began = loop.time()
            hold(loop, 3 * TICK_SECONDS)
            once = strain.wait()
            for _ in range(5):
                await asyncio.sleep(0)  # the loop's clock gets its turn, late
            hold(loop, 3 * TICK_SECONDS)
            twice = strain.wait()
            await strain.stop()
            assert twice <= loop.time() - began
            return once, twice

        once, twice = asyncio.run(scene())
        assert once == 0
        assert twice >= TICK_SECONDS

    def test_as_long_as_those_before_it_take(self) -> None:
        runner = Runner(MemoryStore(), asks_outside=True)
        assert runner.pool_wait() == 0
        runner._in_hand, runner._seconds, runner._progress = 4 * runner._size - 1, 0.5, time.perf_counter()
        assert runner.pool_wait() == 1.5
        runner._progress -= 60  # nothing has been done for a minute
        assert runner.pool_wait() > 59
        runner.close()

    def test_the_log_says_when_it_began_and_was_over(self, logged: list[structlog.typing.EventDict]) -> None:
        async def scene() -> None:
            loop = asyncio.get_running_loop()
            strain = Strain(MOST, lambda: MOST + 1)
            assert [strain.is_too_much(under_way=False) for _ in range(3)] == [True, True, True]
            strain._due = loop.time() + CALM_SECONDS + 1
            strain.note(loop.time() + CALM_SECONDS + 1)
            assert strain.is_too_much(under_way=True) is False

        asyncio.run(scene())
        assert [(line["event"], line.get("turned_away")) for line in logged] == [
            ("overloaded", None),
            ("overload_over", 3),
        ]
