"""iCalendar feeds: any telephone subscribes to the visits, without an account anywhere."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Request
from fastapi.responses import Response

from app.core.businesses import Business
from app.core.feeds import FeedAddress
from app.flows import calendar_feed as flow
from app.flows.outside import run_turn
from app.flows.services import Services
from app.flows.watch_calendars import hear_notification
from app.routers.answers import Answer
from app.routers.auth import OwnerDep, who
from app.routers.dependencies import RunnerDep, ServicesDep, SettingsDep
from app.routers.icalendar import render
from app.settings import Settings

router = APIRouter(tags=["calendar"])

Secret = Annotated[str, Path(max_length=300)]


@router.get(
    "/v1/calendar/{secret}.ics",
    summary="Visits as iCalendar; the secret in the address is the credential",
    response_class=Response,
    responses={
        200: {"content": {"text/calendar": {"schema": {"type": "string"}}}},
        304: {"description": "As the client has it: `If-None-Match` names what stands there"},
    },
)
async def read(
    secret: Secret,
    services: ServicesDep,
    runner: RunnerDep,
    known: Annotated[str, Header(alias="If-None-Match", max_length=1000)] = "",
) -> Response:
    feed = await runner.run(flow.read_feed, services, secret)
    made = render(feed)
    kind = "attachment" if feed.for_customer else "inline"
    headers = {
        "Content-Disposition": f'{kind}; filename="visits.ics"',
        "Cache-Control": "private, max-age=300",
        "ETag": f'"{sha256(made).hexdigest()[:32]}"',
        "X-Robots-Tag": "noindex",
    }
    if headers["ETag"] in known:
        return Response(status_code=304, headers=headers)
    return Response(made, media_type="text/calendar; charset=utf-8", headers=headers)


@router.post("/v1/calendar/notifications", summary="Google tells of changes in a calendar", status_code=204)
async def hear(
    services: ServicesDep,
    runner: RunnerDep,
    token: Annotated[str, Header(alias="X-Goog-Channel-Token", max_length=300)] = "",
    state: Annotated[str, Header(alias="X-Goog-Resource-State", max_length=50)] = "",
) -> None:
    # The first word on a channel only says that it is open.
    if state != "sync":
        await runner.run_long(hear_notification, services, token)


@router.post("/v1/owner/calendar-feed/rotate", summary="New feed addresses; the old ones stop", tags=["owner"])
async def rotate(
    request: Request, caller: OwnerDep, services: ServicesDep, runner: RunnerDep, settings: SettingsDep
) -> Answer:
    business = await runner.run(
        run_turn,
        services,
        caller.business_id,
        lambda unit, _: flow.rotate_feed(unit, services, caller.business_id, who(request, caller)),
    )
    return Answer(feed_fields(request, settings, services, business))


def feed_fields(request: Request, settings: Settings, services: Services, business: Business) -> dict[str, Any]:
    """The addresses to subscribe to: of the business, and of each technician."""
    return {
        "calendar_feed_url": _url(request, settings, flow.feed_of(services, business)),
        "technician_feeds": [
            {
                "technician_id": person.id,
                "calendar_feed_url": _url(request, settings, flow.feed_of(services, business, person.id)),
            }
            for person in business.technicians
            if person.active
        ],
    }


def _url(request: Request, settings: Settings, address: FeedAddress) -> str:
    base = settings.public_base_url or str(request.base_url).rstrip("/")
    return f"{base}/v1/calendar/{address}.ics"
