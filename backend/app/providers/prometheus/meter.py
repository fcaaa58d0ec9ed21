"""The process's counters and latencies, readable as JSON and as Prometheus text."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram

from app.providers.prometheus.exposition import PREFIX, expose

# JSON name -> help. Per-tenant figures come from the store, not from here.
COUNTERS = {
    "total_requests": "HTTP requests answered.",
    "total_errors": "Answers of 500 or more, and Twilio webhooks that failed inside or failed their signature.",
    "appointments_scheduled": "Visits booked, by any way in.",
    "sms_sent_total": "Texts handed to the provider.",
    "sms_sent_owner": "Texts to owners and technicians handed to the provider.",
    "sms_sent_customer": "Texts to customers handed to the provider.",
    "twilio_voice_requests": "Voice webhooks received.",
    "twilio_voice_errors": "Voice webhooks that failed.",
    "twilio_sms_requests": "Messaging webhooks received.",
    "twilio_sms_errors": "Messaging webhooks that failed.",
    "twilio_signature_failures": "Twilio webhooks without a valid signature.",
    "voice_session_requests": "Requests to the voice session API.",
    "voice_session_errors": "Requests to the voice session API that failed inside.",
    "widget_requests": "Requests to the web chat.",
    "widget_errors": "Requests to the web chat that failed inside.",
}

# Twilio waits 15 seconds at most.
LATENCY_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0)


def series_name(json_name: str) -> str:
    """`total_requests` and `sms_sent_total` both end in one `_total` at Prometheus."""
    return PREFIX + json_name.removeprefix("total_").removesuffix("_total")


class PrometheusMeter:
    """One registry per app, so that two apps in one process never share counters."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._counters = {
            name: Counter(series_name(name), text, registry=self.registry) for name, text in COUNTERS.items()
        }
        self._requests = Counter(
            PREFIX + "route_requests", "Requests by route template.", ["route", "method"], registry=self.registry
        )
        self._errors = Counter(
            PREFIX + "route_errors", "Failed requests by route template.", ["route", "method"], registry=self.registry
        )
        self._latency = Histogram(
            PREFIX + "request_duration_seconds",
            "Time to answer by route template.",
            ["route", "method"],
            buckets=LATENCY_BUCKETS,
            registry=self.registry,
        )
        self._routes: dict[str, dict[str, float]] = {}

    def count(self, name: str, amount: int = 1) -> None:
        self._counters[name].inc(amount)

    def observe_request(self, route: str, method: str, status: int, seconds: float, *, failed: bool = False) -> None:
        """`route` is the template, or one shared key for unknown paths."""
        failed = failed or status >= 500
        self._counters["total_requests"].inc()
        self._requests.labels(route, method).inc()
        self._latency.labels(route, method).observe(seconds)
        if failed:
            self._counters["total_errors"].inc()
        # Also where nothing failed: a series that is born with its first error hides it from rate().
        self._errors.labels(route, method).inc(int(failed))
        self._remember(route, failed, seconds * 1000)

    def counts(self) -> dict[str, int]:
        """Every counter by its JSON name."""
        return {name: int(counter._value.get()) for name, counter in self._counters.items()}

    def routes(self) -> dict[str, dict[str, float]]:
        """By route template: request_count, error_count, total_latency_ms, max_latency_ms."""
        return {route: dict(figures) for route, figures in self._routes.items()}

    def exposition(self, tenants: dict[str, dict[str, int]], accept: str) -> tuple[bytes, str]:
        """All of it as Prometheus reads it, with the tenants' totals by name; the text and its content type."""
        return expose(self.registry, tenants, accept)

    def _remember(self, route: str, failed: bool, milliseconds: float) -> None:
        figures = self._routes.setdefault(
            route, {"request_count": 0, "error_count": 0, "total_latency_ms": 0.0, "max_latency_ms": 0.0}
        )
        figures["request_count"] += 1
        figures["error_count"] += int(failed)
        figures["total_latency_ms"] += milliseconds
        figures["max_latency_ms"] = max(figures["max_latency_ms"], milliseconds)
