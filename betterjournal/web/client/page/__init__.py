"""One page of the journal, to write on."""
