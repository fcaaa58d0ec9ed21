"""The fixed cast: two tenants with all their secrets, the operator, an owner, a customer who opted out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.core.businesses import Business, BusinessStatus
from app.core.credentials import CredentialKind
from app.core.customers import Customer
from app.core.opt_outs import OptOut
from app.flows import credentials
from app.flows.services import Services

ADMIN_KEY = "the-operators-admin-key-of-the-tests"
OWNER_TOKEN = "the-deployments-owner-token-of-the-tests"
METRICS_TOKEN = "the-deployments-metrics-token-of-the-tests"

Headers = dict[str, str]

AS_ADMIN: Headers = {"X-Admin-API-Key": ADMIN_KEY}
AS_DEPLOYMENT_OWNER: Headers = {"X-Owner-Token": OWNER_TOKEN}
AS_SCRAPER: Headers = {"Authorization": f"Bearer {METRICS_TOKEN}"}

MARIA = "+18165550142"
OLIVE = "+18165550177"


@dataclass(frozen=True)
class Tenant:
    """A business and its secrets, as the headers that a request carries."""

    id: str
    api_key: str
    owner_token: str
    widget_token: str

    @property
    def as_tenant(self) -> Headers:
        return {"X-API-Key": self.api_key}

    @property
    def as_owner(self) -> Headers:
        return {"X-Owner-Token": self.owner_token}

    @property
    def as_visitor(self) -> Headers:
        return {"X-Widget-Token": self.widget_token}

    @property
    def by_name(self) -> Headers:
        return {"X-Business-ID": self.id}


@dataclass(frozen=True)
class Cast:
    """`maria` is a customer of rivera; `olive` one who opted out of its texts; `shut` is a suspended tenant."""

    rivera: Tenant
    brooks: Tenant
    shut: Tenant
    maria: Customer
    olive: Customer


def gather(services: Services, like: Business) -> Cast:
    """Put the cast into the store; the tenants are made after the default business, with their own names."""
    return Cast(
        rivera=_tenant(services, replace(like, id="rivera", name="Rivera Plumbing", phone_number="+18165550110")),
        brooks=_tenant(services, replace(like, id="brooks", name="Brooks Heating", phone_number="+18165550120")),
        shut=_tenant(
            services,
            replace(like, id="shut", name="Shut Drains", phone_number=None, status=BusinessStatus.SUSPENDED),
        ),
        maria=_customer(services, "maria", "Maria Lopez", MARIA),
        olive=_opted_out(services, _customer(services, "olive", "Olive Stone", OLIVE)),
    )


def _tenant(services: Services, business: Business) -> Tenant:
    with services.store.unit_of_work() as unit:
        unit.businesses.add(business)
        secrets = [credentials.issue(unit, services, business.id, kind) for kind in CredentialKind]
        unit.commit()
    return Tenant(business.id, *secrets)


def _customer(services: Services, customer_id: str, name: str, phone: str) -> Customer:
    now = services.clock.now()
    customer = Customer(id=customer_id, name=name, phone=phone, created_at=now, updated_at=now)
    with services.store.unit_of_work() as unit:
        unit.customers.add("rivera", customer)
        unit.commit()
    return customer


def _opted_out(services: Services, customer: Customer) -> Customer:
    assert customer.phone is not None
    with services.store.unit_of_work() as unit:
        unit.opt_outs.put("rivera", OptOut(customer.phone, True, services.clock.now(), source="sms", evidence="STOP"))
        unit.commit()
    return customer
