"""`python -m app.demo`: put two tenants with a month behind them into a running service, and say how to see them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import httpx

from app.settings import SettingsError, load_settings

# Playing two months takes a few seconds.
PATIENCE_SECONDS = 120


def main() -> None:
    options = _options()
    try:
        admin_key = load_settings(options.env_file).admin_api_key
    except SettingsError as error:
        sys.exit(str(error))
    headers = {"X-Admin-API-Key": admin_key.get_secret_value()} if admin_key else {}
    try:
        answer = httpx.post(f"{options.url}/v1/admin/demo-tenants", headers=headers, timeout=PATIENCE_SECONDS)
    except httpx.TransportError:
        sys.exit(f"Nobody answers at {options.url}. Start the receptionist first: make run")
    if answer.is_error:
        sys.exit(f"It was refused ({answer.status_code}): {answer.json().get('detail', answer.text)}")
    for tenant in answer.json()["tenants"]:
        print(about(tenant, options.url))


def about(tenant: dict[str, Any], url: str) -> str:
    """Which key goes where."""
    return (
        f"\n  {tenant['name']} ({tenant['id']})\n"
        f"    Owner's page     {url}/dashboard/          with the owner token   {tenant['owner_token']}\n"
        f"    Talk to it       {url}/dashboard/try.html  with the API key       {tenant['api_key']}\n"
        f"    On a web site    {url}/dashboard/widget.js with the widget token  {tenant['widget_token']}\n"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Put two tenants to look at into a running service.")
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--env-file", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
