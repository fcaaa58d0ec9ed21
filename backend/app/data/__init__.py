"""Readable data that ships with the product."""
