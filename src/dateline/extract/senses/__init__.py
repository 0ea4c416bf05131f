"""Which sense of a trigger a clause has, by the conditions of the lexicon."""
