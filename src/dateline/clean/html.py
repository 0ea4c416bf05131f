"""Pages: the body through trafilatura, everything else from what the page declares about itself."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from dateline.clean.page_facts import Facts, facts_of
from dateline.errors import UnreadableInput

_MAX_ELEMENTS = 50_000  # long live blogs have some ten thousand; more only takes time
_SHORT = 1000  # letters of a text that may be a box instead of the story
_USUAL = 3  # paragraphs set alike before their setting counts as that of the story


@dataclass(frozen=True, slots=True)
class PageText:
    """The page's text, paragraphs divided by blank lines, and its own facts."""

    text: str
    facts: Facts


def read_page(page: str, *, fragment: bool = False) -> PageText:
    """Take the story out of a page (or of a feed item's `fragment`); raises UnreadableInput when there is none."""
    tree = parse(f"<html><body><article>{page}</article></body></html>" if fragment else page)
    facts = Facts() if fragment else facts_of(tree)
    text = fragment_text(tree) if fragment else whole_text(tree)
    if not text or sum(c.isalpha() for c in text) < 20:
        raise UnreadableInput("no article text was found on this page; save the text as .txt if there is one")
    paragraphs = (line for line in text.split("\n") if line.strip())
    return PageText("\n\n".join(paragraphs), facts)


def parse(page: str) -> Any:
    """The page as an lxml tree; raises UnreadableInput when it cannot be one."""
    from lxml import etree
    from lxml import html as lxml_html

    page = page.replace("\x00", "")
    if page.lstrip().startswith("<?xml"):
        page = page.partition("?>")[2]
    try:
        tree = lxml_html.fromstring(page)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInput(f"the page cannot be read as HTML: {error}") from error
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise UnreadableInput(f"the page has more than {_MAX_ELEMENTS:,} elements; save the text as .txt")
    return tree


def body_text(tree: Any) -> str:
    """The main text of a page, paragraphs divided by line ends, without comments.

    The extractor is asked to be strict; where that leaves a short text, its usual answer counts if twice as long.
    """
    strict = _extracted(tree, strict=True)
    if len(strict) >= _SHORT:
        return strict
    usual = _extracted(tree, strict=False)
    return usual if len(usual) > 2 * len(strict) else strict


def _extracted(tree: Any, *, strict: bool) -> str:
    import copy

    import trafilatura

    page = copy.deepcopy(tree)  # the extractor takes the tree apart
    text = trafilatura.extract(page, include_comments=False, include_tables=True, favor_precision=strict)
    return str(text or "")


def whole_text(tree: Any) -> str:
    """`body_text`, completed: pages cut in pieces by boxes lose the pieces after the first.

    The paragraphs found have parents of a certain kind; where paragraphs in parents of the same kind hold at least a
    third more words, all of these are the text.
    """
    text = body_text(tree)
    found = {_key(line) for line in text.split("\n")}
    paragraphs = [(_setting(p), " ".join(p.text_content().split())) for p in tree.iter("p")]
    settings = Counter(setting for setting, words in paragraphs if words and _key(words) in found)
    usual = {setting for setting, count in settings.items() if count >= _USUAL}
    complete = [words for setting, words in paragraphs if setting in usual and words]
    missing = sum(len(words) for words in complete if _key(words) not in found)
    return "\n".join(complete) if missing > len(text) / 3 and len("".join(complete)) > len(text) else text


def _key(line: str) -> str:
    return "".join(line.split())[:60]


def _setting(paragraph: Any) -> tuple[str, ...]:
    """How a paragraph is set: its own class, its parent's element and class."""
    parent = paragraph.getparent()
    above = () if parent is None or not isinstance(parent.tag, str) else (parent.tag, parent.get("class") or "")
    return (paragraph.get("class") or "", *above)


_BREAKS = frozenset(
    "p div br li h1 h2 h3 h4 h5 h6 blockquote tr figure figcaption section article ul ol table pre hr".split()
)
_SKIPPED = frozenset({"script", "style", "noscript", "iframe", "form", "button", "svg", "template"})


def fragment_text(tree: Any) -> str:
    """Everything that a feed item shows, block by block; the publisher has already taken the page away."""
    parts: list[str] = []
    for event, element in _events(tree):
        if not isinstance(element.tag, str):
            parts.append(element.tail or "" if event == "end" else "")
            continue
        block = element.tag in _BREAKS
        if event == "start":
            parts.append(("\n\n" if block and element.tag != "br" else "\n" if block else "") + (element.text or ""))
        else:
            parts.append(("\n\n" if block and element.tag != "br" else "") + (element.tail or ""))
    lines = (" ".join(line.split(" ")).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _events(tree: Any) -> Any:
    from lxml import etree

    for element in list(tree.iter(*_SKIPPED)):
        element.drop_tree()
    yield from etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
