"""Reading cases: worklists, one case, and whether the books agree."""

from panah.casework.queries.invariants import broken_invariants, miscounted_cases

__all__ = ["broken_invariants", "miscounted_cases"]
