"""Availability on every store: the same answer, and callers at once who all get times of their own."""

from __future__ import annotations

import multiprocessing
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from itertools import pairwise
from threading import Barrier

import pytest
from sqlalchemy import Engine

from app.core.appointments import Appointment
from app.core.availability.offers import Offers
from app.core.availability.query import TimeQuery
from app.core.businesses import Business, OpenSpan, Service, SlotRules, Technician, WeeklyHours
from app.core.customers import Customer
from app.core.slots import Slot
from app.core.understanding.times import resolve
from app.flows.booking import VisitRequest, book_visit
from app.flows.crm_availability import list_availability
from app.flows.find_times import find_times, hold_offers
from app.flows.outside import Outside, run_turn
from app.flows.services import Bounds, Services
from app.providers.identifiers import new_id, new_secret_id
from app.providers.prometheus.meter import PrometheusMeter
from app.providers.stub.calendar import StubCalendar
from app.providers.stub.sms import StubSms
from app.repositories.errors import SlotTaken
from app.repositories.memory.store import MemoryStore
from app.repositories.ports import Store, UnitOfWork
from app.repositories.sql.store import SqlStore
from tests.support.clock import WEDNESDAY_TEN, TurnedClock
from tests.support.databases import engine_of

CALLERS = 20
PROCESSES, ATTEMPTS, AT_ONCE = 2, 50, 4
LEAK = Service("leak", "leak repair", 60)
HOUR = timedelta(hours=1)
DAY = (OpenSpan(time(8), time(17)),)
SHOP = Business(
    id="shop",
    name="Rivera Plumbing",
    created_at=WEDNESDAY_TEN,
    updated_at=WEDNESDAY_TEN,
    owner_phone="+18165550100",
    business_hours=WeeklyHours((DAY,) * 7),
    services=(LEAK,),
    technicians=(Technician("luis", "Luis Rivera"), Technician("dana", "Dana Brooks")),
    slot_rules=SlotRules(buffer_minutes=15, travel_buffer_minutes=30, emergency_slots_per_day=1, max_jobs_per_day=12),
)


# With one technician: who comes too late cannot be sent to the other one.
SMALL_SHOP = replace(SHOP, technicians=SHOP.technicians[:1])
# Thursday at ten in the morning, in Kansas City.
WANTED = Slot(WEDNESDAY_TEN + timedelta(days=1), WEDNESDAY_TEN + timedelta(days=1, hours=1), "luis")


def desk(store: Store, business: Business = SHOP) -> Services:
    services = behind(store)
    with store.unit_of_work() as unit:
        unit.businesses.add(business)
        unit.commit()
    return services


def behind(store: Store) -> Services:
    services = Services(
        store=store,
        clock=TurnedClock(),
        sms=StubSms(),
        calendar=StubCalendar(),
        meter=PrometheusMeter(),
        bounds=Bounds(),
        new_id=new_id,
        new_secret=new_secret_id,
    )
    services.keys.ensure(store, "the key of the tests")
    return services


def query(words: str, services: Services) -> TimeQuery:
    return TimeQuery(LEAK, resolve(words, now=SHOP.local(services.clock.now())), zip_code="64108")


def ring(services: Services, number: int) -> Appointment:
    """A caller who wants tomorrow morning and takes the first time that is offered, as often as it takes."""
    session = f"call {number}"
    while True:
        slot = run_turn(services, SHOP.id, lambda unit, _: offered(unit, services, session)).slots[0]
        try:
            return run_turn(services, SHOP.id, partial(taken, services=services, number=number, slot=slot))
        except SlotTaken:
            continue


def offered(unit: UnitOfWork, services: Services, session: str) -> Offers:
    found = find_times(unit, services, SHOP, query("tomorrow morning", services), session_id=session)
    hold_offers(unit, services, SHOP, session, found.slots)
    return found


def taken(
    unit: UnitOfWork, _outside: Outside, *, services: Services, number: int, slot: Slot, business: Business = SHOP
) -> Appointment:
    customer = Customer(f"c{number}", "Maria Lopez", WEDNESDAY_TEN, WEDNESDAY_TEN, phone=f"+1816555{number:04}")
    return book_visit(unit, services, business, VisitRequest(customer, slot, LEAK, session_id=f"call {number}"))


