"""How much one caller may ask for: by credential, and by address for all who prove none."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.flows.services import Services
from app.main import create_app
from app.providers.limits.limiter import WindowLimiter
from app.providers.ports import Limit
from app.providers.prometheus.meter import PrometheusMeter
from app.routers import throttle
from app.routers.throttle import FAILED_KEYS, Proven, client_address
from app.settings import Settings
from tests.conftest import GUARDED
from tests.support.cast import AS_ADMIN, Cast
from tests.support.twilio import Twilio

MOST = 5
TOKEN = "0123456789abcdef0123456789abcdef"
HOW_TO_GET_REDIS = "Redis is not on this machine: apt-get install redis-server"
LIST = "/v1/crm/customers"


@pytest.fixture
def make(services: Services, meter: PrometheusMeter) -> Any:
    def made(**changes: object) -> TestClient:
        settings = Settings.model_validate({**GUARDED, "rate_limit_per_minute": MOST, **changes})
        return TestClient(create_app(settings, services, meter))

    return made


@pytest.fixture
def limited(make: Any) -> TestClient:
    client: TestClient = make()
    return client


@pytest.fixture(autouse=True)
def one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test straddles two windows, however slow the machine."""
    moment = time.time() // 300 * 300 + 1
    monkeypatch.setattr(time, "time", lambda: moment)


def statuses(client: TestClient, times: int, **request: Any) -> list[int]:
    return [client.get(LIST, **request).status_code for _ in range(times)]


def test_a_credential_has_its_limit_and_is_told_when_to_come_back(limited: TestClient, cast: Cast) -> None:
    assert statuses(limited, MOST, headers=cast.rivera.as_tenant) == [200] * MOST
    refused = limited.get(LIST, headers=cast.rivera.as_tenant)
    assert (refused.status_code, refused.json()["title"]) == (429, "Too Many Requests")
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["request_id"] == refused.headers["X-Request-ID"]
    assert 1 <= int(refused.headers["Retry-After"]) <= 60


def test_one_tenants_limit_is_not_another_ones(limited: TestClient, cast: Cast) -> None:
    statuses(limited, MOST + 1, headers=cast.rivera.as_tenant)
    assert statuses(limited, 2, headers=cast.brooks.as_tenant) == [200, 200]
    assert limited.get("/v1/admin/businesses", headers=AS_ADMIN).status_code == 200


def test_whoever_proves_nothing_is_counted_by_address(limited: TestClient, cast: Cast) -> None:
    assert statuses(limited, MOST + 1) == [401] * MOST + [429]
    made_up = [limited.get(LIST, headers={"X-API-Key": f"guess-{number}"}).status_code for number in range(MOST + 3)]
    assert made_up == [401] * MOST + [429] * 3


def test_a_flood_without_keys_does_not_keep_a_neighbour_with_a_right_one_out(limited: TestClient, cast: Cast) -> None:
    assert statuses(limited, MOST + 1)[-1] == 429
    assert statuses(limited, 2, headers=cast.rivera.as_tenant) == [200, 200]


def test_forwarding_headers_of_strangers_change_nothing(limited: TestClient) -> None:
    for number in range(MOST):
        assert limited.get(LIST, headers={"X-Forwarded-For": f"192.0.2.{number}"}).status_code == 401
    assert limited.get(LIST, headers={"X-Forwarded-For": "192.0.2.200"}).status_code == 429
    assert limited.get(LIST, headers={"X-Real-IP": "192.0.2.201", "Forwarded": "for=192.0.2.9"}).status_code == 429


def test_what_watches_over_us_is_never_held_up(limited: TestClient) -> None:
    statuses(limited, MOST + 1)
    assert limited.get("/healthz").status_code == 200
    assert limited.get("/readyz").status_code != 429
    assert limited.get("/dashboard/try.html").status_code == 200


def test_the_public_token_of_the_widget_gives_nobody_a_limit_of_their_own(limited: TestClient, cast: Cast) -> None:
    path = "/v1/widget/business"
    assert [limited.get(path, headers=cast.rivera.as_visitor).status_code for _ in range(MOST + 1)][-1] == 429
    assert limited.get(path, headers=cast.brooks.as_visitor).status_code == 429


def test_a_browser_may_read_the_refusal(limited: TestClient, cast: Cast) -> None:
    headers = {**cast.rivera.as_tenant, "Origin": "http://localhost:3000"}
    statuses(limited, MOST, headers=headers)
    refused = limited.get(LIST, headers=headers)
    assert refused.status_code == 429
    assert refused.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"


def test_correctly_signed_webhooks_are_never_held_up_and_forged_ones_are(
    make: Any, services: Services, cast: Cast
) -> None:
    client = make(twilio_auth_token=TOKEN)
    genuine, forged = Twilio(client, services, TOKEN), Twilio(client, services, "another-token")
    assert [forged.ring("CA1").status for _ in range(MOST + 2)] == [403] * MOST + [429] * 2
    assert [genuine.ring(f"CA{number}").status for number in range(3 * MOST)] == [200] * 3 * MOST
    assert [genuine.text("hello").status for _ in range(MOST + 1)] == [200] * (MOST + 1)


def test_a_signed_webhook_that_is_refused_for_another_reason_is_not_a_forgery(
    make: Any, services: Services, cast: Cast
) -> None:
    genuine = Twilio(make(twilio_auth_token=TOKEN), services, TOKEN)
    wrong_tenant = [genuine.ring(path="/twilio/voice?business_id=brooks").status for _ in range(MOST + 2)]
    assert wrong_tenant == [403] * (MOST + 2)


