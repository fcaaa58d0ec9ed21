"""Free times, and whether one very time can be booked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.core.availability.board import Board, covering
from app.core.availability.choice import Choice
from app.core.availability.minutes import minute_from, minute_of
from app.core.availability.query import Reason, TimeQuery
from app.core.businesses import Business, Service
from app.core.slots import Slot, Taken

MINUTE = timedelta(minutes=1)


def free_slots(
    business: Business, query: TimeQuery, taken: Sequence[Taken], now: datetime, start: datetime, end: datetime
) -> list[Slot]:
    """Every time that begins from `start` until `end` (exclusive), in order, each with the technician to send."""
    board = Board(business, query, taken, now, start, end)
    choice = Choice(board, taken)
    starts = board.starts(minute_from(start), minute_from(end))
    return [choice.slot(minute, lanes) for minute, lanes in starts.items()]


def technician_for(
    business: Business, query: TimeQuery, start: datetime, taken: Sequence[Taken], now: datetime
) -> str | None:
    """Whom to send at that very time; None where nobody is free then within the rules."""
    if start.second or start.microsecond:
        return None
    board = Board(business, query, taken, now, start, start + MINUTE)
    lanes = board.free_at(minute_of(start))
    return Choice(board, taken).slot(minute_of(start), lanes).technician_id if lanes else None


def same_time(business: Business, slot: Slot, query: TimeQuery, taken: Sequence[Taken], now: datetime) -> Slot | None:
    """The slot's time with whoever is free then in hours, whatever the notice; None where nobody is."""
    query = replace(query, technician_id=None, duration_minutes=_length(slot))
    board = Board(business, query, taken, now, slot.start, slot.end)
    lanes = board.room_at(minute_of(slot.start))
    return (
        replace(Choice(board, taken).slot(minute_of(slot.start), lanes), start=slot.start, end=slot.end)
        if lanes
        else None
    )


def end_for(service: Service | None, start: datetime) -> datetime:
    """When a visit of that service ends."""
    return start + timedelta(minutes=TimeQuery(service=service).minutes)


def is_bookable(
    business: Business,
    slot: Slot,
    query: TimeQuery,
    taken: Sequence[Taken],
    now: datetime,
    *,
    overrule: Collection[Reason] = (),
) -> Reason | None:
    """Why a visit in that slot cannot be, None where it can. `overrule` holds reasons that do not count.

    Holds for one technician at any time, on the grid or off it. `TAKEN` is an overlap with
    something else, `FULL` says that buffers or the limits of the day leave no room.
    """
    query = replace(query, technician_id=slot.technician_id, duration_minutes=_length(slot))
    board = Board(business, query, taken, now, slot.start, slot.end)
    faults = _faults(board, slot, taken, now)
    return next((fault for fault in faults if fault not in overrule), None)


def _faults(board: Board, slot: Slot, taken: Sequence[Taken], now: datetime) -> list[Reason]:
    """Everything that speaks against the slot, what weighs most first."""
    start = minute_of(slot.start)
    faults = [Reason.PAST] if slot.start < now else []
    if any(each.technician_id in (None, slot.technician_id) and _overlap(each, slot) for each in taken):
        faults.append(Reason.TAKEN)
    if not board.lanes:
        return [*faults, Reason.NO_TECHNICIAN]
    if not covering(board.lanes[0].work, start, start + board.minutes):
        faults.append(hours_fault(board, start))
    elif not board.room_at(start):
        faults.append(Reason.FULL)
    if start > board.latest:
        faults.append(Reason.TOO_FAR)
    if start < board.earliest:
        faults.append(Reason.TOO_SOON)
    return faults


def _overlap(taken: Taken, slot: Slot) -> bool:
    return taken.start < slot.end and slot.start < taken.end


def hours_fault(board: Board, start: int) -> Reason:
    """Closed all that day, or only then?"""
    first, last = board.clock.day_bounds(board.clock.day_index(start))
    return Reason.OUTSIDE_HOURS if board.open_starts(first, last) else Reason.CLOSED


def _length(slot: Slot) -> int:
    return minute_from(slot.end) - minute_of(slot.start)
