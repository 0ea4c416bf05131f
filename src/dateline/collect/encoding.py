"""Which characters the bytes stand for: marks, declarations, strict UTF-8, then the habits of older code pages."""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,4}=\s{0,4}["']?([A-Za-z0-9_\-:.]{2,30})""", re.IGNORECASE)

# The letters that make up about half of running text in each script; a code page is right when its high bytes fall on
# them, and wrong when they fall on rare letters or symbols.
_COMMON = {
    "cp1256": frozenset("المنيوترببةسعدهفقكحىأإش،"),
    "cp1251": frozenset("оеаинтсрвлкмдпуязыбьг"),
    "cp1253": frozenset("αοιετσνηυρπκμλςάίόέή"),
    "cp1255": frozenset("יוהלארתבשמנדפקחעגצ"),
    "cp1252": frozenset("éèàùâêîôûçëïüöäßñáíóúãõåøæ’‘“”–—…«»°£©\xa0"),
    "cp1254": frozenset("ıİşŞğĞüÜöÖçÇ’‘“”–"),
    "cp1250": frozenset("ąćęłńóśźżěščřžýáíéúůţăâî’„”–"),
}
_OTHER_SCRIPTS = ("cp1256", "cp1251", "cp1253", "cp1255")
_LATIN = ("cp1252", "cp1254", "cp1250")  # the first wins a draw


def charset_of(head: bytes, declared: str | None = None, *, whole: bool = True) -> str:
    """The name of the encoding, usable with `bytes.decode`.

    `declared` is what the transport said (an HTTP header). `whole` is False when `head` is cut off anywhere, so that
    a letter broken at the end does not count against UTF-8.
    """
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    silent = _utf16_without_mark(head)
    if silent:
        return silent
    named = declared or _declared_in(head)
    if named and _reads(head, named, whole=whole):
        return codecs.lookup(named).name
    if _reads(head, "utf-8", whole=whole):
        return "utf-8"
    return _old_code_page(head)


def decode(content: bytes, charset: str) -> str:
    """The text; bytes that the encoding does not know become U+FFFD, so that one bad byte loses one letter only."""
    return content.decode(charset, errors="replace")


def _declared_in(head: bytes) -> str | None:
    match = _DECLARED.search(head[:2048])
    return match.group(1).decode("ascii") if match else None


def _reads(head: bytes, name: str, *, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(name)(errors="strict").decode(head, final=whole)
    except (LookupError, UnicodeError, TypeError):
        return False
    return True


def _utf16_without_mark(head: bytes) -> str | None:
    """UTF-16 of mostly Latin text shows as a zero in every second byte."""
    sample = head[:2000]
    if len(sample) < 8 or 0 not in sample:
        return None
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _old_code_page(head: bytes) -> str:
    """Text whose letters are mostly beyond ASCII is in another script; else it is Latin with some accents."""
    sample = head[:20_000]
    high = bytes(byte for byte in sample if byte >= 0x80)
    letters = sum(chr(byte).isalpha() for byte in sample if byte < 0x80)
    candidates = _OTHER_SCRIPTS if len(high) > letters else _LATIN
    return max(candidates, key=lambda name: _share(high, name))


def _share(high: bytes, name: str) -> float:
    text = high.decode(name, errors="replace")
    return sum(letter in _COMMON[name] for letter in text) / max(1, len(text))
