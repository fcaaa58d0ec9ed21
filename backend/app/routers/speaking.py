"""`audio` in answers: where to hear their words, or null."""

from __future__ import annotations

from typing import Any

from app.flows.services import Services
from app.flows.speak import can_say, sealed
from app.providers.ports import SOUND_TYPE
from app.routers.runner import Runner


def audio_fields(services: Services, business_id: str, text: str, language: str) -> dict[str, Any] | None:
    """Asks nobody outside, so that it may stand in an answer that is kept."""
    token = sealed(services, business_id, text, language)
    if token is None:
        return None
    return {"token": token, "url": f"/v1/voice/audio/{token}", "content_type": SOUND_TYPE}


async def audio_of(
    runner: Runner, services: Services, business_id: str, text: str, language: str
) -> dict[str, Any] | None:
    """Null also where the voice fails. Never on the event loop: a voice takes its time."""
    audio = audio_fields(services, business_id, text, language)
    if audio is None or not await runner.run_long(can_say, services, business_id, text, language):
        return None
    return audio
