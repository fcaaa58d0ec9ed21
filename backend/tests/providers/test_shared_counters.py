"""Counters of several workers: one sum, whoever is asked, whoever dies, however often one is started anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.providers.prometheus import workers
from app.providers.prometheus.workers import UnusableDirectory, is_alive, workers_directory

BACKEND = Path(__file__).parents[2]
# What a worker does in its life: settle in, count, say what all of them have counted; it dies with its last line.
WORKER = """
import json, sys
from pathlib import Path
from app.settings import announce_workers_directory
directory = Path(sys.argv[1])
announce_workers_directory(directory)
from app.providers.prometheus.meter import PrometheusMeter
from app.core.figures import Figures
meter = PrometheusMeter(directory)
meter.expect_routes([("/healthz", "GET")])
for seconds in map(float, sys.argv[2:]):
    meter.observe_request("/healthz", "GET", 500, seconds)
text, _ = meter.exposition(Figures(), "")
print(json.dumps({"counts": meter.counts(), "routes": meter.routes(), "text": text.decode()}))
"""


def worker(directory: Path, *seconds: str) -> dict[str, dict[str, dict[str, float]]]:
    done = subprocess.run(
        [sys.executable, "-c", WORKER, str(directory), *seconds],
        env={**os.environ, "PYTHONPATH": str(BACKEND)},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return dict(json.loads(done.stdout))


def test_the_dead_are_counted_on_and_folded_into_one_file(tmp_path: Path) -> None:
    assert worker(tmp_path, "0.5", "1.5")["counts"]["total_requests"] == 2
    second = worker(tmp_path, "0.25")
    assert second["counts"]["total_requests"] == 3
    assert second["counts"]["total_errors"] == 3
    assert second["routes"]["/healthz"] == {
        "request_count": 3,
        "error_count": 3,
        "total_latency_ms": 2250.0,
        "max_latency_ms": 1500.0,
    }
    third = worker(tmp_path)
    assert third["counts"]["total_requests"] == 3
    assert "ai_telephony_workers 1.0" in str(third["text"])
    # One file of the gone, and those of the worker that nobody has looked after yet.
    kinds = {path.name.rpartition("_")[0] for path in tmp_path.glob("*_0.db")}
    assert kinds == {"counter", "histogram", "gauge_max"}
    assert len(list(tmp_path.glob("counter_*.db"))) == 2


class TestTheDirectory:
    @pytest.fixture(autouse=True)
    def as_a_worker_of_this_process(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Supervisor:
            pid = os.getpid()

        monkeypatch.setattr("multiprocessing.parent_process", Supervisor)

    def test_workers_of_one_supervisor_share_it(self, tmp_path: Path) -> None:
        first = workers_directory(str(tmp_path))
        assert first is not None
        (first / "counter_1.db").touch()
        assert workers_directory(str(tmp_path)) == first
        assert (first / "counter_1.db").exists()

    def test_what_a_dead_supervisor_left_is_removed_by_the_first_worker_only(self, tmp_path: Path) -> None:
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        left_behind, reused = tmp_path / f"{gone.pid}-5", tmp_path / f"{os.getpid()}-1"
        not_ours = tmp_path / "notes"
        for directory in (left_behind, reused, not_ours):
            directory.mkdir()
        assert workers_directory(str(tmp_path)) is not None
        assert [left_behind.exists(), reused.exists(), not_ours.exists()] == [False, False, True]
        left_behind.mkdir()
        workers_directory(str(tmp_path))
        assert left_behind.exists()

    def test_a_private_folder_is_made_where_none_is_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workers, "gettempdir", lambda: str(tmp_path))
        made = workers_directory(None)
        assert made is not None
        assert made.parent.stat().st_mode & 0o077 == 0

    def test_a_place_that_cannot_be_used_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(UnusableDirectory, match="cannot be used"):
            workers_directory(str(tmp_path / "file" / "below"))
        (tmp_path / "elsewhere").symlink_to(tmp_path)
        with pytest.raises(UnusableDirectory, match="cannot be used"):
            workers_directory(str(tmp_path / "elsewhere"))


def test_who_serves_alone_needs_no_directory(tmp_path: Path) -> None:
    assert workers_directory(None) is None
    assert str(workers_directory(str(tmp_path))).startswith(f"{tmp_path}/{os.getpid()}-")


def test_this_process_is_alive() -> None:
    assert is_alive(os.getpid())
    assert is_alive(1)
