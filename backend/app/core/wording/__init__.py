"""The words that people read and hear, by language."""
