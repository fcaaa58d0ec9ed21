"""What a store refuses, and no flow has put into better words, is still a clear answer and never a 500."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.repositories import errors
from app.routers.errors import install


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.SlotTaken, 409),
        (errors.DuplicateRecord, 409),
        (errors.StaleRecord, 409),
        (errors.UnknownRecord, 409),
        (errors.InvalidRecord, 422),
        (errors.UnknownKey, 422),
        (errors.StoreUnavailable, 503),
    ],
)
def test_it_becomes_a_problem_that_says_what_to_do(error: type[errors.StoreError], status: int) -> None:
    app = FastAPI()
    install(app)

    @app.get("/")
    async def route() -> None:
        raise error("with a detail of the driver's")

    answer = TestClient(app).get("/")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
    assert "driver" not in answer.json()["detail"]
