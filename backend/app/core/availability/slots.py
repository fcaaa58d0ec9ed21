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


def free_slots(
    business: Business, query: TimeQuery, taken: Sequence[Taken], now: datetime, start: datetime, end: datetime
) -> list[Slot]:
    """Every time that begins from `start` until `end` (exclusive), in order, each with the technician to send."""
    board = Board(business, query, taken, now, start, end)
    choice = Choice(board, taken)
    starts = board.starts(minute_from(start), minute_from(end))
    return [choice.slot(minute, lanes) for minute, lanes in starts.items()]


def best_slot(
    business: Business,
    query: TimeQuery,
    start: datetime,
    end: datetime,
    taken: Sequence[Taken],
    now: datetime,
    *,
    overrule: Collection[Reason] = (),
) -> Slot | Reason:
    """That very time with whom to send, on the grid or off it; else why nobody can be sent.

    `overrule` holds reasons that do not count; with `NO_TECHNICIAN` among them a skill is not asked for.
    """
    query = replace(query, duration_minutes=minute_from(end) - minute_of(start))
    board = Board(business, query, taken, now, start, end)
    if not board.lanes and Reason.NO_TECHNICIAN in overrule:
        board = Board(business, replace(query, service=None), taken, now, start, end)
    first_fault: Reason | None = None
    for technician in Choice(board, taken).ranked(minute_of(start)):
        slot = Slot(start, end, technician.id)
        fault = is_bookable(business, slot, board.query, taken, now, overrule=overrule)
        if fault is None:
            return slot
        first_fault = first_fault or fault
    return first_fault or Reason.NO_TECHNICIAN


def technician_for(
    business: Business, query: TimeQuery, start: datetime, taken: Sequence[Taken], now: datetime
) -> str | None:
    """Whom to send at that very time; None where nobody is free then within the rules."""
    best = best_slot(business, query, start, start + timedelta(minutes=query.minutes), taken, now)
    return best.technician_id if isinstance(best, Slot) else None


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
