"""One text on its way out: asked of the gate once more, given to the provider, and written down."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from app.core import backoff, tallies
from app.core.businesses import Business
from app.core.campaigns import REMINDED
from app.core.consent.gate import Verdict
from app.core.outbox import OutboxEntry, OutboxStatus
from app.core.texts import Audience, Text, TextKind, TextStatus
from app.flows.ask_consent import judge
from app.flows.delivery import Outcome, finished, later
from app.flows.opt_outs import record_opt_out
from app.flows.services import Services
from app.flows.tell_owner import OPTED_OUT_AT_PROVIDER, tell_owner_of_failure
from app.flows.texting import judged, rewritten, tally_sent, written_of
from app.providers.ports import OutcomeUnknown, ProviderError, Rejected, Sent, Unavailable
from app.repositories.ports import UnitOfWork

WAITING = frozenset({TextStatus.QUEUED, TextStatus.DEFERRED, TextStatus.UNCERTAIN})
# For how long a text counts as the answer to what was said a moment ago.
ANSWER_FRESH = timedelta(hours=1)
# For so long what the gate said when the text was made is not asked again.
JUDGED_LATELY = timedelta(seconds=10)
CANCELLED = "confirmation_cancelled"

Found = tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class TextTask:
    """`look_up`: it may have been taken before, so the provider is asked about it instead of given it again."""

    entry: OutboxEntry
    text: Text
    look_up: bool


def prepare(
    unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry, text: Text | None
) -> TextTask | Outcome:
    """Settle what needs no provider; else give the task, with its entry marked as being sent.

    `text` is the entry's row. The caller saves the entry and commits before `carry_out`, unless all is one unit.
    """
    if text is None or text.status not in WAITING:
        unit.outbox.save(finished(services, entry, OutboxStatus.DONE))
        return Outcome.NOTHING
    if entry.sending_since is not None:
        return TextTask(replace(entry, attempts=entry.attempts + 1), text, look_up=True)
    if text.audience is Audience.CUSTOMER and not _just_judged(services, entry, text):
        held = _ask_again(unit, services, business, entry, text)
        if held is not None:
            return held
    text = _as_of_now(unit, services, business, entry, text)
    marked = replace(entry, attempts=entry.attempts + 1, sending_since=services.lease_now())
    return TextTask(marked, text, look_up=False)


def carry_out(services: Services, business: Business, task: TextTask) -> Sent | Found | ProviderError:
    """Ask the provider; a look-up says what the text may be there."""
    try:
        if task.look_up:
            return tuple(services.sms.find(business, task.text, task.entry.sending_since or task.entry.created_at))
        return services.sms.send(business, task.text)
    except ProviderError as error:
        return error


def conclude(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    task: TextTask,
    answer: Sent | Found | ProviderError,
    text: Text,
) -> Outcome:
    """Write down what became of it. `text` is the row as it is now: the provider's report may have been quicker."""
    if isinstance(answer, tuple):
        known = next((sent for sent in answer if not _is_another_text(unit, business, text, sent)), None)
        if known is None:
            unit.texts.save(business.id, replace(text, status=TextStatus.QUEUED, reason=None))
            unit.outbox.save(replace(task.entry, sending_since=None, claimed_until=None))
            return Outcome.RETRYING
        answer = known
    if isinstance(answer, Sent):
        return _sent(unit, services, business, task.entry, text, answer)
    if isinstance(answer, Rejected) and not task.look_up:
        return _rejected(unit, services, business, task.entry, text, answer)
    return _not_now(unit, services, business, task, text, answer)


def _just_judged(services: Services, entry: OutboxEntry, text: Text) -> bool:
    """The gate let it through a moment ago, when it was made."""
    first = entry.attempts == 0 and text.status is TextStatus.QUEUED
    return first and services.clock.now() - text.created_at < JUDGED_LATELY


def _is_another_text(unit: UnitOfWork, business: Business, text: Text, sent: Sent) -> bool:
    """A look-up found the same words that went to the same number before."""
    known = unit.texts.by_provider_sid(business.id, sent.provider_sid)
    return known is not None and known.id != text.id


def _as_of_now(unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry, text: Text) -> Text:
    """A text that waited past midnight says "today" where it said "tomorrow"."""
    now = services.clock.now()
    if business.local(now).date() == business.local(text.created_at).date():
        return text
    current = rewritten(unit, services, business, text, written_of(entry), now)
    if current.body != text.body:
        unit.texts.save(business.id, current)
    return current


