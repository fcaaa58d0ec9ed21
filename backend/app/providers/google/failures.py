"""Google's and its library's failures in our own words: passing, permanent, or perhaps carried out."""

from __future__ import annotations

import json
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, TypeVar

import httplib2
from google.auth.exceptions import GoogleAuthError
from googleapiclient.errors import Error, HttpError

from app.providers.ports import OutcomeUnknown, ProviderError, Rejected, Unavailable

Result = TypeVar("Result")

TOO_MANY = 429
# Reasons of a 403 that pass by themselves; all others want a person.
PASSING = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})


def asked(request: Callable[[], Result]) -> Result:
    """What the request answers. Raises `ProviderError`, whose code is the status, with the reason in its text."""
    try:
        return request()
    except HttpError as error:
        raise _of_answer(error) from error
    except GoogleAuthError as error:
        # The token server is asked before the calendar, so the calendar has not heard of it.
        raise Unavailable(f"no access token: {type(error).__name__}", "auth") from error
    except (httplib2.HttpLib2Error, HTTPException, OSError) as error:
        raise OutcomeUnknown(f"no answer: {type(error).__name__}", "network") from error
    except (Error, ValueError, LookupError, TypeError, AttributeError) as error:
        raise OutcomeUnknown(f"no answer that makes sense: {type(error).__name__}", "answer") from error


def execute(request: Any) -> dict[str, Any]:
    """The body of the library's answer, empty for none. Raises `ProviderError`."""
    answer = asked(request.execute)
    if answer in (None, "", b""):
        return {}
    if not isinstance(answer, dict):
        raise OutcomeUnknown("no answer that makes sense", "answer")
    return answer


def _of_answer(error: HttpError) -> ProviderError:
    status = int(error.resp.status)
    reason = _reason(error)
    text = f"{status} {reason}".strip()
    if status == TOO_MANY or (status == 403 and reason in PASSING):
        return Unavailable(text, str(status))
    if status >= 500:
        return OutcomeUnknown(text, str(status))
    return Rejected(text, str(status))


def _reason(error: HttpError) -> str:
    """Google's own word for it; never its message, which may quote what was sent."""
    try:
        return str(json.loads(error.content)["error"]["errors"][0]["reason"])
    except (ValueError, LookupError, TypeError):
        return ""
