"""Conversations and what was said in them, in the order in which it was said."""

from __future__ import annotations

import pytest

from app.core.conversations import Channel, ConversationFigure, Message, Outcome, Role
from app.repositories.errors import DuplicateRecord, UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import ANA, BEN, BROOKS, RIVERA, a_conversation, a_message, at, ids, kept, walk

FULL = a_conversation(
    "talk",
    channel=Channel.SMS,
    ended_at=at(9),
    customer_id="ana",
    customer_name="Ana Ortiz",
    phone=ANA,
    outcome=Outcome.BOOKED,
    intent="schedule",
    language="es",
    summary="Ana booked a drain cleaning.",
    flagged_for_review=True,
    tags=("heater",),
    notes="Call before coming",
    message_count=4,
    lead_source="flyer",
    is_emergency=True,
    emergency_reason="gas smell",
    taken_over=True,
    appointment_id="visit",
    provider_call_id="CA1",
    booked_at=at(8),
)


def test_a_conversation_comes_back_whole(store: Store) -> None:
    with kept(store) as unit:
        unit.conversations.add(RIVERA, a_conversation("talk"))
        unit.conversations.save(RIVERA, FULL)
    with store.unit_of_work() as unit:
        assert unit.conversations.get(RIVERA, "talk") == FULL


def test_another_tenants_conversation_is_as_good_as_absent(store: Store) -> None:
    with kept(store) as unit:
        unit.conversations.add(RIVERA, FULL)
        unit.conversations.add_message(RIVERA, a_message("hello"))
    with kept(store) as unit:
        assert unit.conversations.get(BROOKS, "talk") is None
        assert unit.conversations.messages(BROOKS, "talk") == ()
        assert unit.conversations.page(BROOKS, limit=9).items == ()
        with pytest.raises(UnknownRecord):
            unit.conversations.save(BROOKS, FULL)
        with pytest.raises(UnknownRecord):
            unit.conversations.add_message(BROOKS, a_message("hi"))
        unit.conversations.remove(BROOKS, "talk")
        unit.conversations.remove_messages(BROOKS, "talk")
    with store.unit_of_work() as unit:
        assert unit.conversations.get(RIVERA, "talk") == FULL
        assert ids(unit.conversations.messages(RIVERA, "talk")) == ["hello"]


