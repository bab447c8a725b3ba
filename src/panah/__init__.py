"""Panah, the service desk for foreign nationals and refugees."""
