"""Which times are free: pure rules over a business, what is taken, and the moment of asking."""
