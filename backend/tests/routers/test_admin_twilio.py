"""The operator points a tenant's number at this service: through Twilio's API, and read back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from app.flows.services import Services
from app.main import create_app
from app.providers.twilio.numbers import TwilioNumbers
from app.settings import Settings
from simulator.twiml import check_voice
from tests.providers.numbers_server import ACCOUNT, NUMBER_SID, TOKEN, NumbersServer, numbers_server
from tests.support.cast import ADMIN_KEY, AS_ADMIN, Cast

BASE = "https://calls.example.com"
RETRY = "#rc=2&rp=ct,rt,5xx"
PROVISION = "/v1/admin/twilio/provision/rivera"
OPS = Path(__file__).parents[3] / "ops" / "twilio"


@pytest.fixture
def twilio() -> Iterator[NumbersServer]:
    with numbers_server() as server:
        yield server


def operator(services: Services, twilio: NumbersServer | None, **settings: str) -> TestClient:
    numbers = TwilioNumbers(ACCOUNT, TOKEN, base_url=twilio.address) if twilio else None
    made = Settings.model_validate({"sweep_seconds": 0, "admin_api_key": ADMIN_KEY, **settings})
    return TestClient(create_app(made, replace(services, numbers=numbers)), headers=AS_ADMIN)


@pytest.fixture
def client(services: Services, cast: Cast, twilio: NumbersServer) -> Iterator[TestClient]:
    assert cast.rivera.id == "rivera"
    with operator(services, twilio, public_base_url=BASE) as made:
        yield made


def provisioned(client: TestClient, path: str = PROVISION) -> dict[str, Any]:
    answer = client.post(path)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_all_webhooks_are_set_and_read_back(client: TestClient, twilio: NumbersServer) -> None:
    done = provisioned(client)
    assert (done["phone_number_sid"], done["verified"], done["dry_run"]) == (NUMBER_SID, True, False)
    assert twilio.settings["VoiceUrl"] == f"{BASE}/twilio/voice?business_id=rivera{RETRY}"
    assert twilio.settings["VoiceFallbackUrl"] == f"{BASE}/twilio/voice?business_id=rivera"
    assert twilio.settings["StatusCallback"] == f"{BASE}/twilio/voice/status?business_id=rivera{RETRY}"
    assert twilio.settings["SmsUrl"] == f"{BASE}/twilio/sms?business_id=rivera{RETRY}"
    assert {twilio.settings[name] for name in twilio.settings if name.endswith("Method")} == {"POST"}
    assert {"setting": "voice_url", "from": "", "to": twilio.settings["VoiceUrl"]} in done["changes"]


def test_doing_it_again_changes_nothing(client: TestClient, twilio: NumbersServer) -> None:
    provisioned(client)
    again = provisioned(client)
    assert (again["changes"], again["verified"]) == ([], True)
    assert len(twilio.updates) == 1


def test_a_dry_run_says_what_would_change_and_changes_nothing(client: TestClient, twilio: NumbersServer) -> None:
    done = provisioned(client, f"{PROVISION}?dry_run=true")
    assert done["dry_run"] is True
    assert len(done["changes"]) == 8
    assert twilio.updates == []


def test_an_application_or_a_trunk_that_would_win_is_taken_off(client: TestClient, twilio: NumbersServer) -> None:
    twilio.settings.update(VoiceApplicationSid="AP" + "2" * 32, TrunkSid="TK" + "3" * 32)
    done = provisioned(client)
    assert done["verified"] is True
    assert {change["setting"]: change["to"] for change in done["changes"]}["trunk_sid"] == ""
    assert (twilio.settings["VoiceApplicationSid"], twilio.settings["TrunkSid"]) == ("", "")


def test_what_twilio_did_not_keep_is_said(client: TestClient, twilio: NumbersServer) -> None:
    twilio.forgets = {"SmsUrl"}
    done = provisioned(client)
    assert done["verified"] is False
    assert "console" in done["notes"][0]


def test_a_fallback_elsewhere_is_asked_by_get(services: Services, cast: Cast, twilio: NumbersServer) -> None:
    elsewhere = "https://static.example.net/fallback.xml"
    with operator(services, twilio, public_base_url=BASE, twilio_fallback_url=elsewhere) as client:
        done = provisioned(client, f"/v1/admin/twilio/provision/{cast.rivera.id}")
    assert (twilio.settings["VoiceFallbackUrl"], twilio.settings["VoiceFallbackMethod"]) == (elsewhere, "GET")
    assert done["notes"] == []


def test_it_is_on_the_audit_log(client: TestClient, services: Services) -> None:
    provisioned(client, f"{PROVISION}?dry_run=true")
    provisioned(client)
    with services.store.unit_of_work(read_only=True) as unit:
        last = unit.audit.last()
    assert last is not None
    assert (last.sequence, last.action, last.business_id, last.target) == (
        1,
        "twilio.provisioned",
        "rivera",
        NUMBER_SID,
    )


class TestWhatIsNotSetUp:
    def test_an_unknown_tenant(self, client: TestClient) -> None:
        assert client.post("/v1/admin/twilio/provision/nobody").status_code == 404

    def test_a_tenant_without_a_number(self, client: TestClient) -> None:
        assert "phone_number" in client.post("/v1/admin/twilio/provision/shut").json()["detail"]

    def test_a_number_that_the_account_does_not_own(self, client: TestClient) -> None:
        answer = client.post("/v1/admin/twilio/provision/brooks")
        assert (answer.status_code, "no such number" in answer.json()["detail"]) == (409, True)

    def test_no_account(self, services: Services, cast: Cast) -> None:
        with operator(services, None, public_base_url=BASE) as client:
            answer = client.post(f"/v1/admin/twilio/provision/{cast.rivera.id}")
        assert (answer.status_code, "TWILIO_ACCOUNT_SID" in answer.json()["detail"]) == (409, True)

    def test_no_public_address(self, services: Services, cast: Cast, twilio: NumbersServer) -> None:
        with operator(services, twilio) as client:
            answer = client.post(f"/v1/admin/twilio/provision/{cast.rivera.id}")
        assert (answer.status_code, "PUBLIC_BASE_URL" in answer.json()["detail"]) == (409, True)

    @pytest.mark.parametrize(("status", "body"), [(500, None), (401, None), (429, None), (200, "<html>"), (200, "[]")])
    def test_a_twilio_that_does_not_play(
        self, client: TestClient, twilio: NumbersServer, status: int, body: str | None
    ) -> None:
        twilio.status, twilio.body = status, body
        answer = client.post(PROVISION)
        assert answer.status_code == 503
        assert "Twilio" in answer.json()["detail"]
        assert TOKEN not in answer.text

    def test_a_twilio_that_is_not_there(self, services: Services, cast: Cast) -> None:
        gone = NumbersServer(address="http://127.0.0.1:9")
        with operator(services, gone, public_base_url=BASE) as client:
            assert client.post(f"/v1/admin/twilio/provision/{cast.rivera.id}").status_code == 503


@pytest.mark.parametrize("file", sorted(OPS.glob("*.xml")), ids=lambda path: path.stem)
def test_the_files_of_the_fallback_are_what_twilio_takes(file: Path) -> None:
    root = ElementTree.fromstring(file.read_bytes())
    assert root.tag == "Response"
    check_voice(root)
    for verb in root:
        if "action" in verb.attrib:
            assert (OPS / verb.attrib["action"]).exists()
            assert verb.attrib["method"] == "GET"
