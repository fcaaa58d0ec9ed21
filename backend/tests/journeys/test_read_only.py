"""A database that takes no writes: in the middle of a call, for the next caller, and once it takes them again."""

from __future__ import annotations

from pathlib import Path

import psycopg
import structlog
from starlette.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from simulator.call import PhoneCall
from simulator.line import Line
from tests.support.postgres import database

NEXT_CALLER = "+18165550143"


OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def let_write(address: str, writes: bool) -> None:
    """As after a fail-over to a standby, and back: every connection is a new one."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        refused = "off" if writes else "on"
        connection.execute(f"ALTER DATABASE {connection.info.dbname} SET default_transaction_read_only = {refused}")
        connection.execute(f"SELECT pg_terminate_backend(pid) {OTHERS}")
        while connection.execute(f"SELECT pid {OTHERS}").fetchone():
            """They are ending."""


def test_callers_are_put_to_voicemail_and_nobody_is_lost(postgresql: Path, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    values = {
        "sweep_seconds": 0,
        "spool_dir": str(spool),
        "use_db_customers": True,
        "use_db_appointments": True,
        "use_db_conversations": True,
    }
    with (
        database(postgresql) as address,
        TestClient(create_app(Settings.model_validate({"database_url": address, **values}))) as client,
    ):
        line = Line(client, "http://testserver")
        begun, later = PhoneCall(line, message="my sink"), PhoneCall(line, NEXT_CALLER, message="my drain")
        begun.ring()
        let_write(address, False)
        with structlog.testing.capture_logs() as logs:
            assert "something went wrong on our side" in begun.says("my sink is clogged")
            later.ring()
        for call in (begun, later):
            assert call.heard.events[-1] == "left a message"
        assert [entry["event"] for entry in logs].count("database_away") == 1
        assert client.get("/readyz").status_code == 503
        assert list(spool.iterdir()) != []

        let_write(address, True)
        assert client.get("/readyz").status_code == 200
        assert client.post("/v1/jobs/run-due").status_code == 200
        assert list(spool.iterdir()) == []
        callbacks = client.get("/v1/owner/callbacks").json()["items"]
        assert {callback["phone"] for callback in callbacks} == {begun.caller, NEXT_CALLER}
        assert PhoneCall(line).ring() != ""
