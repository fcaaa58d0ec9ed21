"""The load test: every way in, what it reports, and when it fails."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest
from starlette.testclient import TestClient

import load_test_voice
from app.flows.services import Services
from app.main import create_app
from app.settings import Settings
from load_test_voice import Load, Report, arguments, main, milliseconds, run, summary
from tests.support.books import Books
from tests.support.cast import Cast

TOKEN = "0123456789abcdef0123456789abcdef"
PUBLIC = "https://calls.example.com"
SIX = {"sessions": 6, "concurrency": 2, "backend": "http://testserver"}


@pytest.fixture
def verifying(services: Services) -> Iterator[TestClient]:
    settings = Settings.model_validate(
        {"sweep_seconds": 0, "require_business_api_key": True, "twilio_auth_token": TOKEN, "public_base_url": PUBLIC}
    )
    with TestClient(create_app(settings, services)) as client:
        yield client


@pytest.mark.parametrize("mode", ["voice", "telephony"])
def test_sessions_start_talk_three_times_and_end(client: TestClient, cast: Cast, services: Services, mode: str) -> None:
    heard: list[int] = []
    load = Load(mode, **SIX, api_key=cast.rivera.api_key, business_id="rivera")
    report = run(load, client, lambda done, _total: heard.append(done))
    assert report.figures()["completed_sessions"] == 6
    assert report.errors.total() == 0
    assert len(report.requests) == 30
    assert heard == [1, 2, 3, 4, 5, 6]
    talks = Books(services).conversations()
    assert len({talk.phone for talk in talks}) == 6
    assert all(talk.ended_at for talk in talks)


def test_calls_are_signed_and_follow_what_they_are_told(verifying: TestClient, cast: Cast, services: Services) -> None:
    load = Load("twilio", **SIX, business_id=cast.rivera.id, token=TOKEN, public_url=PUBLIC)
    report = run(load, verifying)
    assert report.errors == {}
    assert len(Books(services).conversations()) == 6
    assert Books(services).visits()


def test_a_key_names_the_tenant_of_a_call(client: TestClient, cast: Cast, services: Services) -> None:
    assert run(Load("twilio", **SIX, api_key=cast.brooks.api_key), client).errors == {}
    assert len(Books(services, "brooks").conversations()) == 6


def test_what_fails_is_counted_by_kind(client: TestClient, verifying: TestClient, cast: Cast) -> None:
    report = run(Load("voice", **SIX), client)
    assert report.errors == {"/v1/voice/session/start answered 401": 6}
    assert report.error_rate == 1
    assert "6 errors" in summary(Load(), report)
    unsigned = run(Load("twilio", **SIX, business_id=cast.rivera.id), verifying)
    assert sum(unsigned.errors.values()) == 6


def test_an_apology_is_a_failure(client: TestClient, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("app.flows.converse.start_in", breaks)
    report = run(Load("twilio", **SIX, business_id=cast.rivera.id), client)
    assert report.errors == {"the caller heard an apology": 6}


def test_a_connection_that_breaks_is_a_failure() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with httpx.Client(transport=httpx.MockTransport(refuse)) as http:
        assert run(Load(**SIX), http).errors == {"ConnectError": 6}


def test_percentiles_are_those_of_the_nearest_rank() -> None:
    seconds = [number / 1000 for number in range(100, 0, -1)]
    assert milliseconds(seconds) == {"average": 50.5, "p50": 50.0, "p95": 95.0, "p99": 99.0}
    assert milliseconds([0.0015]) == {"average": 1.5, "p50": 1.5, "p95": 1.5, "p99": 1.5}
    assert milliseconds([]) == {}


@pytest.mark.parametrize(
    "given", [["--sessions", "0"], ["--concurrency", "-1"], ["--mode", "fax"], ["--max-errors", "2"]]
)
def test_what_makes_no_sense_is_refused(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(given)
    assert given[0] in capsys.readouterr().err


def test_nobody_there_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--backend", "http://127.0.0.1:9"]) == 2
    assert "Nobody answers" in capsys.readouterr().err


@pytest.mark.parametrize(("errors", "code"), [(0, 0), (1, 0), (3, 1)])
def test_it_fails_where_too_many_sessions_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], errors: int, code: int
) -> None:
    def reported(load: Load, *_: object) -> Report:
        report = Report(load.sessions, 1.0, [0.1] * (10 - errors), [0.02] * 50)
        report.errors["broken"] += errors
        return report

    monkeypatch.setattr(load_test_voice, "run", reported)
    monkeypatch.setattr(httpx.Client, "get", lambda *_: httpx.Response(200))
    assert main(["--json", "--sessions", "10", "--max-errors", "0.2"]) == code
    assert json.loads(capsys.readouterr().out)["errors"] == errors
