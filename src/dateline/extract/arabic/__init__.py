"""Reading Arabic and Persian by word patterns: happenings, claims, denials and accusations, at lower confidence."""

from dateline.extract.arabic.lexicon import ArabicLexicon, is_arabic, load_arabic, without_everyday_words
from dateline.extract.arabic.read import read_arabic

__all__ = ["ArabicLexicon", "is_arabic", "load_arabic", "read_arabic", "without_everyday_words"]
