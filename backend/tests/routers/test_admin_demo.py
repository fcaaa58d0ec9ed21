"""Demo tenants through the admin API, and what the commands say of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from app import demo, serve
from app.flows.services import Services
from app.settings import Settings, load_settings
from tests.support.cast import ADMIN_KEY, AS_ADMIN, Cast

ROUTE = "/v1/admin/demo-tenants"
ROOT = Path(__file__).parents[3]


def test_demo_tenants_are_made_once_and_their_secrets_open_their_doors(client: TestClient, services: Services) -> None:
    first = client.post(ROUTE, headers=AS_ADMIN)
    tenants = first.json()["tenants"]
    assert [set(tenant) for tenant in tenants] == [{"id", "name", "api_key", "owner_token", "widget_token"}] * 2
    assert [tenant["id"] for tenant in tenants] == ["demo_alpha", "demo_beta"]
    assert client.post(ROUTE, headers=AS_ADMIN).json() == first.json()
    for tenant in tenants:
        owner = {"X-Owner-Token": tenant["owner_token"]}
        assert client.get("/v1/owner/schedule/tomorrow", headers=owner).json()["appointments"]
        assert client.get("/v1/owner/analytics", headers=owner).json()["booked"] > 10
        assert client.get("/v1/crm/customers", headers={"X-API-Key": tenant["api_key"]}).json()["items"]
        chat = client.get("/v1/widget/business", headers={"X-Widget-Token": tenant["widget_token"]})
        assert chat.json()["id"] == tenant["id"]
    listed = client.get("/v1/admin/businesses", headers=AS_ADMIN).json()["items"]
    assert sum(one["id"].startswith("demo_") for one in listed) == 2
    with services.store.unit_of_work(read_only=True) as unit:
        audited = unit.audit.page(limit=9, business_id="demo_alpha").items
    assert [(line.action, line.actor[:6]) for line in audited] == [("demo_tenant.created", "admin:")]


def test_only_the_operator_makes_them(client: TestClient, cast: Cast) -> None:
    assert client.post(ROUTE).status_code == 401
    assert client.post(ROUTE, headers=cast.rivera.as_owner).status_code == 403


def test_production_does_not_start_with_them() -> None:
    with pytest.raises(ValueError, match="DEMO_TENANTS: is refused in production"):
        Settings.model_validate({"environment": "production", "demo_tenants": True})


@pytest.mark.parametrize("profile", ["db", "inmemory"])
def test_both_profiles_start_with_them_and_say_how_to_see_them(profile: str) -> None:
    settings = load_settings(ROOT / f"env.dev.{profile}")
    said = serve.welcome(settings, 8000)
    assert "http://localhost:8000/dashboard/admin.html" in said
    if settings.admin_api_key is None:
        assert "make demo" in said
    else:
        assert said.count("ak_demo_") == 3  # each business's, and the link's
        assert said.count("ow_demo_") == 4  # each business's, and two links'
        assert "try.html#key=ak_demo_" in said
        assert "/dashboard/#owner=ow_demo_" in said
        assert f"admin.html#admin={settings.admin_api_key.get_secret_value()}" in said


def test_nobody_elses_terminal_shows_keys() -> None:
    settings = Settings.model_validate({"environment": "staging", "demo_tenants": True, "admin_api_key": ADMIN_KEY})
    assert ADMIN_KEY not in serve.welcome(settings, 8000)


@pytest.fixture
def command(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`make demo` against this test's app; the file of its settings."""

    def post(url: str, **given: Any) -> httpx.Response:
        given.pop("timeout")
        answer = client.post(url.removeprefix("http://here"), **given)
        return httpx.Response(answer.status_code, content=answer.content)

    monkeypatch.setattr("app.demo.httpx.post", post)
    monkeypatch.setattr("sys.argv", ["demo", "--url", "http://here", "--env-file", str(tmp_path / "env")])
    return tmp_path / "env"


def test_the_command_says_which_key_goes_where(command: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command.write_text(f"ADMIN_API_KEY={ADMIN_KEY}\n")
    demo.main()
    said = capsys.readouterr().out
    assert said.count("Owner's page     http://here/dashboard/ ") == 2
    assert "Delgado & Daughters Plumbing (demo_alpha)" in said


def test_the_command_says_why_it_was_refused(command: Path) -> None:
    command.write_text("ADMIN_API_KEY=wrong\n")
    with pytest.raises(SystemExit, match=r"It was refused \(401\): "):
        demo.main()
