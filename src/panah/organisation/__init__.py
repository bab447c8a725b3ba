"""Who serves: provinces, counties, offices, contractors, staff, dated roles and what each may see."""
