"""What is written: one JSON line per event, with ids, and never what somebody said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import structlog
from starlette.testclient import TestClient

from app.flows.services import Services
from app.logging_config import _masked
from tests.support.cast import Cast
from tests.support.twilio import Twilio

BACKEND = Path(__file__).parents[1]
SCRIPT = """
import logging.config, structlog, uvicorn.config
from app.logging_config import configure_logging
from app.settings import LogFormat, LogLevel
logging.config.dictConfig(uvicorn.config.LOGGING_CONFIG)
configure_logging(LogLevel.INFO, LogFormat({form!r}))
assert not logging.getLogger("uvicorn.access").hasHandlers()
log = structlog.get_logger("app.test")
def book(secret):
    raise ValueError(f"no visit for {{secret}} at 'Rainbow Boulevard 4120', ring +1 816 555 0142 or ann@example.com")
log.debug("too_quiet")
log.info("request", route="/healthz", status=200)
logging.getLogger("uvicorn.error").warning("a line of a library")
logging.getLogger("uvicorn.access").info("GET /v1/crm/customers?q=Rosa")
try:
    book("Rosa Alvarez")
except ValueError:
    log.exception("unhandled_error")
"""


def written(form: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(form=form)],
        env={**os.environ, "PYTHONPATH": str(BACKEND)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_lines_are_json_with_service_event_level_and_time() -> None:
    lines: list[dict[str, Any]] = [json.loads(line) for line in written("json")]
    assert [line["event"] for line in lines] == ["request", "a line of a library", "unhandled_error"]
    for line in lines:
        assert line["service"] == "ai-telephony"
        assert {"level", "logger", "timestamp"} <= set(line)
    assert (lines[0]["route"], lines[0]["status"]) == ("/healthz", 200)


def test_a_trace_says_where_and_not_about_whom() -> None:
    trace = json.loads(written("json")[-1])["exception"][0]
    assert trace["exc_type"] == "ValueError"
    assert [frame["name"] for frame in trace["frames"]] == ["<module>", "book"]
    text = json.dumps(trace)
    for private in ("Rainbow", "816", "ann@example.com", "locals"):
        assert private not in text


def test_people_get_plain_lines() -> None:
    lines = written("console")
    assert "request" in lines[0]
    with pytest.raises(json.JSONDecodeError):
        json.loads(lines[0])


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("list index out of range", "list index out of range"),
        ("invalid literal for int() with base 10: '816-555'", "invalid literal for int() with base 10: …"),
        ('Key (phone)=("+18165550142") exists', "Key (phone)=(…) exists"),
        ("no route to ann@example.com", "no route to …"),
        ("[parameters: {'name': 'Rosa'}]", "[parameters: {…: …}]"),
        ("call 816 555 0142 back", "call … back"),
    ],
)
def test_an_error_keeps_its_words_and_loses_its_values(message: str, kept: str) -> None:
    assert _masked(message) == kept


def test_a_webhook_s_line_names_the_business_and_hashes_the_call(
    client: TestClient, cast: Cast, services: Services
) -> None:
    twilio = Twilio(client, services)
    with structlog.testing.capture_logs([structlog.contextvars.merge_contextvars]) as lines:
        twilio.ring("CA" + "1" * 32)
    [line] = [line for line in lines if line["event"] == "request"]
    assert (line["route"], line["method"], line["status"]) == ("/twilio/voice", "POST", 200)
    assert line["business_id"] == "rivera"
    assert len(line["sid"]) == 12
    assert {"duration_ms", "request_id"} <= set(line)
    assert "CA1" not in str(lines)


def test_stop_and_start_are_written_down_by_name(client: TestClient, cast: Cast, services: Services) -> None:
    twilio = Twilio(client, services)
    with structlog.testing.capture_logs() as lines:
        twilio.text("STOP")
        twilio.text("START")
    events = [(line["event"], line["business_id"], line["source"]) for line in lines if "sms_opt" in line["event"]]
    assert events == [("sms_opt_out", "rivera", "sms"), ("sms_opt_in", "rivera", "sms")]
