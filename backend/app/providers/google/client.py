"""The library, one connection for each thread: its connections are not made for two."""

from __future__ import annotations

import threading
from typing import Any
from urllib.parse import urlsplit

import google_auth_httplib2
import httplib2
from google.api_core.client_options import ClientOptions
from google.auth.credentials import AnonymousCredentials, Credentials
from google.oauth2 import service_account
from googleapiclient.discovery import build

# Reading busy times needs a scope of its own: that of events alone is refused for it.
SCOPES = (
    "https://www.googleapis.com/auth/calendar.events",
    "https://www.googleapis.com/auth/calendar.freebusy",
)
API_PATH = "/calendar/v3/"
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


class GoogleClient:
    """`seconds` bounds every wait for the network. Without a credentials file only this machine is asked."""

    def __init__(self, credentials_file: str | None, base_url: str | None, seconds: float) -> None:
        self._credentials = _credentials(credentials_file, base_url)
        self._seconds = seconds
        self._local = is_local(base_url)
        self._options = ClientOptions(api_endpoint=_endpoint(base_url)) if base_url else None
        self._of_thread = threading.local()
        self._made: list[Any] = []

    @property
    def service(self) -> Any:
        """This thread's own."""
        made = getattr(self._of_thread, "service", None)
        if made is None:
            made = self._of_thread.service = self._build()
            self._made.append(made)
        return made

    def close(self) -> None:
        """Let go of every thread's connections; the next call makes new ones."""
        self._of_thread = threading.local()
        while self._made:
            self._made.pop().close()

    def _build(self) -> Any:
        proxies = None if self._local else httplib2.proxy_info_from_environment
        http = httplib2.Http(timeout=self._seconds, proxy_info=proxies)
        http.follow_redirects = False
        return build(
            "calendar",
            "v3",
            http=google_auth_httplib2.AuthorizedHttp(self._credentials, http=http),
            client_options=self._options,
            static_discovery=True,
            cache_discovery=False,
        )


def is_local(base_url: str | None) -> bool:
    return base_url is not None and urlsplit(base_url).hostname in THIS_MACHINE


def _credentials(credentials_file: str | None, base_url: str | None) -> Credentials:
    if credentials_file is None:
        if not is_local(base_url):
            raise ValueError("GOOGLE_CALENDAR_CREDENTIALS_FILE: is needed to ask Google")
        return AnonymousCredentials()
    made: Credentials = service_account.Credentials.from_service_account_file(credentials_file, scopes=SCOPES)
    return made


def _endpoint(base_url: str) -> str:
    """The library wants the API's path with both of its slashes."""
    bare = base_url.rstrip("/").removesuffix(API_PATH.rstrip("/"))
    return bare + API_PATH
