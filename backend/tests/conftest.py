"""The fixtures that every test may use: an app over a memory store, a clock to turn, and the fixed cast.

`app` asks for keys as a deployment does; `open_app` is the development profile that leaves everything open.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import hypothesis
import pytest
import structlog
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.flows.ensure_default_business import ensure_default_business
from app.flows.services import Services
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.providers.stub.spool import MemorySpool
from app.settings import Settings
from app.wiring import build_services, default_business
from tests.support.cast import ADMIN_KEY, METRICS_TOKEN, OWNER_TOKEN, Cast, gather
from tests.support.clock import TurnedClock
from tests.support.postgres import database, postgresql_server

# Nobody is turned away because the machine of the tests is busy.
DEVELOPMENT = {"sweep_seconds": 0, "max_wait_seconds": 0}
GUARDED = {
    **DEVELOPMENT,
    "require_business_api_key": True,
    "admin_api_key": ADMIN_KEY,
    "owner_dashboard_token": OWNER_TOKEN,
    "metrics_token": METRICS_TOKEN,
}


# The suite tries the same examples on every machine; `make fuzz` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
if not os.environ.get("FUZZ"):
    hypothesis.settings.load_profile("same")


@pytest.fixture(autouse=True, scope="session")
def logs_go_nowhere() -> None:
    """Drawing a traceback with all its values takes a tenth of a second; `capture_logs` sees the lines all the same."""
    structlog.configure(
        processors=[structlog.contextvars.merge_contextvars, structlog.processors.KeyValueRenderer()],
        logger_factory=structlog.testing.ReturnLoggerFactory(),
    )


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


# Settings and businesses do not change, so that all tests of a process may share them.
guarded_settings = cache(lambda: Settings.model_validate(GUARDED))
first_business = cache(default_business)


@pytest.fixture
def settings() -> Settings:
    return guarded_settings()


@pytest.fixture
def meter() -> PrometheusMeter:
    return PrometheusMeter()


@pytest.fixture
def services(settings: Settings, meter: PrometheusMeter, clock: TurnedClock) -> Services:
    """What flows are given, over a memory store that holds the default business."""
    made = replace(build_services(settings, meter), clock=clock, lease_clock=clock, spool=MemorySpool())
    made.keys.ensure(made.store, made.new_token())
    ensure_default_business(made, first_business(settings, clock.now()))
    return made


@pytest.fixture
def cast(services: Services, settings: Settings, clock: TurnedClock) -> Cast:
    return gather(services, first_business(settings, clock.now()))


@pytest.fixture
def app(settings: Settings, services: Services, meter: PrometheusMeter) -> FastAPI:
    return create_app(settings, services, meter)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as made:
        yield made


@pytest.fixture
def open_app(services: Services, meter: PrometheusMeter) -> FastAPI:
    return create_app(Settings.model_validate(DEVELOPMENT), services, meter)


@pytest.fixture
def open_client(open_app: FastAPI) -> Iterator[TestClient]:
    with TestClient(open_app) as made:
        yield made


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Path]:
    """The socket of one PostgreSQL server, which all test processes share; started for the first who asks."""
    base = tmp_path_factory.getbasetemp()
    with postgresql_server(base if worker_id == "master" else base.parent) as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_database(postgresql: Path) -> Iterator[str]:
    """The address of this test process's own database."""
    with database(postgresql) as address:
        yield address
