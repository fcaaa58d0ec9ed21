"""Addresses: found in a sentence as written or spoken, and mended where heard wrong."""

from .find import find_address, zip_of

__all__ = ["find_address", "zip_of"]
