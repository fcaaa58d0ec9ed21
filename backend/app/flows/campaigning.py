"""What reminders and campaigns share: each recipient is claimed once, in batches, beside other runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.core.businesses import Business
from app.core.consent.gate import Decision, Verdict
from app.core.customers import Customer
from app.core.idempotency import IdempotencyRecord
from app.core.texts import Direction, Text, TextKind, TextStatus
from app.flows.ask_consent import Recipient, judge
from app.flows.deliver import settle
from app.flows.errors import NotFound
from app.flows.job_report import JobReport, Planned
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, draft, keep_judged, rewritten
from app.repositories.errors import DuplicateRecord, StaleRecord
from app.repositories.ports import Key, UnitOfWork

BATCH = 100
TRIES = 5
ALREADY_SENT = "already_sent"
# What the gate calls it, and what the job's answer calls it.
REPORTED = {
    "invalid_number": "no_phone",
    "unreachable": "no_phone",
    "expired": "quiet_hours",
    "no_sending_hours": "quiet_hours",
}


@dataclass(slots=True)
class Round:
    """One batch of a job in its own unit of work.

    `now` is the moment at which the job began, `made` how many texts earlier batches made, `met` whom they met.
    `again`: another run was quicker with one of these recipients, so the batch is read afresh.
    """

    unit: UnitOfWork
    services: Services
    business: Business
    now: datetime
    dry_run: bool
    made: int
    met: frozenset[str]
    again: bool = False
    report: JobReport = field(default_factory=JobReport)
    meeting: set[str] = field(default_factory=set)

    def first_time(self, who: str) -> bool:
        """Whether this person was not met before in this run."""
        if who in self.met or who in self.meeting:
            return False
        self.meeting.add(who)
        return True

    def offer(
        self,
        message: OutgoingMessage,
        claim: tuple[str, str],
        customer: Customer | None,
        recipient: Recipient | None = None,
    ) -> Text | None:
        """Send one recipient's text where the gate lets it, under a claim that can be made only once.

        Returns the row of a text that was queued or deferred. Raises `DuplicateRecord` where another run was
        quicker: the batch is then read again.
        """
        text = draft(self.services, self.business, message)
        decision = judge(
            self.unit,
            self.services,
            self.business,
            text,
            answer=False,
            given_phone=bool(message.to),
            recipient=recipient,
        )
        text = rewritten(self.unit, self.services, self.business, text, message.written, decision.until)
        if decision.verdict is Verdict.SEND:
            self.report.plan(planned(message, customer, text.body))
        else:
            self.leave_out(str(decision.reason), planned(message, customer, text.body))
        if self.dry_run:
            return None
        if decision.verdict is Verdict.SUPPRESS:
            self._keep_suppressed(text, decision, claim)
            return None
        self.unit.idempotency.add(self.business.id, self._claim(*claim))
        return keep_judged(self.unit, self.services, self.business, text, decision, written=message.written)

    def leave_out(self, reason: str, person: Planned) -> None:
        self.report.leave_out(REPORTED.get(reason, reason), replace(person, reason=reason))

    def latest(self, kind: TextKind, phone: str, campaign: str) -> Text | None:
        """The newest text of that campaign to this number, whatever became of it."""
        page = self.unit.texts.page(self.business.id, limit=BATCH, direction=Direction.OUT, phone=phone, kind=kind)
        return next((text for text in page.items if text.campaign == campaign), None)

    def _keep_suppressed(self, text: Text, decision: Decision, claim: tuple[str, str]) -> None:
        """The owner sees it once per recipient and reason, however often the job runs."""
        scope, key = f"{claim[0]}_suppressed", f"{claim[1]}:{decision.reason}"
        if self.unit.idempotency.get(self.business.id, scope, key) is None:
            self.unit.idempotency.add(self.business.id, self._claim(scope, key))
            keep_judged(self.unit, self.services, self.business, text, decision)

    def _claim(self, scope: str, key: str) -> IdempotencyRecord:
        return IdempotencyRecord(scope=scope, key=key, fingerprint="", answer="", created_at=self.services.clock.now())


def had_since(text: Text | None, moment: datetime) -> bool:
    """Whether that campaign's latest text went, or is on its way, since then."""
    return text is not None and text.created_at >= moment and text.status is not TextStatus.SUPPRESSED


def next_one(text: Text | None) -> str:
    """Names the text that follows that one, for a claim that two runs side by side make with the same words."""
    return f"after {text.id}" if text is not None else "first"


# Where to go on, None at the end.
Batch = Callable[[Round, Key | None], Key | None]


def in_batches(services: Services, business_id: str, batch: Batch, *, dry_run: bool) -> JobReport:
    """Run all batches, each committed and delivered by itself; what another run was quicker with is read again.

    Raises `NotFound` for an unknown business.
    """
    now = services.clock.now()
    total, met = JobReport(), frozenset[str]()
    after: Key | None = None
    while True:
        done, after = _one_batch(services, business_id, batch, after, (now, dry_run, total.made, met))
        total.add(done.report)
        met |= done.meeting
        if done.report.made and not dry_run:
            settle(services, business_id)
        if after is None:
            break
    if total.made and not dry_run:
        settle(services, business_id, all_of_it=True)  # what a run beside this one took in its place
    return total


def planned(message: OutgoingMessage, customer: Customer | None, body: str | None = None) -> Planned:
    """How a dry run shows this recipient."""
    return Planned(
        customer_id=message.customer_id,
        name=customer.name if customer else None,
        phone=message.to,
        body=body,
        appointment_id=message.appointment_id,
    )


def _one_batch(
    services: Services,
    business_id: str,
    batch: Batch,
    after: Key | None,
    run: tuple[datetime, bool, int, frozenset[str]],
) -> tuple[Round, Key | None]:
    for attempt in range(TRIES):
        try:
            with services.store.unit_of_work() as unit:
                business = unit.businesses.get(business_id)
                if business is None:
                    raise NotFound("There is no such business.")
                this = Round(unit, services, business, *run, again=attempt > 0)
                following = batch(this, after)
                unit.commit()
            return this, following
        except (DuplicateRecord, StaleRecord):
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")
