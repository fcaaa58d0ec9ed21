"""A caller at the other end: rings the flows directly, with a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from app.core.appointments import Appointment
from app.core.callbacks import Callback
from app.core.conversations import Channel, Conversation
from app.core.customers import Customer
from app.core.dialogue.state import DialogueState
from app.core.texts import Audience, Direction, Text
from app.flows import converse
from app.flows.ensure_default_business import ensure_default_business
from app.flows.services import Services
from app.providers.prometheus.meter import PrometheusMeter
from app.settings import Settings
from app.wiring import DEFAULT_BUSINESS_ID, build_services, default_business

# A Wednesday, 9:30 in the morning in Kansas City.
WEDNESDAY = datetime(2026, 6, 3, 14, 30, tzinfo=UTC)
MARIA = "+18165550142"


@dataclass
class StandingClock:
    moment: datetime = WEDNESDAY

    def now(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


def services_at(moment: datetime = WEDNESDAY, **bounds: int) -> Services:
    """Memory stores, stub providers, the default business, and a clock that stands."""
    settings = Settings(_env_file=None, **bounds)
    clock = StandingClock(moment)
    services = replace(build_services(settings, PrometheusMeter()), clock=clock)
    services.keys.ensure(services.store, "a key for tests")
    ensure_default_business(services, default_business(settings, moment))
    return services


@dataclass
class Line:
    """One conversation by one channel."""

    services: Services
    channel: Channel = Channel.VOICE
    phone: str | None = MARIA
    business_id: str = DEFAULT_BUSINESS_ID
    result: converse.TurnResult = field(init=False)

    def ring(self, **command: str) -> str:
        start = converse.StartCommand(channel=self.channel, caller_phone=self.phone, **command)
        self.result = converse.start(self.services, self.business_id, start)
        return self.result.reply_text

    def says(self, text: str) -> str:
        return self._hear(converse.Heard(text=text))

    def presses(self, digits: str) -> str:
        return self._hear(converse.Heard(digits=digits))

    def is_silent(self) -> str:
        return self._hear(converse.Heard(silent=True))

    def hangs_up(self) -> converse.Ending:
        return converse.end(self.services, self.business_id, self.result.session_id)

    def _hear(self, heard: converse.Heard) -> str:
        self.result = converse.hear(self.services, self.business_id, self.result.session_id, heard)
        return self.result.reply_text

    @property
    def state(self) -> DialogueState:
        return self.result.state

    @property
    def conversation(self) -> Conversation:
        with self.services.store.unit_of_work() as unit:
            talk = unit.conversations.get(self.business_id, self.result.conversation_id)
        assert talk is not None
        return talk

    @property
    def visit(self) -> Appointment:
        (visit,) = self.visits()
        return visit

    def visits(self) -> list[Appointment]:
        with self.services.store.unit_of_work() as unit:
            page = unit.appointments.page(self.business_id, limit=100)
        return [visit for visit in page.items if visit.active]

    def customer(self, phone: str = MARIA) -> Customer:
        with self.services.store.unit_of_work() as unit:
            found = unit.customers.by_phone(self.business_id, phone)
        assert found is not None
        return found

    def callbacks(self) -> list[Callback]:
        with self.services.store.unit_of_work() as unit:
            return list(unit.callbacks.page(self.business_id, limit=100).items)

    def texts(self, audience: Audience) -> list[Text]:
        with self.services.store.unit_of_work() as unit:
            page = unit.texts.page(self.business_id, limit=100, direction=Direction.OUT)
        return [text for text in reversed(page.items) if text.audience is audience]

    def local(self, moment: datetime) -> str:
        """A moment as the business's clock shows it: "Thu 15:30"."""
        with self.services.store.unit_of_work() as unit:
            business = unit.businesses.get(self.business_id)
        assert business is not None
        return business.local(moment).strftime("%a %H:%M")


def call(*says: str) -> Line:
    """A call to the usual business, up to what the caller says last."""
    line = Line(services_at())
    line.ring()
    for words in says:
        line.says(words)
    return line
