"""What all of Twilio's webhooks share: verified, read, counted; a tenant found; an answer whatever breaks."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any, TypeVar

import structlog
from fastapi import Depends, Request, Response

from app.core.businesses import Business
from app.core.spooled import Spooled, SpooledKind
from app.flows.errors import Forbidden, Invalid, Unauthorized
from app.flows.identify_business import Named, identify_business
from app.flows.services import Services
from app.providers.ports import ProviderError
from app.repositories.errors import StoreUnavailable
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep
from app.routers.runner import Runner
from app.routers.signatures import Form, SignedRequest, fault_of, parse_form, signed_url
from app.routers.strain import Strain
from app.routers.twiml import Line, prefix_of
from app.settings import Settings

log = structlog.get_logger("app.twilio")

SHARED_KEY_HEADER = "x-twilio-webhooks-signature-settings"
LONGEST_FIELD = 4000
LONGEST_SID = 100

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|[\ud800-\udfff]")

Result = TypeVar("Result")


class Kind(StrEnum):
    """Which counters a webhook moves."""

    VOICE = "voice"
    SMS = "sms"


@dataclass(slots=True)
class Webhook:
    """One delivery, verified. Fields are as Twilio wrote them, without control characters."""

    request: Request
    kind: Kind
    form: Form
    services: Services
    runner: Runner
    settings: Settings
    business: Business | None = None
    # Too many call: a disk that is asked to sync for each of them serves nobody.
    hurried: bool = False
    _store_away: bool = False

    def field(self, *names: str) -> str:
        """The first of these fields that has a value; empty where none does."""
        return next((_plain(self.form[name]) for name in names if self.form.get(name)), "")

    def query(self, name: str) -> str | None:
        value = self.request.query_params.get(name)
        return _plain(value) if value else None

    def sid(self, *names: str) -> str:
        """The id that everything hangs on. Raises `Invalid` where it is missing or none."""
        sid = self.field(*names)
        if not sid or len(sid) > LONGEST_SID:
            raise Invalid(names[0], f"{names[0]} is missing or too long.")
        return sid

    @property
    def token(self) -> str | None:
        return self.request.headers.get("i-twilio-idempotency-token")

    @property
    def fingerprint(self) -> str:
        content = f"{sorted(self.form.multi_items())}{sorted(self.request.query_params.multi_items())}"
        return sha256(content.encode()).hexdigest()

    @property
    def line(self) -> Line:
        prefix, reach = prefix_of(self.settings.public_base_url), self.services.bounds.reach
        if self.business is None:
            return Line(self.query("business_id"), prefix)
        return Line(self.business.id, prefix, self.business.country, reach)

    def named(self, own_number: str) -> Named:
        """Whatever says whose this is."""
        return Named(
            business_id=self.query("business_id"),
            api_key=self.request.headers.get("x-api-key"),
            own_number=own_number,
            fallback=None if self.settings.require_business_api_key else self.services.default_business_id,
        )

    async def find_business(self, own_number: str) -> Business | None:
        """The tenant; None is counted as an error. Raises `Unauthorized` and `Forbidden`."""
        self.business = await self.runner.run(identify_business, self.services, self.named(own_number))
        if self.business is None:
            log.warning(f"twilio_{self.kind}_unknown_business", outcome="error")
            self.count_error()
        else:
            self.log_fields["business_id"] = self.business.id
            structlog.contextvars.bind_contextvars(business_id=self.business.id)
        return self.business

    async def answer(
        self,
        own_number: str,
        work: Callable[[Business], Awaitable[Response]],
        *,
        refuse: Callable[[], Response],
        apologise: Callable[[], Awaitable[Response]],
        busy: Callable[[], Awaitable[Response]] | None = None,
        under_way: bool = False,
    ) -> Response:
        """The tenant's answer; a refusal where there is none; an apology where something broke.

        `busy` answers where the tenant's answer would come too late; without it, one waits.
        """
        strain: Strain = self.request.app.state.strain
        if busy is not None and strain.is_too_much(under_way=under_way):
            self.services.meter.count("overload_refused")
            self.log_fields["outcome"] = "turned_away"
            self.hurried = True
            return await busy()
        try:
            business = await self.find_business(own_number)
            return refuse() if business is None else await work(business)
        except (Unauthorized, Forbidden, Invalid):
            raise
        except StoreUnavailable as error:
            self._store_away = True
            log.error(self._broke, outcome="error", sid=self.sid_hash(), reason=str(error))
        except Exception:  # a caller never hears Twilio's own error message, whatever broke
            log.exception(self._broke, outcome="error", sid=self.sid_hash())
        self.count_error()
        return await apologise()

    async def note(self, work: Callable[[Business], object] | None, kind: SpooledKind, **content: Any) -> None:
        """Write a failure down: in the database where `work` can, else on this machine. Never raises."""
        try:
            if self.business is not None and work is not None and not self._store_away:
                await self.runner.run(work, self.business)
                return
        except Exception as error:  # whatever broke once may break again; the apology is said all the same
            log.error("twilio_failure_not_noted", reason=type(error).__name__, sid=self.sid_hash())
        await self._spool(kind, content)

    async def _spool(self, kind: SpooledKind, content: dict[str, Any]) -> None:
        spool, services = self.services.spool, self.services
        if spool is None:
            return
        named = self.named(content.pop("own_number"))
        entry = Spooled(
            id=services.new_id(),
            kind=kind,
            at=services.clock.now(),
            business_id=self.business.id if self.business else named.business_id,
            own_number=named.own_number,
            fallback=named.fallback,
            **content,
        )
        try:
            # Not behind those who wait for the database.
            await asyncio.to_thread(spool.put, entry, synced=not self.hurried)
        except (OSError, ProviderError) as error:
            log.critical("caller_lost", reason=type(error).__name__, sid=self.sid_hash())

    @property
    def _broke(self) -> str:
        return f"twilio_{self.kind}_unhandled_error"

    def count_error(self) -> None:
        self.services.meter.count(f"twilio_{self.kind}_errors")
        self.request.scope.setdefault("state", {})["failed"] = True
        self.log_fields["outcome"] = "error"

    @property
    def log_fields(self) -> dict[str, str]:
        """What the request's own line in the log says beside the usual."""
        fields: dict[str, str] = self.request.scope.setdefault("state", {}).setdefault("log_fields", {})
        return fields

    def sid_hash(self) -> str:
        """Tells lines of one call or text together without naming it."""
        return sha256(self.field("CallSid", "MessageSid", "SmsSid").encode()).hexdigest()[:12]


