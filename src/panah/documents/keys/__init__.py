"""The keys that sign papers and lists: where they lie, which of them signs today, and what the world is told of them.

A process that serves pages never holds one: whatever is signed is signed by the worker, or by an officer of keys at
the command line.
"""
