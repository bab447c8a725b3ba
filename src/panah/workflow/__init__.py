"""A service as a program: its definition, the loader that refuses a wrong one, and what is drawn from it.

Pure Python: nothing here knows Django, a database or the clock.
"""
