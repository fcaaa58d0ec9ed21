"""The operator's page in a browser."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_accessible

ROOT = Path(__file__).parents[3]
MOST_BYTES = 150_000
VIEWS = ("Tenants", "Telephone", "System", "Audit")


def _refused(server: str, path: str, key: str) -> bool:
    try:
        urlopen(Request(f"{server}{path}", headers={"X-API-Key": key})).close()
    except OSError:
        return True
    return False


def _post(server: str, path: str, body: object) -> dict[str, str]:
    request = Request(server + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        return dict(json.load(answer))


def open_page(page: Page, server: str) -> None:
    page.goto(f"{server}/dashboard/admin.html")
    expect(page.get_by_role("heading", level=1, name="Tenants")).to_be_visible()


def go(page: Page, view: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=view).click()
    expect(page.get_by_role("heading", level=1, name=view)).to_be_visible()


def create(page: Page, name: str, phone: str = "") -> None:
    page.get_by_role("button", name="New tenant").click()
    dialog = page.get_by_role("dialog", name="New tenant")
    dialog.get_by_label("Name of the business").fill(name)
    dialog.get_by_label("Time zone").fill("America/Chicago")
    if phone:
        dialog.get_by_label("Number that customers ring").fill(phone)
    dialog.get_by_role("button", name="Create tenant").click()


def open_tenant(page: Page, server: str, **fields: str) -> dict[str, str]:
    made = _post(server, "/v1/admin/businesses", {"timezone": "America/Chicago", **fields})
    page.goto(f"{server}/dashboard/admin.html#tenants/{made['id']}")
    expect(page.get_by_role("heading", level=2, name=fields["name"])).to_be_visible()
    return made


def test_a_tenant_is_made_with_four_fields_and_its_secrets_are_shown_once(page: Page, server: str) -> None:
    open_page(page, server)
    create(page, "Kestrel Electric")
    secrets = page.get_by_role("dialog", name="Kestrel Electric is ready")
    expect(secrets.locator("code")).to_have_count(3)
    key = secrets.locator("code").first.inner_text()
    assert not _refused(server, "/v1/crm/customers", key)
    secrets.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("link", name="Kestrel Electric")).to_be_visible()
    assert key not in page.content()


@pytest.mark.refused(422)
def test_a_field_that_makes_no_sense_is_said_in_the_dialog_and_makes_nothing(page: Page, server: str) -> None:
    open_page(page, server)
    create(page, "Nonsense Plumbing", phone="banana")
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("link", name="Nonsense Plumbing")).to_have_count(0)


def test_a_key_is_rotated_and_the_old_one_stops_at_once_where_that_is_asked(page: Page, server: str) -> None:
    made = open_tenant(page, server, name="Rotating Plumbing")
    page.get_by_role("button", name="Rotate the business key").click()
    page.get_by_label("When does the old one stop?").select_option("0")
    page.get_by_role("button", name="Make a new business key").click()
    fresh = page.get_by_role("dialog", name="New business key").locator("code").inner_text()
    assert _refused(server, "/v1/crm/customers", made["api_key"])
    assert not _refused(server, "/v1/crm/customers", fresh)
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("row", name="Business key").locator("code")).to_contain_text(fresh[:4])


def test_a_tenant_is_suspended_and_opened_again(page: Page, server: str) -> None:
    made = open_tenant(page, server, name="Sleepy Plumbing")
    page.get_by_role("button", name="Suspend…").click()
    page.get_by_role("dialog").get_by_role("button", name="Suspend").click()
    expect(page.get_by_text("Sleepy Plumbing is suspended.")).to_be_visible()
    assert _refused(server, "/v1/crm/customers", made["api_key"])
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("button", name="Suspend…")).to_be_visible()
    assert not _refused(server, "/v1/crm/customers", made["api_key"])


def test_settings_are_saved_say_what_changed_and_are_taken_back(page: Page, server: str) -> None:
    open_tenant(page, server, name="Maple Plumbing")
    page.get_by_label("Owner's own phone").fill("(816) 555-0177")
    page.get_by_role("button", name="Save settings").click()
    expect(page.get_by_text("Maple Plumbing: saved owner phone.")).to_be_visible()
    expect(page.get_by_label("Owner's own phone")).to_have_value("+18165550177")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Owner's own phone")).to_have_value("")


def test_an_american_operator_is_told_to_require_consent_and_does_it_by_one_tap(page: Page, server: str) -> None:
    open_tenant(page, server, name="Consent Plumbing")
    expect(page.get_by_text("marketing texts need the customer's consent").first).to_be_visible()
    page.get_by_role("button", name="Require consent").click()
    expect(page.get_by_role("button", name="Require consent")).to_have_count(0)
    expect(page.get_by_label("Before marketing texts")).to_have_value("required")


def test_the_operator_makes_the_demo_tenants_and_reads_telephone_system_and_audit(page: Page, server: str) -> None:
    open_page(page, server)
    page.get_by_role("button", name="Demo tenants").click()
    expect(page.get_by_role("dialog").get_by_role("link")).to_have_count(2, timeout=60_000)
    page.get_by_role("button", name="Close").click()
    expect(page.get_by_role("row", name="Delgado")).to_contain_text("Well")
    go(page, "Telephone")
    expect(page.get_by_text("The stub: kept and shown, not sent")).to_be_visible()
    go(page, "System")
    expect(page.get_by_text("Ready")).to_be_visible()
    page.get_by_role("button", name="Run what is due").click()
    expect(page.get_by_role("row", name="run-due")).to_contain_text("Well")
    go(page, "Audit")
    expect(page.get_by_role("table").get_by_text("Clima Ramírez").first).to_be_visible()
    page.locator("select[name=tenant]").select_option("demo_beta")
    expect(page.get_by_role("table").get_by_text("Delgado")).to_have_count(0)


@pytest.mark.refused(502, 503, 409, 422)
def test_comparing_with_twilio_says_what_is_missing_and_changes_nothing(page: Page, server: str) -> None:
    open_tenant(page, server, name="Numbered Plumbing", phone_number="+18165550199")
    page.get_by_role("button", name="Compare with Twilio…").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_contain_text("TWILIO")


def test_it_works_from_disk_with_the_address_asked_for(page: Page, server: str) -> None:
    page.goto((ROOT / "dashboard" / "admin.html").as_uri())
    page.get_by_label("Address of the service").fill(server)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1, name="Tenants")).to_be_visible()


def test_the_page_is_light(page: Page, server: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())) if "/dashboard/" in answer.url else None)
    open_page(page, server)
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < MOST_BYTES


@pytest.mark.parametrize("width", [1440, 390])
def test_every_view_is_accessible_and_fits(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    open_tenant(page, server, name=f"Wide Plumbing {width}")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert_accessible(page, f"tenant {scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for view in VIEWS:
        go(page, view)
        page.wait_for_load_state("networkidle")
        assert_accessible(page, view)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if os.environ.get("WRITE_SCREENS"):
        take_pictures(page, server, width)


def take_pictures(page: Page, server: str, width: int) -> None:
    """For the documents, with the demo months."""
    page.emulate_media(color_scheme="light")
    _post(server, "/v1/admin/demo-tenants", {})
    open_page(page, server)
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("link", name="Clima Ramírez")).to_be_visible()
    folder = ROOT / "docs" / "screens"
    page.screenshot(path=folder / f"admin-{width}.png")
    page.get_by_role("link", name="Delgado").click()
    expect(page.get_by_role("heading", level=2, name="When was it rung?")).to_be_visible()
    page.screenshot(path=folder / f"admin-tenant-{width}.png")
