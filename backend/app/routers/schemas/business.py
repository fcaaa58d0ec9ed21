"""A business as the API, the dashboards and the data files write it, to and from the core's record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from app.core import businesses as core
from app.core.time_zones import known_timezone
from app.core.wording.texts import check_template
from app.routers.schemas.business_parts import (
    ClosureBody,
    EmergencyPolicyBody,
    FaqBody,
    HoursByDay,
    HoursSpan,
    LanguageCode,
    OpeningBody,
    PauseBody,
    ServiceBody,
    SlotRulesBody,
    TechnicianBody,
)
from app.routers.schemas.fields import Line, Prose, Shape, optional_phone


class BusinessBody(Shape):
    """Every field optional: what is named replaces what was there."""

    name: Annotated[Line, Field(min_length=1)] | None = None
    vertical: Literal["plumbing", "hvac", "electrical", "general"] | None = None
    language: LanguageCode | None = None
    timezone: Annotated[str, AfterValidator(known_timezone)] | None = None
    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] | None = None
    phone_number: Line | None = None
    messaging_service_sid: Annotated[str, Field(pattern="^MG[0-9a-fA-F]{32}$")] | None = None
    owner_phone: Line | None = None
    owner_email: Line | None = None
    address: Line | None = None
    service_area: list[Line] | None = Field(default=None, max_length=500)
    business_hours: HoursByDay | None = None
    holidays: list[date] | None = Field(default=None, max_length=400)
    closures: list[ClosureBody] | None = Field(default=None, max_length=400)
    openings: list[OpeningBody] | None = Field(default=None, max_length=400)
    services: list[ServiceBody] | None = Field(default=None, max_length=200)
    technicians: list[TechnicianBody] | None = Field(default=None, max_length=200)
    slot_rules: SlotRulesBody | None = None
    faq: list[FaqBody] | None = Field(default=None, max_length=200)
    greeting: Prose | None = None
    emergency_policy: EmergencyPolicyBody | None = None
    quiet_hours: HoursSpan | None = None
    marketing_consent: core.MarketingConsent | None = None
    opt_out_replies: core.OptOutReplies | None = None
    templates: dict[str, dict[LanguageCode, Prose]] | None = None
    second_reminder_hours: int | None = Field(default=None, ge=0, le=12)
    holdout_percent: int | None = Field(default=None, ge=0, le=50)
    pause: PauseBody | None = None
    transcript_retention_days: int | None = Field(default=None, ge=1, le=3650)
    blocked_numbers: list[Line] | None = Field(default=None, max_length=1000)
    calendar_id: Line | None = None

    def apply(self, business: core.Business, now: datetime) -> core.Business:
        """The business with the named fields replaced. Raises ValueError naming the field that makes no sense."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        country = given.get("country") or business.country
        changes = {name: _to_core(name, value, country) for name, value in given.items()}
        return replace(business, updated_at=now, **changes)


_NULLABLE = frozenset({"phone_number", "messaging_service_sid", "owner_phone", "owner_email", "address", "calendar_id"})


def _to_core(name: str, value: Any, country: str) -> Any:
    if value is None:
        if name not in _NULLABLE:
            raise ValueError(f"{name}: cannot be null")
        return None
    if name in ("phone_number", "owner_phone"):
        return optional_phone(value, country, name)
    converter = _CONVERTERS.get(name)
    return converter(value, country) if converter else value


def _hours(days: HoursByDay) -> core.WeeklyHours:
    return core.WeeklyHours(
        tuple(
            tuple(core.OpenSpan(_clock(first), _clock(last)) for first, last in days.get(key, []))  # type: ignore[call-overload]
            for key in core.DAY_KEYS
        )
    )


def _clock(text: str) -> time:
    return time(0) if text == "24:00" else time.fromisoformat(text)


def _services(bodies: list[ServiceBody], _country: str) -> tuple[core.Service, ...]:
    if len({body.key for body in bodies}) < len(bodies):
        raise ValueError("services: every key must be unique")
    return tuple(
        core.Service(
            body.key,
            body.name,
            body.duration_minutes,
            body.price_text,
            tuple(body.keywords),
            {str(code): name for code, name in body.names.items()},
        )
        for body in bodies
    )


def _technicians(bodies: list[TechnicianBody], country: str) -> tuple[core.Technician, ...]:
    if not bodies:
        raise ValueError("technicians: every business has at least one")
    if len({body.id for body in bodies}) < len(bodies):
        raise ValueError("technicians: every id must be unique")
    return tuple(_technician(body, country) for body in bodies)


def _technician(body: TechnicianBody, country: str) -> core.Technician:
    return core.Technician(
        id=body.id,
        name=body.name,
        phone=optional_phone(body.phone, country, "technicians"),
        skills=tuple(body.skills),
        hours=None if body.hours is None else _hours(body.hours),
        on_call=body.on_call,
        calendar_id=body.calendar_id,
        active=body.active,
        days_off=tuple(core.DayOff(day.first, day.last) for day in body.days_off),
    )


