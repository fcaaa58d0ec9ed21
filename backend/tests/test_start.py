"""Starting on a database: ready, not ready yet, or not at all, and always with a clear line."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import structlog
from starlette.testclient import TestClient

from app.main import create_app
from app.repositories.errors import SchemaMismatch, StoreUnavailable
from app.repositories.memory.store import MemoryStore
from app.repositories.mixed import MixedStore
from app.repositories.sql import engines
from app.repositories.sql.store import SqlStore
from app.routers.preparation import Preparation
from app.routers.runner import Runner
from app.settings import Settings, SettingsError
from app.wiring import _store

BACKEND = Path(__file__).parents[1]
DURABLE = {"use_db_customers": True, "use_db_appointments": True, "use_db_conversations": True}


def settings(**values: object) -> Settings:
    return Settings.model_validate({"sweep_seconds": 0, **values})


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """What a server does first, in a process of its own."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(BACKEND), **variables}
    command = [sys.executable, "-c", "from app.main import app"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def test_the_switches_choose_the_store(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/app.db"
    assert isinstance(_store(settings(database_url=address)), MemoryStore)
    assert isinstance(_store(settings(database_url=address, **DURABLE)), SqlStore)
    for switch in DURABLE:
        assert isinstance(_store(settings(database_url=address, **{switch: True})), MixedStore)


@pytest.mark.parametrize(
    "address",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "postgresql://user@host",
        "postgresql+asyncpg://user:secret@host/name",
        "postgresql://user:secret@host:port/name",
        "sqlite+aiosqlite:///app.db",
    ],
)
def test_an_address_that_we_cannot_use_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL") as refused:
        _store(settings(database_url=address, **DURABLE))
    assert "secret" not in str(refused.value)


def test_a_new_file_is_filled_and_the_service_is_ready(tmp_path: Path) -> None:
    app = create_app(settings(database_url=f"sqlite:///{tmp_path}/app.db", **DURABLE))
    with TestClient(app) as client:
        assert client.get("/readyz").json() == {"status": "ok", "database": "ok"}


def test_production_does_not_make_tables_by_itself(tmp_path: Path) -> None:
    app = create_app(settings(database_url=f"sqlite:///{tmp_path}/app.db", environment="staging", **DURABLE))
    with pytest.raises(SchemaMismatch, match="make migrate"), TestClient(app):
        pass


def test_a_malformed_address_stops_the_start_with_a_line_that_names_it() -> None:
    for address in ("banana", "mysql://host/name", "sqlite://"):
        stopped = start(DATABASE_URL=address, USE_DB_CUSTOMERS="true")
        assert stopped.returncode == 1
        assert "DATABASE_URL" in stopped.stderr
        assert "Traceback" not in stopped.stderr


def test_another_schema_stops_the_start_with_a_line_that_says_what_to_do(tmp_path: Path) -> None:
    stopped = start(DATABASE_URL=f"sqlite:///{tmp_path}/app.db", USE_DB_CUSTOMERS="true", ENVIRONMENT="staging")
    assert stopped.returncode == 1
    assert "make migrate" in stopped.stderr
    assert "Traceback" not in stopped.stderr


def test_a_database_that_is_away_does_not_stop_the_start(tmp_path: Path) -> None:
    """A directory stands where the file should be; once it is gone the service gets ready by itself."""
    path = tmp_path / "app.db"
    path.mkdir()
    app = create_app(settings(database_url=f"sqlite:///{path}", **DURABLE))
    with TestClient(app) as client:
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["database"] != "ok"
        assert answer.headers["content-type"] == "application/problem+json"
        path.rmdir()
        assert any(client.get("/readyz").status_code == 200 for _ in range(10_000))
        started = client.post("/v1/voice/session/start", json={})
    assert started.status_code == 200, started.text


def test_a_locked_file_is_not_ready_and_its_caller_is_put_to_voicemail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "LOCK_WAIT", 0.02)
    path = tmp_path / "app.db"
    values = {"database_url": f"sqlite:///{path}", "spool_dir": str(tmp_path / "spool"), **DURABLE}
    with (
        TestClient(create_app(settings(**values))) as client,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with structlog.testing.capture_logs() as logs:
            heard = client.post("/twilio/voice", data={"CallSid": "CA1", "From": "+18165550142"}).text
            client.post("/twilio/voice", data={"CallSid": "CA1", "From": "+18165550142"})
        assert "<Dial" in heard
        assert [line["event"] for line in logs].count("database_away") == 1
        assert len(list((tmp_path / "spool").iterdir())) == 2
        assert client.get("/readyz").status_code == 503
        other.execute("ROLLBACK")
        assert client.get("/readyz").status_code == 200
        assert client.post("/v1/jobs/run-due").status_code == 200
        (callback,) = client.get("/v1/owner/callbacks").json()["items"]
    assert (callback["reason"], callback["attempts"]) == ("SYSTEM_ERROR", 1)
    assert list((tmp_path / "spool").iterdir()) == []


def test_a_file_that_was_taken_away_is_missed_at_once_and_found_again(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with TestClient(create_app(settings(database_url=f"sqlite:///{disk}/app.db", **DURABLE))) as client:
        assert client.get("/readyz").status_code == 200
        disk.rename(tmp_path / "elsewhere")
        assert client.get("/readyz").status_code == 503
        assert client.post("/v1/voice/session/start", json={}).status_code == 503
        (tmp_path / "elsewhere").rename(disk)
        assert client.get("/readyz").status_code == 200


def test_getting_ready_is_tried_until_it_works() -> None:
    faults = [StoreUnavailable("away"), StoreUnavailable("away"), SchemaMismatch("old"), None]
    done = asyncio.Event()

    async def scene() -> None:
        loop = asyncio.get_running_loop()

        def work() -> None:
            fault = faults.pop(0)
            if fault is not None:
                raise fault
            loop.call_soon_threadsafe(done.set)

        runner = Runner(MemoryStore())
        preparation = Preparation(work, delay=0)
        await preparation.begin(runner)
        await asyncio.wait_for(done.wait(), 30)
        await preparation.stop()
        runner.close()

    asyncio.run(scene())
    assert faults == []


def test_a_preparation_may_be_stopped_while_the_store_is_away() -> None:
    def work() -> None:
        raise StoreUnavailable("away")

    async def scene() -> None:
        runner = Runner(MemoryStore())
        preparation = Preparation(work)
        await preparation.begin(runner)
        await preparation.stop()
        runner.close()

    asyncio.run(scene())
