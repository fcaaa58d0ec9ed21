"""Texts through Twilio's webhooks: once each, consent first, one thread over many texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app.core.appointments import Appointment, AppointmentStatus
from app.core.businesses import OptOutReplies
from app.core.callbacks import CallbackReason
from app.core.texts import Audience, Direction, Text, TextKind, TextStatus
from app.providers.prometheus.meter import PrometheusMeter
from tests.support.books import Books
from tests.support.cast import MARIA, OLIVE, Cast
from tests.support.clock import TurnedClock
from tests.support.twilio import BROOKS_NUMBER, RIVERAS_NUMBER, Twilio

JANE = "+18165550150"
OWNER = "+18165550100"


def book(twilio: Twilio, sender: str = JANE) -> None:
    """A visit tomorrow afternoon, over several texts."""
    for body in (
        "Hi, this is Jane Burstein, my water heater is leaking",
        "4120 Rainbow Boulevard, Kansas City",
        "tomorrow after 3",
        "the first one",
        "yes",
        "no thanks, bye",
    ):
        twilio.text(body, From=sender)


def only_visit(books: Books) -> Appointment:
    (visit,) = books.visits()
    return visit


class TestAThread:
    def test_books_a_visit_over_several_texts(self, twilio: Twilio, books: Books) -> None:
        book(twilio)
        visit = only_visit(books)
        assert (visit.customer_name, visit.service_type) == ("Jane Burstein", "water_heater")
        assert len(books.conversations()) == 1

    def test_goes_on_the_next_morning(self, twilio: Twilio, books: Books, clock: TurnedClock) -> None:
        twilio.text("my kitchen sink is blocked", From=JANE)
        clock.turn(hours=20)
        twilio.text("it's Jane Burstein", From=JANE)
        assert len(books.conversations()) == 1

    def test_begins_anew_after_a_day_without_a_word(self, twilio: Twilio, books: Books, clock: TurnedClock) -> None:
        twilio.text("my kitchen sink is blocked", From=JANE)
        clock.turn(hours=25)
        twilio.text("my water heater is leaking", From=JANE)
        first, second = books.conversations()
        assert first.ended_at is not None
        assert second.ended_at is None

    def test_begins_anew_when_the_last_one_is_done(self, twilio: Twilio, books: Books) -> None:
        book(twilio)
        twilio.text("hello again, my sink is blocked now", From=JANE)
        assert len(books.conversations()) == 2

    def test_is_one_for_each_number_and_business(self, twilio: Twilio, books: Books) -> None:
        twilio.text("my sink is blocked", From=JANE)
        twilio.text("my sink is blocked", From=MARIA)
        twilio.text("my sink is blocked", From=JANE, To="+18165550120")
        assert len(books.conversations()) == 2
        assert len(Books(twilio.services, "brooks").conversations()) == 1

    def test_is_kept_in_both_directions(self, twilio: Twilio, books: Books) -> None:
        answer = twilio.text("my sink is blocked", From=JANE)
        inbound, reply = books.texts()
        assert (inbound.direction, inbound.from_number, inbound.status) == (Direction.IN, JANE, TextStatus.RECEIVED)
        assert (reply.direction, reply.to_number, reply.status) == (Direction.OUT, JANE, TextStatus.SENT)
        assert reply.body == answer.message
        assert {inbound.kind, reply.kind} == {TextKind.REPLY}

    def test_that_a_person_took_over_gets_no_answer(self, twilio: Twilio, books: Books) -> None:
        twilio.text("my sink is blocked", From=JANE)
        (talk,) = books.conversations()
        with twilio.services.store.unit_of_work() as unit:
            unit.conversations.save("rivera", replace(talk, taken_over=True))
            unit.commit()
        assert twilio.text("are you a robot?", From=JANE).verbs == []
        assert books.messages(talk.id)[-1].text == "are you a robot?"

    def test_a_missed_caller_is_texted_in_the_language_that_was_spoken(self, twilio: Twilio, books: Books) -> None:
        twilio.gather(twilio.ring(From=JANE), "hola, se me tapó el fregadero", From=JANE)
        twilio.end(From=JANE)
        [text] = books.texts(TextKind.TEXTBACK)
        assert text.body.startswith("Rivera Plumbing: perdone que no contestamos su llamada.")
        [callback] = books.callbacks()
        assert callback.notes

    def test_goes_on_after_a_missed_call(self, twilio: Twilio, books: Books) -> None:
        twilio.ring(From=JANE)
        twilio.end(From=JANE)
        answer = twilio.text("yes, my water heater is leaking", From=JANE)
        assert answer.message
        assert len(books.texts(TextKind.TEXTBACK)) == 1


class TestOnce:
    def test_a_text_that_is_delivered_twice_has_its_effect_once(self, twilio: Twilio, books: Books) -> None:
        first = twilio.text("my sink is blocked", "SM1", From=JANE)
        seen = books.everything()
        assert twilio.text("my sink is blocked", "SM1", From=JANE).raw == first.raw
        assert books.everything() == seen

    def test_a_delivery_with_the_same_token_has_its_effect_once(self, twilio: Twilio, books: Books) -> None:
        token = {"I-Twilio-Idempotency-Token": "t1"}
        first = twilio.post("/twilio/sms", token, MessageSid="SM1", Body="my sink is blocked")
        seen = books.everything()
        again = twilio.post("/twilio/sms", token, MessageSid="SM2", Body="my sink is blocked")
        assert again.raw == first.raw
        assert books.everything() == seen

    def test_an_opt_out_that_is_delivered_twice_counts_once(self, twilio: Twilio, books: Books) -> None:
        twilio.text("STOP", "SM1")
        twilio.text("STOP", "SM1")
        assert books.tally("sms_opt_out_events") == 1


class TestConsent:
    WORDS = (
        "STOP",
        "stop",
        " Stop. ",
        "STOPALL",
        "Unsubscribe!",
        "cancel",
        "END",
        "quit",
        "REVOKE",
        "OPTOUT",
        "opt out",
    )

    @pytest.mark.parametrize("word", WORDS)
    def test_a_word_that_stops_is_confirmed_once_and_never_reaches_the_assistant(
        self, twilio: Twilio, books: Books, word: str
    ) -> None:
        answer = twilio.text(word, From=JANE)
        assert "opted out" in (answer.message or "")
        assert [text.kind for text in books.texts() if text.direction is Direction.OUT] == [TextKind.CONSENT]
        assert books.conversations() == []
        with twilio.services.store.unit_of_work() as unit:
            decision = unit.opt_outs.get("rivera", JANE)
        assert decision is not None
        assert (decision.opted_out, decision.evidence, decision.reference) == (True, word, "SM1")

    def test_closes_what_was_being_asked(self, twilio: Twilio, books: Books) -> None:
        twilio.text("my sink is blocked", From=JANE)
        twilio.text("stop", From=JANE)
        assert books.conversations()[0].ended_at is not None
        assert "welcome back" in (twilio.text("yes", From=JANE).message or "")

    @pytest.mark.parametrize("word", ["START", "unstop", "Yes"])
    def test_opts_in_again(self, twilio: Twilio, books: Books, word: str) -> None:
        assert "welcome back" in (twilio.text(word, From=OLIVE).message or "")
        assert books.tally("sms_opt_in_events") == 1

    @pytest.mark.parametrize("word", ["HELP", "info"])
    def test_says_who_we_are_and_how_to_stop(self, twilio: Twilio, word: str) -> None:
        message = twilio.text(word, From=OLIVE).message or ""
        assert "Rivera Plumbing" in message
        assert "STOP" in message

    def test_yes_answers_the_open_question_first(self, twilio: Twilio, books: Books) -> None:
        for body in ("this is Jane Burstein, my water heater is leaking", "4120 Rainbow Boulevard", "tomorrow at 3"):
            twilio.text(body, From=JANE)
        twilio.text("YES", From=JANE)
        assert len(books.visits()) == 1
        assert books.tally("sms_opt_in_events") == 0

    @pytest.mark.parametrize("kind", ["STOP", "START", "HELP"])
    def test_where_twilio_has_answered_we_write_it_down_and_stay_silent(
        self, twilio: Twilio, books: Books, kind: str
    ) -> None:
        assert twilio.text("arret", From=OLIVE, OptOutType=kind).verbs == []
        assert [text.direction for text in books.texts()] == [Direction.IN]
        with twilio.services.store.unit_of_work() as unit:
            decision = unit.opt_outs.get("rivera", OLIVE)
        assert decision is not None
        assert decision.opted_out is (kind != "START")

    def test_where_twilio_is_the_one_to_answer_we_stay_silent(self, twilio: Twilio) -> None:
        with twilio.services.store.unit_of_work() as unit:
            rivera = unit.businesses.get("rivera")
            assert rivera is not None
            unit.businesses.save(replace(rivera, opt_out_replies=OptOutReplies.TWILIO))
            unit.commit()
        assert [twilio.text(word).verbs for word in ("STOP", "HELP", "START")] == [[], [], []]

    def test_who_opted_out_gets_no_answer_but_a_person_reads_it(self, twilio: Twilio, books: Books) -> None:
        assert twilio.text("my basement is flooding", From=OLIVE).verbs == []
        (callback,) = books.callbacks()
        assert (callback.reason, callback.phone) == (CallbackReason.MESSAGE, OLIVE)
        assert callback.notes == "my basement is flooding"

    def test_yes_opts_in_where_a_call_opted_out_although_a_question_had_been_open(
        self, twilio: Twilio, books: Books
    ) -> None:
        twilio.text("my sink is blocked", From=JANE)
        twilio.gather(twilio.ring(From=JANE), "please don't text me any more", From=JANE)
        assert twilio.text("hello?", From=JANE).verbs == []
        assert "welcome back" in (twilio.text("Yes", From=JANE).message or "")
        assert (books.tally("sms_opt_out_events"), books.tally("sms_opt_in_events")) == (1, 1)

    def test_who_was_erased_stays_opted_out_until_they_say_otherwise(
        self, twilio: Twilio, books: Books, client: TestClient, cast: Cast
    ) -> None:
        client.post("/v1/owner/privacy/erase", json={"phone": OLIVE}, headers=cast.rivera.as_owner)
        assert twilio.text("my basement is flooding", From=OLIVE).verbs == []
        assert [callback.reason for callback in books.callbacks()] == [CallbackReason.MESSAGE]
        assert "welcome back" in (twilio.text("YES", From=OLIVE).message or "")
        assert twilio.text("my sink is blocked", From=OLIVE).message

    def test_a_stop_takes_back_the_consent_to_campaigns(self, twilio: Twilio, client: TestClient, cast: Cast) -> None:
        address = f"/v1/crm/customers/{cast.maria.id}"
        client.patch(address, json={"marketing_consent": True}, headers=cast.rivera.as_tenant)
        twilio.text("STOP")
        twilio.text("START")
        assert client.get(address, headers=cast.rivera.as_tenant).json()["marketing_consent_at"] is None

    def test_a_bare_cancel_of_a_customer_with_a_visit_is_shown_to_a_person(self, twilio: Twilio, books: Books) -> None:
        book(twilio)
        twilio.text("CANCEL", From=JANE)
        assert only_visit(books).status is AppointmentStatus.SCHEDULED
        assert [callback.notes for callback in books.callbacks()] == ["CANCEL"]


class TestAboutAVisit:
    @pytest.mark.parametrize("word", ["C", "confirm", "YES", "y", " c. ", "Yes, please!"])
    def test_one_word_confirms_it(self, twilio: Twilio, books: Books, word: str) -> None:
        book(twilio)
        assert "see you tomorrow" in (twilio.text(word, From=JANE).message or "")
        assert only_visit(books).status is AppointmentStatus.CONFIRMED
        assert books.tally("sms_confirmations_via_sms") == 1

    def test_of_several_the_one_is_confirmed_of_which_they_were_reminded(
        self, twilio: Twilio, books: Books, client: TestClient, cast: Cast, clock: TurnedClock
    ) -> None:
        def book_for_maria(start: str) -> str:
            body = {"customer_id": cast.maria.id, "start_time": start, "service_type": "water_heater"}
            return str(client.post("/v1/crm/appointments", json=body, headers=cast.rivera.as_tenant).json()["id"])

        def statuses() -> dict[str, str]:
            return {visit.id: visit.status for visit in books.visits()}

        first, second, third = map(
            book_for_maria, ("2026-06-04T09:30:00-05:00", "2026-06-04T14:00:00-05:00", "2026-06-09T09:00:00-05:00")
        )
        client.post("/v1/reminders/send-upcoming?hours_ahead=24", headers=cast.rivera.as_tenant)
        clock.turn(hours=6)
        client.post("/v1/reminders/send-upcoming?hours_ahead=24", headers=cast.rivera.as_tenant)
        assert "2:00 PM" in (twilio.text("C").message or "")
        assert statuses() == {first: "SCHEDULED", second: "CONFIRMED", third: "SCHEDULED"}
        assert "9:30 AM" in (twilio.text("C").message or "")
        twilio.text("C")
        assert statuses() == {first: "CONFIRMED", second: "CONFIRMED", third: "SCHEDULED"}

    @pytest.mark.parametrize("words", ["R", "reschedule", "I need to move my appointment"])
    def test_asking_to_move_it_waits_for_a_new_time(self, twilio: Twilio, books: Books, words: str) -> None:
        book(twilio)
        twilio.text(words, From=JANE)
        assert only_visit(books).status is AppointmentStatus.PENDING_RESCHEDULE
        assert books.tally("sms_reschedules_via_sms") == 1
        twilio.text("Friday at 10", From=JANE)
        twilio.text("yes", From=JANE)
        assert only_visit(books).status is AppointmentStatus.SCHEDULED

    def test_asking_to_move_it_is_answered_with_times_to_choose_from(self, twilio: Twilio, books: Books) -> None:
        book(twilio)
        before = only_visit(books)
        assert "Which is better?" in (twilio.text("R", From=JANE).message or "")
        twilio.text("the second one", From=JANE)
        twilio.text("yes", From=JANE)
        after = only_visit(books)
        assert after.start_time != before.start_time
        assert after.status is AppointmentStatus.SCHEDULED

    def test_keeping_it_after_all_leaves_it_as_it_was(self, twilio: Twilio, books: Books) -> None:
        book(twilio)
        twilio.text("R", From=JANE)
        twilio.text("Friday at 10", From=JANE)
        twilio.text("no, leave it", From=JANE)
        assert only_visit(books).status is AppointmentStatus.SCHEDULED

    def test_cancelling_it_asks_first(self, twilio: Twilio, books: Books) -> None:
        book(twilio)
        assert "?" in (twilio.text("please cancel my appointment", From=JANE).message or "")
        assert only_visit(books).status is AppointmentStatus.SCHEDULED
        twilio.text("yes", From=JANE)
        assert only_visit(books).status is AppointmentStatus.CANCELLED
        assert books.tally("sms_cancellations_via_sms") == 1

    def test_without_a_visit_a_c_is_for_the_conversation(self, twilio: Twilio, books: Books) -> None:
        assert twilio.text("C", From=JANE).message
        assert len(books.conversations()) == 1


class TestWhatComesFromOutside:
    @pytest.mark.parametrize(
        "sender", ["12345", "729725", "+1729725", "anonymous", "RIVERA", "whatsapp:+18165550150", "+266696687"]
    )
    def test_who_cannot_be_texted_gets_no_answer(self, twilio: Twilio, books: Books, sender: str) -> None:
        assert twilio.text("my sink is blocked", From=sender).verbs == []
        assert [text.direction for text in books.texts()] == [Direction.IN]
        assert books.conversations() == []

    @pytest.mark.parametrize("line", [RIVERAS_NUMBER, BROOKS_NUMBER])
    @pytest.mark.parametrize("body", ["my sink is blocked", "STOP", "C"])
    def test_a_line_that_we_answer_ourselves_gets_no_answer(
        self, twilio: Twilio, books: Books, line: str, body: str
    ) -> None:
        assert twilio.text(body, From=line).verbs == []
        assert [text.direction for text in books.texts()] == [Direction.IN]
        assert books.conversations() == []

    def test_a_machine_that_repeats_itself_is_not_answered_for_ever(self, twilio: Twilio, clock: TurnedClock) -> None:
        answers = [twilio.text("I'm driving and will text you later.", From=JANE).message for _ in range(12)]
        assert [answer is not None for answer in answers] == [True] * 8 + [False] * 4
        assert twilio.text("Home now, my sink is blocked", From=JANE).message
        clock.turn(hours=2)
        assert twilio.text("I'm driving and will text you later.", From=JANE).message

    @pytest.mark.parametrize("body", ["", "   ", "\x00\x0b", None])
    def test_a_text_without_words_is_asked_for_some(self, twilio: Twilio, body: str) -> None:
        assert "words" in (twilio.text(body, From=JANE, NumMedia="1").message or "")

    @pytest.mark.parametrize(
        "body",
        ["😀" * 800, "x" * 100_000, "\u202eabc", "<Message>&amp;</Message>", "\ud7ff￿", "1" * 10_000, "á̂̃" * 2000],
    )
    def test_hostile_words_get_a_sensible_answer(self, twilio: Twilio, books: Books, body: str) -> None:
        message = twilio.text(body, From=JANE).message
        assert message
        assert len(message) <= 1600
        assert all(len(text.body) <= 1600 for text in books.texts())

    @pytest.mark.parametrize("path", ["/twilio/sms", "/twilio/sms/status"])
    @pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[]", b"Body=hello"])
    def test_a_body_without_a_message_is_told_so(self, client: TestClient, path: str, content: bytes) -> None:
        answer = client.post(path, content=content, headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status_code == 422

    def test_nobodys_text_is_refused_politely(self, twilio: Twilio, meter: PrometheusMeter) -> None:
        assert "can't take texts" in (twilio.text("hi", To="+18165559999").message or "")
        assert meter.counts()["twilio_sms_errors"] == 1

    def test_a_suspended_tenant_says_nothing_and_takes_an_opt_out(self, twilio: Twilio) -> None:
        path = "/twilio/sms?business_id=shut"
        assert twilio.text("my sink is blocked", path=path, From=JANE, To=None).verbs == []
        twilio.text("STOP", path=path, From=JANE, To=None)
        with twilio.services.store.unit_of_work() as unit:
            decision = unit.opt_outs.get("shut", JANE)
        assert decision is not None
        assert decision.opted_out


def test_the_owner_is_no_customer(twilio: Twilio, books: Books) -> None:
    twilio.text("hello", From=OWNER)
    assert {text.audience for text in books.texts()} == {Audience.OWNER}


def test_the_owner_asks_about_the_day_and_changes_it(twilio: Twilio, books: Books) -> None:
    book(twilio)
    assert "Jane Burstein" in (twilio.text("tomorrow", From=OWNER).message or "")
    assert "?" in (twilio.text("cancel 3pm tomorrow", From=OWNER).message or "")
    twilio.text("yes", From=OWNER)
    assert only_visit(books).status is AppointmentStatus.CANCELLED


def test_requests_are_counted_for_the_operator_and_the_tenant(
    twilio: Twilio, books: Books, meter: PrometheusMeter
) -> None:
    twilio.text("hello", "SM1")
    twilio.text("hello", "SM1")
    assert (meter.counts()["twilio_sms_requests"], books.tally("sms_requests")) == (2, 2)


class TestADeliveryReport:
    def sent(self, twilio: Twilio, clock: TurnedClock) -> None:
        text = Text(
            id="t1",
            direction=Direction.OUT,
            audience=Audience.CUSTOMER,
            kind=TextKind.REMINDER,
            from_number=RIVERAS_NUMBER,
            to_number=JANE,
            body="see you",
            status=TextStatus.SENT,
            created_at=clock.now(),
            provider_sid="SM9",
        )
        with twilio.services.store.unit_of_work() as unit:
            unit.texts.add("rivera", text)
            unit.commit()

    def reported(self, twilio: Twilio, status: str, **fields: str) -> list[str]:
        path = "/twilio/sms/status?business_id=rivera&text_id=t1"
        form = {"MessageSid": "SM9", "MessageStatus": status, "From": RIVERAS_NUMBER, "To": JANE, **fields}
        return twilio.post(path, **form).verbs

    def test_is_noted(self, twilio: Twilio, books: Books, clock: TurnedClock) -> None:
        self.sent(twilio, clock)
        assert self.reported(twilio, "delivered") == []
        assert self.reported(twilio, "sent") == []
        assert books.texts()[0].status is TextStatus.DELIVERED

    def test_of_a_number_that_opted_out_at_twilio_opts_it_out_here(
        self, twilio: Twilio, books: Books, clock: TurnedClock
    ) -> None:
        self.sent(twilio, clock)
        self.reported(twilio, "failed", ErrorCode="21610")
        assert books.tally("sms_opt_out_events") == 1

    @pytest.mark.parametrize("status", ["", "nonsense", "read"])
    def test_of_something_unknown_changes_nothing(
        self, twilio: Twilio, books: Books, clock: TurnedClock, status: str
    ) -> None:
        self.sent(twilio, clock)
        self.reported(twilio, status)
        self.reported(twilio, "delivered", MessageSid="SM404")
        assert books.texts()[0].error_code is None
