"""Which of Google's calendars holds whose visits."""

from __future__ import annotations

from app.core.businesses import Business


class Calendars:
    """A technician's own calendar goes before the business's; `default_id` is that of the default business."""

    def __init__(self, default_business_id: str, default_id: str | None) -> None:
        self._default_business_id, self._default_id = default_business_id, default_id

    def common(self, business: Business) -> str | None:
        """The business's own calendar."""
        if business.calendar_id is None and business.id == self._default_business_id:
            return self._default_id
        return business.calendar_id

    def of(self, business: Business, technician_id: str) -> str | None:
        """Where that technician's visits are kept; None: nowhere."""
        technician = business.technician(technician_id)
        own = technician.calendar_id if technician else None
        return own or self.common(business)

    def all(self, business: Business) -> list[str]:
        """Each one once, the business's first."""
        found = [self.common(business), *(person.calendar_id for person in business.technicians if person.active)]
        return list(dict.fromkeys(calendar_id for calendar_id in found if calendar_id))

    def people(self, business: Business, calendar_id: str) -> list[str]:
        """Whose visits are kept in that calendar."""
        return [
            person.id
            for person in business.technicians
            if person.active and self.of(business, person.id) == calendar_id
        ]
