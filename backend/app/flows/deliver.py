"""The drainer: what the outbox holds leaves the house, by claim, with leases, back-off and an end.

Every worker runs it, and so does cron: a claim is never given twice while its lease runs.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import structlog

from app.core import backoff
from app.core.businesses import Business, BusinessStatus
from app.core.outbox import OutboxEntry, OutboxKind, OutboxStatus
from app.core.texts import Text
from app.flows import deliver_calendar, deliver_text, escalate
from app.flows.deliver_calendar import CalendarTask, Done
from app.flows.deliver_text import TextTask
from app.flows.delivery import DeliveryCounts, Outcome, counts_of, finished, later
from app.flows.services import Services
from app.providers.ports import ProviderError, Sent
from app.repositories.errors import StoreError
from app.repositories.ports import UnitOfWork

log = structlog.get_logger(__name__)

# Longer than all of a batch can take at the provider's time limit.
LEASE = timedelta(minutes=5)
AT_ONCE = 100
BY_NETWORK = 10
WHILE_SUSPENDED = timedelta(minutes=30)

# What a provider carries out; the other kinds are timers of our own.
BY_PROVIDER = (OutboxKind.TEXT, OutboxKind.CALENDAR)

Task = TextTask | CalendarTask
Stop = Callable[[], bool]
Answer = Sent | deliver_text.Found | Done | ProviderError


def settle(services: Services, business_id: str, *, all_of_it: bool = False) -> None:
    """Called after a commit: deliver this tenant's due work at once where that costs no network, wake the drainer.

    One batch, so that nobody waits for a campaign; `all_of_it` is for those who have the time.
    """
    kinds = [kind for kind in _immediate(services) if kind in BY_PROVIDER]
    if kinds:
        try:
            while _deliver_at_once(services, business_id, kinds, AT_ONCE, lambda: False) and all_of_it:
                pass
        except StoreError as error:  # it is committed, so the next sweep delivers it
            log.warning("settle_postponed", business_id=business_id, reason=type(error).__name__)
    if len(kinds) < len(BY_PROVIDER):
        services.wake()


def deliver_due(
    services: Services, *, business_id: str | None = None, limit: int = 100, stop: Stop = lambda: False
) -> DeliveryCounts:
    """Deliver up to `limit` due entries of one tenant, or of all. May run side by side with other drainers.

    `stop` is asked before each entry that waits for the network.
    """
    outcomes: Counter[Outcome] = Counter()
    at_once = _immediate(services)
    by_network = [kind for kind in OutboxKind if kind not in at_once]
    for kinds, deliver, batch in ((at_once, _deliver_at_once, AT_ONCE), (by_network, _deliver_apart, BY_NETWORK)):
        while kinds and outcomes.total() < limit and not stop():
            done = deliver(services, business_id, kinds, min(batch, limit - outcomes.total()), stop)
            outcomes += done
            if not done:
                break
    return counts_of(outcomes)


def deliver_until_told(services: Services, stop: Stop) -> DeliveryCounts:
    """What the background drainer runs: everything that is due, of every tenant."""
    return deliver_due(services, limit=sys.maxsize, stop=stop)


def _immediate(services: Services) -> list[OutboxKind]:
    """The kinds whose provider costs no network."""
    immediate = {
        OutboxKind.TEXT: services.sms.immediate,
        OutboxKind.CALENDAR: services.calendar.immediate,
        OutboxKind.ESCALATION: True,
    }
    return [kind for kind, at_once in immediate.items() if at_once]


def _deliver_at_once(
    services: Services, business_id: str | None, kinds: Sequence[OutboxKind], limit: int, stop: Stop
) -> Counter[Outcome]:
    """Claim, carry out and write down in one unit of work: a crash undoes all of it, so nothing is uncertain."""
    try:
        with services.store.unit_of_work() as unit:
            claimed = _claim(unit, services, business_id, kinds, limit)
            rows = _Rows(unit, claimed)
            outcomes = Counter(_all_steps(unit, services, rows, entry) for entry in claimed)
            if claimed:
                unit.commit()
    except StoreError:
        raise
    except Exception:  # one broken entry must not hold up the others, so each is tried by itself
        log.exception("delivery_broke", business_id=business_id)
        return _deliver_apart(services, business_id, kinds, limit, stop)
    return _metered(services, outcomes)


class _Rows:
    """What the claimed entries are about, looked up at once."""

    def __init__(self, unit: UnitOfWork, claimed: Sequence[OutboxEntry]) -> None:
        tenants = {entry.business_id for entry in claimed}
        self.businesses = {tenant: unit.businesses.get(tenant) for tenant in tenants}
        self.texts: dict[str, Text] = {}
        for tenant in tenants:
            ids = [
                entry.subject_id for entry in claimed if entry.business_id == tenant and entry.kind is OutboxKind.TEXT
            ]
            if ids:
                self.texts |= {text.id: text for text in unit.texts.get_many(tenant, ids)}


def _all_steps(unit: UnitOfWork, services: Services, rows: _Rows, entry: OutboxEntry) -> Outcome:
    """In one unit of work, so that no mark has to be committed in between."""
    business = rows.businesses[entry.business_id]
    prepared = _prepare(unit, services, business, entry, rows.texts.get(entry.subject_id))
    if isinstance(prepared, Outcome):
        return prepared
    assert business is not None
    return _conclude(unit, services, business, prepared, _carry_out(services, business, prepared))


def _deliver_apart(
    services: Services, business_id: str | None, kinds: Sequence[OutboxKind], limit: int, stop: Stop
) -> Counter[Outcome]:
    """Claim in one unit of work, then each entry by itself, with the provider asked between two units."""
    with services.store.unit_of_work() as unit:
        claimed = _claim(unit, services, business_id, kinds, limit)
        if claimed:
            unit.commit()
    outcomes: Counter[Outcome] = Counter()
    for place, entry in enumerate(claimed):
        if stop():
            _release(services, claimed[place:])
            break
        outcomes[_deliver_one(services, entry)] += 1
    return outcomes


def _release(services: Services, claimed: Sequence[OutboxEntry]) -> None:
    """Give back what was claimed and not begun, so that nobody waits for the lease to run out."""
    with services.store.unit_of_work() as unit:
        for entry in claimed:
            current = unit.outbox.get(entry.business_id, entry.id)
            if current is not None and current.claimed_by == entry.claimed_by:
                unit.outbox.save(replace(current, claimed_until=None, claimed_by=None))
        unit.commit()


def _deliver_one(services: Services, entry: OutboxEntry) -> Outcome:
    try:
        outcome = _in_two_units(services, entry)
    except StoreError as error:  # the lease runs out by itself
        log.warning("delivery_postponed", business_id=entry.business_id, entry=entry.id, reason=type(error).__name__)
        return Outcome.RETRYING
    except Exception as error:  # one broken entry must not stop the drainer
        log.exception("delivery_broke", business_id=entry.business_id, entry=entry.id)
        _postpone(services, entry, error)
        return Outcome.RETRYING
    _metered(services, Counter([outcome]))
    return outcome


def _in_two_units(services: Services, entry: OutboxEntry) -> Outcome:
    with services.store.unit_of_work() as unit:
        current = unit.outbox.get(entry.business_id, entry.id)
        if current is None or current.status is not OutboxStatus.PENDING or current.claimed_by != entry.claimed_by:
            return Outcome.NOTHING  # somebody else was quicker
        business = unit.businesses.get(entry.business_id)
        ours = replace(current, claimed_until=services.lease_now() + LEASE)
        text = unit.texts.get(entry.business_id, entry.subject_id) if entry.kind is OutboxKind.TEXT else None
        prepared = _prepare(unit, services, business, ours, text)
        if not isinstance(prepared, Outcome):
            unit.outbox.save(prepared.entry)
        unit.commit()
    if isinstance(prepared, Outcome) or business is None:
        return prepared if isinstance(prepared, Outcome) else Outcome.NOTHING
    answer = _carry_out(services, business, prepared)
    with services.store.unit_of_work() as unit:
        outcome = _conclude(unit, services, business, prepared, answer, text_now=True)
        unit.commit()
    return outcome


def _claim(
    unit: UnitOfWork, services: Services, business_id: str | None, kinds: Sequence[OutboxKind], limit: int
) -> Sequence[OutboxEntry]:
    now = services.lease_now()
    return unit.outbox.claim(
        now=services.clock.now(),
        lease_until=now + LEASE,
        lease_now=now,
        claimed_by=services.new_id(),
        limit=limit,
        business_id=business_id,
        kinds=kinds,
    )


def _prepare(
    unit: UnitOfWork, services: Services, business: Business | None, entry: OutboxEntry, text: Text | None
) -> Outcome | Task:
    if business is None:
        unit.outbox.save(finished(services, entry, OutboxStatus.DEAD, "the business is gone"))
        return Outcome.FAILED
    if business.status is BusinessStatus.SUSPENDED:
        unit.outbox.save(later(services, entry, "the business is suspended", at_least=WHILE_SUSPENDED))
        return Outcome.HELD
    if entry.kind is OutboxKind.ESCALATION:
        escalate.advance(unit, services, business, entry)
        return Outcome.NOTHING
    if entry.kind is OutboxKind.CALENDAR:
        return deliver_calendar.prepare(unit, services, business, entry)
    return deliver_text.prepare(unit, services, business, entry, text)


def _carry_out(services: Services, business: Business, task: Task) -> Answer:
    if isinstance(task, TextTask):
        return deliver_text.carry_out(services, business, task)
    return deliver_calendar.carry_out(services, business, task)


def _conclude(
    unit: UnitOfWork, services: Services, business: Business, task: Task, answer: Answer, *, text_now: bool = False
) -> Outcome:
    """`text_now`: time has passed since the task was made, so its row is read again."""
    if isinstance(task, TextTask):
        assert not isinstance(answer, Done)
        now = unit.texts.get(business.id, task.text.id) if text_now else None
        return deliver_text.conclude(unit, services, business, task, answer, now or task.text)
    assert isinstance(answer, (Done, ProviderError))
    return deliver_calendar.conclude(unit, services, business, task, answer)


def _postpone(services: Services, entry: OutboxEntry, error: Exception) -> None:
    """A fault of our own: tried again later, given up in the end like any other."""
    with services.store.unit_of_work() as unit:
        current = unit.outbox.get(entry.business_id, entry.id)
        if current is None or current.status is not OutboxStatus.PENDING:
            return
        counted = replace(current, attempts=current.attempts + 1)
        if backoff.gave_up(counted.attempts, counted.due_at, services.clock.now()):
            _give_up(unit, services, counted, type(error).__name__)
        else:
            unit.outbox.save(later(services, counted, type(error).__name__))
        unit.commit()


def _give_up(unit: UnitOfWork, services: Services, entry: OutboxEntry, error: str) -> None:
    business = unit.businesses.get(entry.business_id)
    text = unit.texts.get(entry.business_id, entry.subject_id) if entry.kind is OutboxKind.TEXT else None
    if business is None or text is None:
        unit.outbox.save(finished(services, entry, OutboxStatus.DEAD, error))
    else:
        deliver_text.give_up(unit, services, business, entry, text, error)


def _metered(services: Services, outcomes: Counter[Outcome]) -> Counter[Outcome]:
    """Counted for the operator once it is committed."""
    to_owner, to_customer = outcomes[Outcome.SENT_TO_OWNER], outcomes[Outcome.SENT_TO_CUSTOMER]
    for name, amount in (
        ("sms_sent_total", to_owner + to_customer),
        ("sms_sent_owner", to_owner),
        ("sms_sent_customer", to_customer),
    ):
        if amount:
            services.meter.count(name, amount)
    return outcomes
