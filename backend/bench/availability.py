"""Free times over 14 days with 20 technicians and 2,000 visits: how long one answer takes in process."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from app.core.availability.offers import find_offers
from app.core.availability.query import TimeQuery
from app.core.availability.slots import free_slots
from app.core.businesses import Business, OpenSpan, Service, SlotRules, Technician, WeeklyHours
from app.core.slots import Taken

LIMIT_MS = 5.0
NOW = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)
DAYS, PEOPLE, VISITS = 14, 20, 2_000
ROUNDS = 200


def business() -> Business:
    day = (OpenSpan(time(8), time(17)),)
    return Business(
        id="bench",
        name="Bench",
        created_at=NOW,
        updated_at=NOW,
        business_hours=WeeklyHours((day,) * 7),
        services=(Service("leak", "leak repair", 60),),
        technicians=tuple(Technician(f"t{number}", f"Technician {number}") for number in range(PEOPLE)),
        slot_rules=SlotRules(min_notice_minutes=0),
    )


def diary() -> list[Taken]:
    """Every technician's nine working hours of every day, a random 2,000 of them taken."""
    hours = [(day, hour, person) for day in range(DAYS) for hour in range(9) for person in range(PEOPLE)]
    taken = random.Random(7).sample(hours, VISITS)
    visits = [(NOW + timedelta(days=day, hours=hour), f"t{person}") for day, hour, person in taken]
    return [Taken(start, start + timedelta(hours=1), person) for start, person in sorted(visits)]


def milliseconds(answer: Callable[[], object]) -> float:
    """The quickest of many rounds, which a busy machine disturbs least."""
    spent = []
    for _round in range(ROUNDS):
        begun = perf_counter()
        answer()
        spent.append((perf_counter() - begun) * 1000)
    return min(spent)


def main() -> int:
    company, taken = business(), diary()
    query = TimeQuery(company.services[0])
    until = NOW + timedelta(days=DAYS)
    every = milliseconds(lambda: free_slots(company, query, taken, NOW, NOW, until))
    offers = milliseconds(lambda: find_offers(company, query, taken, NOW))
    print(f"every free time of {DAYS} days, {PEOPLE} technicians, {VISITS} visits: {every:.2f} ms (limit {LIMIT_MS})")
    print(f"the offers of a dispatcher from them: {offers:.2f} ms")
    return int(every > LIMIT_MS)


if __name__ == "__main__":
    raise SystemExit(main())
