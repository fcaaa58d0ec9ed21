"""The counters, for people and for Prometheus."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.core.texts import Audience, TextKind
from app.flows.deliver import settle
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from app.main import create_app
from app.routers.metrics import asks_for_text
from app.settings import Settings
from tests.support.cast import AS_ADMIN, AS_SCRAPER, MARIA, Cast

PROMETHEUS_ACCEPT = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"


@pytest.fixture
def a_text(services: Services, cast: Cast) -> None:
    with services.store.unit_of_work() as unit:
        business = unit.businesses.get("rivera")
        assert business is not None
        send_text(unit, services, business, OutgoingMessage(Audience.CUSTOMER, TextKind.MANUAL, MARIA, "Hello"))
        unit.tallies.add("rivera", "retention_sent:spring", services.clock.now().date())
        unit.commit()
    settle(services, "rivera")


def test_the_json_has_every_counter_of_the_contract(client: TestClient, cast: Cast, a_text: None) -> None:
    client.get("/v1/crm/customers", headers=cast.rivera.as_tenant)
    client.get("/nowhere/816-555-0142")
    figures = client.get("/metrics", headers=AS_SCRAPER).json()
    assert figures["total_requests"] == 2
    assert (figures["sms_sent_total"], figures["sms_sent_customer"], figures["sms_sent_owner"]) == (1, 1, 0)
    for name in (
        "total_errors",
        "appointments_scheduled",
        "twilio_voice_requests",
        "twilio_voice_errors",
        "twilio_sms_requests",
        "twilio_sms_errors",
        "voice_session_requests",
        "voice_session_errors",
    ):
        assert figures[name] == 0
    assert figures["sms_by_business"]["rivera"]["sms_sent_customer"] == 1
    assert set(figures["twilio_by_business"]["rivera"]) == {
        "voice_requests",
        "voice_errors",
        "sms_requests",
        "sms_errors",
    }
    assert figures["voice_sessions_by_business"]["rivera"] == {"requests": 0, "errors": 0}
    assert figures["widget_by_business"]["rivera"] == {"requests": 0, "errors": 0}
    assert figures["retention_by_business"]["rivera"] == {"spring": 1}
    assert set(figures["route_metrics"]) == {"/v1/crm/customers", "unmatched"}
    assert set(figures["route_metrics"]["/v1/crm/customers"]) == {
        "request_count",
        "error_count",
        "total_latency_ms",
        "max_latency_ms",
    }


def test_every_route_is_counted_under_its_whole_template(client: TestClient, cast: Cast) -> None:
    client.post("/v1/voice/session/start", json={}, headers=cast.rivera.as_tenant)
    client.get("/v1/owner/summary/today", headers=cast.rivera.as_owner)
    client.get("/v1/crm/customers/maria/timeline", headers=cast.rivera.as_tenant)
    client.post("/twilio/sms", data={"MessageSid": "SM1"})
    figures = client.get("/metrics", headers=AS_SCRAPER).json()
    assert set(figures["route_metrics"]) == {
        "/v1/voice/session/start",
        "/v1/owner/summary/today",
        "/v1/crm/customers/{customer_id}/timeline",
        "/twilio/sms",
    }


def test_prometheus_reads_the_same(client: TestClient, cast: Cast, a_text: None) -> None:
    client.get("/v1/crm/customers", headers=cast.rivera.as_tenant)
    answer = client.get("/metrics/prometheus", headers=AS_SCRAPER)
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    for line in (
        "ai_telephony_requests_total 1.0",
        "ai_telephony_sms_sent_total 1.0",
        'ai_telephony_sms_sent_total{business_id="rivera"} 1.0',
        "ai_telephony_twilio_voice_errors_total 0.0",
        'ai_telephony_twilio_voice_errors_total{business_id="rivera"} 0.0',
        'ai_telephony_retention_sent_total{business_id="rivera",campaign_type="spring"} 1.0',
        'ai_telephony_route_requests_total{method="GET",route="/v1/crm/customers"} 1.0',
        'ai_telephony_route_errors_total{method="GET",route="/v1/crm/customers"} 0.0',
    ):
        assert line in lines
    assert any(line.startswith("ai_telephony_request_duration_seconds_bucket{") for line in lines)
    described = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(described) == len(set(described))
    assert "_created" not in answer.text


def test_metrics_speaks_prometheus_to_prometheus(client: TestClient) -> None:
    answer = client.get("/metrics", headers={**AS_SCRAPER, "Accept": "text/plain"})
    assert answer.headers["content-type"].startswith("text/plain")
    open_metrics = client.get("/metrics", headers={**AS_SCRAPER, "Accept": PROMETHEUS_ACCEPT})
    assert open_metrics.headers["content-type"].startswith("application/openmetrics-text")
    assert open_metrics.text.endswith("# EOF\n")


@pytest.mark.parametrize(
    ("accept", "text"),
    [
        ("", False),
        ("*/*", False),
        ("application/json", False),
        ("application/json, text/plain, */*", False),
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("text/plain", True),
        ("text/plain;q=0.5, application/json;q=0.4", True),
        ("text/plain;q=banana", False),
        (PROMETHEUS_ACCEPT, True),
    ],
)
def test_who_likes_text_better_gets_text(accept: str, text: bool) -> None:
    assert asks_for_text(accept) is text


def test_metrics_are_for_the_scraper(client: TestClient, cast: Cast) -> None:
    for path in ("/metrics", "/metrics/prometheus"):
        assert client.get(path).status_code == 401
        assert client.get(path, headers={"Authorization": "Bearer guess"}).status_code == 401
        assert client.get(path, headers=AS_ADMIN).status_code == 403


def test_an_unset_token_leaves_metrics_open_to_this_machine(open_client: TestClient) -> None:
    assert open_client.get("/metrics").status_code == 200
    assert open_client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403


def test_prometheus_s_own_tool_finds_nothing_to_say(client: TestClient, cast: Cast, a_text: None) -> None:
    client.post("/v1/jobs/run-due", headers=AS_ADMIN)
    text = client.get("/metrics/prometheus", headers={**AS_SCRAPER, "Accept": "text/plain"}).text
    checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stdout + checked.stderr) == (0, "")


def test_series_are_there_before_their_first_event(client: TestClient, cast: Cast) -> None:
    text = client.get("/metrics/prometheus", headers=AS_SCRAPER).text
    for line in (
        "ai_telephony_twilio_signature_failures_total 0.0",
        'ai_telephony_twilio_voice_errors_total{business_id="brooks"} 0.0',
        'ai_telephony_conversation_turns_total{business_id="brooks"} 0.0',
        'ai_telephony_route_errors_total{method="POST",route="/twilio/voice"} 0.0',
        'ai_telephony_provider_calls_total{outcome="unavailable",provider="calendar"} 0.0',
        "ai_telephony_database_up 1.0",
        "ai_telephony_outbox_pending 0.0",
        "ai_telephony_outbox_oldest_age_seconds 0.0",
        "ai_telephony_workers 1.0",
    ):
        assert line in text.splitlines(), line


def test_what_was_not_understood_is_counted_for_its_tenant(client: TestClient, cast: Cast) -> None:
    opened = client.post("/v1/voice/session/start", headers=cast.rivera.as_tenant).json()
    for text in ("zzz qqq", "my water heater is leaking"):
        said = {"session_id": opened["session_id"], "text": text}
        client.post("/v1/voice/session/input", headers=cast.rivera.as_tenant, json=said)
    lines = client.get("/metrics/prometheus", headers=AS_SCRAPER).text.splitlines()
    assert 'ai_telephony_conversation_turns_total{business_id="rivera"} 2.0' in lines
    assert 'ai_telephony_understanding_misses_total{business_id="rivera"} 1.0' in lines


@pytest.mark.parametrize("path", ["/v1/voice/session/input", "/telephony/audio", "/v1/widget/message", "/twilio/voice"])
def test_a_route_is_known_by_its_whole_template(client: TestClient, cast: Cast, path: str) -> None:
    client.post(path)
    assert set(client.get("/metrics", headers=AS_SCRAPER).json()["route_metrics"]) == {path}


def test_telephony_counts_as_calls_by_twilio_do(client: TestClient, cast: Cast) -> None:
    client.post("/telephony/inbound", headers=cast.rivera.as_tenant)
    figures = client.get("/metrics", headers=AS_SCRAPER).json()
    assert (figures["twilio_voice_requests"], figures["voice_session_requests"]) == (1, 0)
    assert figures["twilio_by_business"]["rivera"]["voice_requests"] == 1


def test_small_campaigns_share_a_series(services: Services, client: TestClient, cast: Cast) -> None:
    with services.store.unit_of_work() as unit:
        for number in range(25):
            unit.tallies.add("rivera", f"retention_sent:c{number}", services.clock.now().date(), 25 - number)
        unit.commit()
    lines = client.get("/metrics/prometheus", headers=AS_SCRAPER).text.splitlines()
    sent = [line for line in lines if line.startswith("ai_telephony_retention_sent_total{")]
    assert len(sent) == 21
    assert 'ai_telephony_retention_sent_total{business_id="rivera",campaign_type="other"} 15.0' in sent


def test_a_store_that_is_away_is_a_figure_and_no_failure(tmp_path: Path) -> None:
    """A directory stands where the database should be."""
    settings = Settings.model_validate(
        {"sweep_seconds": 0, "database_url": f"sqlite:///{tmp_path}", "use_db_customers": True}
    )
    with TestClient(create_app(settings)) as client:
        figures = client.get("/metrics").json()
        lines = client.get("/metrics/prometheus").text.splitlines()
    assert (figures["database_up"], figures["sms_by_business"]) == (False, {})
    assert "ai_telephony_database_up 0.0" in lines
    assert not any(line.startswith("ai_telephony_outbox") for line in lines)


def test_heartbeats_of_jobs_are_shown(client: TestClient, cast: Cast) -> None:
    client.post("/v1/reminders/send-upcoming", headers=cast.rivera.as_tenant)
    client.post("/v1/jobs/run-due", headers=AS_ADMIN)
    lines = client.get("/metrics/prometheus", headers=AS_SCRAPER).text.splitlines()
    for job, business_id in (("run-due", ""), ("send-upcoming", ""), ("send-upcoming", "rivera")):
        labels = f'{{business_id="{business_id}",job_name="{job}"}}'
        assert f"ai_telephony_job_last_run_ok{labels} 1.0" in lines
        assert any(line.startswith(f"ai_telephony_job_last_run_timestamp_seconds{labels} ") for line in lines)


def test_the_operator_sees_each_job_s_last_run(client: TestClient, cast: Cast) -> None:
    client.post("/v1/reminders/send-upcoming", headers=cast.rivera.as_tenant)
    client.post("/v1/jobs/run-due", headers=AS_ADMIN)
    first = client.get("/v1/admin/jobs?limit=1", headers=AS_ADMIN).json()
    assert set(first["items"][0]) == {"name", "business_id", "last_run_at", "result", "ok"}
    rest = client.get(f"/v1/admin/jobs?cursor={first['next_cursor']}", headers=AS_ADMIN).json()
    names = [(run["name"], run["business_id"]) for run in (*first["items"], *rest["items"])]
    assert names == sorted(names, key=lambda name: (name[0], name[1] or ""))
    assert {("run-due", None), ("send-upcoming", None), ("send-upcoming", "rivera")} <= set(names)
    assert rest["next_cursor"] is None
