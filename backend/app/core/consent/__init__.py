"""May this text go to this customer now: the words, the hours, and the one gate that decides."""
