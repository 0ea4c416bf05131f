"""Parses, and what stands where in a parsed sentence."""
