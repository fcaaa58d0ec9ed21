"""DATABASE_URL, as people write it."""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class BadAddress(ValueError):
    """No address of a database that we can use. The message never repeats it: it may hold a password."""


def parse_address(written: str) -> URL:
    """sqlite:///file.db or postgresql://user:password@host:port/name; raises `BadAddress`."""
    try:
        url = make_url(written)
    except (ArgumentError, ValueError):
        raise BadAddress("is no database address, such as sqlite:///./app.db or postgresql://user@host/name") from None
    driver = DRIVERS.get(url.drivername)
    if driver is None:
        raise BadAddress(f"names {url.drivername}; only sqlite:// and postgresql:// are possible")
    if driver.startswith("sqlite") and url.database in (None, "", ":memory:"):
        raise BadAddress("names no file; write sqlite:///./app.db, or use the memory stores instead")
    if driver.startswith("postgresql") and not url.database:
        raise BadAddress("names no database; write postgresql://user:password@host:5432/name")
    return url.set(drivername=driver)
