"""What all JSON ways into a conversation share: begin it, hear a turn, end it, under the caller's own tenant."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from app.core.businesses import Business
from app.core.conversations import Channel
from app.flows import talk
from app.flows.answer_once import Answered, Asked, answer_once
from app.flows.converse import Heard, StartCommand, TurnResult, business_of
from app.flows.errors import Invalid
from app.flows.services import Services
from app.flows.speak import can_say
from app.routers.answers import Answer
from app.routers.idempotency import once
from app.routers.runner import Runner
from app.routers.schemas.session import InputBody, ended_fields
from app.routers.speaking import audio_fields

WAV = (b"RIFF", b"WAVE")

Shape = Callable[[TurnResult, Business], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Desk:
    """One tenant's conversations by one way in; `counter` is the tenant's count of its requests."""

    services: Services
    runner: Runner
    business_id: str
    counter: str
    # Whether answers are heard as well as read.
    spoken: bool = False

    async def begin(self, command: StartCommand, asked: Asked, shape: Shape) -> Answer:
        answered = await self.runner.run(
            answer_once,
            self.services,
            self.business_id,
            asked,
            lambda unit, _: talk.start_in(unit, self.services, self.business_id, command, self.counter),
            lambda unit, result: Answered(200, self._with_audio(shape(result, business_of(unit, self.business_id)))),
        )
        return once(await self._heard(answered))

    async def hear(
        self, session_id: str, heard: Heard, asked: Asked, shape: Shape, *, only: Channel | None = None
    ) -> Answer:
        answered = await self.runner.run(
            answer_once,
            self.services,
            self.business_id,
            asked,
            lambda unit, outside: talk.hear_in(
                unit, self.services, outside, self.business_id, session_id, heard, self.counter, only=only
            ),
            lambda unit, result: Answered(200, self._with_audio(shape(result, business_of(unit, self.business_id)))),
        )
        return once(await self._heard(answered))

    def _with_audio(self, content: dict[str, Any]) -> dict[str, Any]:
        """With where to hear it; the same in an answer that is given again."""
        if not self.spoken:
            return content
        language = str(content["session_state"]["language"])
        audio = audio_fields(self.services, self.business_id, str(content["reply_text"]), language)
        return {**content, "audio": audio}

    async def _heard(self, answered: Answered) -> Answered:
        """Without, where the voice fails."""
        content = answered.content
        if not self.spoken or content.get("audio") is None:
            return answered
        words, language = str(content["reply_text"]), str(content["session_state"]["language"])
        if await self.runner.run_long(can_say, self.services, self.business_id, words, language):
            return answered
        return replace(answered, content={**content, "audio": None})

    async def end(self, session_id: str) -> Answer:
        ending = await self.runner.run(talk.end, self.services, self.business_id, session_id, self.counter)
        return Answer(ended_fields(ending))


def heard_of(body: InputBody) -> Heard:
    """The words; no words are silence. Raises `Invalid` for sound, which this deployment does not transcribe."""
    if body.audio is not None:
        _check_wav(body.audio)
        raise Invalid("body.audio", "This deployment has no speech recognition; please send `text`.")
    return words(body.text or "")


def words(text: str) -> Heard:
    return Heard(text=text, silent=not text.strip())


def _check_wav(audio: str) -> None:
    try:
        sound = base64.b64decode(audio, validate=True)
    except (binascii.Error, ValueError):
        raise Invalid("body.audio", "audio: is no base64.") from None
    if (sound[:4], sound[8:12]) != WAV:
        raise Invalid("body.audio", "audio: is no WAV file.")
