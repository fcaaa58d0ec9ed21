"""A provider's patience: a delivery that got no answer is made again, the very same, until it is answered."""

from __future__ import annotations

import random
import time
from typing import Any

import httpx

PATIENCE_SECONDS = 90
PAUSE_SECONDS = 0.05
# How often a delivery that was answered is made once more all the same.
DOUBLED = 0.1


class NobodyAnswers(Exception):
    """The service stayed away for longer than anybody would wait."""


class OtherAnswer(Exception):
    """The same delivery got two different answers."""


class PatientWire:
    """Implements the simulator's `Http`, and posts JSON for those who use the voice sessions."""

    def __init__(self, chance: random.Random) -> None:
        # A connection for each request, so that another worker may answer every turn.
        self._http = httpx.Client(timeout=30, limits=httpx.Limits(max_keepalive_connections=0))
        self._chance = chance
        self.requests = self.repeated = 0

    def post(self, url: str, *, headers: dict[str, str], **body: Any) -> httpx.Response:
        """The answer; asked for again now and then, to see that it stays the same."""
        answer = self._until_answered(url, headers, body)
        if self._chance.random() < DOUBLED and answer.status_code == 200:
            again = self._until_answered(url, headers, body)
            if again.content != answer.content:
                raise OtherAnswer(f"{url}: {answer.text[:300]} and then {again.text[:300]}")
        return answer

    def close(self) -> None:
        self._http.close()

    def _until_answered(self, url: str, headers: dict[str, str], body: dict[str, Any]) -> httpx.Response:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self.requests += 1
            try:
                return self._http.post(url, headers=headers, **body)
            except httpx.TransportError:
                self.repeated += 1
                time.sleep(PAUSE_SECONDS)
        raise NobodyAnswers(url)
