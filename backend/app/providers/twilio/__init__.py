"""Twilio behind our ports."""
