"""Remind customers of their visits: once each, however often and from however many places this runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from app.core.appointments import Appointment
from app.core.campaigns import FIRST_STEP, REMINDED, needs_air, reminded, reminder_step
from app.core.customers import Customer
from app.core.phones import as_e164
from app.core.texts import Audience, TextKind
from app.flows.ask_consent import Recipient
from app.flows.campaigning import ALREADY_SENT, BATCH, Round, in_batches
from app.flows.job_report import JobReport, Planned
from app.flows.opt_outs import opted_out_of
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, Written
from app.flows.unreachable import unreachable_among
from app.flows.visit_words import visit_words
from app.repositories.ports import Key

SCOPE = "reminder"


def send_reminders(
    services: Services, business_id: str, *, hours_ahead: int = 24, dry_run: bool = False, considerate: bool = False
) -> JobReport:
    """Remind of every visit that starts from now until `hours_ahead` from now, `SCHEDULED` or `CONFIRMED`.

    `dry_run` stores nothing and lists who would get what. `considerate` leaves out visits that were booked or changed
    in the last hours: their customer has a fresh confirmation in hand.
    """
    return in_batches(services, business_id, _Reminding(hours_ahead, considerate).batch, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Reminding:
    hours_ahead: int
    considerate: bool

    def batch(self, this: Round, after: Key | None) -> Key | None:
        page = this.unit.appointments.page(
            this.business.id,
            limit=BATCH,
            after=after,
            start=this.now,
            end=this.now + timedelta(hours=self.hours_ahead),
            statuses=REMINDED,
        )
        due = [visit for visit in page.items if not (self.considerate and needs_air(visit, this.now))]
        _remind_all(this, due)
        return page.next_key


def _remind_all(this: Round, visits: Sequence[Appointment]) -> None:
    """Everything that the gate will ask about these customers is looked up at once."""
    steps = {visit.id: reminder_step(visit, this.now, this.business.second_reminder_hours) for visit in visits}
    waiting = [visit for visit in visits if steps[visit.id] is not None]
    ids = {visit.customer_id for visit in waiting}
    people = {customer.id: customer for customer in this.unit.customers.get_many(this.business.id, ids)}
    written = {_phone(visit, people.get(visit.customer_id)) for visit in waiting}
    numbers = {number for each in written if (number := as_e164(each, this.business.country))}
    opted_out = opted_out_of(this.unit, this.business, numbers, this.services.keys)
    unreachable = unreachable_among(this.unit, this.services, this.business, numbers)
    marked = []
    for visit in visits:
        step, customer = steps[visit.id], people.get(visit.customer_id)
        if step is None:
            this.leave_out(ALREADY_SENT, _unnamed(visit))
            continue
        number = as_e164(_phone(visit, customer), this.business.country)
        if _remind(this, visit, step, Recipient(customer, number in opted_out, number in unreachable)):
            marked.append(reminded(visit, step, this.now, this.business.second_reminder_hours))
    this.unit.appointments.note_reminders(this.business.id, marked)


def _remind(this: Round, visit: Appointment, step: str, recipient: Recipient) -> bool:
    message = _message(this, visit, recipient.customer, step)
    return this.offer(message, (SCOPE, _claim(this, visit, step)), recipient.customer, recipient) is not None


def _claim(this: Round, visit: Appointment, step: str) -> str:
    """Marks and claims commit together, so an unmarked visit whose claim is taken was moved away and back since."""
    key = f"{visit.id}:{step}:{visit.start_time.isoformat()}"
    if this.again and this.unit.idempotency.get(this.business.id, SCOPE, key) is not None:
        return f"{key}:{visit.updated_at.isoformat()}"
    return key


def _phone(visit: Appointment, customer: Customer | None) -> str | None:
    return customer.phone if customer and customer.phone else visit.customer_phone


def _message(this: Round, visit: Appointment, customer: Customer | None, step: str) -> OutgoingMessage:
    language = (customer.language if customer else None) or this.business.language
    template = "reminder" if step == FIRST_STEP else "reminder_soon"
    name = customer.name if customer else None
    return OutgoingMessage(
        audience=Audience.CUSTOMER,
        kind=TextKind.REMINDER,
        to=_phone(visit, customer),
        body=visit_words(this.unit, this.services, this.business, visit, template, language, name=name, at=this.now),
        customer_id=visit.customer_id,
        appointment_id=visit.id,
        expires_at=visit.start_time,
        written=Written(template, language),
    )


def _unnamed(visit: Appointment) -> Planned:
    return Planned(visit.customer_id, visit.customer_name, visit.customer_phone, appointment_id=visit.id)
