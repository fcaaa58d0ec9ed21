"""What was said is forgotten once the business's retention is over; that somebody called stays, for the counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from app.core.businesses import Business
from app.core.conversations import Conversation
from app.core.jobs import JobRun
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

NAME = "forget-transcripts"
AT_ONCE = 100
# A conversation that began before the last run's limit may have gone on beyond it for as long as this.
LONGEST_CONVERSATION = timedelta(days=7)
# What was answered to webhooks and requests holds words, too; that they were answered keeps their effect to once.
SPOKEN = ("twilio_call", "twilio_dial", "twilio_text", "POST ")
BEGINNING = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def forget_transcripts(services: Services, business: Business) -> int:
    """Remove the words of all conversations that ended longer ago than `transcript_retention_days`; how many.

    Texts and voicemails of that age lose theirs, too.
    """
    limit = services.clock.now() - timedelta(days=business.transcript_retention_days)
    forgotten, after = 0, None
    start = _last_limit(services, business) - LONGEST_CONVERSATION
    while start < limit:
        with services.store.unit_of_work() as unit:
            page = unit.conversations.page(business.id, limit=AT_ONCE, after=after, start=start, end=limit)
            forgotten += sum(_forget(unit, business, talk, limit) for talk in page.items)
            if page.next_key is None:
                unit.idempotency.forget_answers(business.id, limit, prefixes=SPOKEN)
                _forget_beside(unit, business, start, limit)
                _note(unit, services, business, limit, forgotten)
            unit.commit()
        if page.next_key is None:
            break
        after = page.next_key
    return forgotten


def _forget_beside(unit: UnitOfWork, business: Business, start: datetime, end: datetime) -> None:
    """The same words stand in the texts and in voicemails that were written down."""
    unit.texts.forget_words(business.id, start, end)
    after = None
    while True:
        page = unit.callbacks.page(business.id, limit=AT_ONCE, after=after)
        for callback in page.items:
            if callback.transcript and callback.last_seen < end:
                unit.callbacks.save(business.id, replace(callback, transcript=None))
        after = page.next_key
        if after is None:
            return


def _forget(unit: UnitOfWork, business: Business, talk: Conversation, limit: datetime) -> bool:
    """The messages, and what the dialogue remembered between two turns."""
    messages = unit.conversations.messages(business.id, talk.id)
    if not messages or max(message.at for message in messages) >= limit:
        return False
    unit.conversations.remove_messages(business.id, talk.id)
    session = unit.sessions.by_conversation(business.id, talk.id)
    if session is not None:
        unit.sessions.remove(business.id, session.id)
    return True


def _last_limit(services: Services, business: Business) -> datetime:
    """Until when the last run has forgotten, so that no run reads all that was ever said."""
    with services.store.unit_of_work(read_only=True) as unit:
        runs = unit.job_runs.all()
    last = next((run for run in runs if run.name == NAME and run.business_id == business.id), None)
    return BEGINNING if last is None else datetime.fromisoformat(last.result.rpartition(" ")[2])


def _note(unit: UnitOfWork, services: Services, business: Business, limit: datetime, forgotten: int) -> None:
    result = f"{forgotten} forgotten, all until {limit.isoformat()}"
    unit.job_runs.put(JobRun(NAME, business.id, services.clock.now(), result, ok=True))
