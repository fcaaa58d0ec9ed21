"""An owner's day in a browser: every test has a business of its own on the shared server."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import assert_accessible

ROOT = Path(__file__).parents[3]
WEDNESDAY = "2026-06-03"
MARIA, ANN, PETE = "+18165550142", "+18165550161", "+18165550172"
MOST_BYTES = 150_000
VIEWS = ("Today", "Calls & texts", "People", "How it goes", "Settings")


@dataclass
class Desk:
    """One tenant of the server, and the page that its owner opens."""

    server: str
    business: str
    token: str
    key: str

    def ask(self, method: str, path: str, body: Any = None, *, as_tenant: bool = False) -> Any:
        secret = {"X-API-Key": self.key} if as_tenant else {"X-Owner-Token": self.token}
        return _ask(self.server, method, path, body, secret)

    def customer(self, name: str, phone: str) -> str:
        body = {"name": name, "phone": phone, "address": "12 Oak Street, Kansas City"}
        return str(self.ask("POST", "/v1/crm/customers", body)["id"])

    def visit(self, name: str, phone: str, start: str, technician: str, **fields: Any) -> dict[str, Any]:
        body = {"customer_id": self.customer(name, phone), "start_time": f"{start}:00-05:00", **fields}
        body |= {"service_type": "water_heater", "technician_id": technician}
        return dict(self.ask("POST", "/v1/crm/appointments", body))

    def call(self, phone: str, *lines: str) -> str:
        """A call that is still going on. Returns its session."""
        session = self.ask("POST", "/v1/voice/session/start", {"caller_phone": phone}, as_tenant=True)["session_id"]
        for words in lines:
            said = {"session_id": session, "text": words}
            self.ask("POST", "/v1/voice/session/input", said, as_tenant=True)
        return str(session)

    def text(self, phone: str, words: str) -> None:
        """A customer writes; the webhook is Twilio's."""
        form = {"From": phone, "To": "+18165550000", "Body": words, "MessageSid": f"SM{uuid4().hex}"}
        urlopen(f"{self.server}/twilio/sms?business_id={self.business}", urlencode(form).encode()).close()

    def conversation(self) -> dict[str, Any]:
        newest = self.ask("GET", "/v1/crm/conversations?limit=1")["items"][0]
        return dict(self.ask("GET", f"/v1/crm/conversations/{newest['id']}"))

    def open(self, page: Page, view: str = "Today") -> None:
        page.goto(f"{self.server}/dashboard/#owner={self.token}")
        expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
        go(page, view)


