"""Databases of both kinds, empty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.support.databases import engine_of
from tests.support.postgres import database

KINDS = ("sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def address(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Of an empty database."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path}/test.db"
    else:
        with database(request.getfixturevalue("postgresql")) as made:
            yield made


@pytest.fixture
def engine(address: str) -> Iterator[Engine]:
    made = engine_of(address)
    yield made
    made.dispose()
