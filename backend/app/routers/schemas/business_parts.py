"""What a business is made of, as it is written: services, technicians, hours, rules."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.routers.schemas.fields import Line, Moment, Prose, Shape

ClockText = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$|^24:00$")]
HoursSpan = Annotated[list[ClockText], Field(min_length=2, max_length=2)]
DayKey = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
HoursByDay = dict[DayKey, Annotated[list[HoursSpan], Field(max_length=6)]]
LanguageCode = Literal["en", "es"]
Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_\-]{0,63}$")]


class ClosureBody(Shape):
    from_: Moment = Field(alias="from")
    to: Moment
    reason: Line = ""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.to <= self.from_:
            raise ValueError("`to` must be after `from`")
        return self


class OpeningBody(ClosureBody):
    pass


class ServiceBody(Shape):
    key: Key
    name: Line
    duration_minutes: int = Field(default=60, ge=5, le=24 * 60)
    price_text: Line = ""
    keywords: list[Line] = Field(default=[], max_length=200)
    names: dict[LanguageCode, Line] = Field(default={})


class DayOffBody(Shape):
    first: date
    last: date


class TechnicianBody(Shape):
    id: Key
    name: Line
    phone: Line | None = None
    skills: list[Key] = Field(default=[], max_length=200)
    hours: HoursByDay | None = None
    on_call: bool = False
    calendar_id: Line | None = None
    active: bool = True
    days_off: list[DayOffBody] = Field(default=[], max_length=366)


class SlotRulesBody(Shape):
    step_minutes: int = Field(default=30, ge=5, le=240)
    min_notice_minutes: int = Field(default=60, ge=0, le=14 * 24 * 60)
    max_days_ahead: int = Field(default=60, ge=1, le=365)
    buffer_minutes: int = Field(default=0, ge=0, le=480)
    travel_buffer_minutes: int = Field(default=0, ge=0, le=480)
    emergency_slots_per_day: int = Field(default=0, ge=0, le=20)
    max_jobs_per_day: int = Field(default=0, ge=0, le=500)
    arrival_window_minutes: int = Field(default=0, ge=0, le=480)


class FaqBody(Shape):
    question: Line
    answer: Prose


class EmergencyPolicyBody(Shape):
    transfer: bool = True
    escalation: list[Literal["owner", "on_call"]] = Field(default=["owner", "on_call"])
    ack_minutes: int = Field(default=5, ge=1, le=120)
    after_hours: bool = True
    call_out_text: Line = ""


class PauseBody(Shape):
    texts: bool = False
    booking: bool = False
