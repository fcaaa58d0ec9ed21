"""Times: what a caller says of when, on the business's own clock."""

from app.core.understanding.times.merging import merge
from app.core.understanding.times.wishes import resolve

__all__ = ["merge", "resolve"]
