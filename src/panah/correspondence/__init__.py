"""The secretariat: registers that give every paper its number and date."""
