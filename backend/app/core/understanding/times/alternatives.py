"""What alternatives share: "Tuesday or Wednesday at 3", "the 15th or 16th of April", "next week Monday or Friday"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from app.core.understanding.times.halves import default_minutes
from app.core.understanding.times.shapes import Clock, DayRef, Days, Draft

_SHARED = ("weeks", "months", "month", "year", "years")


def share(drafts: list[Draft]) -> list[Draft]:
    """The same wishes, each with what it leaves to the others to say."""
    for before, draft in pairwise(drafts):
        _take_over(before, draft)
    for draft, behind in zip(drafts[-2::-1], drafts[::-1], strict=False):
        _take_back(draft, behind)
    for before, draft in pairwise(drafts):
        _agree_on_half(before, draft)
    for draft in drafts:
        if draft.length and draft.window and draft.window.low and not draft.window.high:
            draft.window = replace(draft.window, length=draft.length)
    return drafts


def _agree_on_half(before: Draft, draft: Draft) -> None:
    """Such as "seven or eight in the evening": what one says of am and pm holds for the other."""
    first, second = before.window, draft.window
    if not (first and second and first.low and second.low) or first.low.fixed == second.low.fixed:
        return
    if second.low.fixed:
        before.window = replace(first, low=_nearest(first.low, second.low))
    else:
        draft.window = replace(second, low=_nearest(second.low, first.low))


def _nearest(clock: Clock, other: Clock) -> Clock:
    """The reading of an open clock time that lies nearer to a time that is sure; the usual one where neither does."""
    usual = default_minutes(clock)
    best = min(clock.both(), key=lambda minutes: (abs(minutes - other.minutes), minutes != usual))
    return replace(clock, minutes=best, fixed=True)


def _take_over(before: Draft, draft: Draft) -> None:
    """From what was said first: the day, or a clock time that stood before its day ("at 3 on Monday or Tuesday")."""
    if draft.moment is not None:
        return
    if draft.days is None:
        draft.days = before.days
    elif before.days is not None:
        draft.days = _alike(draft.days, before.days, forward=True)
    if draft.window is None and before.pieces and before.pieces[0].window and before.days is not None:
        draft.window = before.window


def _take_back(draft: Draft, behind: Draft) -> None:
    """From what was said last: the clock time, the month or the week."""
    if draft.moment is not None:
        return
    if draft.days is None:
        draft.days = behind.days
    elif behind.days is not None:
        draft.days = _alike(draft.days, behind.days, forward=False)
    if draft.window is None and draft.days is not None:
        draft.window = behind.window


def _alike(days: Days, other: Days, *, forward: bool) -> Days:
    """A bare weekday or number of a day in the week or month that its alternative names."""
    ref, model = days.low, other.low
    if days.high or model.unit != "day" or not _is_bare(ref) or (ref.day is None) != (model.day is None):
        return days
    borrowed = {name: getattr(model, name) for name in _SHARED if getattr(model, name) is not None}
    if ref.weekday is not None and model.mod == "next" and forward and not borrowed:
        borrowed = {"mod": "next"}
    if model.every and ref.weekday is not None:
        borrowed["every"] = True
    return replace(days, low=replace(ref, **borrowed)) if borrowed else days


def _is_bare(ref: DayRef) -> bool:
    return ref in (DayRef(weekday=ref.weekday), DayRef(day=ref.day)) and ref != DayRef()
