"""Where the workers of one service keep their counters, so that each of them answers for all.

Each supervising process has a directory of its own, named after it and never used again, so that a worker that is
started anew goes on where the others are, and a service that is started anew begins at nothing. This module must not
import prometheus-client: that library looks for the directory when it is first imported.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from pathlib import Path
from tempfile import gettempdir

FOLDER = "ai-telephony-metrics"
PROC = Path("/proc")


class UnusableDirectory(Exception):
    """Counters cannot be kept there; the text says why."""


def workers_directory(base: str | None) -> Path | None:
    """This worker's directory, made where it is the first one; None for a process that serves alone.

    `base` is where such directories are; without one, a private folder among the temporary files.
    """
    parent = multiprocessing.parent_process()
    if base is None and parent is None:
        return None
    supervisor = parent.pid if parent is not None else None
    folder = Path(base) if base else Path(gettempdir()) / f"{FOLDER}-{os.getuid()}"
    try:
        return _join(folder, os.getpid() if supervisor is None else supervisor)
    except OSError as error:
        raise UnusableDirectory(f"{folder} cannot be used ({error.strerror})") from None


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _join(folder: Path, supervisor: int) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.getuid():
        raise PermissionError(1, "it belongs to somebody else")
    mine = folder / f"{supervisor}-{_started(supervisor)}"
    try:
        mine.mkdir(mode=0o700)
    except FileExistsError:
        return mine  # a worker beside the others, or in the place of one that died
    for other in folder.iterdir():
        if other != mine and _is_left_behind(other):
            shutil.rmtree(other, ignore_errors=True)
    return mine


def _is_left_behind(directory: Path) -> bool:
    """Its supervising process is gone, or another one has its number now. What is not ours is let be."""
    pid, dash, started = directory.name.partition("-")
    if not (dash and pid.isdigit() and directory.is_dir()):
        return False
    return not is_alive(int(pid)) or _started(int(pid)) != started


def _started(pid: int) -> str:
    """When a process began, in the kernel's ticks: numbers of processes come again, with another start."""
    try:
        status = (PROC / str(pid) / "stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return "0"
    return status.rpartition(")")[2].split()[19]
