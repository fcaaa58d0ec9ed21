"""One PostgreSQL server for all test processes of a run, and a database for each who asks."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from tests.support import postgres_keeper as keeper

HOME_LINK = "postgresql"
# Nobody waits for them: they end when the last who asked is gone, which may be later than this process.
KEEPERS: list[subprocess.Popen[bytes]] = []


@contextmanager
def postgresql_server(shared: Path) -> Iterator[Path]:
    """The directory of the server's socket. `shared` is a directory that all processes of the run know.

    The first one who asks starts it; it stops by itself when the last one is gone, also when that one was killed.
    """
    with (shared / f"{HOME_LINK}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        home, held = _running(shared) or _started(shared)
    try:
        yield home / "socket"
    finally:
        os.close(held)


@contextmanager
def database(server: Path, *, template: str | None = None) -> Iterator[str]:
    """The address of a new, empty database (or a copy), dropped in the end."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(host=str(server), user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template}" if template else ""))
        try:
            yield f"postgresql://postgres@/{name}?host={server}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _running(shared: Path) -> tuple[Path, int] | None:
    """The server that somebody else started, and our hold on it."""
    link = shared / HOME_LINK
    if not link.exists():
        return None
    home = Path(link.read_text())
    try:
        with (home / keeper.LOCK).open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (home / keeper.READY).exists():
                return home, os.open(home / keeper.USERS, os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        pass  # it has just stopped
    return None


def _started(shared: Path) -> tuple[Path, int]:
    home = Path(tempfile.mkdtemp(prefix="postgresql-"))
    os.mkfifo(home / keeper.USERS)
    # For reading too, so that it opens before anybody reads.
    held = os.open(home / keeper.USERS, os.O_RDWR)
    process = subprocess.Popen(
        [sys.executable, keeper.__file__, home], start_new_session=True, stdin=subprocess.DEVNULL
    )
    KEEPERS.append(process)
    while not (home / keeper.READY).exists():
        try:
            process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        raise RuntimeError(f"PostgreSQL did not start: status {process.returncode}")
    (shared / HOME_LINK).write_text(str(home))
    return home, held