def _ask_again(
    unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry, text: Text
) -> Outcome | None:
    """None where it may go now."""
    if _outdated(unit, business, entry, text):
        unit.texts.save(business.id, replace(text, status=TextStatus.SUPPRESSED, reason="appointment_changed"))
        unit.outbox.save(finished(services, entry, OutboxStatus.DONE))
        return Outcome.SUPPRESSED
    now = services.clock.now()
    answer = entry.payload.get("answer") == "yes" and now - entry.created_at < ANSWER_FRESH
    decision = judge(unit, services, business, text, answer=answer)
    if decision.verdict is Verdict.SEND:
        return None
    text = judged(text, decision, now)
    unit.texts.save(business.id, text)
    if decision.verdict is Verdict.SUPPRESS:
        unit.outbox.save(finished(services, entry, OutboxStatus.DONE))
        return Outcome.SUPPRESSED
    unit.outbox.save(replace(entry, due_at=text.send_after or now, claimed_until=None, claimed_by=None))
    return Outcome.HELD


def _outdated(unit: UnitOfWork, business: Business, entry: OutboxEntry, text: Text) -> bool:
    """About a visit that was cancelled or moved since, which another text tells; it expires when the visit starts."""
    reminds, written = text.kind is TextKind.REMINDER, written_of(entry)
    if text.appointment_id is None or not (reminds or written):
        return False
    visit = unit.appointments.get(business.id, text.appointment_id)
    if visit is None:
        return True
    if written is not None and written.template == CANCELLED:
        return visit.active
    moved = text.expires_at is not None and visit.start_time != text.expires_at
    return moved or not visit.active or (reminds and visit.status not in REMINDED)


def _sent(
    unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry, text: Text, sent: Sent
) -> Outcome:
    unit.outbox.save(finished(services, entry, OutboxStatus.DONE))
    if text.status not in WAITING:
        return Outcome.NOTHING  # the provider's own report came first and was counted
    text = replace(
        text,
        status=TextStatus.SENT,
        reason=None,
        error_code=None,
        send_after=None,
        sent_at=services.clock.now(),
        provider_sid=sent.provider_sid,
        segments=sent.segments or text.segments,
    )
    unit.texts.save(business.id, text)
    tally_sent(unit, services, business, text)
    return Outcome.SENT_TO_OWNER if text.audience is Audience.OWNER else Outcome.SENT_TO_CUSTOMER


def _rejected(
    unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry, text: Text, error: Rejected
) -> Outcome:
    reason = "rejected"
    if error.code == OPTED_OUT_AT_PROVIDER and text.to_number and text.audience is Audience.CUSTOMER:
        record_opt_out(unit, services, business, text.to_number, source="twilio", evidence="21610", reference=text.id)
        reason = "opted_out"
    return _failed(unit, services, business, entry, replace(text, error_code=error.code, reason=reason), str(error))


def _not_now(
    unit: UnitOfWork, services: Services, business: Business, task: TextTask, text: Text, error: ProviderError
) -> Outcome:
    unknown = task.look_up or isinstance(error, OutcomeUnknown) or not isinstance(error, Unavailable)
    entry = task.entry if unknown else replace(task.entry, sending_since=None)
    if backoff.gave_up(entry.attempts, entry.due_at, services.clock.now()):
        return give_up(unit, services, business, entry, text, str(error))
    if unknown and text.status is not TextStatus.UNCERTAIN:
        text = replace(text, status=TextStatus.UNCERTAIN, reason="outcome_unknown", error_code=error.code)
        unit.texts.save(business.id, text)
    unit.outbox.save(later(services, entry, str(error), at_least=backoff.LOOK_UP_DELAY if unknown else None))
    return Outcome.UNCERTAIN if unknown else Outcome.RETRYING


def give_up(
    unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry, text: Text, error: str
) -> Outcome:
    """Nothing more is tried. Where the provider may have taken it, it stays uncertain. The owner hears of it once."""
    if entry.sending_since is not None:
        return _unknown_for_good(unit, services, business, entry, text, error)
    return _failed(unit, services, business, entry, replace(text, reason="gave_up"), error)


def _failed(
    unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry, text: Text, error: str
) -> Outcome:
    text = replace(text, status=TextStatus.FAILED, send_after=None)
    unit.texts.save(business.id, text)
    unit.tallies.add(business.id, tallies.SMS_FAILED, services.clock.now().date())
    unit.outbox.save(finished(services, entry, OutboxStatus.DEAD, error))
    tell_owner_of_failure(unit, services, business, text)
    return Outcome.FAILED


def _unknown_for_good(
    unit: UnitOfWork, services: Services, business: Business, entry: OutboxEntry, text: Text, error: str
) -> Outcome:
    text = replace(text, status=TextStatus.UNCERTAIN, reason="outcome_unknown", send_after=None)
    unit.texts.save(business.id, text)
    unit.outbox.save(finished(services, entry, OutboxStatus.UNCERTAIN, error))
    tell_owner_of_failure(unit, services, business, text)
    return Outcome.UNCERTAIN
