"""What routes answer with: JSON that always encodes, and times in the business's zone."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from fastapi.responses import JSONResponse

from app.core.businesses import Business


class Answer(JSONResponse):
    """JSON; what cannot be written as UTF-8 is replaced, so that no stored text can break an answer."""

    def render(self, content: Any) -> bytes:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "replace")


def local_time(moment: datetime | None, business: Business) -> str | None:
    """ISO 8601 with the business's offset at that moment."""
    return None if moment is None else business.local(moment).isoformat()
