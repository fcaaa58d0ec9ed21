"""Bodies in and out, as the contract names them."""
