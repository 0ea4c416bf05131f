"""The brief: a report people look at, with numbered sources, from the record of a period."""

from dateline.export.brief.make import make_brief
from dateline.export.brief.model import Brief

__all__ = ["Brief", "make_brief"]
