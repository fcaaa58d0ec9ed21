"""Is it up, is it ready."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from app.repositories.errors import StoreError
from app.routers.dependencies import RunnerDep, ServicesDep

router = APIRouter(tags=["system"])


@router.get("/healthz", summary="The process is up")
async def healthz(request: Request) -> dict[str, str]:
    return {"status": "ok", "version": request.app.version}


@router.get("/readyz", summary="The parts it needs answer", responses={503: {"description": "A part does not answer"}})
async def readyz(services: ServicesDep, runner: RunnerDep) -> JSONResponse:
    try:
        await runner.run(services.store.check)
    except StoreError as error:
        return JSONResponse({"status": "unavailable", "database": str(error)}, status_code=503)
    return JSONResponse({"status": "ok", "database": "ok"})
