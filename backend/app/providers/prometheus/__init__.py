"""Counters for the operator, kept by prometheus-client."""
