"""Pages of whoever asks for something: apply, follow, answer, withdraw."""
