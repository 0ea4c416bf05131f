"""From a path or an address to raw bytes: what was published, exactly as it came, with its origin and time."""

from dateline.collect.limits import DEFAULT_LIMITS, Limits
from dateline.collect.location import collect

__all__ = ["DEFAULT_LIMITS", "Limits", "collect"]