def test_callers_at_once_all_get_times_of_their_own(empty_store: Store) -> None:
    services = desk(empty_store)
    with ThreadPoolExecutor(CALLERS) as phones:
        visits = list(phones.map(lambda number: ring(services, number), range(CALLERS)))
    assert len({visit.id for visit in visits}) == CALLERS
    by_person: dict[str, list[Appointment]] = defaultdict(list)
    for visit in sorted(visits, key=lambda visit: visit.start_time):
        by_person[visit.technician_id].append(visit)
    for theirs in by_person.values():
        for earlier, later in pairwise(theirs):
            assert earlier.end_time + timedelta(minutes=15) <= later.start_time
    by_day = Counter(SHOP.local(visit.start_time).date() for visit in visits)
    assert max(by_day.values()) <= SHOP.slot_rules.max_jobs_per_day


def attempts(address: str, numbers: range, all_ready: Barrier) -> list[Sequence[Slot]]:
    """One process's part of the attempts on `WANTED`: for each that came too late, what is offered in its place."""
    store = SqlStore(engine_of(address))
    services = behind(store)
    all_ready.wait()
    with ThreadPoolExecutor(AT_ONCE) as phones:
        answers = list(phones.map(partial(attempt, services), numbers))
    store.close()
    return answers


def attempt(services: Services, number: int) -> Sequence[Slot]:
    book = partial(taken, services=services, number=number, slot=WANTED, business=SMALL_SHOP)
    try:
        run_turn(services, SHOP.id, book)
    except SlotTaken:
        return run_turn(services, SHOP.id, lambda unit, _: next_free(unit, services, number))
    return ()


def next_free(unit: UnitOfWork, services: Services, number: int) -> Sequence[Slot]:
    asked = query("tomorrow at ten", services)
    return find_times(unit, services, SMALL_SHOP, asked, session_id=f"call {number}").slots


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_of_two_processes_attempts_on_one_time_exactly_one_wins(kind: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(f"{kind}_engine")
    services = desk(SqlStore(engine), SMALL_SHOP)
    address = engine.url.render_as_string(hide_password=False)
    with (
        multiprocessing.get_context("spawn").Manager() as manager,
        ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as processes,
    ):
        all_ready = manager.Barrier(PROCESSES)
        parts = [range(first, ATTEMPTS, PROCESSES) for first in range(PROCESSES)]
        running = [processes.submit(attempts, address, part, all_ready) for part in parts]
        answers = [answer for each in running for answer in each.result()]
    with services.store.unit_of_work() as unit:
        (visit,) = unit.appointments.page(SHOP.id, limit=ATTEMPTS).items
        free = next_free(unit, services, ATTEMPTS)
    assert (visit.start_time, visit.technician_id) == (WANTED.start, WANTED.technician_id)
    assert len(answers) == ATTEMPTS
    assert answers.count(()) == 1
    assert [answer for answer in answers if answer] == [free] * (ATTEMPTS - 1)
    assert all(slot.end <= WANTED.start or slot.start >= WANTED.end for slot in free)


def fill(services: Services, seed: int) -> None:
    """A week of visits and a few offers that are out."""
    chance = random.Random(seed)
    customer = Customer("c", "Maria Lopez", WEDNESDAY_TEN, WEDNESDAY_TEN)
    with services.store.unit_of_work() as unit:
        for number in range(60):
            start = WEDNESDAY_TEN + timedelta(minutes=30 * chance.randrange(7 * 48))
            slot = Slot(start, start + chance.choice((1, 2)) * HOUR, chance.choice(("luis", "dana")))
            address = chance.choice((None, "9 Elm Street, Kansas City, MO 64108", "9 Oak Street, Olathe, KS 66061"))
            emergency = chance.random() < 0.2
            try:
                request = VisitRequest(customer, slot, LEAK, address=address, is_emergency=emergency)
                book_visit(unit, services, SHOP, request)
            except SlotTaken:
                hold_offers(unit, services, SHOP, f"call {number}", [slot])
        unit.commit()


def test_every_store_gives_the_same_answer(empty_store: Store) -> None:
    desks = [desk(MemoryStore()), desk(empty_store)]
    for services in desks:
        fill(services, seed=4)
    answers = []
    for services in desks:
        with services.store.unit_of_work() as unit:
            found = [
                find_times(unit, services, SHOP, query(words, services), session_id="call 3")
                for words in ("tomorrow", "friday after 2", "saturday at 10", "next week", "as soon as possible")
            ]
        answers.append((found, list_availability(services, SHOP.id, limit=200)))
    assert answers[0] == answers[1]
    assert answers[0][1][0].start > datetime(2026, 6, 3, 16, tzinfo=UTC)
