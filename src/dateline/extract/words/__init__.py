"""Words and text: word lists, inflection, triggers, sentences, case."""
