"""A record of another tenant costs the database the same statements as a record that is nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, event
from starlette.testclient import TestClient

from app.core.access import Access
from app.flows.ensure_default_business import ensure_default_business
from app.flows.services import Services
from app.providers.prometheus.meter import PrometheusMeter
from app.settings import Settings
from app.wiring import build_services, default_business
from tests.conftest import GUARDED
from tests.routers.test_access_walk import access_of, body_of, guarded, ids, names_a_record
from tests.support.cast import Cast
from tests.support.clock import TurnedClock

assert ids  # the fixture is found by its name

DURABLE = {name: True for name in Settings.model_fields if name.startswith("use_db_")}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate({**GUARDED, **DURABLE, "database_url": f"sqlite:///{tmp_path}/app.db"})


@pytest.fixture
def services(settings: Settings, meter: PrometheusMeter, clock: TurnedClock) -> Iterator[Services]:
    made = replace(build_services(settings, meter), clock=clock, lease_clock=clock)
    made.store.prepare(create=True)
    made.keys.ensure(made.store, made.new_token())
    ensure_default_business(made, default_business(settings, clock.now()))
    yield made
    made.store.close()


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """All that any engine runs from now on, without the values."""
    run: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        run.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield run
    event.remove(Engine, "before_cursor_execute", note)


def test_a_foreign_id_costs_the_statements_of_an_unknown_one(
    client: TestClient, app: FastAPI, cast: Cast, ids: dict[str, str], statements: list[str]
) -> None:
    nowhere = {name: f"no-such-{name}" for name in ids}
    brooks = cast.brooks
    secrets = {
        Access.TENANT: brooks.as_tenant,
        Access.CRM: brooks.as_tenant,
        Access.OWNER: brooks.as_owner,
        Access.WIDGET: brooks.as_visitor,
    }

    def costs(method: str, path: str, named: dict[str, str]) -> tuple[int, list[str]]:
        body = body_of(method, path, ids)
        body = body and {name: named.get(name, value) for name, value in body.items()}
        place = re.sub(r"\{(\w+)\}", lambda name: named[name.group(1)], path)
        statements.clear()
        answer = client.request(method, place, headers=secrets[access_of(method, path)], json=body)
        return answer.status_code, list(statements)

    routes = [route for route in guarded(app) if access_of(*route) in secrets and names_a_record(*route, ids)]
    assert len(routes) > 20
    for route in routes:
        costs(*route, nowhere)  # the first use of a secret is noted
        unknown, foreign = costs(*route, nowhere), costs(*route, ids)
        assert unknown[0] in (404, 409)
        assert unknown[1]
        assert foreign == unknown, route
