"""The service under torture: started, killed without warning, replaced; and the address at which it is reached."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Self

import httpx

from tests.providers.twilio_server import TOKEN

BACKEND = Path(__file__).parents[2]
UP_WITHIN_SECONDS = 90
STOPS_WITHIN_SECONDS = 30


class Fleet:
    """`workers` processes behind one port, on the database of `environment`."""

    def __init__(self, environment: dict[str, str], log: Path, workers: int = 2) -> None:
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._environment = {
            "PATH": os.defpath,
            "PYTHONPATH": str(BACKEND),
            "USE_DB_CUSTOMERS": "true",
            "USE_DB_APPOINTMENTS": "true",
            "USE_DB_CONVERSATIONS": "true",
            "TWILIO_AUTH_TOKEN": TOKEN,
            "PUBLIC_BASE_URL": self.address,
            "SWEEP_SECONDS": "1",
            "LOG_LEVEL": "WARNING",
            **environment,
        }
        self._log, self._workers = log, workers
        self._living: list[int] = []
        self._lock = Lock()
        self._parent: subprocess.Popen[bytes] | None = None
        self.kills = 0

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def wait_until_up(self) -> None:
        """Returns when a worker answers."""
        deadline = time.monotonic() + UP_WITHIN_SECONDS
        with httpx.Client(timeout=1) as http:
            while time.monotonic() < deadline:
                try:
                    http.get(f"{self.address}/healthz")
                except httpx.TransportError:
                    time.sleep(0.05)
                    continue
                return
        raise RuntimeError("the service does not come up")

    def kill_one(self, chance: random.Random) -> None:
        """One worker; the others go on."""
        with self._lock:
            victims = [chance.choice(self._living)] if self._living else []
        self._kill(victims)

    def kill_all(self) -> None:
        """Every worker in the same moment, as when the machine runs out of memory."""
        with self._lock:
            victims = list(self._living)
        self._kill(victims)

    def kill_everything(self) -> None:
        """The parent as well; what comes then is a cold start."""
        self.end_abruptly()
        self.start()

    def end_abruptly(self) -> None:
        assert self._parent is not None
        os.killpg(self._parent.pid, signal.SIGKILL)
        self._wait()
        self.kills += 1

    def stop(self) -> None:
        """As an operator stops it."""
        if self._parent is not None:
            self._wait()

    def start(self) -> None:
        with self._lock:
            self._living = []
        with self._log.open("ab") as log:
            self._parent = subprocess.Popen(
                [sys.executable, "-m", "tests.torture.workers", str(self.port), str(self._workers)],
                cwd=BACKEND,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,
            )
        Thread(target=self._follow, args=(self._parent,), daemon=True).start()

    def _wait(self) -> None:
        """The parent ends when its input does."""
        assert self._parent is not None
        assert self._parent.stdin is not None
        self._parent.stdin.close()
        self._parent.wait(STOPS_WITHIN_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(self._parent.pid, signal.SIGKILL)  # workers that a broken parent left behind

    def _follow(self, parent: subprocess.Popen[bytes]) -> None:
        """Learns the workers' process ids as they are started."""
        assert parent.stdout is not None
        with parent.stdout:
            for line in parent.stdout:
                with self._lock:
                    if parent is self._parent:
                        self._living.append(int(line))

    def _kill(self, victims: list[int]) -> None:
        for worker in victims:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
                self.kills += 1
        with self._lock:
            self._living = [worker for worker in self._living if worker not in victims]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