def test_an_id_is_given_once(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.conversations.add(RIVERA, FULL)
        with pytest.raises(DuplicateRecord):
            unit.conversations.add(RIVERA, a_conversation("talk"))


def test_messages_keep_the_order_in_which_they_were_added(store: Store) -> None:
    said = [
        Message("z", "talk", Role.CALLER, "¿Hola?", at(2), "greeting"),
        Message("a", "talk", Role.ASSISTANT, "Buenos días", at(1)),
        Message("m", "talk", Role.OWNER, "I take over", at(1)),
    ]
    with kept(store) as unit:
        unit.conversations.add(RIVERA, a_conversation("talk"))
        unit.conversations.add(RIVERA, a_conversation("other"))
        unit.conversations.add_message(RIVERA, said[0])
        unit.conversations.add_message(RIVERA, a_message("aside", "other"))
        unit.conversations.add_message(RIVERA, said[1])
    with kept(store) as unit:
        unit.conversations.add_message(RIVERA, said[2])
    with store.unit_of_work() as unit:
        assert list(unit.conversations.messages(RIVERA, "talk")) == said
        assert ids(unit.conversations.messages(RIVERA, "other")) == ["aside"]


def test_a_message_of_an_unknown_conversation_is_refused(store: Store) -> None:
    with store.unit_of_work() as unit, pytest.raises(UnknownRecord):
        unit.conversations.add_message(RIVERA, a_message("hello", "nothing"))


def test_messages_may_go_and_the_conversation_stay(store: Store) -> None:
    with kept(store) as unit:
        unit.conversations.add(RIVERA, FULL)
        unit.conversations.add_message(RIVERA, a_message("hello"))
        unit.conversations.remove_messages(RIVERA, "talk")
        unit.conversations.add_message(RIVERA, a_message("again"))
    with store.unit_of_work() as unit:
        assert unit.conversations.get(RIVERA, "talk") == FULL
        assert ids(unit.conversations.messages(RIVERA, "talk")) == ["again"]


def test_a_conversation_goes_with_its_messages(store: Store) -> None:
    with kept(store) as unit:
        unit.conversations.add(RIVERA, FULL)
        unit.conversations.add_message(RIVERA, a_message("hello"))
        unit.conversations.remove(RIVERA, "talk")
        unit.conversations.remove(RIVERA, "talk")
        unit.conversations.add(RIVERA, FULL)
    with store.unit_of_work() as unit:
        assert unit.conversations.messages(RIVERA, "talk") == ()


def test_the_newest_come_first_and_ids_break_ties(store: Store) -> None:
    with kept(store) as unit:
        for name, started in (("a", 1), ("b", 2), ("c", 1), ("d", 0)):
            unit.conversations.add(RIVERA, a_conversation(name, started_at=at(started)))
    with store.unit_of_work() as unit:
        for limit in (1, 2, 3, 9):
            assert ids(walk(unit.conversations.page, RIVERA, limit=limit)) == ["b", "c", "a", "d"]


def test_filters_narrow_the_list_together(store: Store) -> None:
    with kept(store) as unit:
        unit.conversations.add(RIVERA, FULL)
        unit.conversations.add(RIVERA, a_conversation("two", started_at=at(1), phone=ANA, flagged_for_review=True))
        unit.conversations.add(RIVERA, a_conversation("three", started_at=at(2), phone=BEN, customer_id="ana"))
        unit.conversations.add(
            RIVERA, a_conversation("four", started_at=at(3), channel=Channel.WEB, outcome=Outcome.ABANDONED)
        )
    with store.unit_of_work() as unit:

        def found(**filters: object) -> list[str]:
            return ids(walk(unit.conversations.page, RIVERA, limit=1, **filters))

        assert found(channel=Channel.VOICE) == ["three", "two"]
        assert found(outcome=Outcome.BOOKED) == ["talk"]
        assert found(flagged=True) == ["two", "talk"]
        assert found(flagged=False) == ["four", "three"]
        assert found(customer_id="ana") == ["three", "talk"]
        assert found(phone=ANA) == ["two", "talk"]
        assert found(phone=ANA, channel=Channel.SMS) == ["talk"]
        assert found(start=at(1), end=at(3)) == ["three", "two"]
        assert found(outcome=Outcome.BOOKED, flagged=False) == []


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("ORTIZ", ["talk"]),
        ("5550142", ["talk"]),
        ("drain cleaning", ["talk"]),
        ("before coming", ["talk"]),
        ("%", []),
        ("_", []),
        ("heater", []),
    ],
)
def test_q_is_a_part_of_the_name_phone_summary_or_notes(store: Store, part: str, found: list[str]) -> None:
    with kept(store) as unit:
        unit.conversations.add(RIVERA, FULL)
        unit.conversations.add(RIVERA, a_conversation("empty"))
        unit.conversations.add(BROOKS, FULL)
    with store.unit_of_work() as unit:
        assert ids(walk(unit.conversations.page, RIVERA, limit=1, q=part)) == found


def test_statistics_read_figures_oldest_first(store: Store) -> None:
    booked = a_conversation(
        "b",
        started_at=at(5),
        outcome=Outcome.BOOKED,
        lead_source="flyer",
        is_emergency=True,
        message_count=7,
        booked_at=at(9),
    )
    with kept(store) as unit:
        for talk in (booked, a_conversation("a"), a_conversation("late", started_at=at(10))):
            unit.conversations.add(RIVERA, talk)
        unit.conversations.add(BROOKS, a_conversation("other"))
    with store.unit_of_work() as unit:
        assert list(unit.conversations.figures(RIVERA, at(0), at(10))) == [
            ConversationFigure(at(0), Channel.VOICE, None, None, False, 0, None),
            ConversationFigure(at(5), Channel.VOICE, Outcome.BOOKED, "flyer", True, 7, at(9)),
        ]
