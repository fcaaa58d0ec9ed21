"""Two workers behind one address: one sum of counters, over a worker's death, and an end when told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.journeys.test_live_server import BACKEND, free_port, ready

ENDS_WITHIN_SECONDS = 30


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = free_port()
    environment = {
        **os.environ,
        "PYTHONPATH": str(BACKEND),
        "DATABASE_URL": f"sqlite:///{tmp_path}/app.db",
        "USE_DB_CUSTOMERS": "true",
        "USE_DB_APPOINTMENTS": "true",
        "USE_DB_CONVERSATIONS": "true",
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path / "counters"),
        "SPOOL_DIR": str(tmp_path / "spool"),
        "LOG_LEVEL": "WARNING",
        "MAX_WAIT_SECONDS": "0",
    }
    command = [sys.executable, "-m", "app.serve", "--port", str(port), "--workers", "2"]
    with subprocess.Popen(command, cwd=BACKEND, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            yield ready(f"http://127.0.0.1:{port}", process), process
        finally:
            for worker in serving(process.pid) if process.poll() is None else []:
                os.kill(worker, signal.SIGKILL)
            process.kill()


def serving(supervisor: int) -> list[int]:
    """The processes that answer, as the kernel knows them."""
    children = Path(f"/proc/{supervisor}/task/{supervisor}/children").read_text(encoding="ascii").split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def workers(address: str) -> int:
    text = httpx.get(f"{address}/metrics/prometheus", timeout=10).text
    [line] = [line for line in text.splitlines() if line.startswith("ai_telephony_workers ")]
    return int(float(line.split()[1]))


def asked(address: str) -> int:
    """How often /healthz was asked for, by any worker; each look is a new connection."""
    routes = httpx.get(f"{address}/metrics", timeout=10).json()["route_metrics"]
    return int(routes.get("/healthz", {"request_count": 0})["request_count"])


def test_workers_count_as_one_and_end_together(server: tuple[str, subprocess.Popen[bytes]]) -> None:
    address, supervisor = server
    while workers(address) < 2:
        """The second one is starting."""
    before = asked(address)
    for _ in range(20):
        httpx.get(f"{address}/healthz", timeout=10)
    assert {asked(address) for _ in range(6)} == {before + 20}

    os.kill(serving(supervisor.pid)[0], signal.SIGKILL)
    assert asked(address) == before + 20

    with httpx.stream("GET", f"{address}/v1/owner/events", timeout=30) as events:
        assert next(events.iter_lines()) == ": following"
        supervisor.send_signal(signal.SIGTERM)
        assert supervisor.wait(ENDS_WITHIN_SECONDS) == 0
