"""Sessions: the state of a dialogue between two turns, changed by one turn at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.core.conversations import Channel, Outcome
from app.core.dialogue.state import Asking, DialogueState, Slots, Stage
from app.core.slots import Slot
from app.core.understanding.frame import EmergencyLevel, Grain, Intent, Language, Span, When
from app.repositories.errors import DuplicateRecord, StaleRecord, UnknownRecord
from app.repositories.ports import Store
from tests.contracts.records import ANA, BEN, BROOKS, RIVERA, a_session, at, ids, kept

CHICAGO = ZoneInfo("America/Chicago")
FRIDAY = datetime(2026, 3, 6, 15, 0, tzinfo=CHICAGO)
WISH = When(
    FRIDAY,
    FRIDAY + timedelta(hours=2),
    Grain.DAYPART,
    "Friday after three",
    spans=(Span(0, 6), Span(7, 18)),
    alternatives=(When(FRIDAY + timedelta(days=7), None, Grain.MINUTE, "or next week", flexible=True),),
    clock_stated=False,
    asap=True,
)
STATE = DialogueState(
    language=Language.ES,
    stage=Stage.OFFERING,
    asking=Asking.CHOICE,
    purpose="move",
    intent=Intent.RESCHEDULE,
    emergency_level=EmergencyLevel.URGENT,
    emergency_reason="no heat in frost",
    danger_question="gas",
    slots=Slots("Ana Ortiz", ANA, "ana@example.com", "4120 Rainbow", "drain", "it drips “a lot”", WISH),
    offered=(Slot(at(0), at(60), "lee"), Slot(at(60), at(120), "kim")),
    chosen=Slot(at(0), at(60), "lee"),
    customer_id="ana",
    greeted_by_name=True,
    appointment_id="visit",
    target_appointment_id="older",
    misses=1,
    asked={"name": 2},
    alerted=True,
    safety_given=True,
    callback_requested=True,
    message="tell him",
    last_reply="¿Le va bien el viernes?",
    outcome=Outcome.RESCHEDULED,
    done=True,
)
FULL = a_session(
    "call",
    channel=Channel.SMS,
    state=STATE,
    updated_at=at(1),
    caller_phone=ANA,
    provider_call_id="CA1",
    turns=3,
    silent_turns=1,
    ended_at=at(2),
    served=True,
    version=4,
)


def test_a_session_comes_back_whole(store: Store) -> None:
    with kept(store) as unit:
        unit.sessions.add(RIVERA, FULL)
    with store.unit_of_work() as unit:
        assert unit.sessions.get(RIVERA, "call") == FULL
        assert unit.sessions.by_call(RIVERA, "CA1") == FULL
        assert unit.sessions.by_conversation(RIVERA, FULL.conversation_id) == FULL


def test_a_wish_stays_in_the_clock_of_the_business(store: Store) -> None:
    """So that "a week later" means the same hour also across a change to daylight-saving time."""
    with kept(store) as unit:
        unit.sessions.add(RIVERA, FULL)
    with store.unit_of_work() as unit:
        session = unit.sessions.get(RIVERA, "call")
    assert session is not None
    wish = session.state.slots.when
    assert wish is not None
    later = wish.start + timedelta(days=7)
    assert (later.hour, later.utcoffset()) == (15, timedelta(hours=-5))
    assert wish.alternatives[0].start.tzinfo == CHICAGO


def test_another_tenants_session_is_as_good_as_absent(store: Store) -> None:
    session = replace(FULL, ended_at=None)
    with kept(store) as unit:
        unit.sessions.add(RIVERA, session)
    with kept(store) as unit:
        assert unit.sessions.get(BROOKS, "call") is None
        assert unit.sessions.by_call(BROOKS, "CA1") is None
        assert unit.sessions.by_conversation(BROOKS, FULL.conversation_id) is None
        assert unit.sessions.open_for(BROOKS, Channel.SMS, ANA) is None
        assert unit.sessions.idle(BROOKS, channel=Channel.SMS, before=at(60), limit=9) == ()
        with pytest.raises(UnknownRecord):
            unit.sessions.save(BROOKS, replace(session, version=5))
        unit.sessions.remove(BROOKS, "call")
        unit.sessions.add(BROOKS, a_session("theirs", provider_call_id="CA1"))
    with store.unit_of_work() as unit:
        assert unit.sessions.get(RIVERA, "call") == session


def test_an_id_and_a_call_have_one_session(store: Store) -> None:
    with store.unit_of_work() as unit:
        unit.sessions.add(RIVERA, FULL)
        with pytest.raises(DuplicateRecord):
            unit.sessions.add(RIVERA, a_session("call"))
        with pytest.raises(DuplicateRecord):
            unit.sessions.add(RIVERA, a_session("other", provider_call_id="CA1"))
        unit.sessions.add(RIVERA, a_session("chat"))
        unit.sessions.add(RIVERA, a_session("another chat"))


def test_each_save_is_one_version_further(store: Store) -> None:
    with kept(store) as unit:
        unit.sessions.add(RIVERA, a_session("call"))
        unit.sessions.save(RIVERA, a_session("call", version=1, turns=1))
    with kept(store) as unit:
        unit.sessions.save(RIVERA, a_session("call", version=2, turns=2, state=STATE))
    with store.unit_of_work() as unit:
        assert unit.sessions.get(RIVERA, "call") == a_session("call", version=2, turns=2, state=STATE)


@pytest.mark.parametrize("version", [0, 1, 3])
def test_a_save_on_top_of_another_turn_is_refused(store: Store, version: int) -> None:
    with kept(store) as unit:
        unit.sessions.add(RIVERA, a_session("call", version=1))
    with store.unit_of_work() as unit:
        with pytest.raises(StaleRecord):
            unit.sessions.save(RIVERA, a_session("call", version=version, turns=9))
        assert unit.sessions.get(RIVERA, "call") == a_session("call", version=1)


def test_an_unknown_session_cannot_be_saved(store: Store) -> None:
    with store.unit_of_work() as unit, pytest.raises(UnknownRecord):
        unit.sessions.save(RIVERA, a_session("nothing", version=1))


def test_a_call_is_found_after_its_id_is_learnt(store: Store) -> None:
    learnt = a_session("call", version=1, provider_call_id="CA9", conversation_id="renamed")
    with kept(store) as unit:
        unit.sessions.add(RIVERA, a_session("call"))
        unit.sessions.save(RIVERA, learnt)
    with store.unit_of_work() as unit:
        assert unit.sessions.by_call(RIVERA, "CA9") == learnt
        assert unit.sessions.by_conversation(RIVERA, "renamed") == learnt
        assert unit.sessions.by_conversation(RIVERA, "talk of call") is None


def test_the_open_session_of_a_number_is_its_latest_that_has_not_ended(store: Store) -> None:
    with kept(store) as unit:
        for name, minute, changes in (
            ("old", 1, {}),
            ("latest", 3, {}),
            ("ended", 4, {"ended_at": at(5)}),
            ("call", 5, {"channel": Channel.VOICE}),
            ("bens", 6, {"caller_phone": BEN}),
        ):
            fields = {"channel": Channel.SMS, "caller_phone": ANA, "updated_at": at(minute), **changes}
            unit.sessions.add(RIVERA, a_session(name, **fields))
    with kept(store) as unit:
        found = unit.sessions.open_for(RIVERA, Channel.SMS, ANA)
        assert found is not None
        assert found.id == "latest"
        unit.sessions.save(RIVERA, replace(found, ended_at=at(9), version=1))
    with store.unit_of_work() as unit:
        found = unit.sessions.open_for(RIVERA, Channel.SMS, ANA)
        assert found is not None
        assert found.id == "old"
        assert unit.sessions.open_for(RIVERA, Channel.WEB, ANA) is None


def test_a_conversation_leads_to_its_latest_session(store: Store) -> None:
    with kept(store) as unit:
        unit.sessions.add(RIVERA, a_session("second", conversation_id="talk", started_at=at(2)))
        unit.sessions.add(RIVERA, a_session("first", conversation_id="talk", started_at=at(1)))
    with kept(store) as unit:
        found = unit.sessions.by_conversation(RIVERA, "talk")
        assert found is not None
        assert found.id == "second"
        unit.sessions.remove(RIVERA, "second")
    with store.unit_of_work() as unit:
        found = unit.sessions.by_conversation(RIVERA, "talk")
        assert found is not None
        assert found.id == "first"


def test_a_removed_session_frees_its_call(store: Store) -> None:
    with kept(store) as unit:
        unit.sessions.add(RIVERA, FULL)
        unit.sessions.remove(RIVERA, "call")
        unit.sessions.remove(RIVERA, "call")
        assert unit.sessions.by_call(RIVERA, "CA1") is None
        unit.sessions.add(RIVERA, FULL)
    with store.unit_of_work() as unit:
        assert unit.sessions.get(RIVERA, "call") == FULL


def test_idle_sessions_come_oldest_first(store: Store) -> None:
    with kept(store) as unit:
        for name, minute in (("c", 3), ("a", 1), ("b", 2), ("late", 4)):
            unit.sessions.add(RIVERA, a_session(name, updated_at=at(minute)))
        unit.sessions.add(RIVERA, a_session("ended", ended_at=at(0)))
        unit.sessions.add(RIVERA, a_session("chat", channel=Channel.WEB))
    with store.unit_of_work() as unit:
        assert ids(unit.sessions.idle(RIVERA, channel=Channel.VOICE, before=at(4), limit=9)) == ["a", "b", "c"]
        assert ids(unit.sessions.idle(RIVERA, channel=Channel.VOICE, before=at(4), limit=2)) == ["a", "b"]
