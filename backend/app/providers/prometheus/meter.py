"""The service's counters and latencies, readable as JSON and as Prometheus text, whoever of its workers is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.metrics_core import Metric
from prometheus_client.samples import Sample

from app.core.figures import Figures
from app.providers.prometheus.exposition import expose
from app.providers.prometheus.series import COUNTERS, LATENCY_BUCKETS, OUTCOMES, PREFIX, PROVIDERS, series_name
from app.providers.prometheus.shared import SharedCounters

ROUTE = ("route", "method")
ROUTE_REQUESTS = f"{PREFIX}route_requests"
ROUTE_ERRORS = f"{PREFIX}route_errors"
DURATION = f"{PREFIX}request_duration_seconds"
LONGEST = f"{PREFIX}request_duration_max_seconds"

NEW_ROUTE = {"request_count": 0, "error_count": 0, "total_latency_ms": 0.0, "max_latency_ms": 0.0}
# Sample -> the figure of `route_metrics` it adds to, and by how much.
FIGURES = {
    f"{ROUTE_REQUESTS}_total": ("request_count", 1),
    f"{ROUTE_ERRORS}_total": ("error_count", 1),
    f"{DURATION}_sum": ("total_latency_ms", 1000),
    LONGEST: ("max_latency_ms", 1000),
}


class PrometheusMeter:
    """One registry per app, so that two apps in one process never share counters.

    `workers` is the directory that several workers share; prometheus-client was imported after it was announced.
    """

    def __init__(self, workers: Path | None = None) -> None:
        registry = CollectorRegistry()
        self._source: CollectorRegistry | SharedCounters = SharedCounters(workers) if workers else registry
        self._counters = {name: Counter(series_name(name), text, registry=registry) for name, text in COUNTERS.items()}
        self._requests = Counter(ROUTE_REQUESTS, "Requests by route template.", ROUTE, registry=registry)
        self._errors = Counter(ROUTE_ERRORS, "Failed requests by route template.", ROUTE, registry=registry)
        self._latency = Histogram(
            DURATION, "Time to answer by route template.", ROUTE, buckets=LATENCY_BUCKETS, registry=registry
        )
        self._longest = Gauge(
            LONGEST, "Longest time to answer since the start.", ROUTE, multiprocess_mode="max", registry=registry
        )
        self._known_longest: dict[tuple[str, str], float] = {}
        self._calls = Counter(
            f"{PREFIX}provider_calls", "Calls to providers.", ["provider", "outcome"], registry=registry
        )
        workers_up = Gauge(f"{PREFIX}workers", "Workers that answer.", multiprocess_mode="livesum", registry=registry)
        workers_up.set(1)
        for provider in PROVIDERS:
            for outcome in OUTCOMES:
                self._calls.labels(provider, outcome)

    def expect_routes(self, routes: Iterable[tuple[str, str]]) -> None:
        """Their series are there from now on: one that is born with its first error hides it from rate()."""
        for route, method in routes:
            self._requests.labels(route, method)
            self._errors.labels(route, method)

    def count(self, name: str, amount: int = 1) -> None:
        self._counters[name].inc(amount)

    def count_call(self, provider: str, outcome: str) -> None:
        """`provider` and `outcome` are of the known ones."""
        self._calls.labels(provider, outcome).inc()

    def observe_request(self, route: str, method: str, status: int, seconds: float, *, failed: bool = False) -> None:
        """`route` is the template, or one shared key for unknown paths."""
        failed = failed or status >= 500
        self._counters["total_requests"].inc()
        self._requests.labels(route, method).inc()
        self._latency.labels(route, method).observe(seconds)
        if failed:
            self._counters["total_errors"].inc()
        self._errors.labels(route, method).inc(int(failed))
        if seconds > self._known_longest.get((route, method), 0.0):
            self._known_longest[route, method] = seconds
            self._longest.labels(route, method).set(seconds)

    def counts(self) -> dict[str, int]:
        """Every counter by its JSON name."""
        found = {sample.name: int(sample.value) for sample in self._samples() if not sample.labels}
        return {name: found.get(f"{series_name(name)}_total", 0) for name in COUNTERS}

    def routes(self) -> dict[str, dict[str, float]]:
        """By route template that was asked for: request_count, error_count, total_latency_ms, max_latency_ms."""
        routes: dict[str, dict[str, float]] = {}
        for sample in self._samples():
            if sample.name in FIGURES:
                figures = routes.setdefault(sample.labels["route"], dict(NEW_ROUTE))
                name, scale = FIGURES[sample.name]
                added = round(sample.value * scale, 3) if scale > 1 else int(sample.value)
                figures[name] = max(figures[name], added) if sample.name == LONGEST else figures[name] + added
        return {route: figures for route, figures in routes.items() if figures["request_count"]}

    def exposition(self, figures: Figures, accept: str) -> tuple[bytes, str]:
        """All of it as Prometheus reads it, with what the store knows; the text and its content type."""
        return expose(self._families(), figures, accept)

    def _families(self) -> Iterable[Metric]:
        return self._source.collect()

    def _samples(self) -> Iterator[Sample]:
        for family in self._families():
            yield from family.samples
