"""Decisions with their reason, and objections decided by somebody else."""
