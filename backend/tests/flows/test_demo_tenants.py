"""The demo tenants: a month that looks lived in, made once, with secrets that stay the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.core.appointments import ACTIVE_STATUSES, Appointment, AppointmentStatus
from app.core.businesses import Business
from app.core.callbacks import Callback, CallbackReason
from app.core.conversations import Channel, Conversation, Message, Outcome, Role
from app.core.credentials import CredentialKind
from app.core.demo import open_day
from app.core.texts import Text, TextKind, TextStatus
from app.flows import credentials
from app.flows.demo_month import Month
from app.flows.demo_scenes import StageClock
from app.flows.demo_tenants import BEGINNING, DEMO_TENANTS, make_demo_tenants, secret_of
from app.flows.errors import Forbidden
from app.flows.services import Services
from app.providers.prometheus.meter import PrometheusMeter
from app.routers.schemas.demo import script_of
from app.settings import Settings
from app.wiring import build_services
from tests.support.clock import TurnedClock

CHICAGO = ZoneInfo("America/Chicago")
KEY = "an admin key"


@dataclass(frozen=True)
class Shown:
    """All that one tenant has."""

    business: Business
    now: datetime
    visits: list[Appointment]
    talks: list[Conversation]
    said: dict[str, tuple[Message, ...]]
    texts: list[Text]
    callbacks: list[Callback]

    def day(self, visit: Appointment) -> int:
        """From today."""
        return (self.business.local(visit.start_time).date() - self.business.local(self.now).date()).days


def every(page: Any, business_id: str) -> Iterator[Any]:
    found = page(business_id, limit=200)
    yield from found.items
    while found.next_key is not None:
        found = page(business_id, limit=200, after=found.next_key)
        yield from found.items


def shown(services: Services, business_id: str) -> Shown:
    with services.store.unit_of_work(read_only=True) as unit:
        business = unit.businesses.get(business_id)
        assert business is not None
        talks = list(every(unit.conversations.page, business_id))
        return Shown(
            business,
            services.clock.now(),
            list(every(unit.appointments.page, business_id)),
            talks,
            {talk.id: tuple(unit.conversations.messages(business_id, talk.id)) for talk in talks},
            list(every(unit.texts.page, business_id)),
            list(every(unit.callbacks.page, business_id)),
        )


def played_for(moment: datetime) -> Services:
    """An empty deployment at that moment."""
    clock = TurnedClock(moment.astimezone(UTC))
    services = replace(build_services(Settings(), PrometheusMeter()), clock=clock, lease_clock=clock)
    services.keys.ensure(services.store, "a key of the tests")
    return services


def played(business_id: str, moment: datetime) -> Shown:
    """A tenant's month on its stage."""
    services = played_for(moment)
    assert services.rehearsal is not None
    clock = StageClock(moment - BEGINNING)
    stage = services.rehearsal.services(clock)
    Month(stage, clock, services.rehearsal.script_of(business_id, moment), moment).play()
    return shown(stage, business_id)


AFTERNOON = datetime(2026, 6, 3, 13, 10, tzinfo=CHICAGO)


@pytest.fixture(scope="module")
def made() -> Services:
    services = played_for(AFTERNOON)
    make_demo_tenants(services, KEY)
    return services


@pytest.fixture(scope="module")
def alpha(made: Services) -> Shown:
    return shown(made, "demo_alpha")


def test_conversations_are_in_both_languages_and_end_in_every_way(alpha: Shown) -> None:
    assert {talk.language for talk in alpha.talks} == {"en", "es"}
    assert {talk.channel for talk in alpha.talks} == set(Channel)
    outcomes = Counter(talk.outcome for talk in alpha.talks)
    assert set(outcomes) >= set(Outcome) - {Outcome.ABANDONED, Outcome.TRANSFERRED}
    assert outcomes[Outcome.BOOKED] > len(alpha.talks) / 2
    assert 60 <= len(alpha.talks) <= 120


def test_conversations_are_worth_reading(alpha: Shown) -> None:
    for talk in alpha.talks:
        said = alpha.said[talk.id]
        assert said, talk.summary
        assert talk.message_count == len(said)
        assert [message.at for message in said] == sorted(message.at for message in said)
        assert all(message.text.strip() for message in said)
        assert talk.started_at <= alpha.now
    booked = [talk for talk in alpha.talks if talk.outcome is Outcome.BOOKED]
    assert all(len(alpha.said[talk.id]) >= 5 and talk.appointment_id and talk.customer_name for talk in booked)
    noted = [message for said in alpha.said.values() for message in said if message.understood]
    assert len(noted) > len(alpha.talks)
    assert any(message.role is Role.OWNER for said in alpha.said.values() for message in said)


def test_there_were_emergencies_and_somebody_took_them(alpha: Shown) -> None:
    emergencies = [talk for talk in alpha.talks if talk.outcome is Outcome.EMERGENCY_DISPATCHED]
    assert 2 <= len(emergencies) <= 6
    assert all(talk.emergency_reason for talk in emergencies)
    assert sum(visit.is_emergency for visit in alpha.visits) >= 2
    assert any(text.kind is TextKind.ESCALATION for text in alpha.texts)


def test_visits_lie_behind_and_ahead_of_today(alpha: Shown) -> None:
    days = Counter(alpha.day(visit) for visit in alpha.visits if visit.status is not AppointmentStatus.CANCELLED)
    assert (days[0] >= 3, days[1] >= 3) == (True, True)
    assert sum(count for day, count in days.items() if day > 1) >= 3
    assert sum(count for day, count in days.items() if -30 <= day < 0) >= 40
    assert {visit.technician_id for visit in alpha.visits} == {"marco", "dana", "sam"}
    statuses = {visit.status for visit in alpha.visits}
    assert statuses >= set(AppointmentStatus) - {AppointmentStatus.CONFIRMED}
    over = [visit for visit in alpha.visits if visit.end_time <= alpha.now]
    assert not any(visit.status in ACTIVE_STATUSES for visit in over)
    done = [visit for visit in over if visit.status is AppointmentStatus.COMPLETED]
    assert all(visit.estimated_value_cents for visit in done)


