"""What the owner and the technicians ask by text: today's visits, the next one, who waits for a call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.callbacks import CallbackStatus
from app.core.phones import to_read
from app.core.wording.dates import written_day, written_time
from app.core.wording.texts import write
from app.core.wording.visits import owner_fields
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

# One text holds this many lines.
MOST_LINES = 12
AHEAD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who of our people writes. `technician_id` None: the owner, who sees and changes everything."""

    phone: str
    technician_id: str | None = None

    @property
    def is_owner(self) -> bool:
        return self.technician_id is None


def colleague_of(business: Business, phone: str) -> Colleague | None:
    if phone == business.owner_phone:
        return Colleague(phone)
    person = next((each for each in business.technicians if each.phone == phone and each.active), None)
    return None if person is None else Colleague(phone, person.id)


def visits_between(
    unit: UnitOfWork, business: Business, who: Colleague, start: datetime, end: datetime
) -> list[Appointment]:
    """Their active visits that begin in that span, by start time."""
    return [
        visit
        for visit in unit.appointments.active_between(business.id, start, end)
        if visit.start_time >= start and who.technician_id in (None, visit.technician_id)
    ]


def visits_of_day(
    unit: UnitOfWork, services: Services, business: Business, who: Colleague, days_ahead: int
) -> list[Appointment]:
    """Their active visits of the business's today, or of a day after it."""
    day = business.local(services.clock.now()).date() + timedelta(days=days_ahead)
    return visits_between(unit, business, who, *_bounds(business, day))


def schedule(unit: UnitOfWork, services: Services, business: Business, who: Colleague, days_ahead: int) -> str:
    now = services.clock.now()
    day = business.local(now).date() + timedelta(days=days_ahead)
    visits = visits_of_day(unit, services, business, who, days_ahead)
    key = {0: "owner_no_jobs", 1: "owner_one_job"}.get(len(visits), "owner_jobs")
    title = written_day(day, business.local(now).date(), business.language)
    heading = write(business, key, business.language, {"day": title[:1].upper() + title[1:], "count": str(len(visits))})
    lines = [
        write(business, "owner_job_line", business.language, owner_fields(visit, business, now)) for visit in visits
    ]
    return _listed(heading, lines)


def next_visit(unit: UnitOfWork, services: Services, business: Business, who: Colleague) -> Appointment | None:
    now = services.clock.now()
    return next(iter(visits_between(unit, business, who, now, now + AHEAD)), None)


def tell_next(unit: UnitOfWork, services: Services, business: Business, who: Colleague) -> str:
    visit = next_visit(unit, services, business, who)
    if visit is None:
        return write(business, "owner_no_next", business.language, {})
    return write(business, "owner_next", business.language, owner_fields(visit, business, services.clock.now()))


def tell_callbacks(unit: UnitOfWork, services: Services, business: Business) -> str:
    language, now = business.language, services.clock.now()
    page = unit.callbacks.page(business.id, limit=MOST_LINES, status=CallbackStatus.OPEN)
    if not page.items:
        return write(business, "owner_no_callbacks", language, {})
    lines = [
        write(
            business,
            "owner_callback_line",
            language,
            {
                "phone": to_read(callback.phone) if callback.phone else "",
                "name": callback.customer_name or "",
                "reason": write(business, f"owner_callback_{callback.reason}", language, {}),
                "when": written_time(callback.last_seen, business, now, language),
            },
        )
        for callback in page.items
    ]
    count = f"{len(lines)}+" if page.next_key else str(len(lines))
    return _listed(write(business, "owner_callbacks", language, {"count": count}), lines)


def ask_which(services: Services, business: Business, visits: Sequence[Appointment]) -> str:
    """Several visits fit: list them so that the next text can name one."""
    now = services.clock.now()
    lines = [
        write(business, "owner_which_line", business.language, owner_fields(visit, business, now)) for visit in visits
    ]
    return _listed(write(business, "owner_which", business.language, {}), lines)


def _bounds(business: Business, day: date) -> tuple[datetime, datetime]:
    start = datetime.combine(day, time(), business.zone)
    return start, datetime.combine(day + timedelta(days=1), time(), business.zone)


def _listed(heading: str, lines: Sequence[str]) -> str:
    more = [f"+{len(lines) - MOST_LINES}"] if len(lines) > MOST_LINES else []
    return "\n".join([heading, *lines[:MOST_LINES], *more])
