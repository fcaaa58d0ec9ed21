"""Google Calendar by a service account: busy times, an event for each visit, and what the owner changes there."""
