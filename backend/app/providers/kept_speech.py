"""Remembers what was said lately, so that a recording that is announced need not be made a second time to be played."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from app.providers.ports import Sound, Speech

MOST_BYTES = 16 * 1024 * 1024


class KeptSpeech:
    """A voice, and the last of its recordings up to so many bytes."""

    def __init__(self, voice: Speech, most_bytes: int = MOST_BYTES) -> None:
        self._voice, self._most_bytes = voice, most_bytes
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str], Sound] = OrderedDict()
        self._bytes = 0

    def say(self, text: str, language: str) -> Sound:
        with self._lock:
            kept = self._kept.get((text, language))
            if kept is not None:
                self._kept.move_to_end((text, language))
                return kept
        sound = self._voice.say(text, language)
        with self._lock:
            self._keep((text, language), sound)
        return sound

    def _keep(self, words: tuple[str, str], sound: Sound) -> None:
        before = self._kept.pop(words, None)
        self._bytes += len(sound.content) - (len(before.content) if before else 0)
        self._kept[words] = sound
        while self._bytes > self._most_bytes:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest.content)
