"""A business: who it is, when it works, what it does, and how it wants its phone answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

DAY_KEYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class BusinessStatus(StrEnum):
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"


class MarketingConsent(StrEnum):
    NOT_REQUIRED = "not_required"
    REQUIRED = "required"


class OptOutReplies(StrEnum):
    """Who answers STOP, START and HELP: this app, or Twilio by itself."""

    APP = "app"
    TWILIO = "twilio"


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """Local clock times; an `end` at or before `start` runs over midnight into the next day."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """One tuple of spans per weekday, Monday first."""

    days: tuple[tuple[OpenSpan, ...], ...] = ((),) * 7

    def on(self, day: date) -> tuple[OpenSpan, ...]:
        return self.days[day.weekday()]


@dataclass(frozen=True, slots=True)
class Closure:
    """A one-off closing, aware times, `end` exclusive."""

    start: datetime
    end: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A one-off opening outside the weekly hours, aware times, `end` exclusive."""

    start: datetime
    end: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """`key` is stable and used by the API; `names` holds the name in further languages."""

    key: str
    name: str
    duration_minutes: int = 60
    price_text: str = ""
    keywords: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    def name_in(self, language: str) -> str:
        return self.names.get(language, self.name)


@dataclass(frozen=True, slots=True)
class DayOff:
    """Whole local days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Technician:
    """No skills: can do every service. No hours: works when the business is open."""

    id: str
    name: str
    phone: str | None = None
    skills: tuple[str, ...] = ()
    hours: WeeklyHours | None = None
    on_call: bool = False
    calendar_id: str | None = None
    active: bool = True
    days_off: tuple[DayOff, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotRules:
    """Minutes, days and counts; 0 for a maximum means no maximum, 0 for a window means an exact time."""

    step_minutes: int = 30
    min_notice_minutes: int = 60
    max_days_ahead: int = 60
    buffer_minutes: int = 0
    travel_buffer_minutes: int = 0
    emergency_slots_per_day: int = 0
    max_jobs_per_day: int = 0
    arrival_window_minutes: int = 0


@dataclass(frozen=True, slots=True)
class FaqEntry:
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class QuietHours:
    """No unasked text between `start` and `end`, local clock times of the recipient."""

    start: time = time(21)
    end: time = time(8)


@dataclass(frozen=True, slots=True)
class EmergencyPolicy:
    transfer: bool = True
    escalation: tuple[str, ...] = ("owner", "on_call")
    ack_minutes: int = 5
    after_hours: bool = True
    call_out_text: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """`texts`: customer texts are held. `booking`: callers are offered a callback instead of a time."""

    texts: bool = False
    booking: bool = False


@dataclass(frozen=True, slots=True)
class Business:
    """A tenant. Phone numbers are E.164, `timezone` an IANA name, times of records aware UTC."""

    id: str
    name: str
    created_at: datetime
    updated_at: datetime
    vertical: str = "plumbing"
    language: str = "en"
    timezone: str = "America/Chicago"
    country: str = "US"
    status: BusinessStatus = BusinessStatus.ACTIVE
    phone_number: str | None = None
    messaging_service_sid: str | None = None
    owner_phone: str | None = None
    owner_email: str | None = None
    address: str | None = None
    service_area: tuple[str, ...] = ()
    business_hours: WeeklyHours = field(default_factory=WeeklyHours)
    holidays: tuple[date, ...] = ()
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()
    services: tuple[Service, ...] = ()
    technicians: tuple[Technician, ...] = ()
    slot_rules: SlotRules = field(default_factory=SlotRules)
    faq: tuple[FaqEntry, ...] = ()
    greeting: str = ""
    emergency_policy: EmergencyPolicy = field(default_factory=EmergencyPolicy)
    quiet_hours: QuietHours = field(default_factory=QuietHours)
    marketing_consent: MarketingConsent = MarketingConsent.NOT_REQUIRED
    opt_out_replies: OptOutReplies = OptOutReplies.APP
    templates: dict[str, dict[str, str]] = field(default_factory=dict)
    # 0: only the reminder of the day before; else a second one, so many hours before the visit.
    second_reminder_hours: int = 0
    # Of a hundred recipients of a campaign, so many get nothing, to see what it brings.
    holdout_percent: int = 0
    pause: Pause = field(default_factory=Pause)
    transcript_retention_days: int = 365
    # Whose calls and texts are not answered, E.164.
    blocked_numbers: tuple[str, ...] = ()
    calendar_id: str | None = None
    calendar_feed_secret_hash: str | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def service(self, key: str | None) -> Service | None:
        return next((service for service in self.services if service.key == key), None)

    def technician(self, technician_id: str) -> Technician | None:
        return next((person for person in self.technicians if person.id == technician_id), None)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)
