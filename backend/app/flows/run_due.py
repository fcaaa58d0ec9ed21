"""All due work of every tenant: reminders, what waits in the outbox, and whatever else time brings."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

import structlog

from app.core.businesses import Business, BusinessStatus
from app.core.idempotency import IdempotencyRecord
from app.flows.deliver import deliver_due
from app.flows.delivery import DeliveryCounts
from app.flows.forget_transcripts import forget_transcripts
from app.flows.job_report import JobReport
from app.flows.note_job import keep_run, note_job
from app.flows.send_reminders import send_reminders
from app.flows.services import Services
from app.flows.sweep_conversations import sweep_conversations
from app.flows.take_calendar_changes import take_calendar_changes
from app.flows.take_in_spool import take_in_spool
from app.flows.watch_calendars import watch_calendars
from app.repositories.errors import DuplicateRecord, StoreError

log = structlog.get_logger(__name__)

REMINDER_HOURS = 24
REMINDERS = "send-upcoming"
# Workers look for transcripts to forget in one hour of the day (UTC), when hardly anybody calls.
QUIET_HOUR = 9
TENANTS_AT_ONCE = 100
# Nobody's own records: which worker does this round of sweeping.
NO_TENANT = ""
SWEEP_SCOPE = "sweep"
KEEP_TURNS = timedelta(hours=1)
# What of the spool broke us waits so long for a person to look at it.
KEEP_SET_ASIDE = timedelta(days=30)

Stop = Callable[[], bool]


@dataclass(slots=True)
class DueWork:
    """What one round did. `broken` names the tenants whose work failed; the next round tries again."""

    businesses: int = 0
    conversations_ended: int = 0
    reminders: JobReport = field(default_factory=JobReport)
    delivered: DeliveryCounts = field(default_factory=DeliveryCounts)
    calendar_changes_by_hand: int = 0
    transcripts_forgotten: int = 0
    broken: list[str] = field(default_factory=list)

    @property
    def well(self) -> bool:
        return not self.broken

    def summary(self) -> str:
        """For the operator."""
        delivered = self.delivered
        broken = f", broken for {', '.join(self.broken)}" if self.broken else ""
        return (
            f"{self.businesses} businesses, {self.reminders.sent} reminders, {delivered.texts_sent} texts sent, "
            f"{delivered.failed} failed, {delivered.calendar_changes} calendar changes, "
            f"{self.transcripts_forgotten} transcripts forgotten{broken}"
        )


def run_due(services: Services, *, considerate: bool = False, stop: Stop = lambda: False) -> DueWork:
    """Do all that is due. Safe to call twice, from two machines at once, and to kill half-way.

    `considerate` is for rounds that nobody asked for: see `send_reminders`.
    """
    done = DueWork()
    if not considerate:
        take_in_spool(services)
    for business in _all(services):
        if stop():
            return done
        done.businesses += business.status is BusinessStatus.ACTIVE
        _for_one(services, business, done, considerate=considerate)
    # Whoever calls it, reminders went out to every tenant just now: the heartbeat that an operator watches.
    keep_run(services, REMINDERS, None, done.reminders.summary(), ok=done.well)
    if services.spool is not None and (not considerate or services.lease_now().hour == QUIET_HOUR):
        services.spool.forget_set_aside(services.lease_now() - KEEP_SET_ASIDE)
    done.delivered = deliver_due(services, limit=sys.maxsize, stop=stop)
    return done


def sweep(services: Services, seconds: int, is_calm: Stop, stop: Stop) -> DueWork | None:
    """The round that workers do by themselves: one of them every `seconds`; None where another one has it.

    Each takes in the spool of its own machine, unless callers are being turned away: the spool is why they can be.
    """
    take_in_spool(services, go_on=is_calm)
    if not _take_turn(services, seconds):
        return None
    round_of_all = partial(run_due, services, considerate=True, stop=stop)
    return note_job(services, "sweep", None, round_of_all, DueWork.summary, lambda done: done.well)


def _for_one(services: Services, business: Business, done: DueWork, *, considerate: bool) -> None:
    try:
        if business.status is BusinessStatus.ACTIVE:
            _serve(services, business, done, considerate=considerate)
        # What customers said is forgotten in time whether or not their business has paid.
        if not considerate or services.lease_now().hour == QUIET_HOUR:
            done.transcripts_forgotten += forget_transcripts(services, business)
    except StoreError:
        raise
    except Exception:  # one tenant's broken record must not stop the work of all others
        log.exception("due_work_broke", business_id=business.id)
        done.broken.append(business.id)


def _serve(services: Services, business: Business, done: DueWork, *, considerate: bool) -> None:
    """What is done for a business as long as it is open."""
    done.conversations_ended += sweep_conversations(services, business)
    done.calendar_changes_by_hand += take_calendar_changes(services, business, considerate=considerate)
    watch_calendars(services, business)
    done.reminders.add(send_reminders(services, business.id, hours_ahead=REMINDER_HOURS, considerate=considerate))


def _all(services: Services) -> Iterator[Business]:
    after = None
    while True:
        with services.store.unit_of_work(read_only=True) as unit:
            page = unit.businesses.page(limit=TENANTS_AT_ONCE, after=after)
        yield from page.items
        if page.next_key is None:
            return
        after = page.next_key


def _take_turn(services: Services, seconds: int) -> bool:
    """The first worker to write down this span of time has it."""
    now = services.lease_now()
    turn = IdempotencyRecord(SWEEP_SCOPE, str(int(now.timestamp()) // max(seconds, 1)), "", "", now)
    try:
        with services.store.unit_of_work() as unit:
            unit.idempotency.forget_before(NO_TENANT, now - KEEP_TURNS)
            unit.idempotency.add(NO_TENANT, turn)
            unit.commit()
    except DuplicateRecord:
        return False
    return True
