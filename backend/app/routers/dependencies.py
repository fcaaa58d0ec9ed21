"""What a route asks of the running app: its services and its runner."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from app.flows.services import Services
from app.routers.feed import Feed
from app.routers.runner import Runner
from app.routers.strain import Strain
from app.settings import Settings


def _services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def _runner(request: Request) -> Runner:
    runner: Runner = request.app.state.runner
    return runner


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _feed(request: Request) -> Feed:
    feed: Feed = request.app.state.feed
    return feed


def _strain(request: Request) -> Strain:
    strain: Strain = request.app.state.strain
    return strain


ServicesDep = Annotated[Services, Depends(_services)]
RunnerDep = Annotated[Runner, Depends(_runner)]
SettingsDep = Annotated[Settings, Depends(_settings)]
FeedDep = Annotated[Feed, Depends(_feed)]
StrainDep = Annotated[Strain, Depends(_strain)]
