"""A place in the schedule for one visit that somebody at a desk enters, or what is near where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.core.appointments import Appointment
from app.core.availability.query import Reason, TimeQuery
from app.core.availability.slots import best_slot
from app.core.businesses import Business, Service
from app.core.slots import Slot, Taken
from app.core.understanding.addresses import zip_of
from app.flows.crm_availability import alternatives_to, as_fields
from app.flows.errors import Conflict, Invalid, NotFound
from app.flows.find_times import load_taken
from app.flows.services import Services
from app.flows.visit_slots import AROUND, BY_FORCE
from app.repositories.errors import SlotTaken
from app.repositories.ports import UnitOfWork

LONGEST_VISIT = timedelta(days=1)
# What is said at the desk of each reason; the reason itself goes along as `reason`.
WHY_NOT = {
    Reason.CLOSED: "The business is closed that day.",
    Reason.OUTSIDE_HOURS: "That is outside the business's hours.",
    Reason.FULL: "There is no room for another visit then.",
    Reason.TAKEN: "That time is taken.",
    Reason.PAST: "That time has passed.",
    Reason.TOO_SOON: "That is sooner than the business can be there.",
    Reason.TOO_FAR: "That is further ahead than the business books.",
    Reason.NO_TECHNICIAN: "No technician does that service.",
    Reason.UNAVAILABLE: "That time is not free.",
}


class Place:
    """Finds a place for one visit in one unit of work, and says what is near where there is none."""

    def __init__(
        self,
        unit: UnitOfWork,
        services: Services,
        business: Business,
        query: TimeQuery,
        busy: Sequence[Taken],
        force: bool,
    ) -> None:
        self.unit, self.services, self.business = unit, services, business
        self.query, self.busy = query, busy
        self.overrule = BY_FORCE if force else frozenset()

    def slot(self, start: datetime, end: datetime, technician_id: str | None) -> Slot:
        """That time, with that technician or the best one. Raises `Conflict`."""
        taken = load_taken(
            self.unit, self.business, start - AROUND, end + AROUND, except_for=self.query.exclude_appointment_id
        )
        query = replace(self.query, technician_id=technician_id)
        found = best_slot(
            self.business, query, start, end, [*taken, *self.busy], self.services.clock.now(), overrule=self.overrule
        )
        if isinstance(found, Slot):
            return found
        raise self.conflict(found, start)

    def trying(self, store: Callable[[], Appointment], slot: Slot) -> Appointment:
        """Somebody may have been quicker, by a moment."""
        try:
            return store()
        except SlotTaken as error:
            raise self.conflict(Reason.TAKEN, slot.start) from error

    def conflict(self, reason: Reason, start: datetime) -> Conflict:
        now = self.services.clock.now()
        near = alternatives_to(self.unit, self.business, self.query, start, now, self.busy)
        return Conflict(
            WHY_NOT[reason], reason=str(reason), alternatives=[as_fields(self.business, slot) for slot in near]
        )


def check_times(business: Business, start: datetime, end: datetime, technician_id: str | None) -> None:
    """Raises `Invalid` where a time or a technician makes no sense."""
    if end <= start:
        raise Invalid("end_time", "Must be after start_time.")
    if end - start > LONGEST_VISIT:
        raise Invalid("end_time", "A visit takes at most a day.")
    technician = business.technician(technician_id) if technician_id is not None else None
    if technician_id is not None and (technician is None or not technician.active):
        raise Invalid("technician_id", "Is no technician who works here.")


def query_for(service: Service | None, address: str | None, *, is_emergency: bool) -> TimeQuery:
    return TimeQuery(service=service, zip_code=zip_of(address) if address else None, is_emergency=is_emergency)


def stored_visit(unit: UnitOfWork, business_id: str, appointment_id: str) -> Appointment:
    visit = unit.appointments.get(business_id, appointment_id)
    if visit is None:
        raise NotFound("There is no such appointment.")
    return visit
