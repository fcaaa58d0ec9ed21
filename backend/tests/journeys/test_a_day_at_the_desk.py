"""What people do with a receptionist, from the first ring to the visit in the book."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from starlette.testclient import TestClient

from app.core.callbacks import CallbackReason
from app.core.conversations import Outcome
from app.core.texts import Audience, TextKind
from tests.journeys.conftest import JANE, Exchange
from tests.support.books import Books
from tests.support.cast import MARIA, Cast
from tests.support.clock import TurnedClock

ONE_BREATH = (
    "Hi, this is Rosa Burstyn, my water heater's leaking, I'm at 4120 Rainbow Boulevard in "
    "Kansas City, can somebody come tomorrow after three?"
)
CENTRAL = ZoneInfo("America/Chicago")
OWNER = "+18165550100"


def starts(books: Books) -> datetime:
    (visit,) = books.visits()
    return visit.start_time.astimezone(CENTRAL)


def test_a_call_in_one_breath_books_in_three_more_turns(exchange: Exchange, books: Books, clock: TurnedClock) -> None:
    call = exchange.call()
    call.ring()
    call.says(ONE_BREATH)
    call.says("the first one")
    heard = call.says("yes please")
    (visit,) = books.visits()
    assert "You're booked" in heard
    assert visit.customer_name == "Rosa Burstyn"
    assert visit.address is not None
    assert visit.address.startswith("4120 Rainbow Boulevard")
    assert (visit.service_type, visit.is_emergency) == ("water_heater", False)
    assert (starts(books).date() - clock.now().astimezone(CENTRAL).date()).days == 1
    assert starts(books).time() >= time(15)


def test_the_same_over_separate_texts(exchange: Exchange, books: Books) -> None:
    thread = exchange.thread()
    for body in (
        "my water heater is leaking",
        "Rosa Burstyn",
        "4120 Rainbow Boulevard, Kansas City",
        "tomorrow after 3",
    ):
        assert thread.writes(body)
    thread.writes("the first one")
    thread.writes("yes")
    (visit,) = books.visits()
    assert (visit.customer_name, visit.service_type) == ("Rosa Burstyn", "water_heater")
    assert starts(books).time() >= time(15)


def test_the_same_by_the_web_chat(exchange: Exchange, books: Books, cast: Cast) -> None:
    post, headers = exchange.client.post, cast.rivera.as_visitor
    chat = post("/v1/widget/start", json={"phone": JANE}, headers=headers).json()["conversation_id"]

    def write(text: str) -> dict[str, str]:
        answer = post("/v1/widget/message", json={"conversation_id": chat, "text": text}, headers=headers)
        assert answer.status_code == 200
        return answer.json()

    write(ONE_BREATH)
    write("the first one")
    assert "booked" in write("yes please")["reply_text"]
    assert starts(books).time() >= time(15)


def test_everybody_who_must_know_is_told_once(exchange: Exchange, books: Books) -> None:
    call = exchange.call()
    call.ring()
    for words in (ONE_BREATH, "the first one", "yes please", "no that's all, bye"):
        call.says(words)
    call.hangs_up()
    assert [text.to_number for text in books.texts(TextKind.CONFIRMATION)] == [JANE]
    assert [text.to_number for text in books.texts(TextKind.OWNER_ALERT)] == [OWNER]
    (visit,) = books.visits()
    assert (visit.calendar_event_id or "").startswith("event_placeholder_")
    assert books.conversations()[0].outcome is Outcome.BOOKED
    assert books.callbacks() == []


def test_no_wait_make_it_friday(exchange: Exchange, books: Books) -> None:
    call = exchange.call()
    call.ring()
    call.says(ONE_BREATH)
    assert "Friday" in call.says("no wait, make it Friday")
    call.says("the first one")
    call.says("yes")
    assert starts(books).strftime("%A") == "Friday"


def test_an_afternoon_that_works_is_a_yes_to_it(exchange: Exchange, books: Books) -> None:
    call = exchange.call()
    call.ring()
    call.says("This is Rosa Burstyn at 4120 Rainbow Boulevard in Kansas City, my water heater is leaking")
    call.says("Tuesday afternoon works")
    call.says("the first one")
    call.says("yes")
    assert starts(books).strftime("%A") == "Tuesday"
    assert starts(books).time() >= time(12)


@pytest.mark.parametrize("words", ["I smell gas in the kitchen", "the carbon monoxide alarm is going off"])
def test_danger_comes_before_names(exchange: Exchange, books: Books, words: str) -> None:
    call = exchange.call()
    call.ring()
    heard = call.says(words)
    assert "911" in heard
    assert "out" in heard
    assert "name" not in heard
    call.says("yes, we're outside")
    alerts = [text for text in books.texts() if text.audience is Audience.OWNER]
    assert len(alerts) == 1
    call.hangs_up()
    (talk,) = books.conversations()
    assert talk.is_emergency
    assert books.texts(TextKind.TEXTBACK) == []


def test_a_surname_is_no_emergency(exchange: Exchange, books: Books) -> None:
    call = exchange.call()
    call.ring()
    call.says("this is Jane Burstein")
    call.hangs_up()
    assert not books.conversations()[0].is_emergency


def test_a_caller_who_wants_a_person_gets_the_owner(exchange: Exchange, books: Books) -> None:
    call = exchange.call()
    call.person = lambda number: "completed" if number == OWNER else "failed"
    call.ring()
    call.says("can I talk to a person please")
    assert call.over
    assert books.conversations()[0].outcome is Outcome.TRANSFERRED
    assert books.callbacks() == []


def test_a_person_who_is_not_there_leads_to_a_message_for_them(exchange: Exchange, books: Books) -> None:
    call = exchange.call()
    call.message = "it's Rosa, the drain is blocked again"
    call.ring()
    heard = call.says("can I talk to a person please")
    assert "after the tone" in heard
    assert "we have your message" in heard
    (callback,) = books.callbacks()
    assert (callback.reason, callback.phone) == (CallbackReason.VOICEMAIL, JANE)
    assert callback.transcript == call.message
    assert books.texts(TextKind.TEXTBACK) == []
    assert len(books.texts(TextKind.OWNER_ALERT)) == 1


def test_who_rings_off_at_once_is_texted_and_goes_on_by_text(exchange: Exchange, books: Books) -> None:
    call = exchange.call()
    call.ring()
    call.hangs_up()
    assert [text.to_number for text in books.texts(TextKind.TEXTBACK)] == [JANE]
    thread = exchange.thread()
    for body in (ONE_BREATH, "the first one", "yes"):
        thread.writes(body)
    assert len(books.visits()) == 1


def test_a_known_caller_keeps_their_record_whatever_they_say(exchange: Exchange, books: Books) -> None:
    call = exchange.call(MARIA)
    assert "Maria" in call.ring()
    for words in (ONE_BREATH, "the first one", "yes"):
        call.says(words)
    (visit,) = books.visits()
    assert visit.customer_name == "Rosa Burstyn"
    with exchange.client.app.state.services.store.unit_of_work() as unit:  # type: ignore[attr-defined]
        customer = unit.customers.by_phone("rivera", MARIA)
    assert customer.name == "Maria Lopez"


def test_a_customer_moves_and_cancels_by_text_what_was_booked_by_phone(exchange: Exchange, books: Books) -> None:
    call = exchange.call()
    call.ring()
    for words in (ONE_BREATH, "the first one", "yes", "bye"):
        call.says(words)
    thread = exchange.thread()
    for body in ("R", "Friday at 10", "yes"):
        thread.writes(body)
    assert starts(books).strftime("%A %H:%M") == "Friday 10:00"
    thread.writes("please cancel my appointment")
    thread.writes("yes")
    assert books.visits()[0].status == "CANCELLED"


def test_twenty_calls_at_once_never_share_a_slot(guarded: TestClient, exchange: Exchange, books: Books) -> None:
    callers = [exchange.call(f"+1816555{number:04}") for number in range(1200, 1220)]
    for call in callers:
        call.ring()
    for call in callers:
        call.says("Rosa Burstyn, 4120 Rainbow Boulevard, my water heater is leaking, can you come tomorrow morning?")
    for words in ("the first one", "yes please", "the first one", "yes please"):
        for call in callers:
            if call.listening:
                call.says(words)
    taken = [(visit.technician_id, visit.start_time) for visit in books.visits() if visit.active]
    assert len(taken) == len(set(taken))
    visits = books.visits()
    assert not any(
        one.technician_id == other.technician_id and one.overlaps(other.start_time, other.end_time)
        for place, one in enumerate(visits)
        for other in visits[place + 1 :]
    )
    assert len(visits) >= 6
