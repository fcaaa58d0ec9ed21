"""Answers from outside that a unit of work needs: asked before it, kept when it has to run again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from app.core.businesses import Business
from app.core.slots import Taken
from app.core.understanding.suggestion import Question, Suggestion
from app.flows.deliver import settle
from app.flows.free_busy import ask_busy
from app.flows.services import Services
from app.providers.ports import ProviderError
from app.repositories.errors import DuplicateRecord, StaleRecord
from app.repositories.ports import UnitOfWork

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

MOST_RUNS = 12
# Asked a little wider than needed, so that the next wish of the same caller seldom asks again.
MARGIN = timedelta(days=7)
# So long a caller waits for the calendar in one turn, however often it is asked.
PATIENCE = timedelta(seconds=2)


class NeedsBusyTimes(Exception):
    """Raised inside a unit of work that cannot go on without the calendar's busy times."""

    def __init__(self, business: Business, start: datetime, end: datetime) -> None:
        super().__init__("busy times are needed")
        self.business, self.start, self.end = business, start, end


class NeedsReading(Exception):
    """Raised inside a unit of work whose rules are unsure what was meant, where a model may be asked."""

    def __init__(self, question: Question) -> None:
        super().__init__("a reading is needed")
        self.question = question


@dataclass(slots=True)
class Outside:
    """What was asked so far for this turn. `busy` None: asked, and not to be had."""

    services: Services
    busy: Sequence[Taken] | None = ()
    asked: tuple[datetime, datetime] | None = field(default=None)
    readings: dict[str, Suggestion | None] = field(default_factory=dict)
    waited: timedelta = timedelta()

    def busy_between(self, business: Business, start: datetime, end: datetime) -> Sequence[Taken] | None:
        """Busy times of the calendar, None where they are unknown."""
        if self.services.calendar.immediate:
            return ask_busy(self.services, business, start, end)
        if self.asked is None or start < self.asked[0] or end > self.asked[1]:
            raise NeedsBusyTimes(business, start, end)
        return self.busy

    def reading(self, question: Question) -> Suggestion | None:
        """The model's reading of these words, None where there is no model or it did not help."""
        if self.services.assistant is None:
            return None
        if question.text not in self.readings:
            raise NeedsReading(question)
        return self.readings[question.text]

    def ask(self, need: NeedsBusyTimes | NeedsReading) -> None:
        """One bounded call, outside every unit of work."""
        if isinstance(need, NeedsReading):
            self._ask_model(need.question)
        else:
            self._ask_calendar(need)

    def _ask_model(self, question: Question) -> None:
        assert self.services.assistant is not None
        try:
            self.readings[question.text] = self.services.assistant.read(question)
        except ProviderError as error:
            log.warning("assistant_unavailable", reason=type(error).__name__, code=error.code)
            self.readings[question.text] = None

    def _ask_calendar(self, need: NeedsBusyTimes) -> None:
        self.asked = (need.start, need.end + MARGIN)
        began = self.services.lease_now()
        self.busy = ask_busy(self.services, need.business, *self.asked, within=PATIENCE - self.waited)
        self.waited += self.services.lease_now() - began


def run_turn(services: Services, business_id: str, body: Callable[[UnitOfWork, Outside], Result]) -> Result:
    """Run `body` in one unit of work and commit it; again where another turn or worker came between.

    What leaves the house is delivered after the commit.
    """
    outside = Outside(services)
    for attempt in range(MOST_RUNS):
        try:
            with services.store.unit_of_work() as unit:
                result = body(unit, outside)
                unit.commit()
            break
        except (NeedsBusyTimes, NeedsReading) as need:
            outside.ask(need)
        except (StaleRecord, DuplicateRecord):
            if attempt == MOST_RUNS - 1:
                raise
    else:
        raise StaleRecord("this turn could not be stored")
    settle(services, business_id)
    return result
