#!/usr/bin/env python3
"""Load the receptionist with conversations: start, three turns, end, each with a caller of its own.

    python load_test_voice.py --mode voice --sessions 50 --concurrency 10 --backend http://localhost:8000
    python load_test_voice.py --mode twilio --token "$TWILIO_AUTH_TOKEN" --public-url https://calls.example.com

Modes: `voice` (/v1/voice/session), `telephony` (/telephony), `twilio` (signed webhooks, TwiML followed as Twilio does).
`--rate 20` starts that many sessions a second, however many are still going on: what an overload looks like. Whoever is
turned away politely is no error, and is counted.
Exits with 1 where more than `--max-errors` of the sessions failed, with 2 where nobody answers.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx

from simulator.call import PhoneCall
from simulator.line import Answer, Line, Rejected

# What people say in three turns; every session takes the next one.
CONVERSATIONS: tuple[tuple[str, str, str], ...] = (
    (
        "Hi, this is Rosa Alvarez, my water heater is leaking at 4120 Rainbow Boulevard in Kansas City, can somebody "
        "come tomorrow after three?",
        "the first one",
        "yes please",
    ),
    ("what are your hours?", "my kitchen sink is blocked, can you come on Friday morning?", "it's Peter Novak"),
    ("do you charge for an estimate?", "okay, then I'd like to leave a message", "please call me about a new faucet"),
    ("se me tapó el baño", "mañana por la tarde", "me llamo Lucía Gómez, 512 Walnut Street, Kansas City"),
)
PATHS = {
    "voice": ("/v1/voice/session/start", "/v1/voice/session/input", "/v1/voice/session/end"),
    "telephony": ("/telephony/inbound", "/telephony/audio", "/telephony/end"),
}
APOLOGY = "went wrong on our side"
BUSY = "more callers at this moment than we can answer"
BAR_WIDTH = 30


class Failed(Exception):
    """A session that did not go as it should; the text is what is counted."""


class TurnedAway(Exception):
    """A session that the service had no time for, and said so."""


@dataclass(frozen=True)
class Load:
    """What to load with. `max_errors` is the part of the sessions that may fail; `rate` is in sessions per second."""

    mode: str = "voice"
    sessions: int = 50
    concurrency: int = 10
    backend: str = "http://localhost:8000"
    api_key: str | None = None
    business_id: str | None = None
    token: str | None = None
    public_url: str | None = None
    max_errors: float = 0.01
    rate: float | None = None


@dataclass
class Timed:
    """An HTTP client that notes how long each request took, in seconds."""

    http: httpx.Client
    spent: list[float] = field(default_factory=list)

    def post(self, url: str, **request: Any) -> Answer:
        begun = time.perf_counter()
        try:
            return self.http.post(url, **request)
        except httpx.TransportError as error:
            raise Failed(type(error).__name__) from error
        finally:
            self.spent.append(time.perf_counter() - begun)


@dataclass
class Report:
    """Latencies in seconds: of whole sessions that completed, of all requests, and of those that were turned away."""

    total: int
    wall: float = 0.0
    sessions: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)
    turned_away: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def error_rate(self) -> float:
        return self.errors.total() / self.total

    def figures(self) -> dict[str, Any]:
        return {
            "total_sessions": self.total,
            "completed_sessions": len(self.sessions),
            "turned_away_sessions": len(self.turned_away),
            "errors": self.errors.total(),
            "errors_by_kind": dict(self.errors),
            "wall_clock_seconds": round(self.wall, 3),
            "sessions_per_second": round(len(self.sessions) / self.wall, 2) if self.wall else 0.0,
            "session_latency_ms": milliseconds(self.sessions),
            "request_latency_ms": milliseconds(self.requests),
            "turned_away_latency_ms": milliseconds(self.turned_away),
        }


def run(load: Load, http: httpx.Client, tell: Callable[[int, int], None] = lambda _done, _total: None) -> Report:
    """All sessions, `concurrency` of them at a time. `tell` hears after each one how many are done."""
    report = Report(load.sessions)
    begun = time.perf_counter()
    with ThreadPoolExecutor(load.concurrency, thread_name_prefix="caller") as pool:
        waiting = [pool.submit(one_session, load, http, number, begun) for number in range(load.sessions)]
        for done, future in enumerate(as_completed(waiting), 1):
            future.result().add_to(report)
            tell(done, load.sessions)
    report.wall = time.perf_counter() - begun
    return report


@dataclass(frozen=True)
class Session:
    """The time of each request, and what went wrong."""

    spent: list[float]
    fault: str | None = None
    turned_away: bool = False

    def add_to(self, report: Report) -> None:
        report.requests += self.spent
        if self.turned_away:
            report.turned_away.append(max(self.spent))
        elif self.fault is not None:
            report.errors[self.fault] += 1
        else:
            report.sessions.append(sum(self.spent))


def one_session(load: Load, http: httpx.Client, number: int, begun: float) -> Session:
    """With a rate, each has its moment to start, `begun` being the first one's."""
    if load.rate is not None:
        time.sleep(max(begun + number / load.rate - time.perf_counter(), 0))
    timed = Timed(http)
    words = CONVERSATIONS[number % len(CONVERSATIONS)]
    talk = by_twilio if load.mode == "twilio" else by_api
    try:
        talk(load, timed, a_new_caller(number), words)
    except TurnedAway:
        return Session(timed.spent, turned_away=True)
    except (Failed, Rejected) as error:
        return Session(timed.spent, str(error)[:120])
    return Session(timed.spent)


