"""The set-based transition: a constant number of statements for any number of cases."""
