"""Drills: what is broken on purpose, and whether anything was lost or doubled."""
