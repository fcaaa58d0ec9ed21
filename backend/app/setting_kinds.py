"""What the text of a setting may be, by its meaning, and how it is written in one way."""

from __future__ import annotations

from ipaddress import ip_network
from typing import Annotated
from urllib.parse import urlsplit

import phonenumbers
from pydantic import AfterValidator

from app.core.time_zones import known_timezone

PREMIUM = "PREMIUM"
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


def parts_of(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be an http(s) address without query or fragment")
    return url.rstrip("/")


def _loopback_or_https(url: str) -> str:
    url = _web_address(url)
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in THIS_MACHINE:
        raise ValueError("must be https, or an address of this machine")
    return url


def _phone_number(written: str) -> str:
    try:
        number = phonenumbers.parse(written, "US")
    except phonenumbers.NumberParseException:
        raise ValueError("is no phone number, such as +18165550100") from None
    if not phonenumbers.is_possible_number(number):
        raise ValueError("is no phone number, such as +18165550100")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _origins(listed: str) -> str:
    for origin in parts_of(listed):
        parts = urlsplit(origin)
        if origin != "null" and (parts.scheme not in ("http", "https") or not parts.hostname or parts.path):
            raise ValueError(f"{origin} is no origin, such as https://dashboard.example")
    return listed


def _networks(listed: str) -> str:
    for network in parts_of(listed):
        try:
            ip_network(network, strict=False)
        except ValueError:
            raise ValueError(f"{network} is no address or network, such as 10.0.0.0/8") from None
    return listed


def _database_address(url: str) -> str:
    """What is behind the scheme is looked at when a store is made of it."""
    scheme = url.partition("://")[0]
    if "://" not in url or scheme.partition("+")[0] not in ("sqlite", "postgresql", "postgres"):
        raise ValueError("is no database address, such as sqlite:///./app.db or postgresql://user@host/name")
    return url


def _countries(listed: str) -> str:
    for country in parts_of(listed):
        if country != PREMIUM and country not in phonenumbers.SUPPORTED_REGIONS:
            raise ValueError(f"{country} is no country, such as MX, and not {PREMIUM}")
    return listed


def _redis_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("redis", "rediss") or not parts.hostname:
        raise ValueError("is no address of a Redis server, such as redis://localhost:6379/0")
    return url


PhoneNumber = Annotated[str, AfterValidator(_phone_number)]
Origins = Annotated[str, AfterValidator(_origins)]
Networks = Annotated[str, AfterValidator(_networks)]
TimezoneName = Annotated[str, AfterValidator(known_timezone)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Countries = Annotated[str, AfterValidator(_countries)]
RedisAddress = Annotated[str, AfterValidator(_redis_address)]
DatabaseAddress = Annotated[str, AfterValidator(_database_address)]
ApiAddress = Annotated[str, AfterValidator(_loopback_or_https)]
