"""The deployment's own key, under which secrets and erased phone numbers are hashed."""

from __future__ import annotations

from app.repositories.errors import DuplicateRecord
from app.repositories.ports import Store, UnitOfWork

HASH_KEY = "hash_key"


class KeyRing:
    """The configured key, or one that was made at the first start and is kept in the store."""

    def __init__(self, configured: str | None = None) -> None:
        self._key = configured.encode() if configured else None

    def of(self, unit: UnitOfWork) -> bytes:
        """The key. Needs `ensure` to have run once for this store."""
        if self._key is None:
            stored = unit.deployment.get(HASH_KEY)
            if stored is None:
                raise LookupError("the deployment has no key yet")
            self._key = stored.encode()
        return self._key

    def ensure(self, store: Store, fresh: str) -> None:
        """Keep `fresh` as the key where the store has none; another worker may be quicker."""
        if self._key is not None:
            return
        with store.unit_of_work() as unit:
            if unit.deployment.get(HASH_KEY) is not None:
                return
            try:
                unit.deployment.add(HASH_KEY, fresh)
            except DuplicateRecord:
                return
            unit.commit()
