"""The service in several processes that are there to be killed: `python -m tests.torture.workers PORT WORKERS`.

The parent has imported everything and opened nothing. It forks the workers, which share its listening socket as
uvicorn's own do, and replaces each that ends within milliseconds instead of seconds. It prints their process ids, and
stops when its standard input is closed, so that it never outlives whoever started it.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
from datetime import UTC, datetime, timedelta

import uvicorn

from app import main as service
from app.flows.warm_up import warm_up
from app.providers.clock import SystemClock
from app.providers.twilio.sms import TwilioSms
from app.repositories.sql.store import SqlStore

LOOK_SECONDS = 0.02
# The environment's word for how many seconds the service's clock goes behind the real one, in every worker alike.
CLOCK_BEHIND = "CLOCK_BEHIND_SECONDS"
# What a worker would otherwise import when it is asked for it.
IMPORTED = (SqlStore, TwilioSms)


def main(port: int, workers: int) -> None:
    warm_up(SystemClock().now())
    gc.freeze()
    listener = _listener(port)
    living = {_fork(listener) for _ in range(workers)}
    while not select.select([sys.stdin], [], [], LOOK_SECONDS)[0]:
        for dead in _ended(living):
            living = living - {dead} | {_fork(listener)}
    for worker in living:
        os.kill(worker, signal.SIGTERM)
    for worker in living:
        os.waitpid(worker, 0)


def _listener(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(512)
    return listener


def _fork(listener: socket.socket) -> int:
    worker = os.fork()
    if worker == 0:
        _serve(listener)
    print(worker, flush=True)
    return worker


def _serve(listener: socket.socket) -> None:
    os.close(sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # the log; what is left is for the process ids
    _turn_back(timedelta(seconds=float(os.environ.get(CLOCK_BEHIND, "0"))))
    config = uvicorn.Config(service.app, access_log=False, log_config=None, timeout_graceful_shutdown=5)
    try:
        uvicorn.Server(config).run([listener])
    finally:
        os._exit(0)


def _turn_back(behind: timedelta) -> None:
    """The real clock, behind by the same in all workers; development clocks would each begin with their worker."""

    def now(_: SystemClock) -> datetime:
        return datetime.now(UTC) - behind

    SystemClock.now = now  # type: ignore[method-assign]


def _ended(living: set[int]) -> set[int]:
    return {worker for worker in living if os.waitpid(worker, os.WNOHANG)[0]}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
