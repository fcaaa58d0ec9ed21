"""Which web pages may call: our dashboards from where they are served, the chat widget from everywhere."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware

from app.routers.edge import App, Receive, Scope, Send
from app.settings import Environment, Settings

WIDGET = "/v1/widget/"
# A page opened from disk has the origin "null"; in development pages come from this machine, too.
DEVELOPMENT_ORIGINS = r"null|https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
METHODS = ("GET", "POST", "PATCH", "DELETE")
HEADERS = (
    "Content-Type",
    "X-API-Key",
    "X-Widget-Token",
    "X-Owner-Token",
    "X-Business-ID",
    "X-Admin-API-Key",
    "X-Request-ID",
    "Idempotency-Key",
    "Last-Event-ID",
)
EXPOSED = ("X-Request-ID", "Retry-After", "Content-Disposition")


class Cors:
    """The widget's routes let in every origin, since its token is public; all others those of the settings."""

    def __init__(self, app: App, settings: Settings) -> None:
        development = settings.environment is Environment.DEVELOPMENT
        self._listed = CORSMiddleware(
            app,
            allow_origins=settings.cors_origins,
            allow_origin_regex=DEVELOPMENT_ORIGINS if development else None,
            allow_methods=METHODS,
            allow_headers=HEADERS,
            expose_headers=EXPOSED,
        )
        self._everybody = CORSMiddleware(
            app, allow_origins=["*"], allow_methods=METHODS, allow_headers=HEADERS, expose_headers=EXPOSED
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        chosen = self._everybody if scope.get("path", "").startswith(WIDGET) else self._listed
        await chosen(scope, receive, send)
