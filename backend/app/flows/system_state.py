"""How the whole deployment is doing, for the operator's page: the store, what waits to go out, what became of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.core import tallies
from app.core.figures import Figures
from app.flows.read_totals import deployment_figures
from app.flows.services import Services
from app.repositories.errors import StoreError

DELIVERY = {
    "sent": tallies.SMS_SENT_TOTAL,
    "delivered": tallies.SMS_DELIVERED,
    "failed": tallies.SMS_FAILED,
    "segments": tallies.SMS_SEGMENTS,
}


@dataclass(frozen=True, slots=True)
class SystemState:
    """`trouble`: why the store is not ready, None where it is. `schema`: its revision, None where it has none."""

    trouble: str | None
    schema: str | None
    figures: Figures
    texts: Mapping[str, int]


def system_state(services: Services) -> SystemState:
    """A store that does not answer is an answer, too."""
    trouble, schema = None, None
    try:
        schema = services.store.schema()
        services.store.check()
    except StoreError as error:
        trouble = str(error)
    figures = deployment_figures(services)
    totals = sum((Counter(counted) for counted in figures.tenants.values()), Counter[str]())
    return SystemState(trouble, schema, figures, {name: totals[counter] for name, counter in DELIVERY.items()})
