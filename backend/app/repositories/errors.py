"""What a store may raise. Adapters turn their drivers' errors into these."""

from __future__ import annotations


class StoreError(Exception):
    """Anything a store raises."""


class StoreUnavailable(StoreError):
    """Passing: the store is away, locked or full. The same call may work later."""


class SchemaMismatch(StoreError):
    """Stops the start: the schema is not the one that this code was written for. The message says what to do."""


class SlotTaken(StoreError):
    """The technician's time overlaps another active appointment."""


class DuplicateRecord(StoreError):
    """A record with this unique value (phone number, key, id) exists already."""


class StaleRecord(StoreError):
    """The record was changed by somebody else since it was read; run the flow again."""


class UnknownRecord(StoreError):
    """A save of a record that this tenant does not have, or a part of one that it does not have."""


class InvalidRecord(StoreError):
    """A record that contradicts itself, such as a visit that ends before it begins."""


class UnknownKey(StoreError):
    """A listing cannot continue after this key: no page gave it."""


class ReadOnlyUnit(StoreError):
    """A unit of work that was opened to read only was asked to write."""
