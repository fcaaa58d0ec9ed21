"""Requests of one way in are counted, and so are those of them that fail inside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import structlog
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from app.flows.errors import FlowError
from app.flows.talk import count_error
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.errors import STATUS_OF

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Counters:
    """The operator's counters, and the tenant's own; the flow counts the tenant's requests with their effect."""

    requests: str
    errors: str
    tenant_requests: str
    tenant_errors: str


def counted(counters: Counters) -> Callable[..., AsyncIterator[None]]:
    """A dependency for all routes of that way in. A refusal (4xx) is no error, an answer of 500 or more is one."""

    async def count(request: Request, services: ServicesDep, runner: RunnerDep) -> AsyncIterator[None]:
        services.meter.count(counters.requests)
        try:
            yield
        except (HTTPException, RequestValidationError):
            raise
        except Exception as fault:  # counted and passed on; the answer is made elsewhere
            if isinstance(fault, FlowError) and STATUS_OF.get(type(fault), 500) < 500:
                raise
            services.meter.count(counters.errors)
            business_id = request.scope.get("state", {}).get("log_fields", {}).get("business_id")
            if business_id:
                try:
                    await runner.run(
                        count_error, services, business_id, counters.tenant_requests, counters.tenant_errors
                    )
                except Exception as error:  # the first failure is the one to report
                    log.warning("error_not_counted", reason=type(error).__name__)
            raise

    return count
