"""Reading cases: worklists, one case, and whether the books agree."""

from panah.casework.queries.free_will import unfree_ends
from panah.casework.queries.invariants import broken_invariants, miscounted_cases

__all__ = ["broken_invariants", "miscounted_cases", "unfree_ends"]
