"""Dependencies that let callers in: `caller: CrmDep` makes a route need what the access table says of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

import structlog
from fastapi import Depends, Request

from app.core.access import Access, Caller, Policy, Role
from app.flows.audit import Who
from app.flows.authenticate import DeploymentSecrets, Presented, authenticate
from app.routers.access import ACCESS
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep
from app.routers.edge import route_of
from app.routers.peers import is_local
from app.settings import Environment, Settings

Guard = Callable[..., Awaitable[Caller]]


def presented(request: Request) -> Presented:
    """The credentials of a request; a blank header is as good as none."""
    headers = request.headers
    scheme, _, bearer = headers.get("authorization", "").partition(" ")
    return Presented(
        api_key=headers.get("x-api-key") or None,
        owner_token=headers.get("x-owner-token") or None,
        widget_token=headers.get("x-widget-token") or None,
        admin_key=headers.get("x-admin-api-key") or None,
        bearer=bearer.strip() or None if scheme.lower() == "bearer" else None,
        business_id=headers.get("x-business-id") or None,
    )


def deployment_secrets(settings: Settings) -> DeploymentSecrets:
    chosen = (settings.admin_api_key, settings.owner_dashboard_token, settings.metrics_token)
    return DeploymentSecrets(*(secret.get_secret_value() if secret else None for secret in chosen))


def policy(request: Request, settings: Settings, default_business_id: str) -> Policy:
    return Policy(
        require_keys=settings.require_business_api_key,
        admin_key_set=settings.admin_api_key is not None,
        owner_token_set=settings.owner_dashboard_token is not None,
        metrics_token_set=settings.metrics_token is not None,
        development=settings.environment is Environment.DEVELOPMENT,
        default_business_id=default_business_id,
        local=is_local(request),
    )


def _guard(access: Access) -> Guard:
    async def let_in(request: Request, services: ServicesDep, runner: RunnerDep, settings: SettingsDep) -> Caller:
        caller = await runner.run(
            authenticate,
            services,
            access,
            presented(request),
            deployment_secrets(settings),
            policy(request, settings, services.default_business_id),
        )
        note_caller(request, caller)
        return caller

    return let_in


def who(request: Request, caller: Caller) -> Who:
    """How the audit log names this request's caller."""
    return Who(caller.actor, getattr(request.state, "request_id", None))


def note_caller(request: Request, caller: Caller) -> None:
    """The request's log lines say whose business it was, never with which secret; its rate is the caller's own."""
    request.scope.setdefault("state", {})["proven"] = caller.role not in (Role.OPEN, Role.WIDGET)
    if caller.business_id:
        request.scope.setdefault("state", {}).setdefault("log_fields", {})["business_id"] = caller.business_id
        structlog.contextvars.bind_contextvars(business_id=caller.business_id)


# The doors that a credential opens; the others need none (public), or look after themselves (twilio, token).
GUARDS: dict[Access, Guard] = {
    access: _guard(access)
    for access in (Access.TENANT, Access.CRM, Access.OWNER, Access.WIDGET, Access.ADMIN, Access.METRICS)
}


def was_let_in(request: Request) -> bool:
    return "proven" in request.scope.get("state", {})


async def ask_guard(request: Request) -> None:
    """Ask the guard of this request's route, where it has one, by itself. Raises as the dependency does."""
    guard = GUARDS.get(ACCESS.get((request.method, route_of(request.scope)), Access.PUBLIC))
    state = request.app.state
    if guard is not None:
        await guard(request, state.services, state.runner, state.settings)


TenantDep = Annotated[Caller, Depends(GUARDS[Access.TENANT])]
CrmDep = Annotated[Caller, Depends(GUARDS[Access.CRM])]
OwnerDep = Annotated[Caller, Depends(GUARDS[Access.OWNER])]
WidgetDep = Annotated[Caller, Depends(GUARDS[Access.WIDGET])]
AdminDep = Annotated[Caller, Depends(GUARDS[Access.ADMIN])]
MetricsDep = Annotated[Caller, Depends(GUARDS[Access.METRICS])]
