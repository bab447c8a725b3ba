"""Biometrics: tickets to read fingers and eyes at a desk, one-to-one checks, and excuses that two people stand for."""
