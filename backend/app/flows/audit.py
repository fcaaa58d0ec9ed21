"""Write down who did what, in the unit of work that did it."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.audit import sealed
from app.flows.services import Services
from app.repositories.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Who:
    """`actor` is a role and a credential's prefix."""

    actor: str
    request_id: str | None = None


def note(
    unit: UnitOfWork,
    services: Services,
    who: Who,
    action: str,
    business_id: str | None = None,
    target: str | None = None,
) -> None:
    """Add a line. `target` is an id, never personal data. Raises `DuplicateRecord` where another was quicker."""
    unit.audit.add(
        sealed(
            unit.audit.last(),
            at=services.clock.now(),
            actor=who.actor,
            action=action,
            business_id=business_id,
            target=target,
            request_id=who.request_id,
        )
    )
