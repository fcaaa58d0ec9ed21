"""`/metrics`: JSON for people and pages, Prometheus text for those who ask as Prometheus does."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from app.core.figures import Figures
from app.core.tallies import GROUPS, retention_of
from app.flows.read_totals import deployment_figures
from app.providers.ports import MeterReader
from app.routers.answers import Answer
from app.routers.auth import MetricsDep
from app.routers.dependencies import RunnerDep, ServicesDep

router = APIRouter(tags=["system"])

_TEXT = {"text/plain", "text/*", "application/openmetrics-text"}
_TEXT_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {}, "application/openmetrics-text": {}}, "description": "Prometheus text"}
}


@router.get(
    "/metrics",
    summary="Counters as JSON, or as Prometheus text for who accepts text/plain or OpenMetrics",
    responses=_TEXT_ANSWER,
)
async def metrics(request: Request, caller: MetricsDep, services: ServicesDep, runner: RunnerDep) -> Response:
    if asks_for_text(request.headers.get("accept", "")):
        return await prometheus(request, caller, services, runner)
    figures = await runner.run(deployment_figures, services)
    return Answer(await runner.run_long(_as_json, request.app.state.meter, figures))


@router.get(
    "/metrics/prometheus", summary="Counters as Prometheus text", response_class=Response, responses=_TEXT_ANSWER
)
async def prometheus(request: Request, caller: MetricsDep, services: ServicesDep, runner: RunnerDep) -> Response:
    del caller
    figures = await runner.run(deployment_figures, services)
    meter: MeterReader = request.app.state.meter
    text, content_type = await runner.run_long(meter.exposition, figures, request.headers.get("accept", ""))
    return Response(text, headers={"Content-Type": content_type})


def asks_for_text(accept: str) -> bool:
    """Text is named and not liked less than JSON; a mere `*/*` gets JSON."""
    text = json = 0.0
    for kind, quality in _preferences(accept):
        if kind in _TEXT:
            text = max(text, quality)
        elif kind == "application/json":
            json = max(json, quality)
    return text > json


def _preferences(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        try:
            found.append((kind, float(quality)))
        except ValueError:
            continue
    return found


def _as_json(meter: MeterReader, figures: Figures) -> dict[str, Any]:
    return {
        **meter.counts(),
        **_by_business(figures.tenants),
        "route_metrics": meter.routes(),
        "database_up": figures.database_up,
        "outbox_pending": figures.outbox_pending,
        "outbox_oldest_age_seconds": figures.outbox_oldest_age,
    }


def _by_business(tenants: dict[str, dict[str, int]]) -> dict[str, dict[str, dict[str, int]]]:
    groups = {
        group: {
            business_id: {figure: totals.get(counter, 0) for figure, counter in figures.items()}
            for business_id, totals in tenants.items()
        }
        for group, figures in GROUPS.items()
    }
    groups["retention_by_business"] = {business_id: retention_of(totals) for business_id, totals in tenants.items()}
    return groups
