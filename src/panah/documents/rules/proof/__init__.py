"""Papers that prove themselves: the signed token, its printed forms, and everything needed to judge it offline.

Every byte of the profile is told in docs/paper-profile.md, and docs/vectors/papers.json has examples for others.
Moments inside tokens are whole seconds since 1970 in UTC; nothing here reads a clock, a file or a setting.
"""
