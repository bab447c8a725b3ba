"""Signing in and out: one door for staff and people, with a second factor for whoever wants or needs one."""
