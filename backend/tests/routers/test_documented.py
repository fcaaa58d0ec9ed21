"""Requests made of the OpenAPI document, sensible and senseless: no 5xx, and every answer is one that it describes.

`make test` tries two roles with a few requests for each route, `make fuzz` every role with many.
"""

from __future__ import annotations

import os
from dataclasses import replace

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.failures import FailureGroup
from schemathesis.schemas import APIOperation, BaseSchema

from app.flows.ensure_default_business import ensure_default_business
from app.main import create_app
from app.providers.prometheus.meter import PrometheusMeter
from app.providers.stub.spool import MemorySpool
from app.settings import Settings
from app.wiring import build_services, default_business
from tests.conftest import GUARDED
from tests.support.cast import AS_ADMIN, AS_DEPLOYMENT_OWNER, Cast, Headers, gather
from tests.support.clock import TurnedClock

FUZZING = bool(os.environ.get("FUZZ"))
REQUESTS = 60 if FUZZING else 2
ROLES = ["tenant", "operator for a tenant"]
MORE_ROLES = ["nobody", "owner", "visitor", "operator", "deployment's owner", "suspended"]
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
# A stream that never ends, and months of invented business, which have tests of their own.
LEFT_OUT = ("/v1/owner/events", "/v1/admin/demo-tenants")
PATIENCE = 120


def roles(cast: Cast) -> dict[str, Headers]:
    rivera = cast.rivera
    return {
        "nobody": {},
        "tenant": rivera.as_tenant,
        "owner": rivera.as_owner,
        "visitor": rivera.as_visitor,
        "operator": AS_ADMIN,
        "operator for a tenant": {**AS_ADMIN, **rivera.by_name},
        "deployment's owner": AS_DEPLOYMENT_OWNER,
        "suspended": cast.shut.as_tenant,
    }


@pytest.fixture
def served() -> tuple[BaseSchema, Cast]:
    """One app for all requests of a role: what they leave behind is there for the next ones."""
    configured = Settings.model_validate(GUARDED)
    meter, clock = PrometheusMeter(), TurnedClock()
    services = replace(build_services(configured, meter), clock=clock, lease_clock=clock, spool=MemorySpool())
    services.keys.ensure(services.store, services.new_token())
    like = default_business(configured, clock.now())
    ensure_default_business(services, like)
    app = create_app(configured, services, meter)
    return schemathesis.openapi.from_asgi("/openapi.json", app), gather(services, like)


def operations(schema: BaseSchema) -> list[APIOperation]:
    found = [result.ok() for result in schema.get_all_operations()]
    return [operation for operation in found if operation.path not in LEFT_OUT]


@pytest.mark.parametrize("role", [*ROLES, *MORE_ROLES] if FUZZING else ROLES)
def test_every_answer_is_a_documented_one(served: tuple[BaseSchema, Cast], role: str) -> None:
    schema, cast = served
    headers = roles(cast)[role]
    wrong = []
    for operation in operations(schema):
        any_request = st.one_of(
            operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
            operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
        )

        @settings(
            max_examples=REQUESTS,
            deadline=None,
            database=None,
            derandomize=not FUZZING,
            phases=[Phase.generate, Phase.shrink] if FUZZING else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(any_request)
        def answers_as_documented(case: schemathesis.Case) -> None:
            case.call_and_validate(headers=headers, checks=CHECKS, timeout=PATIENCE)

        try:
            answers_as_documented()
        except FailureGroup as failures:
            wrong += [f"{operation.label}: {failure}" for failure in failures.exceptions]
    assert not wrong, "\n".join(wrong)
