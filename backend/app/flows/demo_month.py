"""Plays a month of a business for show: calls, texts and visits as they would have come, day by day, up to now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from functools import partial

from app.core.appointments import ACTIVE_STATUSES, Appointment, AppointmentStatus
from app.core.callbacks import CallbackStatus
from app.core.customers import Customer
from app.core.demo import Job, Person, Scene, Script, Via, When, moment_of
from app.core.texts import Direction, Text, TextStatus
from app.flows.crm_appointments import NewAppointment, create_appointment
from app.flows.crm_change_appointment import AppointmentPatch, change_appointment
from app.flows.deliver import deliver_due
from app.flows.demo_scenes import Stage, StageClock
from app.flows.errors import Conflict
from app.flows.owner_lists import change_callback
from app.flows.send_followups import send_followups
from app.flows.send_reminders import send_reminders
from app.flows.send_retention import send_retention
from app.flows.services import Services
from app.flows.sweep_conversations import sweep_conversations
from app.flows.take_text_status import StatusReport, take_text_status

# The office reminds, closes and follows up on so many days until now.
OFFICE_DAYS = 33
DEFAULT_PRICE = 16_500
MORNING, EVENING = time(10), time(18, 30)
OWNER = "owner"
RUNG_WITHIN = timedelta(hours=20)
RUNG = "Rang back."
FOLLOWUP_DAY = 0
LANDLINE = "landline"
# Twilio's words for a number that takes no texts.
NOT_TEXTABLE = "30006"
PAGE = 200

Event = tuple[datetime, Callable[[], None]]


@dataclass(slots=True)
class Month:
    """`services` are a stage of their own, whose clock is `clock`; `now` is where the month ends."""

    services: Services
    clock: StageClock
    script: Script
    now: datetime
    _stage: Stage = field(init=False)
    _to_reply: dict[tuple[str, str], str] = field(init=False)
    _keys: dict[str, str] = field(init=False)
    _missed: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._stage = Stage(self.services, self.clock, self.script)
        self._to_reply = {(reply.who, reply.kind): reply.say for reply in self.script.replies}
        self._keys = {person.phone: person.key for person in self.script.people.values()}
        self._missed = set(self.script.no_shows)

    def play(self) -> None:
        self._move_in()
        for moment, happens in sorted(self._events(), key=lambda event: event[0]):
            if moment > self.now:
                break
            self.clock.put(moment)
            happens()
            self._deliver()
        self.clock.put(self.now)
        self._close_visits()
        self._deliver()

    def _events(self) -> Iterator[Event]:
        business, now = self.script.business, self.now
        for job in self.script.jobs:
            start = moment_of(job.when, business, now)
            yield start - timedelta(days=job.booked, minutes=35), partial(self._agree, job, start)
        for scene in self.script.scenes:
            yield moment_of(scene.when, business, now), partial(self._stage.play, scene)
        yield moment_of(self.script.campaign.when, business, now), self._campaign
        today = business.local(now).date()
        for ago in range(OFFICE_DAYS + 1):
            day = today - timedelta(days=ago)
            yield datetime.combine(day, MORNING, business.zone), partial(self._morning, day.weekday())
            yield datetime.combine(day, EVENING, business.zone), self._close_visits

    def _move_in(self) -> None:
        """The tenant, and those who were customers before."""
        business = self.script.business
        with self.services.store.unit_of_work() as unit:
            unit.businesses.add(business)
            for person in self.script.people.values():
                if person.known_days:
                    since = self.now - timedelta(days=person.known_days)
                    unit.customers.add(business.id, _customer(self.services.new_id(), person, since))
            unit.commit()

    def _agree(self, job: Job, start: datetime) -> None:
        """A visit that was agreed by hand; a little later where that time is taken."""
        business_id, person = self.script.business.id, self.script.people[job.who]
        with self.services.store.unit_of_work(read_only=True) as unit:
            customer = unit.customers.by_phone(business_id, person.phone)
        assert customer is not None
        new = NewAppointment(
            customer_id=customer.id,
            start_time=start,
            service_type=job.service,
            technician_id=job.technician,
            description=job.description,
            address=person.address,
            lead_source=job.source,
        )
        try:
            create_appointment(self.services, business_id, new, actor=OWNER, force=True)
        except Conflict as taken:
            first = taken.extra["alternatives"][0]
            start = datetime.fromisoformat(first["start"])
            new = replace(new, start_time=start, technician_id=first["technician_id"])
            create_appointment(self.services, business_id, new, actor=OWNER)

    def _morning(self, weekday: int) -> None:
        business = self.script.business
        sweep_conversations(self.services, business)
        self._ring_back()
        send_reminders(self.services, business.id, considerate=True)
        if weekday == FOLLOWUP_DAY:
            send_followups(self.services, business.id)

    def _ring_back(self) -> None:
        """Who was to be rung yesterday was rung."""
        business_id, before = self.script.business.id, self.clock.now() - RUNG_WITHIN
        with self.services.store.unit_of_work() as unit:
            for callback in unit.callbacks.page(business_id, limit=PAGE, status=CallbackStatus.OPEN).items:
                if callback.last_seen < before:
                    done = {"status": CallbackStatus.DONE, "notes": RUNG}
                    change_callback(unit, business_id, callback.id, done)
            unit.commit()

    def _campaign(self) -> None:
        campaign = self.script.campaign
        send_retention(
            self.services,
            self.script.business.id,
            min_days_since_last_visit=campaign.min_days,
            campaign_type=campaign.type,
        )

    def _close_visits(self) -> None:
        """What is over was done, save where nobody opened the door."""
        business_id, now = self.script.business.id, self.clock.now()
        with self.services.store.unit_of_work(read_only=True) as unit:
            due = unit.appointments.page(business_id, limit=PAGE, end=now, statuses=ACTIVE_STATUSES).items
        for visit in due:
            if visit.end_time <= now:
                self._close(visit)

    def _close(self, visit: Appointment) -> None:
        key = self._keys.get(visit.customer_phone or "", "")
        status = AppointmentStatus.NO_SHOW if key in self._missed else AppointmentStatus.COMPLETED
        self._missed.discard(key)
        changes: dict[str, object] = {"status": status}
        if status is AppointmentStatus.COMPLETED:
            changes["estimated_value_cents"] = self.script.prices.get(visit.service_type, DEFAULT_PRICE)
        patch = AppointmentPatch(changes)
        change_appointment(self.services, self.script.business.id, visit.id, patch, actor=OWNER)

    def _deliver(self) -> None:
        """What was sent arrives, and some answer it."""
        deliver_due(self.services)
        with self.services.store.unit_of_work(read_only=True) as unit:
            page = unit.texts.page(self.script.business.id, limit=PAGE, direction=Direction.OUT, status=TextStatus.SENT)
        for text in reversed(page.items):
            self._arrive(text)
        for text in page.items:
            words = self._to_reply.pop((self._keys.get(text.to_number or "", ""), str(text.kind)), None)
            if words is not None and text.to_number is not None:
                self.clock.turn(240)
                person = self.script.people[self._keys[text.to_number]]
                self._stage.play(Scene(When(), person.key, Via.TEXT, (words,)))

    def _arrive(self, text: Text) -> None:
        key = self._keys.get(text.to_number or "")
        landline = key is not None and LANDLINE in self.script.people[key].tags
        status, error = ("undelivered", NOT_TEXTABLE) if landline else ("delivered", None)
        report = StatusReport(text.provider_sid or "", status, error, text.id)
        take_text_status(self.services, self.script.business.id, report)


def _customer(customer_id: str, person: Person, since: datetime) -> Customer:
    return Customer(
        id=customer_id,
        name=person.name,
        phone=person.phone,
        address=person.address,
        language=person.language,
        tags=person.tags,
        notes=person.notes,
        created_at=since,
        updated_at=since,
    )
