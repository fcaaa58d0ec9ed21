"""One bounded question to a chat completions server, streamed, so that a slow answer can be left at the deadline."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx

from app.providers.ports import ProviderError, Rejected, Unavailable

MOST_BYTES = 64 * 1024


class ChatServer:
    """`base_url` ends before `/chat/completions`. `deadline` is the whole call's, in seconds."""

    def __init__(self, base_url: str, api_key: str | None, model: str, deadline: float = 2.5) -> None:
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(base_url=base_url, headers=headers, timeout=deadline, trust_env=False)
        self._model = model
        self._deadline = deadline

    def ask(self, system: str, user: str, schema: dict[str, Any]) -> dict[str, Any]:
        """The model's JSON object of the schema. One try; raises `ProviderError`."""
        body = {
            "model": self._model,
            "temperature": 0,
            "max_tokens": 300,
            "stream": True,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "reading", "strict": True, "schema": schema},
            },
        }
        try:
            return _as_object(self._content(body))
        except httpx.HTTPError as error:
            raise Unavailable(f"the model's server did not answer: {type(error).__name__}") from error

    def _content(self, body: dict[str, Any]) -> str:
        ends = time.monotonic() + self._deadline
        received = b""
        with self._client.stream("POST", "chat/completions", json=body) as response:
            if response.status_code != 200:
                raise _refusal(response.status_code)
            streamed = "event-stream" in response.headers.get("content-type", "")
            for chunk in response.iter_bytes():
                received += chunk
                if time.monotonic() > ends or len(received) > MOST_BYTES:
                    raise Unavailable("the model answered too slowly or too much")
        text = received.decode("utf-8", "replace")
        return _from_stream(text) if streamed else _from_json(text)


def _refusal(status: int) -> ProviderError:
    kind = Unavailable if status in (408, 429) or status >= 500 else Rejected
    return kind(f"the model's server answered {status}", code=str(status))


def _from_stream(text: str) -> str:
    """The content of all server-sent deltas in a row."""
    parts = []
    for line in text.splitlines():
        data = line.removeprefix("data:").strip()
        if not line.startswith("data:") or data == "[DONE]":
            continue
        delta = _first_choice(data).get("delta") or {}
        parts.append(_content_of(delta))
    return "".join(parts)


def _from_json(text: str) -> str:
    return _content_of(_first_choice(text).get("message") or {})


def _first_choice(text: str) -> dict[str, Any]:
    answer = _as_object(text)
    choices = answer.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else {}
    return first if isinstance(first, dict) else {}


def _content_of(message: dict[str, Any]) -> str:
    if message.get("refusal"):
        raise Rejected("the model refused")
    content = message.get("content")
    return content if isinstance(content, str) else ""


def _as_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Rejected("the model's answer is no JSON") from error
    if not isinstance(value, dict):
        raise Rejected("the model's answer is no object")
    return value
