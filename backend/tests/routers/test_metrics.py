"""The counters, for people and for Prometheus."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.core.texts import Audience, TextKind
from app.flows.deliver import settle
from app.flows.services import Services
from app.flows.texting import OutgoingMessage, send_text
from app.routers.metrics import asks_for_text
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
