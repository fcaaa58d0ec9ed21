"""What the grammar finds in a text, before it is put on a calendar."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

NOON = 12 * 60
MIDNIGHT = 24 * 60


class Match(NamedTuple, Generic[T]):
    """A value and the place behind its last lexeme."""

    value: T
    end: int


class Relation(StrEnum):
    """How a wish stands to the day or the clock time that it names."""

    AT = "at"
    AFTER = "after"
    FROM = "from"
    BEFORE = "before"
    BY = "by"
    UNTIL = "until"
    BETWEEN = "between"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes after midnight. `fixed` is false while am or pm is open; then 12:30 is 750.

    `weak` marks bare numbers, which are times only in company; `word` the way a reader would name it.
    """

    minutes: int
    fixed: bool = False
    weak: bool = False
    approx: bool = False

    def both(self) -> tuple[int, ...]:
        """The minutes that it may mean, the earlier first."""
        if self.fixed:
            return (self.minutes,)
        low = self.minutes % NOON
        return (low, low + NOON)


@dataclass(frozen=True, slots=True)
class Window:
    """A wish for a time of day: a clock time, a span or a part of day, seen through `relation`."""

    relation: Relation = Relation.AT
    low: Clock | None = None
    high: Clock | None = None
    part: str | None = None
    length: int | None = None

    @property
    def half_open(self) -> bool:
        """Whether nothing says if morning or afternoon is meant."""
        clocks = [clock for clock in (self.low, self.high) if clock is not None]
        return bool(clocks) and self.part is None and not any(clock.fixed for clock in clocks)

    @property
    def approx(self) -> bool:
        return any(clock is not None and clock.approx for clock in (self.low, self.high))


@dataclass(frozen=True, slots=True)
class DayRef:
    """A day, or a run of days, by what was said of it. Two refs about one day can be laid together.

    `unit` is what is meant (day, week, weekend, month, workday); `weeks`, `months`, `years` count calendar
    ones from this one. `nth` picks a weekday (or day, or week) of a month, -1 the last. `base` is another ref from
    which `shift_days`, `shift_months` or `weekday` (the first after it, or before) is counted.
    """

    unit: str = "day"
    offset: int | None = None
    weekday: int | None = None
    mod: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weeks: int | None = None
    months: int | None = None
    years: int | None = None
    nth: int | None = None
    holiday: str | None = None
    edge: str | None = None
    every: bool = False
    step: int | None = None
    count: int | None = None
    base: DayRef | None = None
    shift_days: int = 0
    shift_months: int = 0


@dataclass(frozen=True, slots=True)
class Days:
    """A wish for days: one ref, or from `low` to `high` inclusive, seen through `relation`."""

    low: DayRef
    high: DayRef | None = None
    relation: Relation = Relation.AT


@dataclass(frozen=True, slots=True)
class Moment:
    """So many minutes from now; `within` means any time until then."""

    minutes: int
    within: bool = False


@dataclass(frozen=True, slots=True)
class Urgency:
    """How soon: "as soon as possible" (soon), "now", or "whenever" (any)."""

    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Something understood and where it stood: lexemes from `begin` up to `end`.

    `length` is a stay in minutes;
    `back` says "before that" of what was named last.
    """

    begin: int
    end: int
    days: Days | None = None
    window: Window | None = None
    moment: Moment | None = None
    urgency: Urgency | None = None
    length: int | None = None
    back: Relation | None = None
    intro: str | None = None
    negated: bool = False
    past: bool = False

    @property
    def weak(self) -> bool:
        window = self.window
        if window is None or window.part is not None:
            return False
        return all(clock is None or clock.weak for clock in (window.low, window.high))


@dataclass(slots=True)
class Draft:
    """A wish as it is being put together from pieces."""

    days: Days | None = None
    window: Window | None = None
    moment: Moment | None = None
    urgency: Urgency | None = None
    length: int | None = None
    pieces: list[Piece] = field(default_factory=list)
