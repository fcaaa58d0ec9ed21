"""A time that was offered is kept for its caller: as long as there is another one, and until they hang up."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from tests.routers.test_voice_sessions import Caller
from tests.support.books import Books
from tests.support.cast import Cast

LUIS = {"id": "luis", "name": "Luis Rivera"}
# June 4, in Kansas City; there is room for one visit from one o'clock, or for two.
ONE = "2026-06-04T13:00:00-05:00"
ROOM = {"for one": "14:30", "for two": "17:00"}
WISH = "This is {name} at {number} Oak Street, my faucet drips, can you come tomorrow at {clock}?"


@pytest.fixture
def hours(client: TestClient, cast: Cast, request: pytest.FixtureRequest) -> None:
    """One technician, and that room on each day."""
    days = {day: [["13:00", ROOM[request.param]]] for day in ("mon", "tue", "wed", "thu", "fri")}
    rules = {"business_hours": days, "technicians": [LUIS]}
    answer = client.patch("/v1/owner/business", json=rules, headers=cast.rivera.as_owner)
    assert answer.status_code == 200, answer.text


def asks(client: TestClient, cast: Cast, name: str, number: int) -> tuple[Caller, list[str]]:
    """Somebody who rings and wants one o'clock; the times that they are offered."""
    caller = Caller(client, cast, "voice")
    caller.begin(caller_phone=f"+18165550{number}")
    state = caller.say(WISH.format(name=name, number=number, clock=1))["session_state"]
    return caller, [offer["start"] for offer in state["offered"]]


@pytest.mark.parametrize("hours", ["for one"], indirect=True)
def test_the_last_time_goes_to_whoever_takes_it_first(
    client: TestClient, cast: Cast, books: Books, hours: None
) -> None:
    idle, offered_first = asks(client, cast, "Ann Lee", 150)
    quick, offered_next = asks(client, cast, "Pat Reed", 151)
    assert offered_first[0] == offered_next[0] == ONE
    booked = quick.say("yes")["session_state"]
    too_late = idle.say("yes")["session_state"]
    assert booked["appointment_id"] is not None
    assert too_late["appointment_id"] is None
    assert ONE not in [offer["start"] for offer in too_late["offered"]]


@pytest.mark.parametrize("hours", ["for two"], indirect=True)
def test_a_hang_up_frees_what_was_offered(client: TestClient, cast: Cast, hours: None) -> None:
    first, offered = asks(client, cast, "Ann Lee", 150)
    assert offered == [ONE]
    second, offered = asks(client, cast, "Pat Reed", 151)
    assert ONE[:10] in {start[:10] for start in offered}
    assert ONE not in offered
    second.end()
    first.end()
    _third, offered = asks(client, cast, "Maria Lopez", 152)
    assert offered == [ONE]
