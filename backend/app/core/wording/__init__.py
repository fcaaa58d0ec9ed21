"""Every word the receptionist says or writes: one catalogue per language, dates and times as people say them."""
