"""The history of the database's tables. Each revision is a fact of its day and is never changed afterwards."""
