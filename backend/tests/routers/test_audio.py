"""Words as sound: announced in answers, played by a token."""

from __future__ import annotations

import base64
import io
import wave
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.core.businesses import BusinessStatus
from app.flows import speak
from app.flows.services import Services
from app.main import create_app
from app.providers.ports import Sound, Unavailable
from app.providers.prometheus.meter import PrometheusMeter
from app.providers.stub.speech import StubSpeech
from app.settings import Settings
from tests.support.cast import Cast
from tests.support.clock import TurnedClock

SPOKEN = ("/v1/owner/schedule/tomorrow/audio", "/v1/owner/summary/today/audio")


class Parrot:
    """Says the words as bytes, or nothing."""

    def __init__(self) -> None:
        self.mute = False

    def say(self, text: str, language: str) -> Sound:
        if self.mute:
            raise Unavailable("hoarse")
        return Sound(f"{language}: {text}".encode())


@pytest.fixture
def voice() -> Parrot:
    return Parrot()


@pytest.fixture
def services(services: Services, voice: Parrot) -> Services:
    return replace(services, speech=voice)


def start(client: TestClient, cast: Cast, **body: Any) -> Any:
    return client.post("/v1/voice/session/start", json=body, headers=cast.rivera.as_tenant).json()


def test_a_session_is_heard_as_well_as_read(client: TestClient, cast: Cast) -> None:
    begun = start(client, cast)
    audio = begun["audio"]
    assert set(audio) == {"token", "url", "content_type"}
    assert audio["url"] == f"/v1/voice/audio/{audio['token']}"
    played = client.get(audio["url"])
    assert (played.status_code, played.text) == (200, f"en: {begun['reply_text']}")
    assert played.headers["content-type"] == audio["content_type"] == "audio/wav"
    body = {"session_id": begun["session_id"], "text": "Hola, necesito un plomero mañana"}
    turn = client.post("/v1/voice/session/input", json=body, headers=cast.rivera.as_tenant).json()
    assert client.get(turn["audio"]["url"]).text == f"es: {turn['reply_text']}"


def test_a_telephone_provider_hears_it_too(client: TestClient, cast: Cast) -> None:
    begun = client.post("/telephony/inbound", json={}, headers=cast.rivera.as_tenant).json()
    body = {"session_id": begun["session_id"], "text": "My faucet drips"}
    turn = client.post("/telephony/audio", json=body, headers=cast.rivera.as_tenant).json()
    assert client.get(turn["audio"]["url"]).text.endswith(turn["reply_text"])


@pytest.mark.parametrize("route", SPOKEN)
def test_the_day_is_read_to_the_owner(client: TestClient, cast: Cast, route: str) -> None:
    heard = client.get(route, headers=cast.rivera.as_owner).json()
    read = client.get(route.removesuffix("/audio"), headers=cast.rivera.as_owner).json()
    assert heard == {**read, "audio": heard["audio"]}
    assert client.get(heard["audio"]["url"]).text == f"en: {read['reply_text']}"


def test_a_greeting_is_tried_before_callers_hear_it(client: TestClient, cast: Cast) -> None:
    def preview(**body: Any) -> Any:
        return client.post("/v1/owner/greeting/preview", json=body, headers=cast.rivera.as_owner).json()

    usual = preview()
    assert usual["text"] == usual["heard"] == start(client, cast)["reply_text"]
    mine = preview(text="Rivera here, what broke?")
    assert mine["text"] == "Rivera here, what broke?"
    assert "automated" in mine["heard"]
    assert client.get(mine["audio"]["url"]).text == f"en: {mine['heard']}"
    assert start(client, cast)["reply_text"] == usual["heard"]
    client.patch("/v1/owner/business", json={"greeting": mine["text"]}, headers=cast.rivera.as_owner)
    assert start(client, cast)["reply_text"] == mine["heard"] == preview()["heard"]


def test_without_a_voice_everything_else_goes_on(client: TestClient, cast: Cast, voice: Parrot) -> None:
    kept = start(client, cast)["audio"]
    voice.mute = True
    begun = start(client, cast)
    assert (begun["audio"], bool(begun["reply_text"])) == (None, True)
    for route in SPOKEN:
        answer = client.get(route, headers=cast.rivera.as_owner)
        assert (answer.status_code, answer.json()["audio"]) == (200, None)
    assert client.get(kept["url"]).status_code == 503


def test_silence_has_no_sound(services: Services) -> None:
    assert speak.sealed(services, "rivera", " \n ", "en") is None
    silent = replace(services, speech=None)
    assert speak.sealed(silent, "rivera", "hello", "en") is None
    assert not speak.can_say(silent, "rivera", "hello", "en")


def test_a_token_ends(client: TestClient, cast: Cast, clock: TurnedClock) -> None:
    url = start(client, cast)["audio"]["url"]
    clock.turn(minutes=14)
    assert client.get(url).status_code == 200
    clock.turn(minutes=2)
    assert client.get(url).status_code == 404


def test_a_token_belongs_to_its_business(client: TestClient, cast: Cast, services: Services) -> None:
    audio = start(client, cast)["audio"]
    middle = len(audio["token"]) // 2
    other = "A" if audio["token"][middle] != "A" else "B"
    for token in (audio["token"][:middle] + other + audio["token"][middle + 1 :], "nothing", "a" * 4_000, "é%00"):
        assert client.get(f"/v1/voice/audio/{token}").status_code == 404
    assert client.get(f"/v1/voice/audio/{'a' * 5_000}").status_code == 422
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("rivera")
        assert business is not None
        unit.businesses.save(replace(business, status=BusinessStatus.SUSPENDED))
        unit.commit()
    assert client.get(audio["url"]).status_code == 404


def test_a_token_shows_nothing_of_what_it_says(client: TestClient, cast: Cast) -> None:
    audio = start(client, cast)["audio"]
    content = base64.urlsafe_b64decode(audio["token"] + "==")
    assert b"rivera" not in content
    assert b"Rivera" not in content


def test_any_worker_plays_it(client: TestClient, cast: Cast, services: Services, settings: Settings) -> None:
    url = start(client, cast)["audio"]["url"]
    other: FastAPI = create_app(settings, replace(services, speech=StubSpeech()), PrometheusMeter())
    with TestClient(other) as another:
        played = another.get(url)
    with wave.open(io.BytesIO(played.content)) as file:
        assert file.getnframes() > 0


def test_an_answer_that_is_given_again_is_the_same(client: TestClient, cast: Cast) -> None:
    headers = {**cast.rivera.as_tenant, "Idempotency-Key": "once"}
    first, again = (client.post("/v1/voice/session/start", json={}, headers=headers).json() for _ in range(2))
    assert again == first
    assert client.get(again["audio"]["url"]).status_code == 200
