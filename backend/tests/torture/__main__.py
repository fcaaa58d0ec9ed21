"""`make torture`: the service killed over and over under callers and texters, on each database, and the books checked.

Run from backend with `python -m tests.torture`; exits with 1 where anything was lost or doubled.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.postgres import database, postgresql_server
from tests.torture.run import Plan, torture

DATABASES = ("sqlite", "postgresql")


def main() -> None:
    options = _options()
    failed = False
    for name in options.database or DATABASES:
        for real_provider in (False, True):
            kills = options.kills // 2
            with tempfile.TemporaryDirectory(prefix="torture-") as made:
                with _database(name, Path(made)) as address:
                    plan = Plan(address, Path(made), kills, real_provider=real_provider, seed=options.seed)
                    report = torture(plan)
                print(f"{name}, texts by {'a provider' if real_provider else 'the stub'}: {report}", flush=True)
                if report.faults:
                    failed = True
                    print("\n".join(f"  {fault}" for fault in report.faults[: options.show]))
                    print((Path(made) / "service.log").read_text(errors="replace")[-options.log :])
    sys.exit(failed)


@contextmanager
def _database(name: str, scratch: Path) -> Iterator[str]:
    """The address of an empty one."""
    if name == "sqlite":
        yield f"sqlite:///{scratch}/torture.db"
        return
    with postgresql_server(scratch) as server, database(server) as address:
        yield address


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill the service over and over, then look what is lost or doubled.")
    parser.add_argument("--kills", type=int, default=200, help="on each database, half of them with each way to text")
    parser.add_argument("--database", action="append", choices=DATABASES, help="may be repeated; default: both")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=20, help="faults to print")
    parser.add_argument("--log", type=int, default=4000, help="characters of the service's log to print after faults")
    return parser.parse_args()


if __name__ == "__main__":
    main()
