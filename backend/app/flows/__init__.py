"""What the product does, one verb to a file. Synchronous functions over a unit of work."""
