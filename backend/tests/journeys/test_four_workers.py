"""Four workers on one PostgreSQL: any of them answers any turn of any journey, and together they are one desk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from simulator.call import PhoneCall
from simulator.line import Line
from simulator.script import play, read_script
from simulator.texts import TextThread
from tests.journeys.test_conversations import conversations
from tests.journeys.test_live_server import BACKEND, PUBLIC, SCRIPTS, TOKEN, free_port, ready
from tests.journeys.test_workers import serving, workers
from tests.support.postgres import database

WORKERS = 4
ZONE = ZoneInfo("America/Chicago")
# Conversations of the corpus that want different times, so that they may be led side by side, and how.
LED = {
    "en an exact time": "voice",
    "en a closed day": "session",
    "en gas": "voice",
    "en wants a person": "voice",
    "en leaves a message": "voice",
    "en by text, in one message": "sms",
    "en in the chat, a callback": "web",
    "es cambia la hora al final": "voice",
}
CASES = {case.id: case.values[0] for case in conversations() if case.id in LED}
PHONES = {name: f"+1816555{160 + number:04}" for number, name in enumerate(LED)}


@pytest.fixture
def address(tmp_path: Path, postgresql: Path) -> Iterator[str]:
    port = free_port()
    with database(postgresql) as store:
        environment = {
            **os.environ,
            "PYTHONPATH": str(BACKEND),
            "DATABASE_URL": store,
            "USE_DB_CUSTOMERS": "true",
            "USE_DB_APPOINTMENTS": "true",
            "USE_DB_CONVERSATIONS": "true",
            "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "counters"),
            "SPOOL_DIR": str(tmp_path / "spool"),
            "TWILIO_AUTH_TOKEN": TOKEN,
            "PUBLIC_BASE_URL": PUBLIC,
            "DEV_CLOCK": "2026-06-03T09:30:00-05:00",
            "LOG_LEVEL": "WARNING",
            "MAX_WAIT_SECONDS": "0",
        }
        command = [sys.executable, "-m", "app.serve", "--port", str(port), "--workers", str(WORKERS)]
        with subprocess.Popen(command, cwd=BACKEND, env=environment, stdout=subprocess.DEVNULL) as process:
            try:
                yield ready(f"http://127.0.0.1:{port}", process)
            finally:
                for worker in serving(process.pid) if process.poll() is None else []:
                    os.kill(worker, signal.SIGKILL)
                process.kill()


class Desk:
    """The service from outside; a connection for each request, so that another worker may answer every turn."""

    def __init__(self, address: str) -> None:
        unkept = httpx.Limits(max_keepalive_connections=0)
        self.http = httpx.Client(base_url=address, timeout=60, limits=unkept)
        self.line = Line(self.http, address, PUBLIC, TOKEN)

    def post(self, path: str, **body: str) -> dict[str, Any]:
        answer = self.http.post(path, json=body)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def items(self, path: str, phone: str) -> list[dict[str, Any]]:
        listed = self.http.get(path, params={"limit": 200}).json()["items"]
        return [item for item in listed if phone in (item.get("customer_phone"), item.get("phone"))]

    def lead(self, name: str) -> None:
        """One conversation of the corpus, from the first word to the last."""
        case, phone = CASES[name], PHONES[name]
        ways: dict[str, Callable[[str], Callable[[str], object]]] = {
            "voice": self._call,
            "sms": self._thread,
            "web": self._chat,
            "session": self._session,
        }
        say = ways[LED[name]](phone)
        for words in case["says"]:
            say(words.replace("816-555-0177", phone))

    def _call(self, phone: str) -> Callable[[str], object]:
        call = PhoneCall(self.line, phone)
        call.ring()
        return call.says

    def _thread(self, phone: str) -> Callable[[str], object]:
        return TextThread(self.line, phone).writes

    def _chat(self, _phone: str) -> Callable[[str], object]:
        chat = self.post("/v1/widget/start")["conversation_id"]
        return lambda words: self.post("/v1/widget/message", conversation_id=chat, text=words)

    def _session(self, phone: str) -> Callable[[str], object]:
        session = self.post("/v1/voice/session/start", caller_phone=phone)["session_id"]
        return lambda words: self.post("/v1/voice/session/input", session_id=session, text=words)


def as_written(visits: list[dict[str, Any]]) -> str:
    """Which visits there are, as the corpus writes them: "Fri 10:00"."""
    return ", ".join(f"{datetime.fromisoformat(visit['start_time']).astimezone(ZONE):%a %H:%M}" for visit in visits)


def test_the_journeys_pass_whoever_answers(address: str) -> None:
    while workers(address) < WORKERS:
        """The others are starting."""
    desk = Desk(address)
    for script in sorted(SCRIPTS.glob("*.txt")):
        play(read_script(script.read_text(encoding="utf-8")), PhoneCall(desk.line), lambda _line: None)
    assert set(CASES) == set(LED)
    with ThreadPoolExecutor(WORKERS) as people:
        list(people.map(desk.lead, LED))
    for name, case in CASES.items():
        visits = desk.items("/v1/crm/appointments", PHONES[name])
        assert as_written(visits).startswith(case["visit"]), name
        assert bool(visits) == bool(case["visit"]), name
        if "callback" in case:
            assert [each["reason"] for each in desk.items("/v1/owner/callbacks", PHONES[name])] == [case["callback"]]
        if "outcome" in case:
            assert [talk["outcome"] for talk in desk.items("/v1/crm/conversations", PHONES[name])] == [case["outcome"]]
    assert desk.http.get("/readyz").status_code == 200
