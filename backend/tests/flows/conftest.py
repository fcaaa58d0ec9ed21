"""A desk to work at: a business with a customer, and a network provider that does as it is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time

import pytest

from app.core.businesses import Business, OpenSpan, QuietHours, Service, Technician, WeeklyHours
from app.core.customers import Customer
from app.core.texts import Text
from app.flows.services import Services
from app.providers.ports import ProviderError, Sent
from tests.support.clock import WEDNESDAY_TEN

MARIA = "+18165550142"
SAM = "+18165550143"
OWNER = "+18165550100"


@dataclass
class NetworkSms:
    """A provider across a network: `answers` are given in turn, an error is raised, none left means taken."""

    name: str = "network"
    immediate: bool = False
    answers: list[Sent | ProviderError] = field(default_factory=list)
    look_ups: list[Sent | ProviderError | None] = field(default_factory=list)
    sent: list[Text] = field(default_factory=list)
    looked_up: list[Text] = field(default_factory=list)
    during: Callable[[], None] | None = None

    def send(self, business: Business, text: Text) -> Sent:
        del business
        self.sent.append(text)
        if self.during is not None:
            self.during()
        answer = self.answers.pop(0) if self.answers else Sent(f"SM{text.id}")
        if isinstance(answer, ProviderError):
            raise answer
        return answer

    def find(self, business: Business, text: Text, since: datetime) -> Sequence[Sent]:
        del business, since
        self.looked_up.append(text)
        answer = self.look_ups.pop(0) if self.look_ups else None
        if isinstance(answer, ProviderError):
            raise answer
        return () if answer is None else (answer,)


@pytest.fixture
def network() -> NetworkSms:
    return NetworkSms()


@pytest.fixture
def networked(services: Services, network: NetworkSms) -> Services:
    """The same desk with the network provider."""
    return replace(services, sms=network)


@pytest.fixture
def business(services: Services) -> Business:
    day = (OpenSpan(time(8), time(17)),)
    made = Business(
        id="rivera",
        name="Rivera Plumbing",
        created_at=WEDNESDAY_TEN,
        updated_at=WEDNESDAY_TEN,
        phone_number="+18165550199",
        owner_phone=OWNER,
        business_hours=WeeklyHours((day, day, day, day, day, (), ())),
        services=(Service("water_heater", "water heater", 90, names={"es": "calentador de agua"}),),
        technicians=(
            Technician("luis", "Luis Rivera", phone="+18165550101", on_call=True),
            Technician("dana", "Dana Brooks", phone="+18165550102"),
        ),
        quiet_hours=QuietHours(time(21), time(8)),
    )
    with services.store.unit_of_work() as unit:
        unit.businesses.add(made)
        unit.commit()
    return made


@pytest.fixture
def maria(services: Services, business: Business) -> Customer:
    customer = Customer(id="maria", name="Maria Lopez", created_at=WEDNESDAY_TEN, updated_at=WEDNESDAY_TEN, phone=MARIA)
    with services.store.unit_of_work() as unit:
        unit.customers.add(business.id, customer)
        unit.commit()
    return customer
