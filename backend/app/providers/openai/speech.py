"""A voice of an OpenAI-compatible `/audio/speech` endpoint."""

from __future__ import annotations

import time

import httpx

from app.providers.ports import Rejected, Sound, Unavailable

MOST_BYTES = 8 * 1024 * 1024
WAV = (b"RIFF", b"WAVE")


class OpenAiSpeech:
    """`base_url` ends before `/audio/speech`. `deadline` is the whole call's, in seconds."""

    def __init__(self, base_url: str, api_key: str | None, model: str, voice: str, deadline: float = 8.0) -> None:
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(base_url=base_url, headers=headers, timeout=deadline, trust_env=False)
        self._model, self._voice, self._deadline = model, voice, deadline

    def say(self, text: str, language: str) -> Sound:
        del language  # the model hears it from the words
        body = {"model": self._model, "voice": self._voice, "input": text, "response_format": "wav"}
        try:
            content = self._content(body)
        except httpx.HTTPError as error:
            raise Unavailable(f"the voice's server did not answer: {type(error).__name__}") from error
        if (content[:4], content[8:12]) != WAV:
            raise Rejected("the voice's server sent no WAV file")
        return Sound(content)

    def _content(self, body: dict[str, str]) -> bytes:
        ends = time.monotonic() + self._deadline
        received = bytearray()
        with self._client.stream("POST", "audio/speech", json=body) as response:
            if response.status_code != 200:
                raise Unavailable(f"the voice's server answered {response.status_code}", code=str(response.status_code))
            for chunk in response.iter_bytes():
                received += chunk
                if time.monotonic() > ends or len(received) > MOST_BYTES:
                    raise Unavailable("the voice's server answered too slowly or too much")
        return bytes(received)
