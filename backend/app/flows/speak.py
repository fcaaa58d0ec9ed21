"""Words as sound: announced by a token that any worker can play, which ends by itself.

The token holds the words, sealed so that nobody reads or changes them on their way, and nothing has to be stored.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from datetime import timedelta

import structlog
from cryptography.fernet import Fernet, InvalidToken

from app.core.businesses import BusinessStatus
from app.flows.errors import NotFound, Unreachable
from app.flows.services import Services
from app.providers.ports import ProviderError, Sound

log = structlog.get_logger(__name__)

LIFETIME = timedelta(minutes=15)
# About two minutes of speech.
LONGEST = 2_000


def sealed(services: Services, business_id: str, text: str, language: str) -> str | None:
    """The token that plays these words; None where there is nothing to say, or nobody who could."""
    words = _sayable(text)
    if services.speech is None or not words:
        return None
    content = json.dumps([business_id, language, words]).encode()
    now = int(services.clock.now().timestamp())
    return _seal(services).encrypt_at_time(zlib.compress(content), now).decode()


def can_say(services: Services, business_id: str, text: str, language: str) -> bool:
    """Has them said, to be played in a moment. A voice that fails spoils nothing else."""
    if services.speech is None:
        return False
    try:
        services.speech.say(_sayable(text), language)
    except ProviderError as error:
        log.warning("speech_failed", business_id=business_id, reason=str(error))
        return False
    return True


def play(services: Services, token: str) -> Sound:
    """Raises `NotFound` for a token that is none, or has ended, or whose business was suspended."""
    business_id, language, words = _opened(services, token)
    with services.store.unit_of_work(read_only=True) as unit:
        business = unit.businesses.get(business_id)
    if business is None or business.status is not BusinessStatus.ACTIVE or services.speech is None:
        raise _no_such()
    try:
        return services.speech.say(words, language)
    except ProviderError as error:
        log.warning("speech_failed", business_id=business_id, reason=str(error))
        raise Unreachable("The voice does not answer at the moment; please try again shortly.") from None


def _sayable(text: str) -> str:
    return " ".join(text.split())[:LONGEST]


def _opened(services: Services, token: str) -> tuple[str, str, str]:
    now = int(services.clock.now().timestamp())
    try:
        content = _seal(services).decrypt_at_time(token, int(LIFETIME.total_seconds()), now)
    except (InvalidToken, ValueError):
        raise _no_such() from None
    business_id, language, words = json.loads(zlib.decompress(content))
    return business_id, language, words


def _seal(services: Services) -> Fernet:
    key = hashlib.sha256(b"spoken words\n" + services.keys.key).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _no_such() -> NotFound:
    return NotFound("There is no such recording, or it has expired.")
