"""Where providers say by themselves what became of what they were given."""
