"""Nasty strings go in through every field and come out on our pages and in the chat as text: nothing runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_owner_page import MARIA, VIEWS, WEDNESDAY, Desk, desk, go
from tests.browser.test_widget import make_business

assert desk  # the fixture is found by its name

RUN = "window.broken=1"
NASTY = {
    "script": f"<script>{RUN}</script>",
    "image": f"<img src=x onerror={RUN}>",
    "attribute": f"\"'><svg/onload={RUN}>",
    "template": f"{{{{constructor.constructor('{RUN}')()}}}}${{{RUN}}}<%={RUN}%>",
    "link": f"javascript:{RUN}//",
    "sql": "Robert'); DROP TABLE customers;--",
    "formula": "=cmd|' /C calc'!A0",
    "turned": "\u202eevil\u202c \u200b\ufeff 😀",
}
EVERYTHING = " ".join(NASTY.values())


def fill(desk: Desk) -> None:
    """Every field that somebody else than the owner, or the owner's office, can write."""
    for number, nasty in enumerate(NASTY.values()):
        customer = {
            "name": nasty, "phone": f"+1816555018{number}", "address": nasty, "tags": [nasty[:40]], "notes": nasty,
        }  # fmt: skip
        made = desk.ask("POST", "/v1/crm/customers", customer)
        visit = {
            "customer_id": made["id"], "start_time": f"{WEDNESDAY}T{13 + number % 4}:00:00-05:00", "description": nasty,
            "technician_id": ("luis", "dana")[number // 4], "service_type": "water_heater", "address": nasty,
            "lead_source": nasty, "tags": [nasty[:40]],
        }  # fmt: skip
        desk.ask("POST", "/v1/crm/appointments?force=true", visit)
    desk.call(MARIA, EVERYTHING, f"my name is {NASTY['image']}", "I want to talk to a person")
    desk.text("+18165550191", EVERYTHING)
    voicemail = {
        "CallSid": f"CA{uuid4().hex}", "From": "+18165550192", "To": "+18165550000", "RecordingSid": f"RE{uuid4().hex}",
        "RecordingUrl": "https://api.twilio.com/x\"><script>window.broken=1</script>", "TranscriptionText": EVERYTHING,
    }  # fmt: skip
    path = f"{desk.server}/twilio/voicemail?business_id={desk.business}"
    urlopen(path, urlencode(voicemail).encode()).close()
    changes: dict[str, Any] = {
        "name": NASTY["image"], "greeting": EVERYTHING, "address": EVERYTHING[:200],
        "faq": [{"question": NASTY["script"], "answer": NASTY["attribute"]}],
        "services": [{"key": "water_heater", "name": NASTY["image"], "keywords": [NASTY["script"]]}],
        "technicians": [{"id": "luis", "name": NASTY["attribute"]}, {"id": "dana", "name": NASTY["template"]}],
    }  # fmt: skip
    desk.ask("PATCH", "/v1/owner/business", changes)


def nothing_ran(page: Page) -> None:
    assert page.evaluate("window.broken") is None
    assert page.locator("img[src='x'], [onerror], [onload], a[href^='javascript']").count() == 0


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_that_somebody_wrote_runs_on_the_owners_page(page: Page, desk: Desk, view: str) -> None:
    fill(desk)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    page.goto(f"{desk.server}/dashboard/#owner={desk.token}")
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    go(page, view)
    if view in ("Today", "People"):
        expect(page.get_by_role("main")).to_contain_text(NASTY["script"])
    if view in ("Today", "Calls & texts", "People"):
        expect(page.locator("a.pick:visible").first).to_be_visible()
    nothing_ran(page)
    for story in page.locator("a.pick:visible").evaluate_all("links => links.map(link => link.hash)")[:3]:
        page.evaluate("hash => { location.hash = hash }", story)
        opened = page.locator(f"[talk='{story.split('/')[-1]}'], [person='{story.split('/')[-1]}']")
        expect(opened.get_by_role("heading", level=2).first).to_be_visible()
        nothing_ran(page)


def test_nothing_that_a_visitor_writes_runs_in_the_try_page(page: Page, server: str) -> None:
    page.goto(f"{server}/dashboard/try.html")
    page.get_by_role("button", name="Call", exact=True).click()
    field = page.get_by_role("textbox").first
    expect(field).to_be_enabled()
    field.fill(EVERYTHING)
    field.press("Enter")
    expect(page.get_by_text("DROP TABLE").first).to_be_visible()
    nothing_ran(page)


def test_nothing_that_somebody_wrote_runs_on_the_operators_page(page: Page, desk: Desk) -> None:
    fill(desk)
    page.goto(f"{desk.server}/dashboard/admin.html")
    main = page.get_by_role("main")
    expect(main.get_by_role("link", name=NASTY["image"]).first).to_be_visible()
    nothing_ran(page)
    page.goto(f"{desk.server}/dashboard/admin.html#tenants/{desk.business}")
    expect(page.get_by_role("heading", level=2, name=NASTY["image"])).to_be_visible()
    page.wait_for_load_state("networkidle")
    nothing_ran(page)
    go(page, "Audit")
    expect(main.get_by_role("table")).to_contain_text(NASTY["image"])
    nothing_ran(page)


def test_the_chat_works_in_a_page_with_a_strict_policy_and_nothing_runs(
    page: Page, server: str, tmp_path: Path
) -> None:
    """Somebody else's page lets in our script and our answers, and nothing that is written into it."""
    token = make_business(server, name=NASTY["image"], greeting=EVERYTHING)
    policy = (
        f"default-src 'none'; script-src 'self' {server}; style-src 'self'; connect-src {server}; "
        "require-trusted-types-for 'script'"
    )
    site = tmp_path / "site.html"
    site.write_text(
        f'<!doctype html><html lang="en"><head><meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<script defer src="{server}/dashboard/widget.js" data-token="{token}" data-color="#ffd400"></script>'
        "<title>A plumber</title></head><body>We fix pipes.</body></html>"
    )
    page.goto(site.as_uri())
    page.get_by_role("button", name="Chat with us").click()
    expect(page.locator(".us")).to_have_count(1)
    expect(page.get_by_role("dialog")).to_contain_text(NASTY["image"])
    page.get_by_role("textbox", name="Write a message").fill(EVERYTHING)
    page.keyboard.press("Enter")
    expect(page.locator(".us")).to_have_count(2)
    expect(page.locator(".you")).to_contain_text(NASTY["script"])
    assert page.locator(".root").evaluate("e => getComputedStyle(e).position") == "fixed"
    assert page.locator("header").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 212, 0)"
    nothing_ran(page)
