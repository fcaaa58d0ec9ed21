"""SQLite and PostgreSQL: the same promises, kept by the database."""
