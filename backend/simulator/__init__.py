"""Twilio on this machine: rings the receptionist through its real webhooks and follows TwiML as Twilio does."""
