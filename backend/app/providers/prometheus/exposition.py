"""The process's counters and the tenants' totals as one Prometheus exposition.

One name is one quantity: without the label `business_id` it is the whole deployment's, with it one tenant's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import choose_encoder
from prometheus_client.metrics_core import CounterMetricFamily, Metric

from app.core.tallies import GROUPS, SERIES, retention_of

PREFIX = "ai_telephony_"
RETENTION = f"{PREFIX}retention_sent"


def expose(registry: CollectorRegistry, tenants: dict[str, dict[str, int]], accept: str) -> tuple[bytes, str]:
    """The text and its content type, as the client's Accept header wants it."""
    encode, content_type = choose_encoder(accept)
    joined = CollectorRegistry()
    joined.register(_Joined(registry, tenants))
    return encode(joined), content_type


class _Joined:
    """Each family once, with the samples of both sources."""

    def __init__(self, registry: CollectorRegistry, tenants: dict[str, dict[str, int]]) -> None:
        self._registry = registry
        self._tenants = tenants

    def collect(self) -> Iterator[Metric]:
        families = {family.name: _without_births(family) for family in self._registry.collect()}
        for name, samples in _by_series(self._tenants):
            family = families.setdefault(name, CounterMetricFamily(name, "By tenant, from the store."))
            for labels, amount in samples:
                family.add_sample(f"{name}_total", labels, amount)
        families[RETENTION] = _retention(self._tenants)
        yield from families.values()


def _without_births(family: Metric) -> Metric:
    """When a series was made is of no use here, and doubles the text."""
    family.samples = [sample for sample in family.samples if not sample.name.endswith("_created")]
    return family


def _by_series(tenants: dict[str, dict[str, int]]) -> Iterator[tuple[str, Iterable[tuple[dict[str, str], int]]]]:
    for figures in GROUPS.values():
        for counter in figures.values():
            name = PREFIX + SERIES.get(counter, counter).removesuffix("_total")
            yield name, [({"business_id": one}, totals.get(counter, 0)) for one, totals in tenants.items()]


def _retention(tenants: dict[str, dict[str, int]]) -> Metric:
    family = CounterMetricFamily(RETENTION, "Retention texts by campaign.", labels=["business_id", "campaign_type"])
    for business_id, totals in tenants.items():
        for campaign, amount in retention_of(totals).items():
            family.add_metric([business_id, campaign], amount)
    return family
