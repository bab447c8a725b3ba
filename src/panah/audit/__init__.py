"""The one append-only journal of acts and reads, and its sealer."""
