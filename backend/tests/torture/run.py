"""One round of torture: people live through it while the service is killed, then the books are checked."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

from sqlalchemy import update

from app.core.outbox import OutboxStatus
from app.repositories.sql.address import parse_address
from app.repositories.sql.engines import make_engine
from app.repositories.sql.outbox import outbox
from app.repositories.sql.store import SqlStore
from tests.providers.twilio_server import ACCOUNT, TOKEN, TwilioServer, twilio_server
from tests.torture.checks import faults, not_sent_once
from tests.torture.fleet import Fleet
from tests.torture.people import Story, live, person
from tests.torture.wire import PatientWire
from tests.torture.workers import CLOCK_BEHIND

SETTLED_WITHIN_SECONDS = 60
LOOK_SECONDS = 0.05
AT_THE_BUSINESS = ZoneInfo("America/Chicago")
AWAKE = range(9, 20)
# One kill in so many takes the parent process along, one in so many all workers at once.
COLD, TOGETHER = 40, 3


@dataclass(frozen=True)
class Plan:
    """`database` is an empty database's address, `scratch` a directory for what the service writes beside it.

    At least `people` live through it. `real_provider`: texts go to a server that speaks Twilio's API and outlives
    every kill; else to the stub.
    """

    database: str
    scratch: Path
    kills: int
    people: int = 0
    people_at_once: int = 6
    workers: int = 2
    shortest_life: float = 0.05
    longest_life: float = 0.8
    real_provider: bool = False
    seed: int = 1


@dataclass
class Report:
    """What happened, and every fault that was found."""

    kills: int = 0
    seconds: float = 0.0
    requests: int = 0
    repeated: int = 0
    stories: list[Story] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        confirmed = sum(story.confirmation is not None for story in self.stories)
        return (
            f"{self.kills} kills in {self.seconds:.0f} s; {len(self.stories)} people, {confirmed} confirmations heard, "
            f"{self.requests} requests, {self.repeated} of them again after no answer: {len(self.faults)} faults"
        )


def torture(plan: Plan) -> Report:
    chance, report, begun = random.Random(plan.seed), Report(), time.monotonic()
    with _provider(plan) as provider:
        with Fleet(_environment(plan, provider), plan.scratch / "service.log", plan.workers) as fleet:
            _live_and_kill(plan, fleet, chance, report)
            report.kills = fleet.kills
            if provider is not None:
                fleet.end_abruptly()
                _let_leases_run_out(plan)
                fleet.start()
            _wait_until_delivered(plan)
        with _store(plan) as store:
            report.faults = faults(store, report.stories)
            if provider is not None:
                report.faults += not_sent_once(store, provider.taken)
    report.seconds = time.monotonic() - begun
    return report


def _live_and_kill(plan: Plan, fleet: Fleet, chance: random.Random, report: Report) -> None:
    over, numbers = Event(), count()

    def lives(seed: int) -> None:
        wire = PatientWire(random.Random(seed))
        while not over.is_set() or len(report.stories) < plan.people:
            story = person(next(numbers))
            report.stories.append(story)
            live(story, wire, fleet.address, TOKEN)
        report.requests += wire.requests
        report.repeated += wire.repeated
        wire.close()

    with ThreadPoolExecutor(plan.people_at_once) as people:
        running = [people.submit(lives, plan.seed + number) for number in range(plan.people_at_once)]
        try:
            while fleet.kills < plan.kills:
                fleet.wait_until_up()
                time.sleep(chance.uniform(plan.shortest_life, plan.longest_life))
                _kill(fleet, chance)
        finally:
            over.set()
        for one in running:
            one.result()


def _kill(fleet: Fleet, chance: random.Random) -> None:
    dice = chance.randrange(COLD)
    if dice == 0:
        fleet.kill_everything()
    elif dice % TOGETHER == 0:
        fleet.kill_all()
    else:
        fleet.kill_one(chance)


def _wait_until_delivered(plan: Plan) -> None:
    deadline = time.monotonic() + SETTLED_WITHIN_SECONDS
    with _store(plan) as store:
        while time.monotonic() < deadline:
            with store.unit_of_work(read_only=True) as unit:
                if unit.outbox.pending(now=datetime.now(UTC))[0] == 0:
                    return
            time.sleep(LOOK_SECONDS)


def _let_leases_run_out(plan: Plan) -> None:
    """The dead hold nothing; a lease of minutes is over at once instead of in minutes."""
    engine = make_engine(parse_address(plan.database))
    with engine.begin() as connection:
        connection.execute(update(outbox).where(outbox.c.status == OutboxStatus.PENDING).values(claimed_until=None))
    engine.dispose()


def _behind() -> float:
    """Half a day at night, when what is left to send would wait for the morning."""
    return 0.0 if datetime.now(AT_THE_BUSINESS).hour in AWAKE else timedelta(hours=12).total_seconds()


def _environment(plan: Plan, provider: TwilioServer | None) -> dict[str, str]:
    here = {"DATABASE_URL": plan.database, "SPOOL_DIR": str(plan.scratch / "spool"), CLOCK_BEHIND: str(_behind())}
    if provider is None:
        return here
    return here | {
        "SMS_PROVIDER": "twilio",
        "SMS_FROM_NUMBER": "+18165550199",
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_API_BASE_URL": provider.address,
    }


@contextmanager
def _provider(plan: Plan) -> Iterator[TwilioServer | None]:
    if not plan.real_provider:
        yield None
        return
    with twilio_server() as provider:
        yield provider


@contextmanager
def _store(plan: Plan) -> Iterator[SqlStore]:
    store = SqlStore(make_engine(parse_address(plan.database)))
    try:
        yield store
    finally:
        store.close()
