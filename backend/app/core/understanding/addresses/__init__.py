"""Addresses: found in a sentence as written or spoken, and mended where they were heard wrong."""

from .amended import find_address
from .find import zip_of
from .mend import mend_address

__all__ = ["find_address", "mend_address", "zip_of"]
