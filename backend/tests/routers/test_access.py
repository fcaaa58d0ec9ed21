"""Every route declares who may call it, and asks for just that."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from app.core.access import Access
from app.routers.access import ACCESS
from app.routers.auth import GUARDS

OUR_OWN_PATHS = ("/docs", "/redoc", "/openapi.json", "/dashboard")


def routes(app: FastAPI) -> Iterator[tuple[str, str, Dependant]]:
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route, "dependant", None)
        path = getattr(route, "path", "")
        if dependant is None or path.startswith(OUR_OWN_PATHS):
            continue
        for method in getattr(route, "methods", None) or {"WEBSOCKET"}:
            yield method, path, dependant


def guards_of(dependant: Dependant) -> set[Access]:
    here = {access for access, guard in GUARDS.items() if dependant.call is guard}
    return here.union(*(guards_of(inner) for inner in dependant.dependencies))


def test_every_route_declares_its_access(app: FastAPI) -> None:
    undeclared = [(method, path) for method, path, _ in routes(app) if (method, path) not in ACCESS]
    assert undeclared == []


def test_every_route_is_guarded_as_it_declares(app: FastAPI) -> None:
    differing = []
    for method, path, dependant in routes(app):
        declared = ACCESS[(method, path)]
        expected = {declared} & set(GUARDS)
        if guards_of(dependant) != expected:
            differing.append((method, path, declared, guards_of(dependant)))
    assert differing == []