def _webhook(kind: Kind, *, counted: bool = True) -> Callable[..., Awaitable[Webhook]]:
    async def receive(request: Request, services: ServicesDep, runner: RunnerDep, settings: SettingsDep) -> Webhook:
        if counted:
            services.meter.count(f"twilio_{kind}_requests")
        body = await request.body()
        content_type = request.headers.get("content-type", "")
        hook = Webhook(request, kind, Form(), services, runner, settings)
        if settings.verifies_twilio_signatures:
            _verify(hook, content_type, body, settings.twilio_auth_tokens)
        try:
            hook.form = parse_form(content_type, body)
        except ValueError:
            raise Invalid("body", "There are more fields than any webhook has.") from None
        hook.log_fields["sid"] = hook.sid_hash()
        return hook

    return receive


def _verify(hook: Webhook, content_type: str, body: bytes, tokens: Sequence[str]) -> None:
    request = hook.request
    signed = SignedRequest(
        url=signed_url(request.scope, hook.settings.public_base_url),
        content_type=content_type,
        body=body,
        signature=request.headers.get("x-twilio-signature"),
        shared_key=SHARED_KEY_HEADER in request.headers,
    )
    fault = fault_of(signed, tokens)
    if fault is not None:
        log.warning(fault.value, outcome="error")
        request.scope.setdefault("state", {})["forged"] = True
        hook.count_error()
        hook.services.meter.count("twilio_signature_failures")
        request.app.state.last_forgery = hook.services.clock.now()
        raise Forbidden("This request does not carry a valid signature.")


def last_forgery(request: Request) -> datetime | None:
    """When this worker last refused a signature. It is not stored: whoever forges would make us write."""
    moment: datetime | None = getattr(request.app.state, "last_forgery", None)
    return moment


def _plain(value: str) -> str:
    return _CONTROL.sub("", value)[:LONGEST_FIELD]


VoiceHook = Annotated[Webhook, Depends(_webhook(Kind.VOICE))]
TextHook = Annotated[Webhook, Depends(_webhook(Kind.SMS))]
TextReportHook = Annotated[Webhook, Depends(_webhook(Kind.SMS, counted=False))]


def form_body(required: Sequence[str], optional: Sequence[str]) -> dict[str, Any]:
    """The request body for the OpenAPI document: Twilio adds fields without notice, so more are welcome."""
    schema = {
        "type": "object",
        "required": list(required),
        "properties": {name: {"type": "string"} for name in (*required, *optional)},
        "additionalProperties": True,
    }
    return {"requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": schema}}}}
