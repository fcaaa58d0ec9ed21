"""The owner's day: what is to be done, and who waits for a new time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.flows.converse import business_of
from app.flows.services import Services
from app.repositories.ports import Key, UnitOfWork

PAGE = 200
# Nobody moves more visits than this in one sitting; the rest comes as these are done.
MOST_RESCHEDULES = 1_000
TO_DO = frozenset(AppointmentStatus) - {AppointmentStatus.CANCELLED}


@dataclass(frozen=True, slots=True)
class DayPlan:
    """The visits that begin on `day`, by start time, without the cancelled."""

    business: Business
    day: date
    visits: tuple[Appointment, ...]

    @property
    def emergencies(self) -> int:
        return sum(visit.is_emergency for visit in self.visits)


def plan_of_day(services: Services, business_id: str, *, days_ahead: int = 0) -> DayPlan:
    """The business's own today, or a day after it."""
    with services.store.unit_of_work(read_only=True) as unit:
        business = business_of(unit, business_id)
        day = business.local(services.clock.now()).date() + timedelta(days=days_ahead)
        start, end = bounds_of(business, day, day + timedelta(days=1))
        return DayPlan(business, day, _all(unit, business_id, start, end, TO_DO))


def waiting_for_time(services: Services, business_id: str) -> tuple[Business, tuple[Appointment, ...]]:
    """Visits whose customers asked for another time, by start time."""
    with services.store.unit_of_work(read_only=True) as unit:
        waiting = frozenset({AppointmentStatus.PENDING_RESCHEDULE})
        return business_of(unit, business_id), _all(unit, business_id, None, None, waiting)


def bounds_of(business: Business, first: date, after_last: date) -> tuple[datetime, datetime]:
    """The moments at which local days begin and end, also where the clocks change between them."""
    start, end = (datetime.combine(day, time(0), business.zone) for day in (first, after_last))
    return start, end


def _all(
    unit: UnitOfWork,
    business_id: str,
    start: datetime | None,
    end: datetime | None,
    statuses: frozenset[AppointmentStatus],
) -> tuple[Appointment, ...]:
    visits: list[Appointment] = []
    after: Key | None = None
    while len(visits) < MOST_RESCHEDULES:
        page = unit.appointments.page(business_id, limit=PAGE, after=after, start=start, end=end, statuses=statuses)
        visits += page.items
        after = page.next_key
        if after is None:
            break
    return tuple(visits)
