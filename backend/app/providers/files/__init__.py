"""Plain files behind our ports."""
