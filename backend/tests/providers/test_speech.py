"""Voices: a tone, eSpeak NG for real, and an OpenAI-compatible server of our own."""

from __future__ import annotations

import io
import sys
import threading
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from app.providers.espeak import speech as espeak
from app.providers.espeak.speech import EspeakSpeech
from app.providers.kept_speech import KeptSpeech
from app.providers.openai.speech import OpenAiSpeech
from app.providers.ports import ProviderError, Rejected, Sound, Unavailable
from app.providers.stub.speech import StubSpeech
from app.providers.wav import wav
from app.settings import Settings, SettingsError
from app.wiring import _speech
from tests.providers.chat_server import Script, serving

SENTENCE = "Tomorrow you have four jobs. The first is at eight, a leaking water heater on Rainbow Boulevard."
JOBS = {"en": SENTENCE, "es": "Mañana tiene cuatro trabajos. El primero es a las ocho."}


def seconds(sound: Sound) -> float:
    with wave.open(io.BytesIO(sound.content)) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return file.getnframes() / file.getframerate()


def loudness(sound: Sound) -> int:
    with wave.open(io.BytesIO(sound.content)) as file:
        samples = memoryview(file.readframes(file.getnframes())).cast("h")
    return max(abs(sample) for sample in samples)


def test_the_stub_is_a_short_tone() -> None:
    sound = StubSpeech().say(SENTENCE, "en")
    assert 0.2 < seconds(sound) < 1
    assert loudness(sound) > 1_000


@pytest.mark.parametrize("language", ["en", "es"])
def test_espeak_reads_aloud_in_both_languages(language: str) -> None:
    sound = EspeakSpeech().say(JOBS[language], language)
    assert 3 < seconds(sound) < 12
    assert loudness(sound) > 5_000


@pytest.mark.parametrize("text", ["☃ \0 <b>&", "[[h@'loU]] {x}", "a" * 2_000, "\ud800"])
def test_espeak_survives_any_text(text: str) -> None:
    assert seconds(EspeakSpeech().say(text, "en")) > 0


def test_espeak_speaks_for_many_threads_without_mixing_their_words() -> None:
    alone = {language: seconds(EspeakSpeech().say(text, language)) for language, text in JOBS.items()}
    turns = [language for _ in range(6) for language in JOBS]
    with ThreadPoolExecutor(6) as pool:
        sounds = list(pool.map(lambda language: EspeakSpeech().say(JOBS[language], language), turns))
    for language, sound in zip(turns, sounds, strict=True):
        assert seconds(sound) == pytest.approx(alone[language], rel=0.1)


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[EspeakSpeech]]:
    """eSpeak as it is before it has begun."""
    monkeypatch.setattr(EspeakSpeech, "_library", None)
    monkeypatch.setattr(EspeakSpeech, "_rate", 0)
    monkeypatch.setattr(EspeakSpeech, "_link", None)
    yield EspeakSpeech
    if EspeakSpeech._link is not None:
        EspeakSpeech._link.cleanup()


class Library:
    """Stands for eSpeak's, with one answer to its beginning."""

    def __init__(self, rate: int) -> None:
        self.rate, self.begun_with = rate, (0, 0, b"", 0)

    def __getattr__(self, name: str) -> Any:
        assert name == "espeak_Initialize"
        return self._begin

    def _begin(self, *given: Any) -> int:
        self.begun_with = given
        return self.rate


@pytest.mark.parametrize("rate", [0, -1])
def test_no_sample_rate_is_a_failure(fresh: type[EspeakSpeech], monkeypatch: pytest.MonkeyPatch, rate: int) -> None:
    library = Library(rate)
    monkeypatch.setattr(espeak.ctypes, "CDLL", lambda _path: library)
    for _ in range(2):
        with pytest.raises(Unavailable, match="does not begin"):
            fresh().say("hello", "en")
    assert library.begun_with[3] == espeak.DONT_EXIT


