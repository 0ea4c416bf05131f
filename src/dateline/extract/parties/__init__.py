"""Whom or what the words stand for: names, descriptions, pronouns, those whose a thing is."""
