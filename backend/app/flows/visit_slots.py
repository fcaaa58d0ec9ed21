"""May a visit take this slot, now that it comes to it?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta

from app.core.availability.query import Reason, TimeQuery
from app.core.availability.slots import best_slot, is_bookable
from app.core.businesses import Business
from app.core.slots import Slot, Taken
from app.flows.find_times import BusyBetween, load_holds, load_taken, no_calendar
from app.flows.services import Services
from app.repositories.errors import SlotTaken
from app.repositories.ports import UnitOfWork

# Limits of a day, and buffers to the visits beside it, need what is taken around the slot.
AROUND = timedelta(days=2)
# A time that was offered a moment ago stays good while the caller makes up their mind.
OFFERED = frozenset({Reason.TOO_SOON})
# What a person who knows better may overrule: everything but an overlap.
BY_FORCE = frozenset(Reason) - {Reason.TAKEN}


def slot_to_take(
    unit: UnitOfWork,
    services: Services,
    business: Business,
    slot: Slot,
    query: TimeQuery,
    *,
    session_id: str | None,
    overrule: Collection[Reason] = OFFERED,
    another_may_come: bool = True,
    busy_between: BusyBetween = no_calendar,
) -> Slot:
    """The slot, with another technician where the one offered was taken meanwhile. Raises `SlotTaken`.

    Where the offer ran out, the calendar and the notice count anew: hours may have passed. Raises
    `AvailabilityUnknown` where the calendar then does not answer.
    """
    now = services.clock.now()
    unit.appointments.take_turns(business.id)
    held: list[Taken] = []
    if session_id is None or _still_holds(unit, services, business, slot, session_id):
        busy_between = no_calendar
    else:
        held = load_holds(unit, business, slot.start, slot.end, now, session_id)
        overrule = frozenset(overrule) - OFFERED
    taken = load_taken(
        unit,
        business,
        slot.start - AROUND,
        slot.end + AROUND,
        except_for=query.exclude_appointment_id,
        busy_between=busy_between,
    )
    taken += held
    reason = is_bookable(business, slot, query, taken, now, overrule=overrule)
    if reason is None:
        return slot
    anybody = replace(query, technician_id=None)
    other = best_slot(business, anybody, slot.start, slot.end, taken, now, overrule=overrule)
    if not isinstance(other, Slot) or not another_may_come:
        raise SlotTaken(f"not free: {reason}")
    return other


def _still_holds(unit: UnitOfWork, services: Services, business: Business, slot: Slot, session_id: str) -> bool:
    """Was this caller offered that very slot a moment ago?"""
    holds = unit.holds.active_between(business.id, slot.start, slot.end, services.clock.now())
    return any(
        hold.session_id == session_id and hold.technician_id == slot.technician_id and hold.start == slot.start
        for hold in holds
    )
