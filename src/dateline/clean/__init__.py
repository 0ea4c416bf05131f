"""From raw bytes to an article: the story without the page around it, and what the page says about the story."""

from dateline.clean.article import clean

__all__ = ["clean"]
