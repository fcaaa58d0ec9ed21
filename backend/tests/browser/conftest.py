"""A real server on this machine and a real browser that talks to nobody else."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

BACKEND = Path(__file__).parents[2]
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Chromium without what draws on a screen, where Debian has it apart, needs half the processor's time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
HOW_TO_GET_IT = "Chromium is not on this machine: apt-get install chromium-headless-shell (or chromium)"


@pytest.fixture(scope="session")
def chromium() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """For one file only: as long as it is open, nobody else in this process can have an event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a service in its in-memory profile, on a Wednesday morning."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "DEV_CLOCK": "2026-06-03T09:30:00-05:00", "PYTHONPATH": str(BACKEND)}
    command = [sys.executable, "-m", "app.serve", "--port", str(port), "--env-file", "../env.dev.inmemory"]
    process = subprocess.Popen(command, cwd=BACKEND, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{base}/healthz", process)
        yield base
    finally:
        process.terminate()
        process.wait(15)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert process.poll() is None, "the server did not start"
        try:
            with urlopen(url):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    pytest.fail("the server did not answer")


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page whose console must stay clean and which asks nobody but this machine.

    The browser itself notes every refusal; `refused(status)` marks the test that provokes one.
    """
    meant = {f"status of {status}" for mark in request.node.iter_markers("refused") for status in mark.args}
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: _note_error(message, meant, complaints))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: _note_stranger(request.url, complaints))
    yield page
    context.close()
    assert complaints == []


def _note_error(message: ConsoleMessage, meant: set[str], complaints: list[str]) -> None:
    if message.type == "error" and not any(status in message.text for status in meant):
        complaints.append(message.text)


def assert_accessible(page: Page, where: str) -> None:
    """axe-core finds nothing in the page as it is now."""
    found = Axe().run(page).response["violations"]
    said = [f"{fault['id']}: {node['target']} {node['failureSummary']}" for fault in found for node in fault["nodes"]]
    assert said == [], f"{where}: {said[:5]}"


def _note_stranger(url: str, complaints: list[str]) -> None:
    if not url.startswith(("http://127.0.0.1", "http://localhost", "file://", "data:", "blob:")):
        complaints.append(f"asked {url}")
