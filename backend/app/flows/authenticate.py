"""Who is calling, and may they: the credentials that came with a request against what a route asks for."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.access import Access, Caller, Credentials, Policy, Proven, Refusal, decide
from app.core.businesses import BusinessStatus
from app.core.credentials import Credential, CredentialKind
from app.core.secrets import fingerprint_of, same
from app.flows.credentials import find, note_use
from app.flows.errors import Forbidden, NotFound, Unauthorized
from app.flows.services import Services
from app.repositories.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Presented:
    """The headers of a request, unverified. None: absent."""

    api_key: str | None = None
    owner_token: str | None = None
    widget_token: str | None = None
    admin_key: str | None = None
    bearer: str | None = None
    business_id: str | None = None

    @property
    def of_a_tenant(self) -> bool:
        """Something that only the store can judge."""
        return any((self.api_key, self.owner_token, self.widget_token))


@dataclass(frozen=True, slots=True)
class DeploymentSecrets:
    """Secrets that stand in the settings. None: not set."""

    admin_key: str | None = None
    owner_token: str | None = None
    metrics_token: str | None = None


_REFUSALS = {
    Refusal.MISSING: Unauthorized("A credential is needed here."),
    Refusal.WRONG_ROLE: Forbidden("This credential does not open this."),
    Refusal.WRONG_TENANT: Forbidden("The credentials and the business named do not belong together."),
    Refusal.ONLY_LOCAL: Forbidden("Without a key configured, this is open to the service's own machine only."),
}


def authenticate(
    services: Services, access: Access, presented: Presented, secrets: DeploymentSecrets, policy: Policy
) -> Caller:
    """The caller, let in. Raises Unauthorized, Forbidden, or NotFound where the operator names no tenant of ours."""
    if access is Access.METRICS and not presented.of_a_tenant:
        return _let_in(access, _scraper(presented, secrets), policy)
    with services.store.unit_of_work(read_only=True) as unit:
        used: list[Credential] = []
        given = _verified(unit, services, access, presented, secrets, used)
        decision = _let_in(access, given, policy)
        if decision.business_id:
            _require_active(unit, decision.business_id)
    for credential in used:
        note_use(services, credential)
    return decision


def _let_in(access: Access, given: Credentials, policy: Policy) -> Caller:
    decision = decide(access, given, policy)
    if isinstance(decision, Refusal):
        refusal = _REFUSALS[decision]
        raise type(refusal)(refusal.detail)
    return decision


def _scraper(presented: Presented, secrets: DeploymentSecrets) -> Credentials:
    """Without the store, so that the metrics can say that it is away."""
    return Credentials(
        admin=_required(presented.admin_key, secrets.admin_key),
        metrics=_required(presented.bearer, secrets.metrics_token),
    )


def _verified(
    unit: UnitOfWork,
    services: Services,
    access: Access,
    presented: Presented,
    secrets: DeploymentSecrets,
    used: list[Credential],
) -> Credentials:
    """Each credential that came along must be right, whether this route needs it or not."""

    def tenant(secret: str | None, kind: CredentialKind) -> Proven | None:
        if secret is None:
            return None
        credential = find(unit, services, secret, kind)
        if credential is None:
            raise _wrong()
        used.append(credential)
        return Proven(credential.business_id, credential.prefix)

    owner_token = presented.owner_token
    deployment_owner = _deployment(owner_token, secrets.owner_token)
    return Credentials(
        api_key=tenant(presented.api_key, CredentialKind.API_KEY),
        owner=tenant(None if deployment_owner else owner_token, CredentialKind.OWNER_TOKEN),
        widget=tenant(presented.widget_token, CredentialKind.WIDGET_TOKEN),
        deployment_owner=deployment_owner,
        admin=_required(presented.admin_key, secrets.admin_key),
        metrics=_required(presented.bearer, secrets.metrics_token) if access is Access.METRICS else None,
        named=presented.business_id,
    )


def _deployment(given: str | None, expected: str | None) -> str | None:
    if given is None or expected is None or not same(given, expected):
        return None
    return fingerprint_of(expected)


def _required(given: str | None, expected: str | None) -> str | None:
    """As `_deployment`; a wrong one is refused. Where none is configured there is nothing to be wrong about."""
    if given is not None and expected is not None and not same(given, expected):
        raise _wrong()
    return _deployment(given, expected)


def _wrong() -> Unauthorized:
    return Unauthorized("This credential is not valid.")


def _require_active(unit: UnitOfWork, business_id: str) -> None:
    business = unit.businesses.get(business_id)
    if business is None:
        raise NotFound("There is no such business.")
    if business.status is BusinessStatus.SUSPENDED:
        raise Forbidden("This business is suspended.")
