"""eSpeak NG through its C library, as the package `espeakng-loader` brings it.

The library has one state per process and may be used by one thread at a time; it would end the process over data that
it cannot read unless told not to, and it keeps the data's path in a buffer of fixed size.
"""

from __future__ import annotations

import ctypes
import tempfile
from pathlib import Path
from threading import Lock
from typing import Any

import espeakng_loader

from app.providers.ports import Sound, Unavailable
from app.providers.wav import wav

SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples go to the callback, nothing is played
DONT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT
UTF8 = 1  # espeakCHARS_UTF8
CHARACTERS = 1  # POS_CHARACTER
SPEED = 1  # espeakRATE
OK = 0  # EE_OK
WORDS_PER_MINUTE = 160
VOICES = {"en": b"en-us", "es": b"es-419"}
# The library's buffer holds 160; its own file names come behind.
LONGEST_PATH = 100

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class EspeakSpeech:
    """Begins the library at the first word, so that a process that never speaks pays nothing."""

    # One state per process, however many of these there are.
    _lock = Lock()
    _library: Any = None
    _rate = 0
    _samples = bytearray()
    _link: tempfile.TemporaryDirectory[str] | None = None

    def say(self, text: str, language: str) -> Sound:
        with self._lock:
            self._begin()
            samples = self._speak(text, VOICES.get(language, VOICES["en"]))
            rate = type(self)._rate
        if not samples:
            raise Unavailable("espeak made no sound")
        return Sound(wav(samples, rate))

    @classmethod
    def _begin(cls) -> None:
        if cls._library is not None:
            return
        try:
            library = ctypes.CDLL(espeakng_loader.get_library_path())
            data = cls._short(espeakng_loader.get_data_path())
        except (OSError, RuntimeError) as error:
            raise Unavailable("espeak's library or data cannot be read") from error
        rate = library.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), DONT_EXIT)
        if rate <= 0:
            raise Unavailable("espeak does not begin")
        library.espeak_SetSynthCallback(_COLLECT)
        library.espeak_SetParameter(SPEED, WORDS_PER_MINUTE, 0)
        cls._library, cls._rate = library, rate

    @classmethod
    def _short(cls, path: str) -> str:
        """A path that fits into the library's buffer; a long one gets a short name for this process's life."""
        if len(path.encode()) <= LONGEST_PATH:
            return path
        if cls._link is None:
            cls._link = tempfile.TemporaryDirectory(prefix="espeak")
        link = Path(cls._link.name) / "espeak-ng-data"
        if not link.is_symlink():
            link.symlink_to(path)
        if len(str(link).encode()) > LONGEST_PATH:
            raise Unavailable("no path to espeak's data is short enough")
        return str(link)

    @classmethod
    def _speak(cls, text: str, voice: bytes) -> bytes:
        cls._samples.clear()
        words = text.replace("\0", " ").encode("utf-8", "replace")
        if cls._library.espeak_SetVoiceByName(voice) != OK:
            raise Unavailable("espeak has no such voice")
        size = ctypes.c_size_t(len(words) + 1)
        if cls._library.espeak_Synth(words, size, 0, CHARACTERS, 0, UTF8, None, None) != OK:
            raise Unavailable("espeak does not speak")
        cls._library.espeak_Synchronize()
        return bytes(cls._samples)

    @classmethod
    def collect(cls, samples: Any, count: int) -> None:
        if samples and count > 0:
            cls._samples += ctypes.string_at(samples, count * ctypes.sizeof(ctypes.c_short))


def _collect(samples: Any, count: int, _events: Any) -> int:
    EspeakSpeech.collect(samples, count)
    return 0  # go on


# Kept for as long as the library may call it.
_COLLECT = _Callback(_collect)
