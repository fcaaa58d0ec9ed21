"""One calendar change on its way out, in the three steps of every delivery."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core import backoff
from app.core.businesses import Business
from app.core.outbox import OutboxEntry, OutboxStatus
from app.flows import sync_calendar
from app.flows.delivery import Outcome, finished, later
from app.flows.outside_changes import take_over
from app.flows.services import Services
from app.flows.sync_calendar import CalendarChange
from app.providers.ports import ChangedOutside, ProviderError, Rejected
from app.repositories.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class CalendarTask:
    entry: OutboxEntry
    change: CalendarChange


@dataclass(frozen=True, slots=True)
class Done:
    """`event` is None once the visit has none."""

    event: str | None


def prepare(unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry) -> CalendarTask | Outcome:
    change = sync_calendar.prepare(unit, business, entry)
    if change is None:
        unit.outbox.save(finished(services, entry, OutboxStatus.DONE))
        return Outcome.NOTHING
    marked = replace(entry, attempts=entry.attempts + 1, sending_since=services.lease_now())
    return CalendarTask(marked, change)


def carry_out(services: Services, business: Business, task: CalendarTask) -> Done | ProviderError:
    """Repeating a change makes no second event, so an unknown outcome is simply tried again."""
    try:
        return Done(sync_calendar.carry_out(services, business, task.change))
    except ProviderError as error:
        return error


def conclude(
    unit: UnitOfWork, services: Services, business: Business, task: CalendarTask, answer: Done | ProviderError
) -> Outcome:
    entry = replace(task.entry, sending_since=None)
    if isinstance(answer, Done):
        sync_calendar.conclude(unit, services, business, task.change, answer.event)
        unit.outbox.save(finished(services, entry, OutboxStatus.DONE))
        return Outcome.CALENDAR
    if isinstance(answer, ChangedOutside):
        # What was done by hand goes before what we would have written, which is made from it.
        take_over(unit, services, business, answer.change)
        unit.outbox.save(finished(services, entry, OutboxStatus.DONE))
        return Outcome.CALENDAR
    if isinstance(answer, Rejected) or backoff.gave_up(entry.attempts, entry.due_at, services.clock.now()):
        sync_calendar.give_up(unit, services, business, entry)
        unit.outbox.save(finished(services, entry, OutboxStatus.DEAD, str(answer)))
        return Outcome.FAILED
    unit.outbox.save(later(services, entry, str(answer)))
    return Outcome.RETRYING
