"""A local server that speaks the chat completions protocol, as well or as badly as a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Script:
    """What the next answers are: a status, a content type and chunks. `hold` keeps a chunk back until set."""

    status: int = 200
    content_type: str = "application/json"
    chunks: list[bytes] = field(default_factory=list)
    hold: threading.Event | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    def says(self, **content: Any) -> None:
        message = {"choices": [{"message": {"content": json.dumps(content)}}]}
        self.status, self.content_type, self.chunks = 200, "application/json", [json.dumps(message).encode()]

    def streams(self, *deltas: dict[str, Any]) -> None:
        lines = [f"data: {json.dumps({'choices': [{'delta': delta}]})}\n\n".encode() for delta in deltas]
        self.status, self.content_type, self.chunks = 200, "text/event-stream", [*lines, b"data: [DONE]\n\n"]


@contextmanager
def serving() -> Iterator[tuple[str, Script]]:
    script = Script()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            script.requests.append(json.loads(self.rfile.read(length)))
            script.keys.append(self.headers.get("Authorization"))
            self.send_response(script.status)
            self.send_header("Content-Type", script.content_type)
            self.end_headers()
            for chunk in script.chunks:
                self.wfile.write(chunk)
                self.wfile.flush()
            if script.hold is not None:
                script.hold.wait(10)

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", script
    finally:
        if script.hold is not None:
            script.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
