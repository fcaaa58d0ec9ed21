"""What a caller says, turned into a frame: deterministic, offline, about a millisecond a turn."""
