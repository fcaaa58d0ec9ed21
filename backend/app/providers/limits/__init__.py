"""Rate limits by the `limits` library, in memory or in Redis."""
