"""Visits as iCalendar, which every telephone can subscribe to."""

from __future__ import annotations

from datetime import timedelta

from icalendar import Calendar, Event

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.phones import to_read
from app.core.wording.visits import service_name
from app.flows.calendar_feed import Feed

PRODUCT = "-//AI telephony//Visits//EN"
REFRESH = timedelta(minutes=15)
STATUS = {
    AppointmentStatus.PENDING_RESCHEDULE: "TENTATIVE",
    AppointmentStatus.CANCELLED: "CANCELLED",
}


def render(feed: Feed) -> bytes:
    """The whole calendar. Times are in UTC, which every program shows in its own zone."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _name(feed))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    for visit in feed.visits:
        calendar.add_component(_event(feed, visit))
    made: bytes = calendar.to_ical()
    return made


def _name(feed: Feed) -> str:
    return feed.business.name if feed.technician is None else f"{feed.business.name}: {feed.technician.name}"


def _event(feed: Feed, visit: Appointment) -> Event:
    event = Event()
    event.add("uid", f"{visit.id}@{feed.business.id}")
    event.add("dtstamp", visit.updated_at)
    event.add("created", visit.created_at)
    event.add("last-modified", visit.updated_at)
    event.add("sequence", visit.version)
    event.add("dtstart", visit.start_time)
    event.add("dtend", visit.end_time)
    event.add("status", STATUS.get(visit.status, "CONFIRMED"))
    event.add("summary", _summary(feed, visit))
    if visit.address:
        event.add("location", visit.address)
    description = _description(feed.business, visit, for_customer=feed.for_customer)
    if description:
        event.add("description", description)
    return event


def _summary(feed: Feed, visit: Appointment) -> str:
    """The customer reads who comes, the business to whom."""
    business = feed.business
    service = service_name(visit.service_type, business, business.language)
    if feed.for_customer:
        return f"{business.name}: {service}"
    who = f"{'EMERGENCY ' if visit.is_emergency else ''}{service}: {visit.customer_name}"
    technician = business.technician(visit.technician_id)
    return who if feed.technician or technician is None else f"{who} ({technician.name})"


def _description(business: Business, visit: Appointment, *, for_customer: bool) -> str:
    if for_customer:
        return to_read(business.phone_number) if business.phone_number else ""
    phone = to_read(visit.customer_phone) if visit.customer_phone else ""
    return "\n".join(line for line in (phone, visit.description) if line)
