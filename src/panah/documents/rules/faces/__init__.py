"""What stands on each paper: its facts as a value, and the data its face is filled with; one module a face."""
