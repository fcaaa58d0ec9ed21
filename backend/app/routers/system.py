"""Is it up, is it ready."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from app.repositories.errors import StoreError
from app.routers.dependencies import RunnerDep, ServicesDep
from app.routers.errors import problem

router = APIRouter(tags=["system"])


@router.get("/healthz", summary="The process is up")
async def healthz(request: Request) -> dict[str, str]:
    return {"status": "ok", "version": request.app.version}


@router.get("/readyz", summary="The parts it needs answer", responses={503: {"description": "A part does not answer"}})
async def readyz(request: Request, services: ServicesDep, runner: RunnerDep) -> JSONResponse:
    try:
        await runner.run(services.store.check)
    except StoreError as error:
        return _not_ready(request, str(error))
    if not request.app.state.preparation.done:
        return _not_ready(request, "the database is back and is being prepared")
    return JSONResponse({"status": "ok", "database": "ok"})


def _not_ready(request: Request, reason: str) -> JSONResponse:
    return problem(request, 503, f"database: {reason}", database=reason)
