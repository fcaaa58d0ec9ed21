"""All workers' counters read as one, and those of workers that are gone folded into one file."""

from __future__ import annotations

import fcntl
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client.metrics_core import Metric
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector

from app.providers.prometheus.workers import is_alive

# The files of prometheus-client: what they hold, and whose it is. Nobody has the number 0.
_FILE = re.compile(r"(?P<kind>counter|histogram|gauge_max|gauge_livesum)_(?P<pid>\d+)\.db")
THE_GONE = 0
LIVE = "gauge_livesum"


class SharedCounters:
    """A collector over a directory of workers' files. Sums never fall when a worker dies, gauges forget it."""

    def __init__(self, directory: Path, alive: Callable[[int], bool] = is_alive) -> None:
        self._directory = directory
        self._alive = alive

    def collect(self) -> Iterable[Metric]:
        with self._alone():
            for path, kind in self._left_behind():
                if kind != LIVE:
                    _fold(path, self._directory / f"{kind}_{THE_GONE}.db", largest=kind == "gauge_max")
                path.unlink()
            return list(MultiProcessCollector(None, str(self._directory)).collect())

    def _left_behind(self) -> list[tuple[Path, str]]:
        found = [(path, _FILE.fullmatch(path.name)) for path in sorted(self._directory.iterdir())]
        named = [(path, match["kind"], int(match["pid"])) for path, match in found if match]
        return [(path, kind) for path, kind, pid in named if pid != THE_GONE and not self._alive(pid)]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody reads while files are folded, else a sum would be seen twice."""
        with open(self._directory / ".lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _fold(source: Path, target: Path, *, largest: bool) -> None:
    sums = MmapedDict(str(target))
    for key, value, _, _ in MmapedDict.read_all_values_from_file(str(source)):
        before, _ = sums.read_value(key)
        sums.write_value(key, max(before, value) if largest else before + value, 0.0)
    sums.close()