def by_api(load: Load, http: Timed, caller: str, words: Sequence[str]) -> None:
    start, say, end = (f"{load.backend}{path}" for path in PATHS[load.mode])
    headers = {
        name: value for name, value in (("X-API-Key", load.api_key), ("X-Business-ID", load.business_id)) if value
    }

    def post(url: str, body: dict[str, str]) -> dict[str, Any]:
        answer = http.post(url, json=body, headers=headers)
        if answer.status_code == 503 and "retry-after" in answer.headers:
            raise TurnedAway
        if answer.status_code != 200:
            raise Failed(f"{url.removeprefix(load.backend)} answered {answer.status_code}")
        content: dict[str, Any] = json.loads(answer.text)
        return content

    session = post(start, {"caller_phone": caller})["session_id"]
    for text in words:
        post(say, {"session_id": session, "text": text})
    post(end, {"session_id": session})


def by_twilio(load: Load, http: Timed, caller: str, words: Sequence[str]) -> None:
    query = f"?{urlencode({'business_id': load.business_id})}" if load.business_id else ""
    line = Line(WithKey(http, load.api_key), load.backend, load.public_url, load.token)
    call = PhoneCall(line, caller, path=f"/twilio/voice{query}", status_path=f"/twilio/voice/status{query}")
    heard = [call.ring()]
    for text in words:
        if call.listening:
            heard.append(call.says(text))
        if BUSY in heard[-1]:
            raise TurnedAway
    call.hangs_up()
    if any(APOLOGY in said for said in heard):
        raise Failed("the caller heard an apology")


@dataclass(frozen=True)
class WithKey:
    """The tenant's key beside Twilio's own headers."""

    http: Timed
    api_key: str | None

    def post(self, url: str, *, data: dict[str, str], headers: dict[str, str]) -> Answer:
        return self.http.post(
            url, data=data, headers={**headers, **({"X-API-Key": self.api_key} if self.api_key else {})}
        )


def a_new_caller(number: int) -> str:
    """A number that has not called before: runs of the same second aside, none is used twice."""
    return f"+1816{2_000_000 + (int(time.time()) * 1009 + number) % 7_999_999}"


