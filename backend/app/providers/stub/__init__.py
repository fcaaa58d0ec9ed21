"""Providers that call nobody: the documented development mode."""
