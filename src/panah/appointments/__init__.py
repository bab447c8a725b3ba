"""Appointments: free times of offices, the plan that calls households, the draw, and booking without a rush."""
