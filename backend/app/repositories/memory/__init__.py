"""Everything in this process's memory: the development mode, and the model that the SQL store is held to."""
