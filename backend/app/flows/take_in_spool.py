"""The database is back: what was kept on this machine meanwhile gets its effect, once."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from app.core.businesses import Business
from app.core.callers import caller_number
from app.core.consent.keywords import classify
from app.core.spooled import Spooled, SpooledKind
from app.flows.end_call import EndedCall, end_call
from app.flows.identify_business import Named, identify_business
from app.flows.note_failure import note_failure
from app.flows.once import recall, remember
from app.flows.outside import Outside, run_turn
from app.flows.services import Services
from app.flows.take_voicemail import Recording, take_voicemail
from app.flows.text_consent import about_texting
from app.flows.text_thread import sender_of
from app.repositories.errors import StoreError
from app.repositories.ports import UnitOfWork

log = structlog.get_logger(__name__)

SCOPE = "spooled_text"


def take_in_spool(services: Services, go_on: Callable[[], bool] = lambda: True) -> int:
    """How many entries were taken in. Stops at once where the database is still away, or it shall not `go_on`.

    Two workers may take in the same entry: each effect is kept to once by the call, message or recording.
    """
    if services.spool is None:
        return 0
    taken = 0
    for entry in services.spool.entries():
        if not go_on():
            break
        try:
            _take_in(services, entry)
        except StoreError:
            break
        except Exception:  # an entry that breaks us must not hold up the others
            log.exception("spooled_entry_broke", entry=entry.id, kind=entry.kind)
            services.spool.set_aside(entry.id)
            continue
        services.spool.remove(entry.id)
        taken += 1
    if taken:
        log.info("spool_taken_in", entries=taken)
    return taken


def _take_in(services: Services, entry: Spooled) -> None:
    named = Named(entry.business_id, None, entry.own_number, entry.fallback)
    business = identify_business(services, named)
    if business is None:
        log.warning("spooled_entry_of_nobody", entry=entry.id, kind=entry.kind)
        return
    match entry.kind:
        case SpooledKind.CALL:
            note_failure(services, business, sid=entry.sid, caller=entry.caller, words=entry.words)
        case SpooledKind.CALL_TURNED_AWAY:
            note_failure(services, business, sid=entry.sid, caller=entry.caller, words=entry.words, turned_away=True)
        case SpooledKind.TEXT | SpooledKind.TEXT_TURNED_AWAY:
            _take_in_text(services, business, entry)
        case SpooledKind.RECORDING:
            recording = Recording(
                entry.sid, entry.recording_sid, entry.recording_url, entry.caller, entry.words or None
            )
            take_voicemail(services, business, recording)
        case SpooledKind.END:
            end_call(services, business, EndedCall(entry.sid, entry.caller, inbound=entry.inbound))


def _take_in_text(services: Services, business: Business, entry: Spooled) -> None:
    """An opt-out counts from the moment it was sent; anything else is read by a person."""
    if entry.opt_out_type is None and classify(entry.words) is None:
        note_failure(
            services,
            business,
            sid=entry.sid,
            caller=entry.caller,
            words=entry.words,
            by_text=True,
            turned_away=entry.kind is SpooledKind.TEXT_TURNED_AWAY,
        )
        return

    def body(unit: UnitOfWork, _outside: Outside) -> None:
        sender = sender_of(unit, business, caller_number(entry.caller, business.country))
        if sender.phone is not None and recall(unit, business.id, SCOPE, [entry.sid]) is None:
            about_texting(unit, services, business, sender, entry.words, entry.opt_out_type, entry.sid)
            remember(unit, services, business.id, SCOPE, [entry.sid])

    run_turn(services, business.id, body)
