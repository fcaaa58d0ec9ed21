"""Plays one scene of a demo month: a call, a thread of texts, a chat, led by the product's own flows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from app.core.conversations import Channel
from app.core.demo import Part, Person, Scene, Script, Via
from app.core.dialogue.state import DialogueState
from app.core.dialogue.steps import Then
from app.core.sessions import Session
from app.core.tallies import WIDGET_REQUESTS
from app.flows import talk
from app.flows.after_dial import DialResult, after_dial
from app.flows.answer_call import CallTurn, answer_call
from app.flows.answer_text import IncomingText, answer_text
from app.flows.call_answer import CallAnswer
from app.flows.converse import Heard, StartCommand
from app.flows.end_call import EndedCall, end_call
from app.flows.outside import run_turn
from app.flows.services import Services
from app.flows.take_over import take_over
from app.flows.take_voicemail import Recording, take_voicemail
from app.flows.text_by_hand import text_by_hand

LONGEST_TALK = 12
# Seconds that somebody takes for an answer, by and by.
THINKING = (11, 17, 8, 14, 21)


class StageClock:
    """Stands where it was put, and never goes back."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        return self._moment

    def put(self, moment: datetime) -> None:
        self._moment = max(self._moment, moment)

    def turn(self, seconds: int) -> None:
        self._moment += timedelta(seconds=seconds)


class Stage:
    """Where the scenes of one script are played; `services` run on `clock`."""

    def __init__(self, services: Services, clock: StageClock, script: Script) -> None:
        self._services, self._clock, self._script = services, clock, script
        self._business = script.business
        self._numbers = count(1)

    def play(self, scene: Scene) -> None:
        person = self._script.people[scene.who]
        match scene.via:
            case Via.CALL:
                self._call(scene, person)
            case Via.VOICEMAIL:
                self._voicemail(scene, person)
            case Via.MISSED:
                end_call(self._services, self._business, EndedCall(self._sid("CA"), person.phone))
            case Via.TEXT:
                self._text(scene, person)
            case Via.WEB:
                self._chat(scene, person)
            case Via.TAKEN_OVER:
                self._take_over(scene, person)

    def text(self, phone: str, words: str) -> None:
        """Somebody sends this."""
        answer_text(self._services, self._business, IncomingText(self._sid("SM"), phone, words))

    def _call(self, scene: Scene, person: Person) -> CallTurn:
        """Until one of the two hangs up; the turn at which it ended."""
        turn = CallTurn(self._sid("CA"), caller=person.phone)
        answer = answer_call(self._services, self._business, turn)
        self._note_source(self._session(turn.call_sid), scene.source)
        part = Part(scene, person)
        for _ in range(LONGEST_TALK):
            line = self._line(part, self._session(turn.call_sid)) if answer.then is Then.LISTEN else None
            if line is None:
                break
            turn = replace(turn, turn=answer.turn, speech=line, gathered=True)
            answer = answer_call(self._services, self._business, turn)
        self._hang_up(scene, turn, answer)
        return turn

    def _hang_up(self, scene: Scene, turn: CallTurn, answer: CallAnswer) -> None:
        """A caller who is put through is taken, unless the scene is about a message."""
        if answer.then is Then.TRANSFER and scene.via is Via.CALL:
            self._clock.turn(95)
            after_dial(self._services, self._business, DialResult(turn.call_sid, "completed", "DL1", rung=answer.rung))
        if scene.via is Via.CALL:
            end_call(self._services, self._business, EndedCall(turn.call_sid, turn.caller))

    def _voicemail(self, scene: Scene, person: Person) -> None:
        turn = self._call(scene, person)
        for rung in range(1 + len(self._business.technicians)):
            self._clock.turn(20)
            dial = DialResult(turn.call_sid, "no-answer", f"DL{rung}", rung=rung)
            if after_dial(self._services, self._business, dial).then is not Then.TRANSFER:
                break
        self._clock.turn(25)
        recording = Recording(turn.call_sid, self._sid("RE"), None, person.phone, scene.voicemail)
        take_voicemail(self._services, self._business, recording)
        end_call(self._services, self._business, EndedCall(turn.call_sid, person.phone))

    def _text(self, scene: Scene, person: Person) -> None:
        part = Part(scene, person)
        line = part.next(DialogueState())
        for _ in range(LONGEST_TALK):
            if line is None:
                return
            self._clock.turn(25)
            self.text(person.phone, line)
            session = self._thread(person.phone)
            self._note_source(session, scene.source)
            line = self._line(part, session)

    def _chat(self, scene: Scene, person: Person) -> None:
        business_id = self._business.id
        command = StartCommand(Channel.WEB, lead_source=scene.source)
        begun = run_turn(
            self._services,
            business_id,
            lambda unit, _: talk.start_in(unit, self._services, business_id, command, WIDGET_REQUESTS),
        )
        part = Part(scene, person)
        while (line := self._line(part, self._chatting(begun.session_id))) is not None:
            self._write(begun.session_id, line)
        talk.end(self._services, business_id, begun.session_id, WIDGET_REQUESTS)

    def _write(self, session_id: str, words: str) -> None:
        run_turn(
            self._services,
            self._business.id,
            lambda unit, outside: talk.hear_in(
                unit, self._services, outside, self._business.id, session_id, Heard(words), WIDGET_REQUESTS
            ),
        )

    def _take_over(self, scene: Scene, person: Person) -> None:
        """The owner steps into the thread that goes on with that person."""
        session = self._thread(person.phone)
        if session is None:
            return
        run_turn(
            self._services,
            self._business.id,
            lambda unit, _: take_over(unit, self._services, self._business.id, session.conversation_id),
        )
        for words in scene.say:
            text_by_hand(self._services, self._business.id, body=words, phone=person.phone)

    def _line(self, part: Part, session: Session | None) -> str | None:
        """What is said next; it takes them a moment. None once either side is done."""
        if session is None or session.ended_at is not None or session.turns >= LONGEST_TALK:
            return None
        if session.state.done:
            return None
        line = part.next(session.state)
        self._clock.turn(THINKING[session.turns % len(THINKING)] + len(line or "") // 8)
        return line

    def _note_source(self, session: Session | None, source: str | None) -> None:
        if session is None or source is None:
            return
        with self._services.store.unit_of_work() as unit:
            conversation = unit.conversations.get(self._business.id, session.conversation_id)
            if conversation is not None and conversation.lead_source is None:
                unit.conversations.save(self._business.id, replace(conversation, lead_source=source))
                unit.commit()

    def _session(self, call_sid: str) -> Session | None:
        with self._services.store.unit_of_work(read_only=True) as unit:
            return unit.sessions.by_call(self._business.id, call_sid)

    def _chatting(self, session_id: str) -> Session | None:
        with self._services.store.unit_of_work(read_only=True) as unit:
            return unit.sessions.get(self._business.id, session_id)

    def _thread(self, phone: str) -> Session | None:
        with self._services.store.unit_of_work(read_only=True) as unit:
            return unit.sessions.open_for(self._business.id, Channel.SMS, phone)

    def _sid(self, kind: str) -> str:
        return f"{kind}{next(self._numbers):08d}demo"
