"""Ask recent leads, who talked and did not book, whether they would still like a visit: once each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.core.businesses import Business
from app.core.campaigns import held_out, is_lead
from app.core.conversations import Conversation
from app.core.customers import Customer
from app.core.texts import Audience, TextKind
from app.core.wording.texts import write
from app.core.wording.visits import first_name
from app.flows.campaigning import ALREADY_SENT, BATCH, Round, had_since, in_batches, next_one, planned
from app.flows.job_report import JobReport
from app.flows.opt_outs import number_hash
from app.flows.services import Services
from app.flows.texting import OutgoingMessage
from app.repositories.ports import Key

CAMPAIGN = "followup"
# A person who became a lead again after this long may be asked again.
ONCE_PER = timedelta(days=30)


def send_followups(
    services: Services, business_id: str, *, days: int = 7, max_messages: int = 50, dry_run: bool = False
) -> JobReport:
    """Text up to `max_messages` leads of the last `days` days. `dry_run` stores nothing and lists them."""
    return in_batches(services, business_id, _FollowingUp(days, max_messages).batch, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _FollowingUp:
    days: int
    max_messages: int

    def batch(self, this: Round, after: Key | None) -> Key | None:
        page = this.unit.conversations.page(
            this.business.id, limit=BATCH, after=after, start=this.now - timedelta(days=self.days)
        )
        longest_call = timedelta(minutes=this.services.bounds.max_call_minutes)
        for lead in page.items:
            if this.made + this.report.made >= self.max_messages:
                return None
            if is_lead(lead, this.now, longest_call) and this.first_time(lead.phone or ""):
                _follow_up(this, lead, lead.phone or "")
        return page.next_key


def _follow_up(this: Round, lead: Conversation, phone: str) -> None:
    unit, business = this.unit, this.business
    customer = unit.customers.by_phone(business.id, phone)
    message = _message(business, lead, customer, phone)
    if customer is not None and _has_booked(this, customer, lead):
        this.report.mention("booked_since", planned(message, customer))
        return
    latest = this.latest(TextKind.FOLLOWUP, phone, CAMPAIGN)
    if had_since(latest, this.now - ONCE_PER):
        this.leave_out(ALREADY_SENT, planned(message, customer))
    elif held_out(phone, CAMPAIGN, business.holdout_percent):
        this.leave_out("held_out", planned(message, customer))
    else:
        named = number_hash(unit, this.services.keys, business, phone) or phone
        this.offer(message, ("followup", f"{named}:{next_one(latest)}"), customer)


def _has_booked(this: Round, customer: Customer, lead: Conversation) -> bool:
    """By another call, or by hand: a visit to come, or one that began since they talked."""
    page = this.unit.appointments.page(this.business.id, limit=BATCH, customer_id=customer.id, start=lead.started_at)
    return any(visit.active or visit.start_time <= this.now for visit in page.items)


def _message(business: Business, lead: Conversation, customer: Customer | None, phone: str) -> OutgoingMessage:
    language = (customer.language if customer else None) or lead.language
    fields = {"name": first_name(customer.name if customer else lead.customer_name)}
    return OutgoingMessage(
        audience=Audience.CUSTOMER,
        kind=TextKind.FOLLOWUP,
        to=phone,
        body=write(business, "followup", language, fields),
        customer_id=customer.id if customer else None,
        conversation_id=lead.id,
        campaign=CAMPAIGN,
    )
