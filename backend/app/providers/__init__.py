"""The world outside behind promises: `ports` says what a provider does, each folder is one provider."""
