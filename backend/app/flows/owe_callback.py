"""Write down that somebody is owed a call, and tell the owner."""

from __future__ import annotations

from dataclasses import replace

from app.core.businesses import Business
from app.core.callbacks import Callback, CallbackReason
from app.core.phones import to_read
from app.core.wording.catalogue import say
from app.flows.services import Services
from app.flows.texting import alert_owner
from app.repositories.ports import UnitOfWork


def owe_callback(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    *,
    reason: CallbackReason,
    phone: str | None,
    note: str = "",
    name: str | None = None,
    customer_id: str | None = None,
    conversation_id: str | None = None,
    recording_url: str | None = None,
    transcript: str | None = None,
    alert: bool = True,
    again: bool = True,
) -> Callback:
    """One open callback per number: a second try counts as an attempt and adds what was said.

    `again` false: more is known of the same try.
    """
    now = services.clock.now()
    known = unit.callbacks.open_for(business.id, phone) if phone else None
    if known is None:
        callback = Callback(
            id=services.new_id(),
            reason=reason,
            first_seen=now,
            last_seen=now,
            phone=phone,
            customer_id=customer_id,
            customer_name=name,
            recording_url=recording_url,
            transcript=transcript,
            notes=note,
            conversation_id=conversation_id,
        )
        unit.callbacks.add(business.id, callback)
    else:
        callback = replace(
            known,
            reason=reason,
            last_seen=now,
            attempts=known.attempts + again,
            customer_name=name or known.customer_name,
            recording_url=recording_url or known.recording_url,
            transcript=transcript or known.transcript,
            notes=_both(known.notes, note),
        )
        unit.callbacks.save(business.id, callback)
    if alert:
        alert_owner(unit, services, business, _alert(business, callback), conversation_id=conversation_id)
    return callback


def _both(first: str, second: str) -> str:
    return first if not second or second in first else f"{first}\n{second}".strip()


def _alert(business: Business, callback: Callback) -> str:
    language = business.language
    who = " ".join(
        part for part in (callback.customer_name or "", to_read(callback.phone) if callback.phone else "") if part
    )
    return say(
        language,
        f"alert.callback.{callback.reason}",
        who=who or say(language, "alert.unknown_caller"),
        note=(callback.transcript or callback.notes)[:300],
    ).strip()
