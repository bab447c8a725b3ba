"""Ready-made offices, people and services for tests."""
