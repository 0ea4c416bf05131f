"""Statements: who says what act about whom, through which channels, with the words that say so."""

from dateline.extract.statements.find import find_statements, sentences_to_parse
from dateline.extract.statements.lexicon import SpeechLexicon, load_speech
from dateline.extract.statements.stances import stances

__all__ = ["SpeechLexicon", "find_statements", "load_speech", "sentences_to_parse", "stances"]
