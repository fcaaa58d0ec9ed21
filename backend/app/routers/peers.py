"""Where a request comes from: this very machine, or somewhere else."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request

# Any of these says that something stands between the caller and us: a proxy, or a tunnel to the whole world.
FORWARDING_HEADERS = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
    "true-client-ip",
    "cf-connecting-ip",
    "cf-ray",
)


def is_local(request: Request) -> bool:
    """From this machine, without a detour, and asked for by a name of this machine.

    The name matters because a web page elsewhere can point its own name at 127.0.0.1.
    """
    if any(header in request.headers for header in FORWARDING_HEADERS):
        return False
    return request.client is not None and _is_loopback(request.client.host) and _names_this_machine(request)


def _is_loopback(host: str) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        # No network address at all: an in-process transport. A socket's peer always has one.
        return True
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def _names_this_machine(request: Request) -> bool:
    try:
        name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
    except ValueError:
        return False
    if "." not in name and ":" not in name:
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name.endswith(".localhost")
