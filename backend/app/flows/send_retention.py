"""Ask customers who have not been visited for a long time to come back: once per campaign and span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.appointments import Appointment
from app.core.businesses import Business
from app.core.campaigns import VISITED, held_out, is_past_visit
from app.core.customers import Customer
from app.core.texts import Audience, TextKind
from app.core.wording.texts import catalogue, write
from app.core.wording.visits import first_name
from app.flows.campaigning import ALREADY_SENT, BATCH, Round, had_since, in_batches, next_one, planned
from app.flows.job_report import JobReport
from app.flows.services import Services
from app.flows.texting import OutgoingMessage
from app.repositories.ports import Key

DEFAULT_CAMPAIGN = "retention"


def send_retention(
    services: Services,
    business_id: str,
    *,
    min_days_since_last_visit: int = 180,
    max_messages: int = 50,
    campaign_type: str = DEFAULT_CAMPAIGN,
    service_type: str | None = None,
    tag: str | None = None,
    dry_run: bool = False,
) -> JobReport:
    """Text up to `max_messages` customers whose last visit is that long ago and who have none to come.

    `service_type` narrows to customers who had such a visit, `tag` to those who carry it. `dry_run` stores nothing.
    """
    campaign = _Campaign(timedelta(days=min_days_since_last_visit), max_messages, campaign_type, service_type, tag)
    return in_batches(services, business_id, campaign.batch, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Campaign:
    span: timedelta
    max_messages: int
    name: str
    service_type: str | None
    tag: str | None

    def batch(self, this: Round, after: Key | None) -> Key | None:
        """Visits from before the span, newest first: a customer's first one met is their last."""
        before = this.now - self.span
        page = this.unit.appointments.page(
            this.business.id, limit=BATCH, after=after, end=before, statuses=VISITED, newest_first=True
        )
        for visit in page.items:
            if this.made + this.report.made >= self.max_messages:
                return None
            if self._wanted(visit, before) and this.first_time(visit.customer_id):
                self._invite(this, visit, before)
        return page.next_key

    def _wanted(self, visit: Appointment, before: datetime) -> bool:
        return is_past_visit(visit, before) and self.service_type in (None, visit.service_type)

    def _invite(self, this: Round, visit: Appointment, before: datetime) -> None:
        customer = this.unit.customers.get(this.business.id, visit.customer_id)
        if customer is None or (self.tag is not None and self.tag not in customer.tags):
            return
        message = _message(this.business, customer, self.name)
        if _seen_since(this, customer, before):
            this.report.mention("visited_or_booked_since", planned(message, customer))
            return
        latest = this.latest(TextKind.RETENTION, customer.phone, self.name) if customer.phone else None
        if had_since(latest, before):
            this.leave_out(ALREADY_SENT, planned(message, customer))
        elif held_out(customer.id, self.name, this.business.holdout_percent):
            this.leave_out("held_out", planned(message, customer))
        else:
            this.offer(message, (f"retention:{self.name}", f"{customer.id}:{next_one(latest)}"), customer)


def _seen_since(this: Round, customer: Customer, before: datetime) -> bool:
    """A visit after that moment, past or to come."""
    page = this.unit.appointments.page(
        this.business.id, limit=1, customer_id=customer.id, start=before, statuses=VISITED
    )
    return bool(page.items)


def _message(business: Business, customer: Customer, campaign: str) -> OutgoingMessage:
    language = customer.language or business.language
    return OutgoingMessage(
        audience=Audience.CUSTOMER,
        kind=TextKind.RETENTION,
        to=customer.phone,
        body=write(business, _key(business, language), language, {"name": first_name(customer.name)}),
        customer_id=customer.id,
        campaign=campaign,
    )


def _key(business: Business, language: str) -> str:
    """The words of the trade, save where the owner wrote their own for all of it."""
    trade = f"retention_{business.vertical}"
    own = business.templates.get("retention", {}).get(language)
    return "retention" if own or trade not in catalogue("en") else trade
