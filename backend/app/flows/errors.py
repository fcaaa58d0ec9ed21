"""What a flow may refuse, in the product's words. Routers turn each into one status code."""

from __future__ import annotations

from typing import Any


class FlowError(Exception):
    """`detail` is shown to the caller: plain words, no secret, nobody else's data."""

    def __init__(self, detail: str, **extra: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = extra


class NotFound(FlowError):
    """Unknown, or another tenant's: the two look alike."""


class Conflict(FlowError):
    """It contradicts what is stored; `extra` may hold alternatives."""


class Invalid(FlowError):
    """What was asked makes no sense; `loc` names the field."""

    def __init__(self, loc: str, detail: str, **extra: Any) -> None:
        super().__init__(detail, **extra)
        self.loc = loc


class Unauthorized(FlowError):
    """No credential, or a wrong one."""


class Forbidden(FlowError):
    """A right credential for something else."""


class TooLarge(FlowError):
    """More than is taken at once."""


class Busy(FlowError):
    """As many as can be served at once are being served."""


class Overloaded(FlowError):
    """It would have to wait longer than anybody does; nothing was done."""

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class Unreachable(FlowError):
    """Somebody outside whom this needs does not answer, or refused us."""
