"""`python -m app.serve`: start the service on this machine and say where to click."""

from __future__ import annotations

import argparse
import socket
import sys
from pathlib import Path

import uvicorn

from app.connections import ImpatientProtocol, allow_many_connections

HOST = "127.0.0.1"


def main() -> None:
    options = _options()
    if _in_use(options.port):
        sys.exit(f"Port {options.port} is in use. Try: make run PORT={options.port + 1}")
    _welcome(options.port)
    allow_many_connections()
    uvicorn.run(
        "app.main:app",
        host=HOST,
        port=options.port,
        workers=options.workers,
        env_file=options.env_file,
        access_log=False,
        server_header=False,
        http=ImpatientProtocol,
        # Whose forwarding headers count is for the application to say, which is told by TRUSTED_PROXIES.
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Start the receptionist on this machine.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--env-file", type=Path)
    return parser.parse_args()


def _in_use(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _welcome(port: int) -> None:
    base = f"http://localhost:{port}"
    print(
        f"\n  The receptionist is starting.\n\n"
        f"    Talk to it         {base}/dashboard/try.html\n"
        f"    The owner's desk   {base}/dashboard/\n"
        f"    Interface          {base}/docs\n"
        f"    Ring it from here  make call{'' if port == 8000 else f' PORT={port}'}\n\n"
        f"  Stop it with Ctrl-C.\n",
        flush=True,
    )


if __name__ == "__main__":
    main()
