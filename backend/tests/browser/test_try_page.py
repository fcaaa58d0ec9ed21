"""A newcomer talks to the receptionist in a browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import assert_accessible

ROOT = Path(__file__).parents[3]
MOST_BYTES = 150_000
ONE_BREATH = (
    "Hi, this is Maria Lopez, my water heater is leaking, I'm at 4120 Rainbow Boulevard in Kansas City. "
    "Can somebody come tomorrow after three?"
)


def say(page: Page, words: str) -> None:
    bubbles = page.locator(".bubble.assistant")
    before = bubbles.count()
    page.get_by_label("What you say").fill(words)
    page.get_by_label("What you say").press("Enter")
    expect(bubbles).not_to_have_count(before)
    expect(page.locator(".bubble").last).to_have_class("bubble assistant")


def book(page: Page, server: str) -> None:
    page.goto(f"{server}/dashboard/try.html")
    say(page, ONE_BREATH)
    say(page, "three thirty")
    say(page, "yes please")


def test_a_newcomer_books_a_visit_and_sees_all_of_it(page: Page, server: str) -> None:
    page.goto(f"{server}/dashboard/try.html")
    expect(page.get_by_text("Rivera Plumbing")).to_be_visible()
    say(page, ONE_BREATH)
    expect(page.locator("try-understood")).to_contain_text("Maria Lopez")
    expect(page.locator("try-understood")).to_contain_text("4120 Rainbow Boulevard")
    expect(page.locator("try-outcome")).to_contain_text("3:30 PM")
    say(page, "three thirty")
    say(page, "yes please")
    expect(page.locator("try-outcome .visit")).to_contain_text("Thu, Jun 4, 3:30 PM")
    expect(page.locator("try-texts")).to_contain_text("To the customer")
    expect(page.locator("try-texts")).to_contain_text("To the owner")


def test_an_offered_time_can_be_tapped(page: Page, server: str) -> None:
    page.goto(f"{server}/dashboard/try.html")
    say(page, "This is Ann Lee at 12 Oak Street, my faucet drips, can you come Friday morning?")
    page.locator("try-outcome button").first.click()
    expect(page.locator(".bubble.assistant").last).to_contain_text("Shall I book it?")


def test_what_is_said_in_a_hurry_waits_for_its_turn(page: Page, server: str) -> None:
    page.goto(f"{server}/dashboard/try.html")
    for words in (ONE_BREATH, "three thirty", "yes please"):
        page.get_by_label("What you say").fill(words)
        page.get_by_label("What you say").press("Enter")
    expect(page.locator("try-outcome .visit")).to_contain_text("3:30 PM")


def test_markup_in_what_is_said_stays_text(page: Page, server: str) -> None:
    page.goto(f"{server}/dashboard/try.html")
    say(page, "my name is <img src=x onerror=alert(1)> and my sink leaks")
    expect(page.locator(".bubble.caller")).to_contain_text("<img src=x")
    assert page.locator(".bubble img").count() == 0


def test_the_webhook_address_is_there_to_copy(page: Page, server: str) -> None:
    page.goto(f"{server}/dashboard/try.html")
    expect(page.locator("try-webhook code")).to_have_text(f"{server}/twilio/voice")


def test_opened_from_disk_it_asks_where_the_service_runs(page: Page, server: str) -> None:
    page.goto((ROOT / "dashboard" / "try.html").as_uri())
    page.get_by_label("Address of the service").fill(server)
    page.get_by_role("button", name="Connect").click()
    expect(page.get_by_text("Rivera Plumbing")).to_be_visible()
    say(page, "what are your hours?")
    expect(page.locator(".bubble.assistant").last).to_contain_text("eight to five")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_fits_its_screen(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    book(page, server)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if os.environ.get("WRITE_SCREENS"):
        page.screenshot(path=ROOT / "docs" / "screens" / f"try-{width}.png", full_page=True)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390)])
def test_the_page_is_accessible_before_and_after_a_booking(page: Page, server: str, scheme: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(f"{server}/dashboard/try.html")
    expect(page.get_by_text("Rivera Plumbing")).to_be_visible()
    assert_accessible(page, f"{scheme}, empty")
    book(page, server)
    assert_accessible(page, f"{scheme}, booked")


def test_the_page_is_light(page: Page, server: str) -> None:
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())) if "/dashboard/" in answer.url else None)
    page.goto(f"{server}/dashboard/try.html")
    page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) < MOST_BYTES
