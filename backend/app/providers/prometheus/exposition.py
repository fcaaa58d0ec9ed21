"""The process's counters and the store's figures as one Prometheus exposition.

One name is one quantity: without the label `business_id` it is the whole deployment's, with it one tenant's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric

from app.core.figures import Figures
from app.core.jobs import JobRun
from app.core.tallies import GROUPS, SERIES, WATCHED, retention_of
from app.providers.prometheus.series import PREFIX

RETENTION = f"{PREFIX}retention_sent"
# A tenant names its campaigns as it likes; the smaller ones share a series.
MOST_CAMPAIGNS = 20
OTHER = "other"


def expose(families: Iterable[Metric], figures: Figures, accept: str) -> tuple[bytes, str]:
    """The text and its content type, as the client's Accept header wants it."""
    encode, content_type = choose_encoder(accept)
    joined = CollectorRegistry()
    joined.register(_Joined(families, figures))
    return encode(joined), content_type


class _Joined:
    """Each family once, with the samples of both sources."""

    def __init__(self, families: Iterable[Metric], figures: Figures) -> None:
        self._families = families
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        families = {family.name: _without_births(family) for family in self._families}
        for name, samples in _by_series(self._figures.tenants):
            family = families.setdefault(name, CounterMetricFamily(name, "By tenant, from the store."))
            for labels, amount in samples:
                family.add_sample(f"{name}_total", labels, amount)
        families[RETENTION] = _retention(self._figures.tenants)
        yield from families.values()
        yield from _state(self._figures)


def _without_births(family: Metric) -> Metric:
    """When a series was made is of no use here, and doubles the text."""
    family.samples = [sample for sample in family.samples if not sample.name.endswith("_created")]
    return family


def _by_series(tenants: dict[str, dict[str, int]]) -> Iterator[tuple[str, Iterable[tuple[dict[str, str], int]]]]:
    for counter in (*(counter for figures in GROUPS.values() for counter in figures.values()), *WATCHED):
        name = PREFIX + SERIES.get(counter, counter).removesuffix("_total")
        yield name, [({"business_id": one}, totals.get(counter, 0)) for one, totals in tenants.items()]


def _retention(tenants: dict[str, dict[str, int]]) -> Metric:
    family = CounterMetricFamily(RETENTION, "Retention texts by campaign.", labels=["business_id", "campaign_type"])
    for business_id, totals in tenants.items():
        campaigns = Counter(retention_of(totals))
        largest = campaigns.most_common(MOST_CAMPAIGNS)
        rest = campaigns.total() - sum(amount for _, amount in largest)
        for campaign, amount in [*largest, *([(OTHER, rest)] if rest else [])]:
            family.add_metric([business_id, campaign], amount)
    return family


def _state(figures: Figures) -> Iterator[Metric]:
    """How things stand now. Of a store that is away only that is known."""
    yield GaugeMetricFamily(f"{PREFIX}database_up", "1 while the store answers.", value=figures.database_up)
    build = GaugeMetricFamily(f"{PREFIX}build_info", "The version that runs.", labels=["version"])
    build.add_metric([version("ai-telephony")], 1)
    yield build
    if not figures.database_up:
        return
    yield GaugeMetricFamily(
        f"{PREFIX}outbox_pending", "Outgoing texts and calendar changes that wait.", value=figures.outbox_pending
    )
    yield GaugeMetricFamily(
        f"{PREFIX}outbox_oldest_age_seconds",
        "How long the oldest that is due has waited.",
        value=figures.outbox_oldest_age,
    )
    yield from _jobs(figures.job_runs)


def _jobs(runs: Iterable[JobRun]) -> Iterator[Metric]:
    last = GaugeMetricFamily(
        f"{PREFIX}job_last_run_timestamp_seconds", "When a job last ran.", labels=["job_name", "business_id"]
    )
    fine = GaugeMetricFamily(
        f"{PREFIX}job_last_run_ok", "1 where a job's last run went well.", labels=["job_name", "business_id"]
    )
    for run in runs:
        labels = [run.name, run.business_id or ""]
        last.add_metric(labels, run.last_run_at.timestamp())
        fine.add_metric(labels, run.ok)
    yield last
    yield fine
