"""The service is killed without warning while people call and write; nothing is lost, nothing happens twice.

A short version of `make torture`. Any of the workers answers any turn, so it also shows that they behave as one.
"""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.postgres import database
from tests.torture.run import Plan, torture

KILLS = 3


@pytest.mark.parametrize(("kind", "workers", "real_provider"), [("sqlite", 2, True), ("postgresql", 4, False)])
def test_nothing_is_lost_and_nothing_happens_twice(
    kind: str, workers: int, real_provider: bool, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with ExitStack() as databases:
        address = f"sqlite:///{tmp_path}/crash.db"
        if kind == "postgresql":
            address = databases.enter_context(database(request.getfixturevalue("postgresql")))
        plan = Plan(address, tmp_path, KILLS, people=6, people_at_once=3, workers=workers, real_provider=real_provider)
        report = torture(plan)
    assert report.faults == [], str(report)
    assert report.kills >= KILLS
    assert sum(story.confirmation is not None for story in report.stories) >= 5
