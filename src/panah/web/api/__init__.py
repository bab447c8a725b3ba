"""What other authorities ask by machine, with a key."""
