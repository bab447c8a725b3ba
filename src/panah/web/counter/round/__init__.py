"""The counter of a round: one screen per household, from its coming to its receipt."""
