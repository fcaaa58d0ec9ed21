"""What can be seen without asking anybody else: settings, the spool, the database and its schema, the jobs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from app.doctor.findings import Finding, fault, note, ok
from app.flows.services import Services
from app.repositories.errors import SchemaMismatch, StoreError
from app.settings import Environment, Settings

REMINDERS = "send-upcoming"
LONGEST_WITHOUT_REMINDERS = timedelta(hours=2)


def settings_make_sense(settings: Settings) -> Iterator[Finding]:
    yield ok("settings", f"{settings.environment}; every value is understood")
    if settings.environment is not Environment.PRODUCTION:
        yield note("settings", "this is no production", "ENVIRONMENT=production checks that nothing is left open")
    if settings.public_base_url is None:
        yield note("settings", "PUBLIC_BASE_URL is not set", "set it to the https address that Twilio asks")
    elif settings.public_base_url.startswith("http://"):
        yield fault(
            "settings",
            "PUBLIC_BASE_URL is plain http: what callers say crosses the net readable",
            "put a proxy with a certificate in front and set PUBLIC_BASE_URL to its https address",
        )
    if settings.twilio_auth_tokens and settings.twilio_fallback_url is None:
        yield note(
            "settings",
            "TWILIO_FALLBACK_URL is not set, so nobody answers while this service is down",
            "host ops/twilio/fallback.xml elsewhere, set it, and provision the numbers again",
        )
    if settings.metrics_token is None:
        yield note("settings", "METRICS_TOKEN is not set, so only this machine sees the metrics", "set METRICS_TOKEN")


def spool_can_be_written(settings: Settings) -> Iterator[Finding]:
    """Where callers are kept while the database is away."""
    directory = Path(settings.spool_dir)
    nearest = next(place for place in (directory, *directory.absolute().parents) if place.exists())
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        yield fault("spool", f"{directory} cannot be written", "set SPOOL_DIR to a directory that outlives a restart")
        return
    waiting = len(list(directory.glob("*.json"))) if directory.is_dir() else 0
    broken = len(list(directory.glob("*.broken"))) if directory.is_dir() else 0
    yield ok("spool", f"{directory}, {waiting} entries wait")
    if broken:
        yield fault(
            "spool", f"{broken} entries could not be taken in", f"read {directory}/*.broken and ring these people"
        )


def database_answers(settings: Settings, services: Services) -> Iterator[Finding]:
    if not settings.uses_database:
        yield note("database", "everything is kept in memory and lost at a restart", "set USE_DB_* and DATABASE_URL")
        return
    try:
        services.store.prepare(create=False)
        services.store.check()
    except SchemaMismatch as error:
        yield fault("schema", str(error), "run `python -m app.migrate`")
        return
    except StoreError as error:
        yield fault("database", str(error), "is DATABASE_URL right, and is the database reachable from this machine?")
        return
    yield ok("database", "answers, and its schema is this version's")


def jobs_run(services: Services) -> Iterator[Finding]:
    with services.store.unit_of_work(read_only=True) as unit:
        runs = unit.job_runs.all()
        pending, since = unit.outbox.pending(now=services.clock.now())
    last = max((run.last_run_at for run in runs if run.name == REMINDERS), default=None)
    advice = "let the workers do it (SWEEP_SECONDS=30), or cron: POST /v1/jobs/run-due with the admin key"
    if last is None:
        yield note("jobs", "no reminders were ever sent", advice)
    elif services.clock.now() - last > LONGEST_WITHOUT_REMINDERS:
        yield fault("jobs", f"reminders last ran at {last:%Y-%m-%d %H:%M} UTC", advice)
    else:
        yield ok("jobs", f"reminders ran at {last:%Y-%m-%d %H:%M} UTC")
    for run in runs:
        if not run.ok:
            yield fault("jobs", f"{run.name} ended with {run.result}", "read the log at that time; GET /v1/admin/jobs")
    waited = services.clock.now() - since if since else timedelta()
    if waited > timedelta(minutes=15):
        yield fault("outbox", f"{pending} entries wait, the oldest for {waited}", "see the runbook, Outbox stuck")
    else:
        yield ok("outbox", f"{pending} entries wait")
