"""What every other package stands on: calendar, text, money, identifiers, secrets. Knows no framework."""