def test_guessing_keys_locks_an_address_out_and_keys_in_use_go_on(make: Any, cast: Cast) -> None:
    client = make(rate_limit_per_minute=1000)
    assert client.get(LIST, headers=cast.rivera.as_tenant).status_code == 200
    guesses = [client.get(LIST, headers={"X-API-Key": f"guess-{n}"}).status_code for n in range(FAILED_KEYS.most + 1)]
    assert guesses == [401] * FAILED_KEYS.most + [429]
    right_guess = client.get(LIST, headers=cast.brooks.as_tenant)
    assert right_guess.status_code == 429
    assert int(right_guess.headers["Retry-After"]) > 60
    assert client.get(LIST, headers=cast.rivera.as_tenant).status_code == 200
    assert client.get(LIST).status_code == 401


def test_without_a_limit_guessing_is_locked_out_all_the_same_outside_development(make: Any, cast: Cast) -> None:
    wrong = {"headers": {"X-API-Key": "wrong"}}
    times = FAILED_KEYS.most + 1
    assert statuses(make(rate_limit_per_minute=0, environment="staging"), times, **wrong)[-1] == 429
    assert statuses(make(rate_limit_per_minute=0), times, **wrong)[-1] == 401


@pytest.mark.parametrize(
    ("peer", "forwarded", "trusted", "address"),
    [
        ("198.51.100.7", "", "", "198.51.100.7"),
        ("198.51.100.7", "192.0.2.1", "", "198.51.100.7"),
        ("10.0.0.2", "192.0.2.1", "10.0.0.0/8", "192.0.2.1"),
        ("10.0.0.2", "203.0.113.5, 192.0.2.1", "10.0.0.0/8", "192.0.2.1"),
        ("10.0.0.2", "192.0.2.1, 10.0.0.9", "10.0.0.0/8", "192.0.2.1"),
        ("::ffff:10.0.0.2", "192.0.2.1", "10.0.0.0/8", "192.0.2.1"),
        ("10.0.0.2", "192.0.2.1:4711", "10.0.0.0/8", "192.0.2.1"),
        ("10.0.0.2", "[2001:db8::1]:4711", "10.0.0.0/8", "2001:db8::1"),
        ("10.0.0.2", "", "10.0.0.0/8", "10.0.0.2"),
        ("10.0.0.2", "10.0.0.3", "10.0.0.0/8", "10.0.0.3"),
        # The server replaced its own machine's address by one out of the header.
        ("192.0.2.1", "192.0.2.1", "", "127.0.0.1"),
        ("192.0.2.1", "192.0.2.1", "127.0.0.1", "192.0.2.1"),
        ("testclient", "192.0.2.1", "10.0.0.0/8", "testclient"),
    ],
)
def test_only_proxies_that_we_trust_say_who_asks(peer: str, forwarded: str, trusted: str, address: str) -> None:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    networks = tuple(map(throttle.ip_network, Settings.model_validate({"trusted_proxies": trusted}).proxies))
    assert client_address({"client": (peer, 4711), "headers": headers}, networks) == address


@given(st.text(max_size=30), st.binary(max_size=80), st.sampled_from(["", "0.0.0.0/0", "10.0.0.0/8"]))
def test_no_header_of_anybody_breaks_the_look_at_where_a_request_comes_from(
    peer: str, forwarded: bytes, trusted: str
) -> None:
    networks = tuple(map(throttle.ip_network, Settings.model_validate({"trusted_proxies": trusted}).proxies))
    found = client_address({"client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded)]}, networks)
    assert trusted or found in (peer, "127.0.0.1")


def test_only_so_many_credentials_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "MOST_PROVEN", 2)
    proven = Proven()
    for secret in "abc":
        proven.note(secret)
    assert [proven.knows(secret) for secret in "abc"] == [False, True, True]
    proven.forget("c")
    assert not proven.knows("c")


def test_with_redis_down_each_process_counts_for_itself_and_says_so_once() -> None:
    limit = Limit("address", 2, 60)

    async def ask() -> list[int]:
        limiter = WindowLimiter("redis://127.0.0.1:1/0")
        return [await limiter.take(limit, "someone") for _ in range(3)]

    with structlog.testing.capture_logs() as lines:
        waits = asyncio.run(ask())
    assert waits[:2] == [0, 0]
    assert 1 <= waits[2] <= 60
    assert [line["event"] for line in lines] == ["rate_limits_in_memory"]


@pytest.fixture
def redis() -> Iterator[str]:
    """The address of a Redis server of our own."""
    program = shutil.which("redis-server")
    if program is None:
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail(HOW_TO_GET_REDIS)
        pytest.skip(HOW_TO_GET_REDIS)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--daemonize", "no"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert any("Ready to accept connections" in line for line in server.stdout)
        yield f"redis://127.0.0.1:{port}/0"
        server.terminate()


def test_several_machines_count_together_in_redis(redis: str) -> None:
    limit = Limit("address", 2, 60)

    async def ask() -> list[int]:
        one, other = WindowLimiter(redis), WindowLimiter(redis)
        waits = [await one.take(limit, "x"), await other.take(limit, "x"), await one.look(limit, "x")]
        one.close()
        other.close()
        return waits

    waits = asyncio.run(ask())
    assert waits[:2] == [0, 0]
    assert waits[2] > 0
