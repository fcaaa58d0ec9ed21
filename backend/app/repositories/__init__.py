"""Stores behind promises: `ports` says what they keep, `memory` and `sql` keep it."""
