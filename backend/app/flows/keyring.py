"""The deployment's own key, under which secrets and erased phone numbers are hashed."""

from __future__ import annotations

from app.repositories.errors import DuplicateRecord
from app.repositories.ports import Store, UnitOfWork

HASH_KEY = "hash_key"


class KeyRing:
    """The configured key, or one that was made at the first start and is kept in the store."""

    def __init__(self, configured: str | None = None) -> None:
        self._key = configured.encode() if configured else None

    @property
    def key(self) -> bytes:
        """The key, once `ensure` or `of` has seen it."""
        if self._key is None:
            raise LookupError("the deployment has no key yet")
        return self._key

    def of(self, unit: UnitOfWork) -> bytes:
        """The key, read by a unit of work that is open anyway. Needs `ensure` to have run once for this store."""
        if self._key is None:
            self._read(unit)
        return self.key

    def ensure(self, store: Store, fresh: str) -> None:
        """Keep `fresh` as the key where the store has none; another worker may be quicker."""
        if self._key is not None:
            return
        with store.unit_of_work() as unit:
            if unit.deployment.get(HASH_KEY) is None:
                try:
                    unit.deployment.add(HASH_KEY, fresh)
                    unit.commit()
                except DuplicateRecord:
                    pass
        with store.unit_of_work(read_only=True) as unit:
            self._read(unit)

    def _read(self, unit: UnitOfWork) -> None:
        stored = unit.deployment.get(HASH_KEY)
        self._key = stored.encode() if stored is not None else None
