"""Pages of staff: today, worklist, case, household, counter."""
