"""What an owner wants to know of the last weeks, reckoned from light figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from app.core.businesses import Business
from app.core.conversations import Channel, ConversationFigure, Outcome

# These talked to nobody who could help: the owner lost them, for now.
MISSED = frozenset({Outcome.ABANDONED, Outcome.CALLBACK_REQUESTED})
UNKNOWN_SOURCE = "unknown"


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    conversations: int
    booked: int


@dataclass(frozen=True, slots=True)
class Analytics:
    """`conversion_rate` is booked by all, 0 to 1; `median_seconds_to_book` None where nothing was booked.

    `booked_after_hours`: of those booked, the ones that came when nobody was at the desk.
    """

    calls: int
    texts: int
    chats: int
    booked: int
    booked_after_hours: int
    conversion_rate: float
    missed: int
    emergencies: int
    average_turns: float
    median_seconds_to_book: int | None
    by_day: tuple[DayCount, ...]
    by_hour: tuple[int, ...]
    by_outcome: dict[str, int]
    by_lead_source: dict[str, int]


@dataclass(slots=True)
class _Sums:
    channels: Counter[Channel] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)
    hours: Counter[int] = field(default_factory=Counter)
    days: Counter[date] = field(default_factory=Counter)
    booked_days: Counter[date] = field(default_factory=Counter)
    after_hours: int = 0
    emergencies: int = 0
    messages: int = 0
    seconds: list[float] = field(default_factory=list)

    def add(self, figure: ConversationFigure, business: Business) -> None:
        local = business.local(figure.started_at)
        self.channels[figure.channel] += 1
        self.outcomes[str(figure.outcome or "open")] += 1
        self.sources[figure.lead_source or UNKNOWN_SOURCE] += 1
        self.hours[local.hour] += 1
        self.days[local.date()] += 1
        self.emergencies += figure.is_emergency
        self.messages += figure.message_count
        if figure.booked_at is not None:
            self.booked_days[local.date()] += 1
            self.after_hours += not _at_the_desk(business, local)
            self.seconds.append((figure.booked_at - figure.started_at).total_seconds())


def analyse(figures: Iterable[ConversationFigure], business: Business, first: date, last: date) -> Analytics:
    """`figures` of the local days `first` to `last`, both included."""
    sums = _Sums()
    for figure in figures:
        sums.add(figure, business)
    total, booked = sum(sums.channels.values()), sum(sums.booked_days.values())
    span = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return Analytics(
        calls=sums.channels[Channel.VOICE],
        texts=sums.channels[Channel.SMS],
        chats=sums.channels[Channel.WEB],
        booked=booked,
        booked_after_hours=sums.after_hours,
        conversion_rate=round(booked / total, 4) if total else 0.0,
        missed=sum(sums.outcomes[str(outcome)] for outcome in MISSED),
        emergencies=sums.emergencies,
        # Two messages, one of each side, are a turn.
        average_turns=round(sums.messages / 2 / total, 2) if total else 0.0,
        median_seconds_to_book=round(median(sums.seconds)) if sums.seconds else None,
        by_day=tuple(DayCount(day, sums.days[day], sums.booked_days[day]) for day in span),
        by_hour=tuple(sums.hours[hour] for hour in range(24)),
        by_outcome=dict(sums.outcomes),
        by_lead_source=dict(sums.sources),
    )


def _at_the_desk(business: Business, local: datetime) -> bool:
    """Within the weekly hours, also those that began the evening before; a holiday has none."""
    if local.date() in business.holidays:
        return False
    clock, before = local.time(), local.date() - timedelta(days=1)
    begun = any(
        span.start <= clock and (clock < span.end or span.end <= span.start)
        for span in business.business_hours.on(local.date())
    )
    return begun or any(span.end <= span.start and clock < span.end for span in business.business_hours.on(before))