def milliseconds(seconds: Sequence[float]) -> dict[str, float]:
    """Average and percentiles by nearest rank; nothing of nothing."""
    if not seconds:
        return {}
    ordered = sorted(seconds)
    at = {f"p{part}": ordered[math.ceil(part / 100 * len(ordered)) - 1] for part in (50, 95, 99)}
    return {name: round(value * 1000, 1) for name, value in {"average": sum(ordered) / len(ordered), **at}.items()}


def summary(load: Load, report: Report) -> str:
    figures = report.figures()
    lines = [
        f"mode {load.mode}, {load.concurrency} at a time, {load.backend}",
        f"sessions   {figures['total_sessions']} in all, {figures['completed_sessions']} completed, "
        f"{figures['turned_away_sessions']} turned away, {figures['errors']} errors",
        f"wall clock {figures['wall_clock_seconds']} s, {figures['sessions_per_second']} sessions per second",
        f"session    {_line(figures['session_latency_ms'])}",
        f"request    {_line(figures['request_latency_ms'])}",
        *([f"turned away {_line(figures['turned_away_latency_ms'])}"] if report.turned_away else []),
        *(f"error      {count} × {kind}" for kind, count in report.errors.most_common(10)),
    ]
    return "\n".join(lines)


def _line(latency: dict[str, float]) -> str:
    return ", ".join(f"{name} {value} ms" for name, value in latency.items()) or "nothing to measure"


@contextmanager
def progress(shown: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, nothing elsewhere."""

    def bar(done: int, total: int) -> None:
        filled = BAR_WIDTH * done // total
        print(f"\r[{'#' * filled}{'.' * (BAR_WIDTH - filled)}] {done}/{total}", end="", file=sys.stderr, flush=True)

    yield bar if shown else lambda _done, _total: None
    if shown:
        print(file=sys.stderr)


def arguments(given: Sequence[str] | None = None) -> tuple[Load, bool]:
    """The load, and whether JSON is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mode", choices=("voice", "telephony", "twilio"), default="voice")
    parser.add_argument("--sessions", type=_count, default=50)
    parser.add_argument("--concurrency", type=_count, default=10)
    parser.add_argument("--backend", default="http://localhost:8000")
    parser.add_argument("--api-key", help="the tenant's key")
    parser.add_argument("--business-id", help="the tenant")
    parser.add_argument("--token", default=os.environ.get("TWILIO_AUTH_TOKEN"), help="mode twilio: signs with it")
    parser.add_argument("--public-url", help="mode twilio: the service's PUBLIC_BASE_URL")
    parser.add_argument("--rate", type=_rate, help="start so many sessions a second, --concurrency of them at most")
    parser.add_argument("--max-errors", type=_part, default=0.01, help="part of the sessions that may fail (0.01)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = vars(parser.parse_args(given))
    as_json = options.pop("json")
    return Load(**{**options, "backend": options["backend"].rstrip("/")}), as_json


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _rate(text: str) -> float:
    rate = float(text)
    if rate <= 0:
        raise argparse.ArgumentTypeError("must be more than 0")
    return rate


def _part(text: str) -> float:
    part = float(text)
    if not 0 <= part <= 1:
        raise argparse.ArgumentTypeError("must be between 0 and 1")
    return part


def main(given: Sequence[str] | None = None) -> int:
    load, as_json = arguments(given)
    # Let go of idle connections before the server does, which would look like a failure of its own.
    limits = httpx.Limits(
        max_connections=load.concurrency, max_keepalive_connections=load.concurrency, keepalive_expiry=2
    )
    with httpx.Client(timeout=30, limits=limits) as http:
        try:
            http.get(f"{load.backend}/healthz")
        except httpx.TransportError:
            print(f"Nobody answers at {load.backend}.", file=sys.stderr)
            return 2
        with progress(sys.stderr.isatty() and not as_json) as tell:
            report = run(load, http, tell)
    print(json.dumps(report.figures()) if as_json else summary(load, report))
    return int(report.error_rate > load.max_errors)


if __name__ == "__main__":
    sys.exit(main())
