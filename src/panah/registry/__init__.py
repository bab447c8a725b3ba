"""Persons, households, their dated facts and life events, and finding them again."""
