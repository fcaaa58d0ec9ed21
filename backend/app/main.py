"""create_app(settings): the ASGI app, nothing else. `app.main:app` makes one of this process's environment."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware

from app.flows.deliver import deliver_until_told
from app.flows.demo_tenants import make_demo_tenants
from app.flows.prepare import prepare
from app.flows.run_due import sweep
from app.flows.services import Services
from app.flows.warm_up import warm_up
from app.logging_config import configure_logging
from app.providers.prometheus.workers import UnusableDirectory, workers_directory
from app.repositories.errors import SchemaMismatch, StoreUnavailable
from app.routers import errors, openapi
from app.routers.access import ACCESS
from app.routers.background import Background
from app.routers.cors import Cors
from app.routers.edge import Edge
from app.routers.every import ROUTES
from app.routers.feed import Feed
from app.routers.preparation import Preparation
from app.routers.runner import Runner
from app.routers.security_headers import SecurityHeaders, docs_script
from app.routers.strain import Strain
from app.routers.throttle import Throttle
from app.settings import Environment, Settings, SettingsError, announce_workers_directory, load_settings
from app.wiring import build_limiter, build_services, default_business

if TYPE_CHECKING:
    from app.providers.prometheus.meter import PrometheusMeter

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"


def create_app(settings: Settings, services: Services | None = None, meter: PrometheusMeter | None = None) -> FastAPI:
    """Build the app: nothing is chosen or connected at import. Tests bring their own services and meter."""
    meter = meter or _meter(None)
    background = Background(settings.sweep_seconds)
    services = replace(services or build_services(settings, meter), wake=background.wake)
    runner = Runner(services.store, asks_outside=services.asks_outside)
    feed = Feed(runner, services)
    strain = Strain(settings.max_wait_seconds, runner.pool_wait)

    limiter = build_limiter(settings)
    preparation = Preparation(partial(_prepare, settings, services))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await preparation.begin(runner)
        strain.start()
        warm_up(services.clock.now())
        background.start(
            runner,
            partial(deliver_until_told, services),
            partial(sweep, services, settings.sweep_seconds, strain.is_calm),
        )
        yield
        await strain.stop()
        await preparation.stop()
        await feed.stop()
        await background.stop()
        runner.close()
        limiter.close()
        services.calendar.close()
        services.store.close()

    app = FastAPI(
        title="AI telephony",
        version=version("ai-telephony"),
        lifespan=lifespan,
        redirect_slashes=False,
        redoc_url=None,
    )
    app.state.services = services
    app.state.runner = runner
    app.state.feed = feed
    app.state.strain = strain
    app.state.preparation = preparation
    app.state.settings = settings
    app.state.meter = meter
    # The last one added is the outermost: what it does holds for the answers of all others.
    app.add_middleware(Throttle, settings=settings, limiter=limiter)
    app.add_middleware(Cors, settings=settings)
    app.add_middleware(Edge, meter=meter)
    app.add_middleware(SecurityHeaders, settings=settings, docs=docs_script(app))
    errors.install(app)
    app.router.routes.extend(ROUTES)
    openapi.install(app)
    meter.expect_routes((path, method) for method, path in ACCESS)
    if DASHBOARD.is_dir():
        app.mount("/dashboard", GZipMiddleware(StaticFiles(directory=DASHBOARD, html=True)), name="dashboard")
    return app


def __getattr__(name: str) -> Any:
    """Make `app` when a server asks for it, so that importing this module starts nothing."""
    if name != "app":
        raise AttributeError(name)
    try:
        settings = load_settings()
        configure_logging(settings.log_level, settings.log_format)
        made = create_app(settings, meter=_meter(settings.prometheus_multiproc_dir, shared=True))
        _prepare(settings, made.state.services)
    except (SettingsError, SchemaMismatch) as error:
        sys.exit(f"The service does not start, its settings are at fault:\n{error}")
    except StoreUnavailable:
        pass  # it starts all the same, says that it is not ready, and goes on trying
    except UnusableDirectory as error:
        sys.exit(f"The service does not start, its settings are at fault:\nPROMETHEUS_MULTIPROC_DIR: {error}")
    globals()["app"] = made
    return made


def _meter(base: str | None, *, shared: bool = False) -> PrometheusMeter:
    """The counters, shared with the workers beside this one. The library looks where they are when it is imported."""
    directory = workers_directory(base) if shared else None
    if directory is not None:
        announce_workers_directory(directory)
    from app.providers.prometheus.meter import PrometheusMeter

    return PrometheusMeter(directory)


def _prepare(settings: Settings, services: Services) -> None:
    """All that must be there before the first caller."""
    create = settings.environment is Environment.DEVELOPMENT
    prepare(services, default_business(settings, services.clock.now()), create=create)
    if settings.demo_tenants:
        make_demo_tenants(services, settings.admin_api_key.get_secret_value() if settings.admin_api_key else None)
