"""The chat on somebody else's web site: one tag, in a page that knows nothing of us and styles everything."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import assert_accessible

ROOT = Path(__file__).parents[3]
WIDGET = ROOT / "dashboard" / "widget.js"
MOST_BYTES = 15_000
RUDE_STYLE = """
  * { color: red !important; font: italic 40px/3 serif !important; text-transform: uppercase; position: relative; }
  div, button, textarea { display: none !important; } p { max-width: 20px !important; }
"""


def make_business(server: str, **fields: Any) -> str:
    """A new business of the shared server. Returns its public token."""
    hours = {day: [["08:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    body = {"name": "Rivera Plumbing", "timezone": "America/Chicago", "business_hours": hours, **fields}
    request = Request(f"{server}/v1/admin/businesses", json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        return str(json.load(answer)["widget_token"])


def _site(folder: Path, server: str, token: str, lang: str = "en") -> str:
    """A plumber's own page on disk, with the tag in it."""
    tag = f'<script defer src="{server}/dashboard/widget.js" data-token="{token}" data-color="#ffd400"></script>'
    page = folder / "site.html"
    page.write_text(
        f'<!doctype html><html lang="{lang}"><head><title>Rivera</title><style>{RUDE_STYLE}</style>{tag}</head>'
        "<body><main><h1>Rivera Plumbing</h1><p>We fix pipes.</p></main></body></html>"
    )
    return page.as_uri()


@pytest.fixture
def site(server: str, tmp_path: Path) -> str:
    return _site(tmp_path, server, make_business(server))


def say(page: Page, words: str) -> None:
    page.get_by_role("textbox", name="Write a message").fill(words)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Writing…")).to_have_count(0)


def begin(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("button", name="Chat with us").click()
    expect(page.get_by_role("log")).to_contain_text("Rivera Plumbing")


def test_a_visitor_books_by_tapping_an_offered_time_and_finds_the_chat_again_after_a_reload(
    page: Page, site: str
) -> None:
    begin(page, site)
    say(page, "my water heater is leaking a little, tomorrow morning? I am Maria Lopez at 4120 Rainbow Boulevard")
    say(page, "816 555 0142")
    page.get_by_role("button", name="Thursday, June 4 at").first.click()
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(page.get_by_role("log")).to_contain_text("booked for")
    said = page.get_by_role("log").inner_text()
    page.reload()
    expect(page.get_by_role("log")).to_have_text(said.replace("\n", ""), use_inner_text=False)
    say(page, "what are your hours?")
    expect(page.get_by_role("log")).to_contain_text("eight to five")


def test_the_page_and_the_chat_leave_each_other_alone(page: Page, site: str) -> None:
    page.goto(site)
    button = page.get_by_role("button", name="Chat with us")
    expect(button).to_be_visible()
    main = "document.querySelector('main').getBoundingClientRect()"
    measured = f"JSON.stringify([document.documentElement.scrollHeight, {main}])"
    before = page.evaluate(measured)
    button.click()
    expect(page.get_by_role("log")).to_contain_text("Rivera Plumbing")
    assert page.evaluate(measured) == before
    bubble = page.locator(".us").first
    look = bubble.evaluate("e => ['fontSize', 'fontStyle', 'textTransform'].map(name => getComputedStyle(e)[name])")
    assert look == ["16px", "normal", "none"]
    # Yellow takes black letters.
    assert page.locator("header").last.evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"


def test_it_works_by_keyboard_alone_and_gives_the_focus_back(page: Page, site: str) -> None:
    page.goto(site)
    expect(page.get_by_role("button", name="Chat with us")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Write a message")).to_be_focused()
    expect(page.get_by_role("log")).to_contain_text("Rivera Plumbing")
    page.keyboard.type("do you work on saturdays?")
    page.keyboard.press("Enter")
    expect(page.locator(".us")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Chat with us")).to_be_focused()


def test_a_business_that_speaks_spanish_chats_in_spanish(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(_site(tmp_path, server, make_business(server, language="es"), lang="es"))
    page.get_by_role("button", name="Chatee con nosotros").click()
    page.get_by_role("textbox", name="Escriba un mensaje").fill(
        "se me tapó el baño, ¿pueden venir mañana por la mañana?"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".us")).to_have_count(2)
    expect(page.get_by_role("button", name="Enviar")).to_be_visible()


def test_what_is_written_before_the_greeting_came_is_answered_too(page: Page, site: str) -> None:
    def once_the_visitor_wrote(route: Route) -> None:
        expect(page.locator(".you")).to_have_count(1)
        route.continue_()

    page.route("**/v1/widget/start", once_the_visitor_wrote)
    page.goto(site)
    page.get_by_role("button", name="Chat with us").click()
    page.get_by_role("textbox", name="Write a message").fill("what are your hours?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("eight to five")
    expect(page.locator(".us").first).to_contain_text("What's going on?")


def test_danger_stands_out(page: Page, site: str) -> None:
    begin(page, site)
    say(page, "I smell gas in the kitchen")
    expect(page.locator(".us.danger")).to_contain_text("911")


@pytest.mark.refused(401)
def test_a_token_that_opens_nothing_says_so_kindly(page: Page, server: str, tmp_path: Path) -> None:
    page.goto(_site(tmp_path, server, "no-such-token"))
    page.get_by_role("button", name="Chat with us").click()
    expect(page.get_by_text("Please give us a call")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


@pytest.mark.refused(503)
def test_a_message_that_did_not_get_through_is_sent_once(page: Page, site: str) -> None:
    begin(page, site)
    lost: list[str] = []

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        lost.append(route.request.headers["idempotency-key"])
        route.fulfill(status=503, body="{}") if len(lost) == 1 else route.continue_()

    page.route("**/v1/widget/message", lose_the_answer)
    say(page, "my name is Maria Lopez")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".us")).to_have_count(2)
    expect(page.locator(".you")).to_have_count(1)
    assert len(set(lost)) == 1


def test_the_open_chat_is_accessible(page: Page, site: str) -> None:
    begin(page, site)
    say(page, "my water heater is leaking a little, can you come tomorrow morning?")
    assert_accessible(page, "the chat")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    assert_accessible(page, "the chat on a telephone in the dark")


def test_it_is_small(page: Page, site: str) -> None:
    assert WIDGET.stat().st_size < MOST_BYTES
    begin(page, site)
    if os.environ.get("WRITE_SCREENS"):
        page.set_viewport_size({"width": 390, "height": 844})
        say(page, "my water heater is leaking a little, tomorrow morning? I am Maria Lopez at 12 Oak Street")
        page.screenshot(path=ROOT / "docs" / "screens" / "widget-390.png")
