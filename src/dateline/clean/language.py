"""Which language a text is in: by its script where that decides, else by letter statistics."""

from __future__ import annotations

import re

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_OTHER_SCRIPTS = (("he", re.compile(r"[\u0590-\u05ff]")), ("el", re.compile(r"[\u0370-\u03ff]")))
_KURDISH = re.compile(r"[ڕڵێۆڤە]")
_PERSIAN = re.compile(r"[پچژگکی]")
_URDU = re.compile(r"[ٹڈڑےں]")
_SAMPLE = 1000


def language_of(text: str, given: str | None = None) -> str | None:
    """An ISO 639-1 (or -3) code, or None for text too short to say.

    `given` is what the container said; it decides only where the text is too short or the scripts agree with it.
    """
    sample = text[:_SAMPLE]
    said = given.replace("_", "-").split("-")[0].lower() if given else None
    arabic, latin = len(_ARABIC.findall(sample)), len(_LATIN.findall(sample))
    if arabic > latin and arabic >= 10:
        return _in_arabic_script(sample)
    for code, letters in _OTHER_SCRIPTS:
        if len(letters.findall(sample)) > max(10, latin):
            return code
    if latin < 40 and arabic < 10 and not re.search(r"[^\W\d_]{20}", re.sub(r"[\W\d_]", "", sample)):
        return said
    import py3langid  # takes 0.4 s and 5 MB: only when a text needs it

    found = py3langid.classify(sample.lower() if sample.isupper() or sample[:300].isupper() else sample)[0]
    return said if said and len(sample) < 200 else str(found)


def _in_arabic_script(sample: str) -> str:
    if len(_KURDISH.findall(sample)) > 0.02 * len(sample):
        return "ckb"
    if len(_URDU.findall(sample)) > 0.015 * len(sample):
        return "ur"
    return "fa" if len(_PERSIAN.findall(sample)) > 0.02 * len(sample) else "ar"
