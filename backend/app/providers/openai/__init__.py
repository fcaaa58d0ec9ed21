"""Servers that speak OpenAI's protocol: a chat model that helps to understand, and speech."""
