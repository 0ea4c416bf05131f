"""Keeps what was collected, read, derived and decided: one set of roles, in memory or in SQL."""
