"""What a caller must not lose while the database is away, kept on this machine until it is back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SpooledKind(StrEnum):
    """A call or text that failed or was turned away, a recording, a call's end."""

    CALL = "call"
    TEXT = "text"
    RECORDING = "recording"
    END = "end"
    CALL_TURNED_AWAY = "call_turned_away"
    TEXT_TURNED_AWAY = "text_turned_away"


@dataclass(frozen=True, slots=True)
class Spooled:
    """`sid` names the call or message at the provider; `business_id`, `own_number` and `fallback` say whose it is.

    `words` is what was said or written, or a recording's transcript. `inbound` false: a call that we placed.
    """

    id: str
    kind: SpooledKind
    at: datetime
    sid: str
    business_id: str | None = None
    own_number: str | None = None
    fallback: str | None = None
    caller: str | None = None
    words: str = ""
    opt_out_type: str | None = None
    recording_sid: str = ""
    recording_url: str | None = None
    inbound: bool = True
