"""What a text can say about a visit: the named fields of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.phones import to_read
from app.core.segments import count_segments
from app.core.wording.dates import written_clock, written_day, written_visit
from app.core.wording.texts import spoken_language, write


def visit_fields(visit: Appointment, business: Business, now: datetime, language: str) -> dict[str, str]:
    """`when`, `day`, `time`, `address`, `service`, `name`, `technician`, `phone`: as they are written in a text.

    `phone` is the business's own number, `name` the customer's first name.
    """
    language = spoken_language(language)
    local = business.local(visit.start_time)
    technician = business.technician(visit.technician_id)
    return {
        "when": written_visit(visit, business, now, language),
        "day": written_day(local.date(), business.local(now).date(), language),
        "time": written_clock(local, language),
        "address": visit.address or "",
        "service": service_name(visit.service_type, business, language),
        "name": first_name(visit.customer_name),
        "technician": first_name(technician.name) if technician else "",
        "phone": to_read(business.phone_number) if business.phone_number else "",
    }


def write_about_visit(business: Business, key: str, language: str, fields: Mapping[str, str]) -> str:
    """The text in full where that costs no more, else with the street alone, else without naming the service."""
    street = {**fields, "address": street_line(fields.get("address", ""))}
    texts = [write(business, key, language, fields)]
    for way in (street, {**street, "service": ""}):
        if count_segments(texts[-1]) == 1:
            return texts[-1]
        texts.append(write(business, key, language, way))
    return min(texts, key=count_segments)


def street_line(address: str) -> str:
    """ "4120 Rainbow Boulevard" of "4120 Rainbow Boulevard, Kansas City, MO 64108"."""
    first = address.split(",")[0].strip()
    return first if any(character.isdigit() for character in first) else address


def owner_fields(visit: Appointment, business: Business, now: datetime) -> dict[str, str]:
    """The same for an alert to the owner: the whole name, the customer's phone, the customer's words."""
    return {
        **visit_fields(visit, business, now, business.language),
        "name": visit.customer_name,
        "phone": to_read(visit.customer_phone) if visit.customer_phone else "",
        "words": visit.description,
    }


def service_name(key: str, business: Business, language: str) -> str:
    service = business.service(key)
    return key.replace("_", " ") if service is None else service.name_in(language)


def first_name(name: str | None) -> str:
    return name.split()[0] if name and name.split() else ""