def test_a_long_path_to_the_data_gets_a_short_name(
    fresh: type[EspeakSpeech], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    far = tmp_path / ("a" * 120) / ("b" * 120)
    far.mkdir(parents=True)
    (far / "espeak-ng-data").symlink_to(espeak.espeakng_loader.get_data_path())
    monkeypatch.setattr(espeak.espeakng_loader, "get_data_path", lambda: str(far / "espeak-ng-data"))
    library = Library(0)
    monkeypatch.setattr(espeak.ctypes, "CDLL", lambda _path: library)
    with pytest.raises(Unavailable):
        fresh().say("hello", "en")
    path = library.begun_with[2].decode()
    assert len(path) <= espeak.LONGEST_PATH
    assert (Path(path) / "phontab").is_file()


def test_missing_data_is_a_failure(fresh: type[EspeakSpeech], monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise RuntimeError("data path not exists")

    monkeypatch.setattr(espeak.espeakng_loader, "get_data_path", nowhere)
    with pytest.raises(Unavailable):
        fresh().say("hello", "en")


@pytest.fixture
def server() -> Iterator[tuple[str, Script]]:
    with serving() as (address, script):
        yield address, script


def speaking(script: Script, content: bytes, status: int = 200) -> None:
    script.status, script.content_type, script.chunks = status, "audio/wav", [content]


def test_a_server_speaks(server: tuple[str, Script]) -> None:
    address, script = server
    speaking(script, wav(b"\1\2" * 800, 8_000))
    sound = OpenAiSpeech(address, "a key", "tts-1", "alloy").say(SENTENCE, "en")
    assert seconds(sound) == 0.1
    assert script.requests == [
        {"model": "tts-1", "voice": "alloy", "input": SENTENCE, "response_format": "wav"},
    ]
    assert script.keys == ["Bearer a key"]


@pytest.mark.parametrize(("status", "content"), [(200, b"sorry"), (500, b""), (401, b"{}"), (429, b"")])
def test_a_server_that_does_not_speak_is_a_failure(server: tuple[str, Script], status: int, content: bytes) -> None:
    address, script = server
    speaking(script, content, status)
    with pytest.raises(ProviderError):
        OpenAiSpeech(address, None, "tts-1", "alloy").say("hello", "en")


def test_a_server_that_takes_too_long_is_left(server: tuple[str, Script]) -> None:
    address, script = server
    script.hold = threading.Event()
    speaking(script, b"RIFF")
    with pytest.raises(Unavailable):
        OpenAiSpeech(address, None, "tts-1", "alloy", deadline=0.2).say("hello", "en")


def test_a_server_that_is_not_there_is_a_failure() -> None:
    with pytest.raises(Unavailable):
        OpenAiSpeech("http://127.0.0.1:9/v1", None, "tts-1", "alloy").say("hello", "en")


class Counted:
    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str, language: str) -> Sound:
        if text == "broken":
            raise Rejected("no")
        self.said.append(f"{language}: {text}")
        return Sound(b"x" * 40)


def test_what_was_said_lately_is_remembered_within_its_bounds() -> None:
    voice = Counted()
    kept = KeptSpeech(voice, most_bytes=100)
    for text in ("one", "one", "two", "one", "three", "one", "two"):
        assert kept.say(text, "en").content
    assert voice.said == ["en: one", "en: two", "en: three", "en: two"]
    kept.say("one", "es")
    assert voice.said[-1] == "es: one"
    for _ in range(2):
        with pytest.raises(Rejected):
            kept.say("broken", "en")


@pytest.mark.parametrize("provider", ["stub", "espeak"])
def test_the_settings_choose_the_voice(provider: str) -> None:
    assert seconds(_speech(Settings.model_validate({"speech_provider": provider})).say("Hello there", "en")) > 0.2


def test_a_voice_that_is_not_installed_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "app.providers.espeak.speech", None)
    with pytest.raises(SettingsError, match=r"SPEECH_PROVIDER: espeak needs the extra"):
        _speech(Settings.model_validate({"speech_provider": "espeak"}))
