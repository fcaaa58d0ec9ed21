"""Pure ASGI middleware: how much one caller may ask for, by credential, and by address for all who prove none.

A credential counts for itself once it was found right; until then, and where it is wrong or made up, its sender's
address counts. Twilio's webhooks come from few addresses for all callers of all tenants, so those that carry a right
signature are never held up, and the others are counted after it was looked at.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from hashlib import sha256
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

import structlog

from app.providers.ports import Limit, Limiter
from app.routers.edge import App, Message, Receive, Scope, Send, plain_problem
from app.settings import Environment, Settings

log = structlog.get_logger(__name__)

Network = IPv4Network | IPv6Network

# The widget's token is public: it names a tenant, it identifies nobody.
SECRET_HEADERS = (b"x-api-key", b"x-owner-token", b"x-admin-api-key", b"authorization")
# Whoever watches over us, and files that cost nothing.
FREE_PATHS = ("/healthz", "/readyz", "/dashboard/")
TWILIO_PATHS = "/twilio/"
THIS_MACHINE = "127.0.0.1"
FAILED_KEYS = Limit("failed-keys", most=20, seconds=300)
# So long, and so many of them, is a credential remembered as right.
PROVEN_SECONDS = 900
MOST_PROVEN = 10_000


class Throttle:
    """Made for each app; asks the limiter, and what the guards and the answer say about the credential."""

    def __init__(self, app: App, settings: Settings, limiter: Limiter) -> None:
        per_minute = settings.rate_limit_per_minute
        self._app = app
        self._limiter = limiter
        self._by_credential = Limit("credential", per_minute, 60) if per_minute else None
        self._by_address = Limit("address", per_minute, 60) if per_minute else None
        self._locks_out = per_minute > 0 or settings.environment is not Environment.DEVELOPMENT
        self._signed = settings.verifies_twilio_signatures
        self._proxies = tuple(ip_network(network, strict=False) for network in settings.proxies)
        self._proven = Proven()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(FREE_PATHS):
            await self._app(scope, receive, send)
            return
        address = digest(client_address(scope, self._proxies))
        if self._signed and scope["path"].startswith(TWILIO_PATHS):
            await self._app(scope, receive, self._counting_forgeries(scope, send, address))
            return
        secret = presented(scope)
        proven = secret is not None and self._proven.knows(secret)
        wait = await self._held_up(address, secret, proven=proven)
        if wait:
            await self._refuse(scope, send, wait)
            return
        await self._app(scope, receive, self._learning(scope, send, address, secret, proven=proven))

    async def _held_up(self, address: str, secret: str | None, *, proven: bool) -> int:
        """Seconds to wait, 0 for nobody who keeps to the limits."""
        if secret is not None and proven:
            return await self._limiter.take(self._by_credential, secret) if self._by_credential else 0
        locked = await self._limiter.look(FAILED_KEYS, address) if secret is not None and self._locks_out else 0
        # Apart from those without any, so that a flood of these does not keep a neighbour from showing a right one.
        counter = address if secret is None else f"{address}-keys"
        counted = await self._limiter.take(self._by_address, counter) if self._by_address else 0
        return max(locked, counted)

    def _learning(self, scope: Scope, send: Send, address: str, secret: str | None, *, proven: bool) -> Send:
        """Sends on, and notes whether the credential was right."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and secret is not None:
                if scope.get("state", {}).get("proven"):
                    self._proven.note(secret)
                    if self._by_credential and not proven:
                        await self._limiter.take(self._by_credential, secret)
                elif message["status"] == 401:
                    self._proven.forget(secret)
                    if self._locks_out and await self._limiter.take(FAILED_KEYS, address):
                        log.warning("failed_keys_locked_out", address=address[:12])
            await send(message)

        return sending

    def _counting_forgeries(self, scope: Scope, send: Send, address: str) -> Send:
        """A refused signature counts for its sender; beyond the limit it is told to go away."""
        held_up = False

        async def sending(message: Message) -> None:
            nonlocal held_up
            if message["type"] == "http.response.start" and self._by_address and scope.get("state", {}).get("forged"):
                wait = await self._limiter.take(self._by_address, address)
                held_up = wait > 0
                if held_up:
                    await self._refuse(scope, send, wait)
            if not held_up:
                await send(message)

        return sending

    async def _refuse(self, scope: Scope, send: Send, wait: int) -> None:
        detail = f"Too many requests; try again in {wait} seconds."
        retry = [(b"retry-after", str(wait).encode())]
        await plain_problem(send, 429, "Too Many Requests", detail, scope, headers=retry)


class Proven:
    """Credentials that were found right lately, by their digest."""

    def __init__(self) -> None:
        self._until: OrderedDict[str, float] = OrderedDict()

    def knows(self, secret: str) -> bool:
        return self._until.get(secret, 0.0) > time.monotonic()

    def note(self, secret: str) -> None:
        self._until[secret] = time.monotonic() + PROVEN_SECONDS
        self._until.move_to_end(secret)
        if len(self._until) > MOST_PROVEN:
            self._until.popitem(last=False)

    def forget(self, secret: str) -> None:
        self._until.pop(secret, None)


def presented(scope: Scope) -> str | None:
    """The digest of all secrets that came along, None where none did."""
    given = [name + b"=" + value for name, value in scope["headers"] if name in SECRET_HEADERS and value]
    return digest(b"\n".join(sorted(given)).decode("latin-1")) if given else None


def client_address(scope: Scope, proxies: tuple[Network, ...]) -> str:
    """Who asks: the peer, or what the nearest proxies that we trust say of it. Nobody else is believed.

    A server in front of the app may have replaced the peer by an address out of the header itself; it does so only
    for its own machine.
    """
    peer = (scope.get("client") or ("",))[0]
    forwarded = [
        hop.strip()
        for name, value in scope["headers"]
        if name == b"x-forwarded-for"
        for hop in value.decode("latin-1").split(",")
    ]
    if peer in map(_without_port, forwarded):
        peer = THIS_MACHINE
    while forwarded and _is_one_of(peer, proxies):
        peer = _without_port(forwarded.pop())
    return peer


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _is_one_of(peer: str, networks: tuple[Network, ...]) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in networks)


def _without_port(hop: str) -> str:
    """Some proxies write `192.0.2.1:4711` or `[2001:db8::1]:4711`."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop
