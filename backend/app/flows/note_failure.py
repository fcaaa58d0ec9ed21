"""Something broke while somebody called or wrote, or nobody had time: that person becomes a callback."""

from __future__ import annotations

from app.core import tallies
from app.core.businesses import Business
from app.core.callbacks import CallbackReason
from app.core.callers import caller_number
from app.flows.once import recall, remember
from app.flows.outside import run_turn
from app.flows.owe_callback import owe_callback
from app.flows.services import Services
from app.repositories.ports import UnitOfWork

SCOPE = "twilio_failed"
# The deployment's value that says when a webhook failed last.
LAST_ERROR = "twilio_last_error_at"


def note_failure(
    services: Services,
    business: Business,
    *,
    sid: str,
    caller: str | None,
    words: str = "",
    by_text: bool = False,
    turned_away: bool = False,
) -> None:
    """One callback per call or text (`sid`), however many of its requests fail. `turned_away`: nothing broke."""
    reason = CallbackReason.SYSTEM_ERROR
    if turned_away:
        reason = CallbackReason.MESSAGE if by_text else CallbackReason.MISSED_CALL

    def body(unit: UnitOfWork, _outside: object) -> None:
        now = services.clock.now()
        # The request too: what had counted it was undone with its effect, or never begun.
        unit.tallies.add(business.id, tallies.SMS_REQUESTS if by_text else tallies.VOICE_REQUESTS, now.date())
        if not turned_away:
            unit.tallies.add(business.id, tallies.SMS_ERRORS if by_text else tallies.VOICE_ERRORS, now.date())
            unit.deployment.put(LAST_ERROR, now.isoformat())
        phone = caller_number(caller, business.country)
        if phone is None or phone == business.owner_phone or recall(unit, business.id, SCOPE, [sid]) is not None:
            return
        owe_callback(unit, services, business, reason=reason, phone=phone, note=words)
        remember(unit, services, business.id, SCOPE, [sid])

    run_turn(services, business.id, body)
