"""`python -m app.migrate`: bring the database of DATABASE_URL to this version's schema.

`status` says where it is, `down REVISION` goes back (make a back-up first).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from app.repositories.errors import StoreError
from app.repositories.sql.address import BadAddress, parse_address
from app.repositories.sql.engines import make_engine
from app.repositories.sql.schema_versions import EMPTY, downgrade, newest_version, read_version, upgrade
from app.settings import SettingsError, load_settings


def main() -> None:
    options = _options()
    try:
        _migrate(options)
    except (SettingsError, BadAddress, StoreError) as error:
        sys.exit(f"The database was not migrated:\n{error}")


def _migrate(options: argparse.Namespace) -> None:
    engine = make_engine(parse_address(load_settings(options.env_file).database_url))
    with engine.connect() as connection:
        before = read_version(connection)
    if options.action == "up":
        upgrade(engine)
    elif options.action == "down":
        downgrade(engine, options.revision)
    with engine.connect() as connection:
        after = read_version(connection)
    engine.dispose()
    print(f"schema: {_shown(after)} (was {_shown(before)}, this version needs {newest_version()})")


def _shown(version: str) -> str:
    return "empty" if version == EMPTY else version


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Bring the database to this version's schema.")
    parser.add_argument("action", nargs="?", default="up", choices=("up", "down", "status"))
    parser.add_argument("revision", nargs="?", default="base", help="for down: the revision to go back to")
    parser.add_argument("--env-file", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
