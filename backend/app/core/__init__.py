"""What is true: records and pure rules. No I/O, no clock, no framework."""
