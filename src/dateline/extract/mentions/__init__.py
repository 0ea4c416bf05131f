"""One sentence: the happenings it tells, with who, whom, when, where, how many and with what."""
