"""The service is killed without warning while people call and write; nothing is lost, nothing happens twice.

A short version of `make torture`.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.postgres import database
from tests.torture.run import Plan, torture

KILLS = 4


@pytest.mark.parametrize(("kind", "real_provider"), [("sqlite", True), ("postgresql", False)])
def test_nothing_is_lost_and_nothing_happens_twice(
    kind: str, real_provider: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with ExitStack() as databases:
        address = f"sqlite:///{tmp_path}/crash.db"
        if kind == "postgresql":
            address = databases.enter_context(database(request.getfixturevalue("postgresql")))
        report = torture(Plan(address, tmp_path, KILLS, people_at_once=3, real_provider=real_provider))
    assert report.faults == [], str(report)
    assert report.kills >= KILLS
    assert sum(story.confirmation is not None for story in report.stories) >= 3
