"""The spool keeps what it was given through a crash, and gives it back once."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.spooled import Spooled, SpooledKind
from app.providers.files import spool as module
from app.providers.files.spool import FileSpool
from app.providers.ports import Spool, SpoolFull
from app.providers.stub.spool import MemorySpool

ENTRY = Spooled(
    id="0001",
    kind=SpooledKind.RECORDING,
    at=datetime(2026, 6, 3, 15, 0, tzinfo=UTC),
    sid="CA1",
    business_id="rivera",
    caller="+18165550150",
    words='¿puede venir?\n"mañana" \ud800',
    recording_url="https://api.twilio.com/RE1",
)


@pytest.fixture(params=["files", "memory"])
def spool(request: pytest.FixtureRequest, tmp_path: Path) -> Spool:
    return FileSpool(tmp_path / "spool") if request.param == "files" else MemorySpool()


def test_gives_back_what_it_was_given_oldest_first(spool: Spool) -> None:
    later = replace(ENTRY, id="0002", kind=SpooledKind.TEXT)
    spool.put(ENTRY)
    spool.put(later)
    assert list(spool.entries()) == [ENTRY, later]


def test_is_empty_at_first_and_when_all_is_taken(spool: Spool) -> None:
    assert list(spool.entries()) == []
    spool.put(ENTRY)
    spool.remove(ENTRY.id)
    spool.remove(ENTRY.id)
    assert list(spool.entries()) == []


def test_what_is_set_aside_is_not_given_again(spool: Spool) -> None:
    spool.put(ENTRY)
    spool.set_aside(ENTRY.id)
    spool.set_aside("unknown")
    assert list(spool.entries()) == []


def test_another_process_finds_it(tmp_path: Path) -> None:
    FileSpool(tmp_path).put(ENTRY)
    assert list(FileSpool(tmp_path).entries()) == [ENTRY]


def test_only_its_owner_reads_it(tmp_path: Path) -> None:
    FileSpool(tmp_path / "spool").put(ENTRY)
    (file,) = (tmp_path / "spool").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "spool").stat().st_mode) == 0o700


@pytest.mark.parametrize("content", ["", "{", "[]", '{"id": "x"}', '{"kind": "nonsense", "at": "now"}', "\x00"])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: str) -> None:
    (tmp_path / "0000.json").write_text(content, encoding="utf-8")
    FileSpool(tmp_path).put(ENTRY)
    assert list(FileSpool(tmp_path).entries()) == [ENTRY]
    assert (tmp_path / "0000.broken").exists()


def test_an_entry_that_was_not_written_to_its_end_is_none(tmp_path: Path) -> None:
    (tmp_path / "0000.part").write_text('{"id":', encoding="utf-8")
    assert list(FileSpool(tmp_path).entries()) == []


def test_one_that_another_worker_takes_in_meanwhile_is_passed_over(tmp_path: Path) -> None:
    spool = FileSpool(tmp_path)
    spool.put(ENTRY)
    spool.put(replace(ENTRY, id="0002"))
    entries = spool.entries()
    next(entries)
    FileSpool(tmp_path).remove("0002")
    assert list(entries) == []


def test_it_takes_so_much_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ENTRIES", 1)
    FileSpool(tmp_path).put(ENTRY)
    with pytest.raises(SpoolFull):
        FileSpool(tmp_path).put(replace(ENTRY, id="0002"))


def test_what_nobody_looked_at_for_long_is_forgotten(tmp_path: Path) -> None:
    spool = FileSpool(tmp_path)
    for name in ("old", "young"):
        spool.put(replace(ENTRY, id=name))
        spool.set_aside(name)
    os.utime(tmp_path / "old.broken", (0, 0))
    assert spool.forget_set_aside(datetime(2026, 6, 3, tzinfo=UTC)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["young.broken"]
