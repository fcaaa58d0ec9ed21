"""What a business's settings must make: sense. Every fault names its field and says it in words for the owner."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import time
from itertools import pairwise

from app.core.businesses import DAY_KEYS, Business, OpenSpan, WeeklyHours
from app.core.wording.texts import check_template

MINUTES_OF_A_DAY = 24 * 60
# An end before its beginning is a night; a longer one is rather two times in the wrong order.
LONGEST_NIGHT = 12 * 60
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")


class Nonsense(ValueError):
    """`field` is the setting at fault."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def check(before: Business, after: Business, busy: Collection[str] = ()) -> None:
    """Raise `Nonsense` for the first fault of what was changed. `busy`: technicians with visits to come."""
    for field, faults in _RULES.items():
        if getattr(before, field) != getattr(after, field):
            for fault in faults(after):
                raise Nonsense(field, fault)
    gone = [person for person in before.technicians if after.technician(person.id) is None and person.id in busy]
    if gone:
        raise Nonsense("technicians", f"{gone[0].name} has visits to come; move or cancel those first")


def _name(business: Business) -> Iterator[str]:
    if not business.name.strip():
        yield "must not be blank"


def _business_hours(business: Business) -> Iterator[str]:
    yield from _hours(business.business_hours)


def _hours(hours: WeeklyHours) -> Iterator[str]:
    for key, day, next_day in zip(DAY_KEYS, hours.days, (*hours.days[1:], hours.days[0]), strict=True):
        spans = sorted(_minutes(span) for span in day)
        for first, second in pairwise(spans):
            if second[0] < first[1]:
                yield f"{key}: opening times overlap"
        if spans and next_day and spans[-1][1] - MINUTES_OF_A_DAY > min(_minutes(span)[0] for span in next_day):
            yield f"{key}: runs into the next day's opening time"
        if any(span.start == span.end != time(0) for span in day):
            yield f"{key}: an opening time ends when it begins"
        if any(end - start > LONGEST_NIGHT and end > MINUTES_OF_A_DAY for start, end in spans):
            yield f"{key}: an opening time ends before it begins (a night of more than 12 hours is written as two)"


def _minutes(span: OpenSpan) -> tuple[int, int]:
    """Minutes of the day; an end over midnight counts on."""
    start, end = (moment.hour * 60 + moment.minute for moment in (span.start, span.end))
    return start, end if end > start else end + MINUTES_OF_A_DAY


def _services(business: Business) -> Iterator[str]:
    if not business.services:
        yield "every business offers at least one service"
    yield from _skills(business)


def _technicians(business: Business) -> Iterator[str]:
    if not any(person.active for person in business.technicians):
        yield "every business has at least one active technician"
    yield from _skills(business)
    for person in business.technicians:
        for fault in _hours(person.hours) if person.hours else ():
            yield f"{person.name}: {fault}"
        if any(day.last < day.first for day in person.days_off):
            yield f"{person.name}: a day off ends before it begins"


def _skills(business: Business) -> Iterator[str]:
    keys = {service.key for service in business.services}
    for person in business.technicians:
        for skill in person.skills:
            if skill not in keys:
                yield f"{person.name} has the skill {skill!r}, which is no service of the business"


def _owner_phone(business: Business) -> Iterator[str]:
    if business.owner_phone and business.owner_phone == business.phone_number:
        yield "is the business's own line: calls put through to it would come back"


def _owner_email(business: Business) -> Iterator[str]:
    if business.owner_email and not _EMAIL.fullmatch(business.owner_email):
        yield "is no e-mail address"


def _templates(business: Business) -> Iterator[str]:
    for key, texts in business.templates.items():
        for text in texts.values():
            try:
                check_template(key, text)
            except ValueError as error:
                yield str(error).removeprefix("templates: ")


def _slot_rules(business: Business) -> Iterator[str]:
    rules = business.slot_rules
    if rules.min_notice_minutes > rules.max_days_ahead * MINUTES_OF_A_DAY:
        yield "min_notice_minutes is further ahead than max_days_ahead allows"


_RULES = {
    "name": _name,
    "business_hours": _business_hours,
    "services": _services,
    "technicians": _technicians,
    "slot_rules": _slot_rules,
    "owner_phone": _owner_phone,
    "owner_email": _owner_email,
    "templates": _templates,
}
