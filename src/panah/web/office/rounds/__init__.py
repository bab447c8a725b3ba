"""Rounds of registration: the control page, the call-up, and what an office does in them."""
