"""Where providers and other authorities say by themselves what happened."""
