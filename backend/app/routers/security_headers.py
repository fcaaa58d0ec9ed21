"""Pure ASGI middleware: what browsers are told about every answer. Nothing runs that we did not write."""

from __future__ import annotations

import base64
import hashlib
import re

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html

from app.routers.edge import App, Message, Receive, Scope, Send
from app.settings import Environment, Settings

DASHBOARD = "/dashboard/"
# Put into the pages of our customers, by one script tag there.
EMBEDDED = ("/dashboard/widget.js", "/dashboard/widget/")
INTERACTIVE_DOCS = "/docs"
# A served page may be pointed at another backend of the same machine while somebody develops.
LOCAL_BACKENDS = " http://localhost:* http://127.0.0.1:*"
A_YEAR = 31_536_000

EVERYWHERE = (("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("x-frame-options", "DENY"))
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
PERMISSIONS = "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)"


class SecurityHeaders:
    """`docs` is the script that stands inside FastAPI's page of the interface, as a policy names it."""

    def __init__(self, app: App, settings: Settings, docs: str) -> None:
        self._app = app
        development = settings.environment is Environment.DEVELOPMENT
        common = [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
        ]
        if (settings.public_base_url or "").startswith("https://"):
            common.append(("strict-transport-security", f"max-age={A_YEAR}"))
        pages = [
            *common,
            ("permissions-policy", PERMISSIONS),
            ("cross-origin-opener-policy", "same-origin"),
            ("cache-control", "no-cache"),
        ]
        self._data = _encoded(
            [*common, ("content-security-policy", DATA_POLICY), ("cache-control", "no-store")], shared=False
        )
        page_policy = ("content-security-policy", _page_policy(development=development))
        self._pages = _encoded([*pages, page_policy], shared=False)
        self._embedded = _encoded([*pages, page_policy], shared=True)
        self._docs = _encoded([*pages, ("content-security-policy", _docs_policy(docs))], shared=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        chosen = self._for(scope["path"])

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = message.get("headers", [])
                names = {name.lower() for name, _ in given}
                message["headers"] = [*given, *(header for header in chosen if header[0] not in names)]
            await send(message)

        await self._app(scope, receive, sending)

    def _for(self, path: str) -> list[tuple[bytes, bytes]]:
        if path.startswith(EMBEDDED):
            return self._embedded
        if path.startswith(DASHBOARD):
            return self._pages
        return self._docs if path.startswith(INTERACTIVE_DOCS) else self._data


def docs_script(app: FastAPI) -> str:
    """The one inline script of `/docs`, as a policy names it: by its hash."""
    page = get_swagger_ui_html(
        openapi_url=app.openapi_url or "", title="", oauth2_redirect_url=app.swagger_ui_oauth2_redirect_url
    )
    inline = re.search(r"<script>(.*?)</script>", bytes(page.body).decode(), re.S)
    hashed = hashlib.sha256(inline.group(1).encode() if inline else b"").digest()
    return f"'sha256-{base64.b64encode(hashed).decode()}'"


def _page_policy(*, development: bool) -> str:
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"media-src 'self' blob:; connect-src 'self'{LOCAL_BACKENDS if development else ''}; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _docs_policy(script: str) -> str:
    """FastAPI takes Swagger's own files from its usual host."""
    host = "https://cdn.jsdelivr.net"
    return (
        f"default-src 'none'; script-src {host} {script}; style-src {host}; "
        "img-src 'self' data: https://fastapi.tiangolo.com; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _encoded(headers: list[tuple[str, str]], *, shared: bool) -> list[tuple[bytes, bytes]]:
    sharing = ("cross-origin-resource-policy", "cross-origin" if shared else "same-origin")
    return [(name.encode(), value.encode()) for name, value in [*headers, sharing]]
