"""A short tone instead of a voice: everything around speech can be tried without one."""

from __future__ import annotations

import math
import struct

from app.providers.ports import Sound
from app.providers.wav import wav

RATE = 8_000
SECONDS = 0.4
HERTZ = 440
LOUDNESS = 6_000


class StubSpeech:
    def say(self, text: str, language: str) -> Sound:
        del text, language
        count = int(RATE * SECONDS)
        tone = (int(LOUDNESS * math.sin(2 * math.pi * HERTZ * place / RATE)) for place in range(count))
        return Sound(wav(struct.pack(f"<{count}h", *tone), RATE))
