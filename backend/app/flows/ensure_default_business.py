"""The default tenant exists before the first caller."""

from __future__ import annotations

from app.core.businesses import Business
from app.flows.services import Services
from app.repositories.errors import DuplicateRecord


def ensure_default_business(services: Services, business: Business) -> None:
    """Add it where it is missing; what its owner changed since stays."""
    with services.store.unit_of_work() as unit:
        if unit.businesses.get(business.id) is not None:
            return
        try:
            unit.businesses.add(business)
        except DuplicateRecord:
            return  # another worker was quicker
        unit.commit()
