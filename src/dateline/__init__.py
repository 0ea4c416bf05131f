"""Dateline turns the news about armed conflict into a sourced record."""

__version__ = "0.1.0"
