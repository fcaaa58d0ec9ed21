"""`python -m app.serve`: start the service on this machine and say where to click."""

from __future__ import annotations

import argparse
import socket
import sys
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from app.connections import ImpatientProtocol, allow_many_connections
from app.core.credentials import CredentialKind
from app.flows.demo_tenants import DEMO_TENANTS, secret_of
from app.logging_config import configure_logging
from app.settings import Environment, Settings, SettingsError, load_settings

HOST = "127.0.0.1"
# Turns in hand are finished within this; with what a delivery under way may take, all ends within ten seconds.
DRAIN_SECONDS = 5
# A worker on a busy machine takes its time to start; until it serves, the one it replaces goes on.
START_SECONDS = 30


def main() -> None:
    options = _options()
    try:
        settings = load_settings(options.env_file)  # said once, before every worker would say it
    except SettingsError as error:
        sys.exit(f"The service does not start, its settings are at fault:\n{error}")
    configure_logging(settings.log_level, settings.log_format)
    if _in_use(options.host, options.port):
        sys.exit(f"Port {options.port} is in use. Try: make run PORT={options.port + 1}")
    print(welcome(settings, options.port), flush=True)
    allow_many_connections()
    uvicorn.run(
        "app.main:app",
        host=options.host,
        port=options.port,
        workers=options.workers,
        env_file=options.env_file,
        access_log=False,
        server_header=False,
        http=ImpatientProtocol,
        # Whose forwarding headers count is for the application to say, which is told by TRUSTED_PROXIES.
        proxy_headers=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
        timeout_worker_healthcheck=START_SECONDS,
        log_config=None,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Start the receptionist on this machine.")
    parser.add_argument("--host", default=HOST, help="0.0.0.0 lets in other machines, such as a proxy's")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--env-file", type=Path)
    return parser.parse_args()


def _in_use(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST if host == "0.0.0.0" else host, port)) == 0  # nosec B104


def welcome(settings: Settings, port: int) -> str:
    """Where to click, and which key goes where: on this machine, during development, the keys themselves."""
    base = f"http://localhost:{port}"
    again = "" if port == 8000 else f" PORT={port}"
    lines = [
        "",
        "  The receptionist is starting.",
        "",
        f"    Talk to it         {base}/dashboard/try.html{_opened(settings, 'key', 'owner')}",
        f"    The owner's desk   {base}/dashboard/{_opened(settings, 'owner')}",
        f"    The operator's     {base}/dashboard/admin.html{_opened(settings, 'admin')}",
        f"    Interface          {base}/docs",
        f"    Ring it from here  make call{again}",
        "",
        *_keys(settings, again),
        "  Stop it with Ctrl-C.",
        "",
    ]
    return "\n".join(lines)


def _opened(settings: Settings, *names: str) -> str:
    """The part of a link that hands a page its keys; no server is ever sent it."""
    if settings.environment is not Environment.DEVELOPMENT or not settings.demo_tenants:
        return ""
    if not settings.require_business_api_key or settings.admin_api_key is None:
        return ""
    admin_key = settings.admin_api_key.get_secret_value()
    doors = {"key": CredentialKind.API_KEY, "owner": CredentialKind.OWNER_TOKEN}
    keys = {name: secret_of(admin_key.encode(), DEMO_TENANTS[0], kind) for name, kind in doors.items()}
    keys["admin"] = admin_key
    return f"#{urlencode({name: keys[name] for name in names})}"


def _keys(settings: Settings, again: str) -> list[str]:
    if settings.environment is not Environment.DEVELOPMENT or not settings.demo_tenants:
        return []
    if settings.admin_api_key is None:
        return [f"  Two businesses are there to be looked at; make demo{again} says their keys.", ""]
    key = settings.admin_api_key.get_secret_value()
    lines = ["  Keys on this machine:", "", f"    The operator's page           {key}"]
    doors = {"The owner's page": CredentialKind.OWNER_TOKEN, "Talk to it": CredentialKind.API_KEY}
    lines += [
        f"    {door + ', ' + business_id:<28}  {secret_of(key.encode(), business_id, kind)}"
        for business_id in DEMO_TENANTS
        for door, kind in doors.items()
    ]
    return [*lines, ""]


if __name__ == "__main__":
    main()
