"""Speech from this machine, without any network."""
