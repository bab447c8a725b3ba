"""Figures, each a ratio against a floor of the same run; never a timed test."""