def test_texts_went_out_and_came_in_and_not_all_arrived(alpha: Shown) -> None:
    kinds = {text.kind for text in alpha.texts}
    assert kinds == set(TextKind)
    statuses = {text.status for text in alpha.texts}
    assert statuses >= {TextStatus.DELIVERED, TextStatus.UNDELIVERED, TextStatus.SUPPRESSED, TextStatus.RECEIVED}


def test_people_wait_to_be_rung_back(alpha: Shown) -> None:
    reasons = {callback.reason for callback in alpha.callbacks}
    assert reasons >= {CallbackReason.MISSED_CALL, CallbackReason.VOICEMAIL}
    assert {callback.status for callback in alpha.callbacks} == {"OPEN", "DONE"}
    assert all(callback.transcript for callback in alpha.callbacks if callback.reason is CallbackReason.VOICEMAIL)


def test_the_charts_have_a_shape(alpha: Shown) -> None:
    local = [alpha.business.local(talk.started_at) for talk in alpha.talks]
    hours, weekdays = Counter(moment.hour for moment in local), Counter(moment.weekday() for moment in local)
    assert sum(hours[hour] for hour in (7, 8, 9)) > len(local) / 2
    assert weekdays[0] > weekdays[3] > weekdays[6]
    assert len({talk.lead_source for talk in alpha.talks}) >= 6


@pytest.mark.parametrize(
    ("business_id", "moment"),
    [
        ("demo_alpha", datetime(2027, 1, 1, 0, 5, tzinfo=CHICAGO)),
        ("demo_beta", datetime(2026, 3, 8, 3, 1, tzinfo=CHICAGO)),
        ("demo_beta", datetime(2028, 2, 29, 23, 50, tzinfo=CHICAGO)),
    ],
    ids=str,
)
def test_whatever_the_day_there_is_a_month_behind_it_and_work_ahead(business_id: str, moment: datetime) -> None:
    month = played(business_id, moment)
    assert all(talk.started_at <= moment for talk in month.talks)
    assert sum(month.day(visit) >= 0 for visit in month.visits) >= 4
    first = open_day(month.business, moment.date(), 0)
    assert sum(month.business.local(visit.start_time).date() == first for visit in month.visits) >= 2


def test_the_same_moment_makes_the_same_month(made: Services) -> None:
    def lines(month: Shown) -> list[tuple[str, datetime]]:
        return [(message.text, message.at) for talk in month.talks for message in month.said[talk.id]]

    assert lines(shown(made, "demo_beta")) == lines(played("demo_beta", AFTERNOON))


def works(services: Services, secret: str) -> bool:
    with services.store.unit_of_work(read_only=True) as unit:
        return credentials.find(unit, services, secret, CredentialKind.API_KEY) is not None


def test_calling_again_makes_no_second_copy_and_answers_the_same_secrets(made: Services) -> None:
    before = shown(made, "demo_beta")
    first, second = make_demo_tenants(made, KEY), make_demo_tenants(made, KEY)
    assert first == second
    assert shown(made, "demo_beta") == before
    assert len({secret for tenant in first for secret in tenant.secrets.values()}) == 6


def test_its_secrets_work_again_after_a_rotation_and_follow_the_admin_key(made: Services) -> None:
    secret = make_demo_tenants(made, KEY)[0].secrets[CredentialKind.API_KEY]
    with made.store.unit_of_work() as unit:
        credentials.rotate(unit, made, "demo_alpha", CredentialKind.API_KEY)
        unit.commit()
    assert not works(made, secret)
    assert make_demo_tenants(made, KEY)[0].secrets[CredentialKind.API_KEY] == secret
    assert works(made, secret)
    other = make_demo_tenants(made, "another admin key")[0].secrets[CredentialKind.API_KEY]
    assert (other != secret, works(made, other), works(made, secret)) == (True, True, False)


def test_its_secrets_are_made_of_the_admin_key_alone_or_of_the_deployments_own(made: Services) -> None:
    kind = CredentialKind.OWNER_TOKEN
    assert make_demo_tenants(made, KEY)[0].secrets[kind] == secret_of(KEY.encode(), "demo_alpha", kind)
    assert make_demo_tenants(made, None)[0].secrets[kind] == secret_of(made.keys.key, "demo_alpha", kind)


def test_half_a_month_is_never_shown(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("the machine was switched off")

    monkeypatch.setattr("app.flows.demo_tenants.DEMO_TENANTS", ("demo_beta",))
    monkeypatch.setattr("app.flows.demo_copy._copy_conversations", breaks)
    with pytest.raises(RuntimeError):
        make_demo_tenants(services, KEY)
    with services.store.unit_of_work(read_only=True) as unit:
        assert unit.businesses.get("demo_beta") is None


def test_production_has_no_demo_tenants(services: Services) -> None:
    with pytest.raises(Forbidden):
        make_demo_tenants(replace(services, rehearsal=None), KEY)


def test_nobody_real_can_be_rung() -> None:
    for business_id in DEMO_TENANTS:
        script = script_of(business_id, datetime(2026, 6, 3, tzinfo=UTC))
        numbers = [person.phone for person in script.people.values()]
        numbers += [script.business.phone_number or "", script.business.owner_phone or ""]
        assert all(number[5:10] == "55501" and len(number) == 12 for number in numbers)