def _quiet_hours(value: list[str], _country: str) -> core.QuietHours:
    return core.QuietHours(_clock(value[0]), _clock(value[1]))


def _templates(value: dict[str, dict[str, str]], _country: str) -> dict[str, dict[str, str]]:
    for key, texts in value.items():
        for text in texts.values():
            check_template(key, text)
    return {key: {str(language): text for language, text in texts.items() if text} for key, texts in value.items()}


_CONVERTERS: dict[str, Any] = {
    "service_area": lambda value, _country: tuple(value),
    "business_hours": lambda value, _country: _hours(value),
    "holidays": lambda value, _country: tuple(sorted(set(value))),
    "closures": lambda value, _country: tuple(core.Closure(body.from_, body.to, body.reason) for body in value),
    "openings": lambda value, _country: tuple(core.Opening(body.from_, body.to, body.reason) for body in value),
    "services": _services,
    "technicians": _technicians,
    "slot_rules": lambda value, _country: core.SlotRules(**value.model_dump()),
    "faq": lambda value, _country: tuple(core.FaqEntry(body.question, body.answer) for body in value),
    "emergency_policy": lambda value, _country: core.EmergencyPolicy(
        **{**value.model_dump(), "escalation": tuple(value.escalation)}
    ),
    "quiet_hours": _quiet_hours,
    "templates": _templates,
    "blocked_numbers": lambda value, country: tuple(
        dict.fromkeys(phone for each in value if (phone := optional_phone(each, country, "blocked_numbers")))
    ),
    "pause": lambda value, _country: core.Pause(**value.model_dump()),
}


def business_fields(business: core.Business) -> dict[str, Any]:
    """A business as JSON, without secrets. Times of `closures` in the business's zone."""
    return {
        "id": business.id,
        "name": business.name,
        "vertical": business.vertical,
        "language": business.language,
        "timezone": business.timezone,
        "country": business.country,
        "status": business.status,
        "phone_number": business.phone_number,
        "messaging_service_sid": business.messaging_service_sid,
        "owner_phone": business.owner_phone,
        "owner_email": business.owner_email,
        "address": business.address,
        "service_area": list(business.service_area),
        "business_hours": hours_fields(business.business_hours),
        "holidays": [day.isoformat() for day in business.holidays],
        "closures": [
            {
                "from": business.local(closure.start).isoformat(),
                "to": business.local(closure.end).isoformat(),
                "reason": closure.reason,
            }
            for closure in business.closures
        ],
        "openings": [
            {
                "from": business.local(opening.start).isoformat(),
                "to": business.local(opening.end).isoformat(),
                "reason": opening.reason,
            }
            for opening in business.openings
        ],
        "services": [_service_fields(service) for service in business.services],
        "technicians": [_technician_fields(person) for person in business.technicians],
        "slot_rules": _slots_of(business.slot_rules),
        "faq": [{"question": entry.question, "answer": entry.answer} for entry in business.faq],
        "greeting": business.greeting,
        "emergency_policy": {
            **_slots_of(business.emergency_policy),
            "escalation": list(business.emergency_policy.escalation),
        },
        "quiet_hours": [f"{business.quiet_hours.start:%H:%M}", f"{business.quiet_hours.end:%H:%M}"],
        "marketing_consent": business.marketing_consent,
        "opt_out_replies": business.opt_out_replies,
        "templates": business.templates,
        "second_reminder_hours": business.second_reminder_hours,
        "holdout_percent": business.holdout_percent,
        "pause": _slots_of(business.pause),
        "transcript_retention_days": business.transcript_retention_days,
        "blocked_numbers": list(business.blocked_numbers),
        "calendar_id": business.calendar_id,
        "created_at": business.created_at.isoformat(),
        "updated_at": business.updated_at.isoformat(),
    }


def hours_fields(hours: core.WeeklyHours) -> dict[str, list[list[str]]]:
    return {
        key: [[f"{span.start:%H:%M}", f"{span.end:%H:%M}"] for span in day]
        for key, day in zip(core.DAY_KEYS, hours.days, strict=True)
    }


def _service_fields(service: core.Service) -> dict[str, Any]:
    return {**_slots_of(service), "keywords": list(service.keywords)}


def _technician_fields(person: core.Technician) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "phone": person.phone,
        "skills": list(person.skills),
        "hours": None if person.hours is None else hours_fields(person.hours),
        "on_call": person.on_call,
        "calendar_id": person.calendar_id,
        "active": person.active,
        "days_off": [{"first": day.first.isoformat(), "last": day.last.isoformat()} for day in person.days_off],
    }


def _slots_of(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}
