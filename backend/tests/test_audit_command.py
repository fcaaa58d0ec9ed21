"""`python -m app.audit verify`: an operator sees whether a line of the audit log is missing or was changed."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.audit import main
from app.flows.audit import Who, note
from app.providers.prometheus.meter import PrometheusMeter
from app.settings import Settings
from app.wiring import build_services

DURABLE = {"use_db_customers": True, "use_db_appointments": True, "use_db_conversations": True}
LINES = 4


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database whose audit log has some lines."""
    path = tmp_path / "app.db"
    settings = Settings.model_validate({"database_url": f"sqlite:///{path}", **DURABLE})
    services = build_services(settings, PrometheusMeter())
    services.store.prepare(create=True)
    for number in range(LINES):
        with services.store.unit_of_work() as unit:
            note(unit, services, Who("admin:1a2b3c4d"), f"act{number}", "rivera", "rivera")
            unit.commit()
    services.store.close()
    return path


Verify = Callable[..., tuple[int, str]]


@pytest.fixture
def verify(database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verify:
    """Its exit status and what it says."""

    def run(*, durable: bool = True) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["app.audit", "verify"])
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{database}")
        for name in DURABLE:
            monkeypatch.setenv(name.upper(), str(durable))
        try:
            main()
        except SystemExit as stopped:
            return 1, str(stopped.code)
        return 0, capsys.readouterr().out

    return run


def change(path: Path, statement: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_a_whole_log_is_said_to_be_whole(verify: Verify) -> None:
    assert verify() == (0, f"The audit log is whole: {LINES} lines.\n")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM audit WHERE sequence = 2", "line 2 is missing"),
        (f"DELETE FROM audit WHERE sequence = {LINES}", f"line {LINES} is missing"),
        ("DELETE FROM audit", "line 1 is missing"),
        ("UPDATE audit SET actor = 'nobody' WHERE sequence = 3", "line 3 was changed"),
    ],
)
def test_a_line_that_is_missing_or_changed_shows(verify: Verify, database: Path, statement: str, fault: str) -> None:
    change(database, statement)
    status, said = verify()
    assert status == 1
    assert fault in said


def test_without_a_database_there_is_nothing_to_verify(verify: Verify) -> None:
    status, said = verify(durable=False)
    assert status == 1
    assert "in memory" in said
