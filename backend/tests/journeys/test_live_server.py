"""A real server process that verifies signatures, rung from another process: what `make call` does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from simulator.call import PhoneCall
from simulator.line import Line, Rejected
from simulator.texts import TextThread

BACKEND = Path(__file__).parents[2]
SCRIPTS = BACKEND / "simulator" / "scripts"
TOKEN = "0123456789abcdef0123456789abcdef"
PUBLIC = "https://calls.example.com"
STARTS_WITHIN_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    port = free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(BACKEND),
        "TWILIO_AUTH_TOKEN": TOKEN,
        "PUBLIC_BASE_URL": PUBLIC,
        "DEV_CLOCK": "2026-06-03T10:00:00-05:00",
        "LOG_LEVEL": "WARNING",
    }
    command = [sys.executable, "-m", "app.serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=BACKEND, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            yield ready(f"http://127.0.0.1:{port}", server)
        finally:
            server.terminate()


def ready(address: str, server: subprocess.Popen[bytes]) -> str:
    """Asks until the server answers; a server that ends instead fails the test at once."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    with httpx.Client(timeout=1) as http:
        while time.monotonic() < deadline and server.poll() is None:
            try:
                http.get(f"{address}/healthz")
            except httpx.TransportError:
                time.sleep(0.05)
                continue
            return address
    raise AssertionError("the server did not start")


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_script_is_played_from_the_terminal(address: str, script: Path) -> None:
    command = [sys.executable, "-m", "simulator", "--url", address, "--public-url", PUBLIC]
    environment = {**os.environ, "PYTHONPATH": str(BACKEND), "TWILIO_AUTH_TOKEN": TOKEN}
    played = subprocess.run(
        [*command, "--script", str(script)], cwd=BACKEND, env=environment, capture_output=True, text=True, check=False
    )
    assert played.returncode == 0, played.stdout + played.stderr
    assert "Call ended." in played.stdout


def test_a_person_types_a_call(address: str) -> None:
    command = [sys.executable, "-m", "simulator", "--url", address, "--public-url", PUBLIC]
    environment = {**os.environ, "PYTHONPATH": str(BACKEND), "TWILIO_AUTH_TOKEN": TOKEN}
    typed = subprocess.run(
        command,
        cwd=BACKEND,
        env=environment,
        input="my sink is blocked\n\n0\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert typed.returncode == 0, typed.stderr
    assert "Are you still there?" in typed.stdout
    assert "rang +18165550100: no-answer" in typed.stdout


def test_a_wrong_token_is_told_apart_from_a_server_that_is_down(address: str) -> None:
    with httpx.Client() as http, pytest.raises(Rejected, match="403"):
        PhoneCall(Line(http, address, PUBLIC, "another-token")).ring()


def test_texts_are_answered_over_the_wire(address: str) -> None:
    with httpx.Client() as http:
        thread = TextThread(Line(http, address, PUBLIC, TOKEN), path="/twilio/sms")
        assert "Rivera Plumbing" in thread.writes("my water heater is leaking")


def test_a_server_that_stops_ends_the_streams_of_open_dashboards() -> None:
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": str(BACKEND), "LOG_LEVEL": "WARNING"}
    command = [sys.executable, "-m", "app.serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=BACKEND, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            address = ready(f"http://127.0.0.1:{port}", server)
            with httpx.stream("GET", f"{address}/v1/owner/events", timeout=30) as stream:
                lines = stream.iter_lines()
                assert next(lines) == ": following"
                server.terminate()
                # A stream that is cut off instead of ended raises here.
                assert [line for line in lines if line.startswith("event")] == []
        finally:
            server.terminate()
        # As uvicorn ends after the signal that it obeyed.
        assert server.wait(30) in (0, -signal.SIGTERM)
