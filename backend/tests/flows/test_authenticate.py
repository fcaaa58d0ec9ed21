"""Who may call: every kind of door against every credential, as one table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.access import Access, Policy, Role
from app.core.credentials import CredentialKind
from app.flows import credentials
from app.flows.authenticate import DeploymentSecrets, Presented, authenticate
from app.flows.errors import FlowError, Forbidden, NotFound, Unauthorized
from app.flows.services import Services
from tests.support.cast import ADMIN_KEY, METRICS_TOKEN, OWNER_TOKEN, Cast
from tests.support.clock import TurnedClock

GUARDED = Policy(
    require_keys=True,
    admin_key_set=True,
    owner_token_set=True,
    metrics_token_set=True,
    development=True,
    default_business_id="default_business",
    local=True,
)
OPEN = replace(GUARDED, require_keys=False, admin_key_set=False, owner_token_set=False, metrics_token_set=False)
ALL_SECRETS = DeploymentSecrets(ADMIN_KEY, OWNER_TOKEN, METRICS_TOKEN)

# What came along -> what each door says: whose business it opens, or the refusal.
MATRIX = {
    "nothing": {"tenant": 401, "crm": 401, "owner": 401, "widget": 401, "admin": 401, "metrics": 401},
    "a name only": {"tenant": 401, "crm": 401, "owner": 401, "widget": 401, "admin": 401, "metrics": 401},
    "wrong key": {"tenant": 401, "crm": 401, "owner": 401, "widget": 401, "admin": 401, "metrics": 401},
    "wrong owner token": {"tenant": 401, "crm": 401, "owner": 401, "widget": 401, "admin": 401, "metrics": 401},
    "wrong widget token": {"tenant": 401, "crm": 401, "owner": 401, "widget": 401, "admin": 401, "metrics": 401},
    "wrong admin key": {"tenant": 401, "crm": 401, "owner": 401, "widget": 401, "admin": 401, "metrics": 401},
    "key": {"tenant": "rivera", "crm": "rivera", "owner": 403, "widget": "rivera", "admin": 403, "metrics": 403},
    "key, its name": {"tenant": "rivera", "crm": "rivera", "owner": 403, "widget": "rivera", "admin": 403},
    "key, other name": {"tenant": 403, "crm": 403, "owner": 403, "widget": 403, "admin": 403, "metrics": 403},
    "owner": {"tenant": 403, "crm": "rivera", "owner": "rivera", "widget": 403, "admin": 403, "metrics": 403},
    "owner, its key": {"tenant": "rivera", "crm": "rivera", "owner": "rivera", "widget": "rivera", "admin": 403},
    "owner, other key": {"tenant": 403, "crm": 403, "owner": 403, "widget": 403, "admin": 403, "metrics": 403},
    "owner, other name": {"tenant": 403, "crm": 403, "owner": 403, "widget": 403, "admin": 403, "metrics": 403},
    "widget": {"tenant": 403, "crm": 403, "owner": 403, "widget": "rivera", "admin": 403, "metrics": 403},
    "deployment owner": {"tenant": 403, "crm": "default_business", "owner": "default_business", "widget": 403},
    "deployment owner, key": {"tenant": "rivera", "crm": "rivera", "owner": "rivera", "widget": "rivera"},
    "deployment owner, name": {"tenant": 403, "crm": 403, "owner": 403, "widget": 403, "admin": 403, "metrics": 403},
    "admin": {"tenant": 403, "crm": 403, "owner": 403, "widget": 403, "admin": "", "metrics": 403},
    "admin, name": {"tenant": 403, "crm": "rivera", "owner": "rivera", "widget": 403, "admin": "", "metrics": 403},
    "admin, unknown name": {"crm": 404, "owner": 404, "admin": ""},
    "key of a suspended one": {"tenant": 403, "crm": 403, "owner": 403, "widget": 403, "admin": 403, "metrics": 403},
    "owner of a suspended one": {"tenant": 403, "crm": 403, "owner": 403, "widget": 403, "admin": 403},
    "widget of a suspended one": {"tenant": 403, "crm": 403, "owner": 403, "widget": 403, "admin": 403},
    "owner token as a key": {"tenant": 401, "crm": 401, "owner": 401, "widget": 401, "admin": 401, "metrics": 401},
    "metrics token": {"tenant": 401, "crm": 401, "owner": 401, "widget": 401, "admin": 401, "metrics": ""},
    "wrong metrics token": {"crm": 401, "metrics": 401},
}

STATUS = {Unauthorized: 401, Forbidden: 403, NotFound: 404}


def brought(cast: Cast) -> dict[str, Presented]:
    rivera, brooks, shut = cast.rivera, cast.brooks, cast.shut
    return {
        "nothing": Presented(),
        "a name only": Presented(business_id="rivera"),
        "wrong key": Presented(api_key=rivera.api_key[:-1]),
        "wrong owner token": Presented(owner_token="no" * 20),
        "wrong widget token": Presented(widget_token="no" * 20),
        "wrong admin key": Presented(admin_key=ADMIN_KEY + "x"),
        "key": Presented(api_key=rivera.api_key),
        "key, its name": Presented(api_key=rivera.api_key, business_id="rivera"),
        "key, other name": Presented(api_key=rivera.api_key, business_id="brooks"),
        "owner": Presented(owner_token=rivera.owner_token),
        "owner, its key": Presented(owner_token=rivera.owner_token, api_key=rivera.api_key),
        "owner, other key": Presented(owner_token=rivera.owner_token, api_key=brooks.api_key),
        "owner, other name": Presented(owner_token=rivera.owner_token, business_id="brooks"),
        "widget": Presented(widget_token=rivera.widget_token),
        "deployment owner": Presented(owner_token=OWNER_TOKEN),
        "deployment owner, key": Presented(owner_token=OWNER_TOKEN, api_key=rivera.api_key),
        "deployment owner, name": Presented(owner_token=OWNER_TOKEN, business_id="rivera"),
        "admin": Presented(admin_key=ADMIN_KEY),
        "admin, name": Presented(admin_key=ADMIN_KEY, business_id="rivera"),
        "admin, unknown name": Presented(admin_key=ADMIN_KEY, business_id="nobody"),
        "key of a suspended one": Presented(api_key=shut.api_key),
        "owner of a suspended one": Presented(owner_token=shut.owner_token),
        "widget of a suspended one": Presented(widget_token=shut.widget_token),
        "owner token as a key": Presented(api_key=rivera.owner_token),
        "metrics token": Presented(bearer=METRICS_TOKEN),
        "wrong metrics token": Presented(bearer="no" * 20),
    }


def outcome(
    services: Services,
    access: Access,
    presented: Presented,
    policy: Policy = GUARDED,
    secrets: DeploymentSecrets = ALL_SECRETS,
) -> str | int:
    try:
        return authenticate(services, access, presented, secrets, policy).business_id
    except FlowError as error:
        return STATUS[type(error)]


@pytest.mark.parametrize("what", MATRIX)
def test_each_door_opens_to_the_right_credential_only(services: Services, cast: Cast, what: str) -> None:
    presented = brought(cast)[what]
    assert {door: outcome(services, Access(door), presented) for door in MATRIX[what]} == MATRIX[what]


@pytest.mark.parametrize("door", ["tenant", "crm", "owner", "widget", "admin", "metrics"])
def test_development_is_open_on_this_machine_and_closed_elsewhere(services: Services, door: str) -> None:
    here = outcome(services, Access(door), Presented(), OPEN, DeploymentSecrets())
    elsewhere = outcome(services, Access(door), Presented(), replace(OPEN, local=False), DeploymentSecrets())
    assert here == ("" if door in ("admin", "metrics") else "default_business")
    assert elsewhere == 403


def test_in_development_a_name_chooses_the_tenant(services: Services, cast: Cast) -> None:
    named = Presented(business_id=cast.brooks.id)
    assert outcome(services, Access.CRM, named, OPEN, DeploymentSecrets()) == "brooks"
    assert outcome(services, Access.CRM, Presented(business_id="nobody"), OPEN, DeploymentSecrets()) == 404


def test_in_development_a_widget_token_opens_the_widget_and_nothing_else(services: Services, cast: Cast) -> None:
    visitor = Presented(widget_token=cast.rivera.widget_token)
    doors = (Access.WIDGET, Access.TENANT, Access.CRM, Access.OWNER)
    assert [outcome(services, door, visitor, OPEN, DeploymentSecrets()) for door in doors] == ["rivera", 403, 403, 403]


def test_a_wrong_secret_is_refused_in_development_too(services: Services, cast: Cast) -> None:
    for presented in (Presented(api_key="no"), Presented(owner_token="no"), Presented(widget_token="no")):
        assert outcome(services, Access.CRM, presented, OPEN, DeploymentSecrets()) == 401


def test_without_a_deployment_owner_token_the_key_alone_opens_its_owner_routes(services: Services, cast: Cast) -> None:
    policy = replace(GUARDED, owner_token_set=False, local=False)
    secrets = replace(ALL_SECRETS, owner_token=None)
    assert outcome(services, Access.OWNER, Presented(api_key=cast.rivera.api_key), policy, secrets) == "rivera"
    assert outcome(services, Access.OWNER, Presented(), policy, secrets) == 401


def test_an_unset_admin_key_leaves_nothing_open_outside_development(services: Services) -> None:
    policy = replace(OPEN, development=False)
    assert outcome(services, Access.ADMIN, Presented(admin_key="guess"), policy, DeploymentSecrets()) == 401


def test_an_unset_admin_key_makes_nobody_an_admin_of_a_tenant(services: Services, cast: Cast) -> None:
    policy = replace(GUARDED, admin_key_set=False)
    presented = Presented(admin_key="guess", business_id=cast.rivera.id)
    assert outcome(services, Access.CRM, presented, policy, DeploymentSecrets()) == 401


def test_a_rotated_secret_works_until_its_grace_is_over(services: Services, cast: Cast, clock: TurnedClock) -> None:
    with services.store.unit_of_work() as unit:
        fresh = credentials.rotate(unit, services, "rivera", CredentialKind.API_KEY, grace_minutes=10)
        unit.commit()
    old, new = Presented(api_key=cast.rivera.api_key), Presented(api_key=fresh)
    assert [outcome(services, Access.CRM, one) for one in (old, new)] == ["rivera", "rivera"]
    clock.turn(minutes=10)
    assert [outcome(services, Access.CRM, one) for one in (old, new)] == [401, "rivera"]


def test_rotated_without_grace_it_stops_at_once(services: Services, cast: Cast) -> None:
    with services.store.unit_of_work() as unit:
        credentials.rotate(unit, services, "rivera", CredentialKind.OWNER_TOKEN)
        unit.commit()
    assert outcome(services, Access.OWNER, Presented(owner_token=cast.rivera.owner_token)) == 401
    assert outcome(services, Access.CRM, Presented(api_key=cast.rivera.api_key)) == "rivera"


def test_when_it_was_used_last_is_kept_to_a_few_minutes(services: Services, cast: Cast, clock: TurnedClock) -> None:
    def last_used() -> object:
        with services.store.unit_of_work(read_only=True) as unit:
            found = credentials.current(unit, "rivera", CredentialKind.API_KEY)
        assert found is not None
        return found.last_used_at

    key = Presented(api_key=cast.rivera.api_key)
    assert last_used() is None
    first = clock.now()
    outcome(services, Access.CRM, key)
    clock.turn(minutes=1)
    outcome(services, Access.CRM, key)
    assert last_used() == first
    clock.turn(minutes=5)
    outcome(services, Access.CRM, key)
    assert last_used() == clock.now()


def test_the_store_holds_no_secret(services: Services, cast: Cast) -> None:
    with services.store.unit_of_work(read_only=True) as unit:
        kept = repr(unit.credentials.of("rivera"))
    for secret in (cast.rivera.api_key, cast.rivera.owner_token, cast.rivera.widget_token):
        assert secret not in kept
        assert secret[:8] in kept


def test_the_caller_is_known_by_role_and_prefix(services: Services, cast: Cast) -> None:
    caller = authenticate(services, Access.CRM, Presented(api_key=cast.rivera.api_key), ALL_SECRETS, GUARDED)
    assert (caller.role, caller.prefix) == (Role.TENANT, cast.rivera.api_key[:8])
    operator = authenticate(services, Access.ADMIN, Presented(admin_key=ADMIN_KEY), ALL_SECRETS, GUARDED)
    assert operator.role is Role.ADMIN
    assert operator.prefix not in ADMIN_KEY
