"""The provider reports what became of a text: in any order, and never backwards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core import tallies
from app.core.businesses import Business
from app.core.delivery_status import after_report, is_final, reported_status
from app.core.texts import Audience, Direction, Text, TextStatus
from app.flows.deliver import settle
from app.flows.deliver_text import WAITING
from app.flows.opt_outs import record_opt_out
from app.flows.send_again import send_again
from app.flows.services import Services
from app.flows.tell_owner import OPTED_OUT_AT_PROVIDER, tell_owner_of_failure
from app.flows.texting import meter_sent, tally_sent
from app.repositories.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class StatusReport:
    """`message_sid` names the message at the provider, `text_id` our row where the report's address names it."""

    message_sid: str
    status: str
    error_code: str | None = None
    text_id: str | None = None


def take_text_status(services: Services, business_id: str, report: StatusReport) -> Text | None:
    """Note the report; the row as it is now, or None where it is about no text of this business.

    A report about a text whose sending timed out proves that it was taken.
    """
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get(business_id)
        text = None if business is None else _find(unit, business, report)
        if business is None or text is None:
            return None
        newly_sent = text.status in WAITING
        changed = _apply(unit, services, business, text, report)
        unit.commit()
    if newly_sent and changed.status not in WAITING:
        meter_sent(services, changed)
    settle(services, business_id)
    return changed


def _find(unit: UnitOfWork, business: Business, report: StatusReport) -> Text | None:
    """By our own id, unless that row has another message; else by the provider's."""
    text = unit.texts.get(business.id, report.text_id) if report.text_id else None
    if text is None or text.provider_sid not in (None, report.message_sid):
        text = unit.texts.by_provider_sid(business.id, report.message_sid)
    return text if text is not None and text.direction is Direction.OUT else None


def _apply(unit: UnitOfWork, services: Services, business: Business, text: Text, report: StatusReport) -> Text:
    status = after_report(text.status, reported_status(report.status))
    if status is text.status:
        return text
    now = services.clock.now()
    changed = replace(
        text,
        status=status,
        provider_sid=report.message_sid,
        sent_at=text.sent_at or now,
        send_after=None,
        reason=None if text.status in WAITING else text.reason,
        error_code=report.error_code if status in (TextStatus.FAILED, TextStatus.UNDELIVERED) else None,
    )
    if text.status in WAITING:
        tally_sent(unit, services, business, changed)
    unit.texts.save(business.id, changed)
    if is_final(status):
        _note_end(unit, services, business, changed)
    return changed


def _note_end(unit: UnitOfWork, services: Services, business: Business, text: Text) -> None:
    delivered = text.status is TextStatus.DELIVERED
    name = tallies.SMS_DELIVERED if delivered else tallies.SMS_FAILED
    unit.tallies.add(business.id, name, services.clock.now().date())
    if delivered:
        return
    if text.error_code == OPTED_OUT_AT_PROVIDER and text.audience is Audience.CUSTOMER and text.to_number:
        record_opt_out(
            unit, services, business, text.to_number, source="twilio", evidence=OPTED_OUT_AT_PROVIDER, reference=text.id
        )
    if not send_again(unit, services, business, text):
        tell_owner_of_failure(unit, services, business, text)
