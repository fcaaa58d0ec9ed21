"""Who may call what: the kinds of doors, the roles that open them, and the rule that joins the two."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Access(StrEnum):
    """What a route asks for. `token`: the address itself holds the credential; `twilio`: Twilio's signature."""

    PUBLIC = "public"
    METRICS = "metrics"
    TENANT = "tenant"
    CRM = "crm"
    OWNER = "owner"
    WIDGET = "widget"
    ADMIN = "admin"
    TWILIO = "twilio"
    TOKEN = "token"


class Role(StrEnum):
    """As whom a caller was let in; `open`: nobody asked, since this is a development set-up."""

    TENANT = "tenant"
    OWNER = "owner"
    WIDGET = "widget"
    ADMIN = "admin"
    METRICS = "metrics"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Caller:
    """`business_id` is empty where no tenant is concerned (admin and metrics routes).

    `prefix` is what may be shown and logged of the credential, at most 8 characters.
    """

    business_id: str
    role: Role
    prefix: str

    @property
    def actor(self) -> str:
        """How histories and the audit log name the caller."""
        return f"{self.role}:{self.prefix}"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the deployment asks for. `local`: this request comes from this very machine, without a detour."""

    require_keys: bool
    admin_key_set: bool
    owner_token_set: bool
    metrics_token_set: bool
    development: bool
    default_business_id: str
    local: bool


@dataclass(frozen=True, slots=True)
class Proven:
    """A tenant's credential that was found to be right."""

    business_id: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request brought and was found right; `named` is the X-Business-ID, which proves nothing."""

    api_key: Proven | None = None
    owner: Proven | None = None
    widget: Proven | None = None
    deployment_owner: str | None = None
    admin: str | None = None
    metrics: str | None = None
    named: str | None = None

    @property
    def any(self) -> bool:
        """Some right credential came along, whatever it opens."""
        found = (self.api_key, self.owner, self.widget, self.deployment_owner, self.admin, self.metrics)
        return any(one is not None for one in found)


class Refusal(StrEnum):
    MISSING = "missing"
    WRONG_ROLE = "wrong_role"
    WRONG_TENANT = "wrong_tenant"
    ONLY_LOCAL = "only_local"


def decide(access: Access, given: Credentials, policy: Policy) -> Caller | Refusal:
    """Let in as whom, or refuse why. Every credential was verified before; here they are only weighed."""
    if access is Access.METRICS:
        return _metrics(given, policy)
    if access is Access.ADMIN:
        return _admin(given, policy)
    if not _agree(given, policy):
        return Refusal.WRONG_TENANT
    return _TENANT_DOORS[access](given, policy)


def _agree(given: Credentials, policy: Policy) -> bool:
    """All that name a tenant must name the same one."""
    named = {one.business_id for one in (given.api_key, given.owner, given.widget) if one is not None}
    if given.named is not None:
        named.add(given.named)
    if given.deployment_owner is not None and given.api_key is None and given.admin is None:
        named.add(policy.default_business_id)
    return len(named) <= 1


def _tenant(given: Credentials, policy: Policy) -> Caller | Refusal:
    if given.api_key:
        return _as(given.api_key, Role.TENANT)
    if given.owner or given.deployment_owner or given.widget:
        return Refusal.WRONG_ROLE
    return _unguarded(given, policy)


def _widget(given: Credentials, policy: Policy) -> Caller | Refusal:
    if given.widget:
        return _as(given.widget, Role.WIDGET)
    return _tenant(given, policy)


def _crm(given: Credentials, policy: Policy) -> Caller | Refusal:
    if given.api_key and not (given.owner or given.deployment_owner):
        return _as(given.api_key, Role.TENANT)
    if let_in := _privileged(given, policy):
        return let_in
    if given.widget:
        return Refusal.WRONG_ROLE
    return _unguarded(given, policy)


def _owner(given: Credentials, policy: Policy) -> Caller | Refusal:
    if let_in := _privileged(given, policy):
        return let_in
    if given.api_key:
        return Refusal.WRONG_ROLE if policy.owner_token_set else _as(given.api_key, Role.TENANT)
    if given.widget:
        return Refusal.WRONG_ROLE
    if given.admin and not policy.require_keys:
        return Caller(policy.default_business_id, Role.ADMIN, given.admin)
    if policy.owner_token_set:
        return Refusal.WRONG_ROLE if given.any else Refusal.MISSING
    return _unguarded(given, policy)


def _privileged(given: Credentials, policy: Policy) -> Caller | None:
    """An owner, or the operator who says for which tenant."""
    if given.owner:
        return _as(given.owner, Role.OWNER)
    if given.deployment_owner:
        business_id = given.api_key.business_id if given.api_key else given.named or policy.default_business_id
        return Caller(business_id, Role.OWNER, given.deployment_owner)
    if given.admin and given.named:
        return Caller(given.named, Role.ADMIN, given.admin)
    return None


def _unguarded(given: Credentials, policy: Policy) -> Caller | Refusal:
    """No credential that opens this door: fine in development, on this machine."""
    if policy.require_keys:
        return Refusal.WRONG_ROLE if given.any else Refusal.MISSING
    if not policy.local:
        return Refusal.ONLY_LOCAL
    return Caller(given.named or policy.default_business_id, Role.OPEN, "open")


def _admin(given: Credentials, policy: Policy) -> Caller | Refusal:
    if given.admin:
        return Caller("", Role.ADMIN, given.admin)
    if not policy.admin_key_set and policy.development:
        return Caller("", Role.OPEN, "open") if policy.local else Refusal.ONLY_LOCAL
    return Refusal.WRONG_ROLE if given.any else Refusal.MISSING


def _metrics(given: Credentials, policy: Policy) -> Caller | Refusal:
    if given.metrics:
        return Caller("", Role.METRICS, given.metrics)
    if not policy.metrics_token_set:
        return Caller("", Role.OPEN, "open") if policy.local else Refusal.ONLY_LOCAL
    return Refusal.WRONG_ROLE if given.any else Refusal.MISSING


def _as(proven: Proven, role: Role) -> Caller:
    return Caller(proven.business_id, role, proven.prefix)


_TENANT_DOORS = {Access.TENANT: _tenant, Access.CRM: _crm, Access.OWNER: _owner, Access.WIDGET: _widget}
