"""The caller's name: found in a sentence, spelled, or given bare; and mended when it was heard wrong."""

from .find import find_name

__all__ = ["find_name"]
