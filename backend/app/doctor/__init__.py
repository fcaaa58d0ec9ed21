"""`python -m app.doctor`: looks at a deployment from the inside and says what to do about what it finds."""
