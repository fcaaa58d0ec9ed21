"""`python -m app.doctor [--env-file FILE] [--url URL] [--json]`: exit status 1 where something is wrong."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import httpx

from app.core.businesses import Business, BusinessStatus
from app.doctor import inside, outside
from app.doctor.findings import Finding, Verdict, fault
from app.flows.prepare import prepare
from app.flows.services import Services
from app.logging_config import configure_logging
from app.providers.prometheus.meter import PrometheusMeter
from app.repositories.errors import StoreError
from app.settings import LogFormat, LogLevel, Settings, SettingsError, load_settings
from app.wiring import build_services, default_business

SECONDS = 10.0
MOST_BUSINESSES = 200


def main(given: Sequence[str] | None = None) -> int:
    options = _options(given)
    configure_logging(LogLevel.ERROR, LogFormat.CONSOLE)
    findings = list(examine(options.env_file, options.url))
    if options.json:
        print(json.dumps([finding.fields() for finding in findings]))
    else:
        print("\n".join(finding.line() for finding in findings))
    return int(any(finding.verdict is Verdict.FAULT for finding in findings))


def examine(env_file: Path | None, url: str | None) -> Iterator[Finding]:
    try:
        settings = load_settings(env_file)
        services = build_services(settings, PrometheusMeter())
    except SettingsError as error:
        for line in str(error).splitlines():
            yield fault("settings", line, "correct it; README.md lists every setting")
        return
    with httpx.Client(timeout=SECONDS) as http:
        yield from look(settings, services, http, url)


def look(settings: Settings, services: Services, http: httpx.Client, url: str | None) -> Iterator[Finding]:
    """Everything that can be looked at with these settings."""
    yield from inside.settings_make_sense(settings)
    yield from inside.spool_can_be_written(settings)
    stored = list(inside.database_answers(settings, services))
    yield from stored
    if not any(finding.verdict is Verdict.FAULT for finding in stored):
        yield from _with_the_store(settings, services)
    yield from outside.public_address_answers(settings, http, url or settings.public_base_url)


def _with_the_store(settings: Settings, services: Services) -> Iterator[Finding]:
    if not settings.uses_database:
        prepare(services, default_business(settings, services.clock.now()), create=True)  # as a start does
    try:
        businesses = _active(services)
        if settings.uses_database:
            yield from inside.jobs_run(services)
        yield from outside.numbers_point_here(settings, services, businesses)
        yield from outside.calendar_is_shared(services, businesses)
    except StoreError as error:
        yield fault("database", str(error), "it went away while it was asked; ask again")


def _active(services: Services) -> list[Business]:
    with services.store.unit_of_work(read_only=True) as unit:
        page = unit.businesses.page(limit=MOST_BUSINESSES)
    return [business for business in page.items if business.status is BusinessStatus.ACTIVE]


def _options(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m app.doctor", description="Look at a deployment from the inside.")
    parser.add_argument("--env-file", type=Path)
    parser.add_argument("--url", type=lambda url: url.rstrip("/"), help="where the service runs (PUBLIC_BASE_URL)")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args(given)


if __name__ == "__main__":
    sys.exit(main())
