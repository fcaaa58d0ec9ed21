"""The OpenAPI document: what FastAPI makes, with the security and the error answers of the access table."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from app.core.access import Access
from app.routers.access import ACCESS

PROBLEM = "application/problem+json"

_HEADERS = {
    "X-API-Key": "A tenant's secret key",
    "X-Owner-Token": "A tenant's owner token, or the deployment's",
    "X-Widget-Token": "A tenant's public widget token",
    "X-Admin-API-Key": "The deployment's admin key; with X-Business-ID also for one tenant's CRM and owner routes",
    "X-Business-ID": "Names a tenant, proves nothing",
    "X-Twilio-Signature": "Twilio's signature of the request",
}

# Each line is one way in; headers in one line come together.
_SECURITY: dict[Access, list[list[str]]] = {
    Access.PUBLIC: [],
    Access.TOKEN: [],
    Access.METRICS: [["MetricsToken"]],
    Access.TENANT: [["X-API-Key"]],
    Access.CRM: [["X-API-Key"], ["X-Owner-Token"], ["X-Admin-API-Key", "X-Business-ID"]],
    Access.OWNER: [["X-Owner-Token"], ["X-Owner-Token", "X-API-Key"], ["X-Admin-API-Key", "X-Business-ID"]],
    Access.WIDGET: [["X-Widget-Token"], ["X-API-Key"]],
    Access.ADMIN: [["X-Admin-API-Key"]],
    Access.TWILIO: [["X-Twilio-Signature"]],
}

_GUARDED = frozenset(
    {Access.METRICS, Access.TENANT, Access.CRM, Access.OWNER, Access.WIDGET, Access.ADMIN, Access.TWILIO}
)

_ANSWERS = {
    400: "The request cannot be read",
    401: "No credential, or a wrong one",
    403: "A right credential for another tenant or role, or a suspended tenant",
    404: "Unknown here",
    408: "The body did not come in time",
    409: "It contradicts what is stored, or the Idempotency-Key stands for another body",
    413: "The body is larger than is taken here",
    422: "It makes no sense; `errors` names the fields",
    429: "Too many requests; `Retry-After` says when to come back",
    503: "The database does not answer at the moment",
}

_PROBLEM_SCHEMA = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457 problem details",
    "required": ["type", "title", "status", "detail", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": ["string", "null"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "loc": {"type": "array", "items": {"type": ["string", "integer"]}},
                    "msg": {"type": "string"},
                    "type": {"type": "string"},
                },
            },
        },
    },
}


def install(app: FastAPI) -> None:
    """Replace the app's document maker by one that adds what the access table knows."""
    made_by_fastapi = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(made_by_fastapi())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's documented way to extend the document


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    components = document.setdefault("components", {})
    components["securitySchemes"] = _schemes()
    schemas = components.setdefault("schemas", {})
    schemas["Problem"] = _PROBLEM_SCHEMA
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _complete(operation, method, path, ACCESS.get((method.upper(), path), Access.PUBLIC))
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return document


def _complete(operation: dict[str, Any], method: str, path: str, access: Access) -> None:
    if _SECURITY[access]:
        operation["security"] = [{name: [] for name in names} for names in _SECURITY[access]]
    responses = operation["responses"]
    for status in _statuses(method, path, access, "422" in responses):
        responses.setdefault(str(status), {"description": _ANSWERS[status]})
    for status, response in responses.items():
        if int(status) >= 400:
            response["content"] = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _statuses(method: str, path: str, access: Access, validated: bool) -> list[int]:
    statuses = [429, 503]
    if access in _GUARDED:
        statuses += [401, 403, 404]
    if "{" in path or access is Access.TOKEN:
        statuses += [404]
    if method in ("post", "put", "patch", "delete"):
        statuses += [400, 408, 409, 413, 422]
    return sorted({*statuses, *([422] if validated else [])})


def _schemes() -> dict[str, Any]:
    schemes: dict[str, Any] = {
        name: {"type": "apiKey", "in": "header", "name": name, "description": text} for name, text in _HEADERS.items()
    }
    schemes["MetricsToken"] = {"type": "http", "scheme": "bearer", "description": "The deployment's metrics token"}
    return schemes
