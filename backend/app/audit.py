"""`python -m app.audit verify`: whether the audit log is whole. Exit status 1 where it is not."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.core.audit import Chain
from app.flows.services import Services
from app.providers.prometheus.meter import PrometheusMeter
from app.repositories.errors import StoreError
from app.settings import SettingsError, load_settings
from app.wiring import build_services

AT_ONCE = 500


def main() -> None:
    parser = argparse.ArgumentParser(description="Follow the chain of the audit log.")
    parser.add_argument("action", choices=("verify",))
    parser.add_argument("--env-file", type=Path)
    options = parser.parse_args()
    try:
        settings = load_settings(options.env_file)
        if not settings.uses_database:
            sys.exit("These settings keep the audit log in memory; run this with those of the service.")
        fault, length = verify(build_services(settings, PrometheusMeter()))
    except (SettingsError, StoreError) as error:
        sys.exit(f"The audit log cannot be read:\n{error}")
    if fault is not None:
        sys.exit(f"The audit log is broken: {fault}. {length} lines before it are whole.")
    print(f"The audit log is whole: {length} lines.")


def verify(services: Services) -> tuple[str | None, int]:
    """What is wrong with the first bad line, None for nothing; and how many lines are whole."""
    chain = Chain()
    while True:
        with services.store.unit_of_work(read_only=True) as unit:
            head = unit.audit.head()  # before the lines, since more may be added meanwhile
            lines = unit.audit.chain(after=chain.length, limit=AT_ONCE)
        if not lines:
            return chain.ends_at(head), chain.length
        if (fault := chain.follow(lines)) is not None:
            return fault, chain.length


if __name__ == "__main__":
    main()