def _ask(server: str, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = Request(server + path, data, {"Content-Type": "application/json", **headers}, method=method)
    with urlopen(request) as answer:
        return json.load(answer)


def go(page: Page, view: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=view).click()
    expect(page.get_by_role("heading", level=1, name=view)).to_be_visible()


def block(page: Page, name: str) -> Locator:
    return page.locator(".visit-block", has_text=name)


def lane(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def settings_group(page: Page, title: str) -> Locator:
    heading = page.get_by_role("heading", name=title, exact=True)
    heading.click()
    return page.locator("details[open]", has=heading)


@pytest.fixture
def desk(server: str) -> Desk:
    hours = {day: [["08:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    people = [{"id": "luis", "name": "Luis Rivera"}, {"id": "dana", "name": "Dana Brooks"}]
    body = {
        "name": "Rivera Plumbing",
        "timezone": "America/Chicago",
        "owner_phone": "+18165550100",
        "business_hours": hours,
        "technicians": people,
        "services": [{"key": "water_heater", "name": "water heater"}, {"key": "drain", "name": "drain cleaning"}],
    }
    made = _ask(server, "POST", "/v1/admin/businesses", body, {})
    return Desk(server, made["id"], made["owner_token"], made["api_key"])


def test_the_owner_signs_in_with_one_secret_that_stays_in_the_tab(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.server}/dashboard/#owner={desk.token}")
    expect(page.get_by_text("Rivera Plumbing").first).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_label("Owner token").fill(desk.token)
    page.get_by_role("button", name="Open my desk").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    assert desk.token not in page.url
    assert page.evaluate("[localStorage.length, document.cookie]") == [0, ""]
    assert desk.token in page.evaluate("JSON.stringify(sessionStorage)")


@pytest.mark.refused(401)
def test_a_wrong_token_is_asked_for_again(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.server}/dashboard/#owner=ow_nobody")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("Owner token").fill(desk.token)
    page.get_by_role("button", name="Open my desk").click()
    expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()


def test_opened_from_disk_it_asks_where_the_service_runs(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    page.goto((ROOT / "dashboard" / "index.html").as_uri())
    page.get_by_label("Address of the service").fill(desk.server)
    page.get_by_label("Owner token").fill(desk.token)
    page.get_by_role("button", name="Open my desk").click()
    expect(block(page, "Ann Lee")).to_be_visible()
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    go(page, "Settings")
    expect(page.get_by_role("heading", name="Opening hours")).to_be_visible()


def test_the_board_shows_who_goes_where_and_what_is_next(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis", description="Kitchen faucet drips")
    desk.visit("Pete Hansen", PETE, "2026-06-04T09:00", "dana")
    desk.open(page)
    expect(lane(page, "Luis Rivera").locator(".visit-block")).to_contain_text("Kitchen faucet drips")
    expect(page.locator("owner-now")).to_contain_text("1:00 PM")
    expect(page.locator(".now-line")).to_be_visible()
    page.get_by_role("button", name="The day after").click()
    expect(page.get_by_role("heading", name="Tomorrow, Thursday, June 4")).to_be_visible()
    expect(lane(page, "Dana Brooks").locator(".visit-block")).to_contain_text("Pete Hansen")
    expect(page.locator(".now-line")).to_be_hidden()


def test_a_visit_that_is_booked_meanwhile_appears_by_itself(page: Page, desk: Desk) -> None:
    desk.open(page)
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    expect(block(page, "Ann Lee")).to_be_visible()


def test_a_visit_is_moved_by_keyboard_after_seeing_what_is_texted(page: Page, desk: Desk) -> None:
    visit = desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    desk.open(page)
    block(page, "Ann Lee").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Move…").press("Enter")
    dialog = page.get_by_role("dialog", name="Move Ann Lee")
    dialog.get_by_label("Time").fill("15:30")
    dialog.get_by_label("Technician").select_option("Dana Brooks")
    dialog.get_by_role("button", name="See what is texted").click()
    expect(dialog).to_contain_text("Rivera Plumbing: moved to today, at 3:30 PM")
    assert desk.ask("GET", f"/v1/crm/appointments/{visit['id']}")["start_time"] == visit["start_time"]
    dialog.get_by_role("button", name="Move visit").click()
    expect(lane(page, "Dana Brooks").locator(".visit-block")).to_contain_text("3:30 PM")
    expect(block(page, "Ann Lee")).to_be_focused()
    moved = desk.ask("GET", f"/v1/crm/appointments/{visit['id']}")
    assert (moved["start_time"], moved["technician_id"]) == (f"{WEDNESDAY}T15:30:00-05:00", "dana")


def test_a_visit_is_dragged_to_another_technician_and_asks_first(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    desk.open(page)
    held, target = block(page, "Ann Lee").bounding_box(), lane(page, "Dana Brooks").bounding_box()
    assert held is not None
    assert target is not None
    page.mouse.move(held["x"] + 40, held["y"] + 10)
    page.mouse.down()
    page.mouse.move(held["x"] + 60, held["y"] + 20)
    page.mouse.move(target["x"] + 60, held["y"] + 10 + held["height"], steps=4)
    page.mouse.up()
    dialog = page.get_by_role("dialog", name="Move Ann Lee")
    expect(dialog).to_contain_text("This will be texted")
    expect(dialog).to_contain_text("Wed, Jun 3, 2:00 PM, Dana Brooks")
    expect(lane(page, "Luis Rivera").locator(".visit-block")).to_be_visible()
    dialog.get_by_role("button", name="Move visit").click()
    expect(lane(page, "Dana Brooks").locator(".visit-block")).to_contain_text("2:00 PM")


def test_a_finger_holds_a_visit_to_drag_it_and_swipes_to_turn_the_day(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T11:00", "luis")
    desk.open(page)
    fingers = page.context.new_cdp_session(page)
    fingers.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def touch(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    held = block(page, "Ann Lee")
    box = held.bounding_box()
    assert box is not None
    x, y = box["x"] + 20, box["y"] + 10
    touch("touchStart", x, y)
    expect(held).to_have_class(re.compile("dragging"))
    touch("touchMove", x, y + box["height"] / 2)
    touch("touchMove", x, y + box["height"])
    expect(page.locator(".drop-mark")).to_have_text("12:00 PM")
    touch("touchEnd")
    dialog = page.get_by_role("dialog", name="Move Ann Lee")
    expect(dialog).to_contain_text("Wed, Jun 3, 12:00 PM, Luis Rivera")
    dialog.get_by_role("button", name="Cancel").click()
    touch("touchStart", x + 300, y)
    touch("touchMove", x + 250, y)
    touch("touchMove", x + 100, y)
    touch("touchEnd")
    expect(page.get_by_role("heading", name="Tomorrow, Thursday, June 4")).to_be_visible()


@pytest.mark.refused(409)
def test_a_taken_time_offers_what_is_free_near_it(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    desk.visit("Pete Hansen", PETE, f"{WEDNESDAY}T15:00", "luis")
    desk.open(page)
    block(page, "Ann Lee").click()
    page.get_by_role("button", name="Move…").click()
    dialog = page.get_by_role("dialog", name="Move Ann Lee")
    dialog.get_by_label("Time").fill("15:00")
    dialog.get_by_role("button", name="See what is texted").click()
    expect(dialog).to_contain_text("That time is taken")
    expect(dialog.get_by_role("button", name="all the same")).to_have_count(0)
    dialog.locator(".slot").last.click()
    dialog.get_by_role("button", name="Move visit").click()
    expect(page.locator(".notes")).to_contain_text("Ann Lee is Wed, Jun 3")


def test_a_free_gap_is_booked_with_a_tap(page: Page, desk: Desk) -> None:
    desk.open(page)
    lane(page, "Dana Brooks").get_by_role("button", name="Book Dana Brooks").click()
    dialog = page.get_by_role("dialog", name="Book a visit")
    dialog.get_by_label("Name").fill("Grace Hall")
    dialog.get_by_label("Phone").fill("816-555-0163")
    dialog.get_by_label("Time").fill("14:00")
    dialog.get_by_role("button", name="See what is texted").click()
    expect(dialog).to_contain_text("you're booked for today, at 2:00 PM")
    dialog.get_by_role("button", name="Book visit").click()
    expect(lane(page, "Dana Brooks").locator(".visit-block")).to_contain_text("Grace Hall")


def test_on_my_way_is_told_in_the_business_words(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    desk.open(page)
    page.locator("owner-now").get_by_role("button", name="On my way").click()
    dialog = page.get_by_role("dialog", name="On my way to Ann Lee")
    expect(dialog.get_by_label("Your text")).to_have_value(re.compile("Luis is on the way to you, 12 Oak Street"))
    dialog.get_by_role("button", name="Send text").click()
    expect(page.locator(".notes")).to_contain_text("Text to Ann Lee")
    newest = desk.ask("GET", "/v1/owner/messages?kind=manual")["items"][0]
    assert (newest["to"], newest["status"]) == (ANN, "sent")


def test_the_morning_summary_is_played_from_disk_too(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    page.goto(f"{(ROOT / 'dashboard' / 'index.html').as_uri()}#owner={desk.token}&backend={desk.server}")
    page.get_by_role("button", name="Play the morning summary").click()
    expect(page.locator("owner-now audio")).to_be_visible()
    length = (
        "new Promise((heard) => { const a = document.querySelector('audio'); const tell = () => heard(a.duration); "
    )
    length += "if (a.readyState) tell(); else a.addEventListener('loadedmetadata', tell); })"
    assert page.evaluate(length) > 0


def test_a_conversation_is_read_as_it_happens_with_what_was_understood(page: Page, desk: Desk) -> None:
    session = desk.call(MARIA, "Hi, my water heater is dripping, can you come tomorrow after three?")
    desk.open(page, "Calls & texts")
    page.locator("owner-talks .pick").first.click()
    turns = page.locator(".transcript .turn")
    expect(turns.filter(has_text="water heater is dripping").locator(".margin")).to_contain_text("tomorrow after three")
    said = {"session_id": session, "text": "This is Maria Lopez at 4120 Rainbow Boulevard"}
    desk.ask("POST", "/v1/voice/session/input", said, as_tenant=True)
    expect(turns.filter(has_text="4120 Rainbow Boulevard").locator(".margin")).to_contain_text("name: Maria Lopez")


def test_a_conversation_is_taken_over_answered_and_handed_back(page: Page, desk: Desk) -> None:
    desk.call(MARIA, "My sink is leaking")
    desk.open(page, "Calls & texts")
    page.locator("owner-talks .pick").first.click()
    page.get_by_role("button", name="Take over").click()
    expect(page.get_by_text("The assistant is silent in this conversation")).to_be_visible()
    assert desk.conversation()["taken_over"] is True
    reply = page.get_by_label("Reply by text")
    reply.fill("ñ" * 160)
    expect(page.get_by_text("160 of 160 characters, 1 text")).to_be_visible()
    reply.fill("I can come at four 👍")
    expect(page.get_by_text("a text holds 70")).to_be_visible()
    page.get_by_role("button", name="Send text").click()
    expect(reply).to_have_value("")
    assert desk.ask("GET", "/v1/owner/messages?kind=manual")["items"][0]["body"] == "I can come at four 👍"
    page.get_by_role("button", name="Flag for review").click()
    expect(page.locator("owner-talks .pick").first).to_contain_text("Flagged")
    page.get_by_role("button", name="Hand back").click()
    expect(page.get_by_text("The assistant answers here.")).to_be_visible()
    assert desk.conversation()["taken_over"] is False


def test_who_said_stop_cannot_be_texted_from_here(page: Page, desk: Desk) -> None:
    person = desk.customer("Ann Lee", ANN)
    desk.ask("PATCH", f"/v1/crm/customers/{person}", {"sms_opt_out": True})
    desk.call(ANN, "My sink is leaking")
    desk.open(page, "Calls & texts")
    page.locator("owner-talks .pick").first.click()
    expect(page.get_by_text("Ann Lee said STOP and gets no texts")).to_be_visible()
    expect(page.get_by_role("button", name="Send text")).to_have_count(0)


def test_an_emergency_is_a_red_strip_until_somebody_has_it(page: Page, desk: Desk) -> None:
    desk.open(page)
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    expect(page.locator(".strip")).to_have_count(0)
    desk.call(MARIA, "I smell gas in the kitchen")
    strip = page.locator(".strip")
    expect(strip).to_contain_text("gas smell")
    expect(strip.get_by_role("link", name="Ring (816) 555-0142")).to_have_attribute("href", f"tel:{MARIA}")
    strip.get_by_role("button", name="I have it").click()
    expect(strip).to_have_count(0)
    assert desk.ask("GET", "/v1/owner/summary/today")["open_emergencies"] == []


def test_a_callback_is_rung_ticked_off_and_brought_back(page: Page, desk: Desk) -> None:
    desk.text(PETE, "Can I talk to a person please")
    desk.open(page)
    waiting = page.locator("owner-waiting")
    expect(waiting).to_contain_text("1 callback")
    expect(waiting.get_by_role("link", name="Ring (816) 555-0172")).to_have_attribute("href", f"tel:{PETE}")
    waiting.get_by_role("button", name="Tick off").click()
    expect(waiting).to_contain_text("Nobody waits for a call back")
    assert desk.ask("GET", "/v1/owner/callbacks?status=OPEN")["items"] == []
    page.locator(".notes").get_by_role("button", name="Undo").click()
    expect(waiting).to_contain_text("1 callback")


def test_a_text_that_nobody_answered_waits_until_somebody_does(page: Page, desk: Desk) -> None:
    desk.text(PETE, "My sink is leaking")
    talk = desk.conversation()["id"]
    desk.ask("POST", f"/v1/owner/conversations/{talk}/takeover", {})
    desk.open(page)
    waiting = page.locator("owner-waiting")
    expect(waiting).to_contain_text("Every text is answered")
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    desk.text(PETE, "Is anybody there?")
    expect(waiting).to_contain_text("1 unanswered text")
    expect(page.locator("owner-lately")).to_contain_text("You have it")
    waiting.get_by_role("link", name="Answer").click()
    page.get_by_label("Reply by text").fill("I am on my way")
    page.get_by_role("button", name="Send text").click()
    go(page, "Today")
    expect(waiting).to_contain_text("Every text is answered")


@pytest.mark.refused(401)
def test_a_token_that_was_rotated_opens_nothing_any_more(page: Page, desk: Desk) -> None:
    desk.open(page)
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    _ask(desk.server, "POST", f"/v1/admin/businesses/{desk.business}/rotate-owner-token", {}, {})
    desk.call(PETE, "My sink is leaking")
    expect(page.get_by_label("Owner token")).to_be_visible(timeout=15_000)


def test_people_are_found_as_one_types_and_their_story_is_one_line(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    desk.customer("Pete Hansen", PETE)
    desk.open(page, "People")
    expect(page.locator("owner-people .pick")).to_have_count(2)
    page.get_by_label("Find people").fill("ann")
    expect(page.locator("owner-people .pick")).to_have_count(1)
    page.locator("owner-people .pick").click()
    expect(page.locator(".timeline")).to_contain_text("you're booked for")
    page.get_by_role("button", name="Edit").click()
    dialog = page.get_by_role("dialog", name="Edit Ann Lee")
    dialog.get_by_label("Tags").fill("regular, dog")
    dialog.get_by_role("button", name="Save person").click()
    expect(page.locator("owner-person")).to_contain_text("dog")


def test_a_person_gets_all_that_is_held_and_is_erased(page: Page, desk: Desk) -> None:
    desk.customer("Ann Lee", ANN)
    desk.open(page, "People")
    page.locator("owner-people .pick").click()
    page.get_by_text("Their data").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save all that is held").click()
    assert json.loads(Path(download.value.path()).read_text())["customer"]["phone"] == ANN
    page.get_by_role("button", name="Erase…").click()
    page.get_by_role("dialog", name="Erase Ann Lee").get_by_role("button", name="Erase for good").click()
    expect(page.locator("owner-people .pick")).to_have_count(0)
    assert desk.ask("GET", "/v1/crm/customers")["items"] == []


def test_numbers_answer_questions_and_stand_in_tables(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    desk.call(MARIA, "My sink is leaking")
    desk.open(page, "How it goes")
    chart = page.locator("section", has_text="When do people call?").last
    expect(chart.get_by_role("img")).to_be_visible()
    chart.get_by_text("The numbers").click()
    expect(chart.get_by_role("row", name="9 AM 1")).to_be_visible()


def test_a_table_is_taken_home_as_csv(page: Page, desk: Desk) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    desk.open(page, "How it goes")
    with page.expect_download() as download:
        page.get_by_role("button", name="Visits", exact=True).click()
    assert download.value.suggested_filename == "appointments.csv"
    lines = Path(download.value.path()).read_text().splitlines()
    assert lines[0].startswith("id,start_time")
    assert "Ann Lee" in lines[1]


def test_settings_say_what_a_save_changed_and_can_be_undone(page: Page, desk: Desk) -> None:
    desk.open(page, "Settings")
    group = settings_group(page, "Quiet hours")
    group.get_by_label("From").fill("20:00")
    group.get_by_role("button", name="Save").click()
    expect(page.locator(".notes")).to_contain_text("Quiet hours: 21:00–08:00 → 20:00–08:00")
    assert desk.ask("GET", "/v1/owner/business")["quiet_hours"] == ["20:00", "08:00"]
    page.locator(".notes").get_by_role("button", name="Undo").click()
    expect(page.locator(".notes")).to_contain_text("as it was before")
    assert desk.ask("GET", "/v1/owner/business")["quiet_hours"] == ["21:00", "08:00"]


def test_every_group_of_settings_saves_what_it_shows(page: Page, desk: Desk) -> None:
    closure = {"from": "2026-06-10T12:00:00-05:00", "to": "2026-06-10T15:00:00-05:00", "reason": "Training"}
    night = {"id": "luis", "name": "Luis Rivera", "skills": ["drain"], "hours": {"mon": [["18:00", "24:00"]]}}
    given = {
        "closures": [closure],
        "holidays": ["2026-12-25"],
        "technicians": [night, {"id": "dana", "name": "Dana Brooks", "on_call": True, "phone": "+18165550102"}],
        "faq": [{"question": "Do you charge for an estimate?", "answer": "No."}],
        "templates": {"reminder": {"es": "{business}: le esperamos {when}. STOP para no recibir más."}},
        "greeting": "Rivera Plumbing, this is the automated assistant.",
    }
    before = desk.ask("PATCH", "/v1/owner/business", given)
    desk.open(page, "Settings")
    expect(page.locator(".setting")).to_have_count(13)
    titles = page.locator(".setting h2").all_text_contents()
    for title in titles:
        settings_group(page, title).get_by_role("button", name="Save", exact=True).click()
        expect(page.locator(".notes")).to_contain_text(f"{title} saved. Nothing changed")
    after = desk.ask("GET", "/v1/owner/business")
    changing = ("updated_at", "now")
    assert {k: v for k, v in after.items() if k not in changing} == {
        k: v for k, v in before.items() if k not in changing
    }


def test_hours_are_painted_with_the_pointer(page: Page, desk: Desk) -> None:
    desk.open(page, "Settings")
    group = settings_group(page, "Opening hours")
    saturday = page.get_by_role("group", name="Saturday")
    first, last = (saturday.locator(f"[data-minute='{minute}']").bounding_box() for minute in (540, 690))
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 2, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + 2, last["y"] + 5, steps=12)
    page.mouse.up()
    expect(saturday.get_by_label("open until")).to_have_value("12:00")
    group.get_by_role("button", name="Save").click()
    expect(page.locator(".notes")).to_contain_text("Saturday: closed → 09:00–12:00")
    assert desk.ask("GET", "/v1/owner/business")["business_hours"]["sat"] == [["09:00", "12:00"]]


@pytest.mark.refused(422)
def test_what_makes_no_sense_is_said_beside_the_form_and_changes_nothing(page: Page, desk: Desk) -> None:
    desk.open(page, "Settings")
    group = settings_group(page, "Texts in your words")
    group.get_by_label("Words").fill("{business}: see you {soon}")
    expect(group.get_by_label("Preview")).to_have_value("Rivera Plumbing: see you")
    group.get_by_role("button", name="Save").click()
    expect(group.get_by_role("alert")).to_contain_text("{soon}")
    assert desk.ask("GET", "/v1/owner/business")["templates"] == {}


@pytest.mark.refused(500)
def test_a_card_that_fails_says_so_and_can_be_tried_again(page: Page, desk: Desk) -> None:
    broken = {"status": 500, "json": {"detail": "Something went wrong on our side."}}
    page.route("**/v1/owner/callbacks*", lambda route: route.fulfill(**broken), times=1)
    desk.open(page)
    fault = page.locator("owner-waiting").get_by_role("alert")
    expect(fault).to_contain_text("Something went wrong on our side.")
    fault.get_by_role("button", name="Try again").click()
    expect(page.locator("owner-waiting")).to_contain_text("Nobody waits for a call back")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 390), ("light", 320)])
def test_axe_finds_nothing_and_everything_fits(page: Page, desk: Desk, scheme: Any, width: int) -> None:
    desk.visit("Ann Lee", ANN, f"{WEDNESDAY}T13:00", "luis")
    desk.text(PETE, "Can I talk to a person please")
    desk.call(MARIA, "I smell gas in the kitchen")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 844})
    desk.open(page)
    expect(page.locator(".strip")).to_be_visible()
    for view in VIEWS:
        go(page, view)
        if page.locator(".list .pick:visible").count():
            page.locator(".list .pick:visible").first.click()
        if view == "Settings":
            settings_group(page, "Technicians")
        expect(page.locator("[aria-busy]:visible, .skeleton:visible")).to_have_count(0)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, view
        assert_accessible(page, f"{view}, {scheme}, {width}")


def test_the_page_is_light(page: Page, desk: Desk) -> None:
    sizes: dict[str, int] = {}
    page.on(
        "response",
        lambda answer: sizes.update({answer.url: len(answer.body())}) if "/dashboard/" in answer.url else None,
    )
    desk.open(page)
    assert len(sizes) > 10
    assert sum(sizes.values()) < MOST_BYTES
