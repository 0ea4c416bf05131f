"""Counts as ranges: 'at least six' has a low end only, 'up to 30' a high end only, 'none' is exactly 0."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class CountRange:
    """How many, from `low` to `high`; an end that the text leaves open is None. Never both (use None instead)."""

    low: int | None
    high: int | None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a count needs at least one end; an unknown number is None, not an empty range")
        if (self.low or 0) < 0 or (self.high or 0) < 0:
            raise ValueError("a count cannot be negative")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"a count must not run backwards: {self.low}..{self.high}")

    @classmethod
    def exactly(cls, number: int) -> CountRange:
        """The text gives one number."""
        return cls(number, number)

    @classmethod
    def at_least(cls, number: int) -> CountRange:
        """'At least', 'more than' (guideline: the same number as low end)."""
        return cls(number, None)

    @classmethod
    def at_most(cls, number: int) -> CountRange:
        """'Up to', 'nearly', 'almost'."""
        return cls(None, number)

    def plus(self, other: CountRange) -> CountRange:
        """The sum of two parts ('two Americans and a Briton'); an open end stays open."""
        low = None if self.low is None and other.low is None else (self.low or 0) + (other.low or 0)
        high = None if self.high is None or other.high is None else self.high + other.high
        return CountRange(low, high) if low is not None or high is not None else CountRange(0, None)

    def agrees_with(self, other: CountRange) -> bool:
        """Some number fits both: 'at least 5' and '7' do not disagree."""
        low = max(self.low or 0, other.low or 0)
        highs = [end for end in (self.high, other.high) if end is not None]
        return not highs or low <= min(highs)

    def __str__(self) -> str:
        if self.low == self.high:
            return str(self.low)
        if self.high is None:
            return f"at least {self.low}"
        if self.low is None:
            return f"up to {self.high}"
        return f"{self.low} to {self.high}"
