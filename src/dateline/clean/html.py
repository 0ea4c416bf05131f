"""Pages: the body through trafilatura, everything else from what the page declares about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dateline.clean.page_facts import Facts, facts_of
from dateline.errors import UnreadableInput

_MAX_DEPTH = 256  # libxml2's own bound on nested tags; deeper pages are hostile


@dataclass(frozen=True, slots=True)
class PageText:
    """The page's text, one paragraph a line, and its own facts."""

    text: str
    facts: Facts


def read_page(page: str, *, fragment: bool = False) -> PageText:
    """Take the story out of a page (or of a feed item's `fragment`); raises UnreadableInput when there is none."""
    tree = parse(f"<html><body><article>{page}</article></body></html>" if fragment else page)
    facts = Facts() if fragment else facts_of(tree)
    text = fragment_text(tree) if fragment else body_text(tree)
    if not text or sum(c.isalpha() for c in text) < 20:
        raise UnreadableInput("no article text was found on this page; save the text as .txt if there is one")
    return PageText(text, facts)


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
    return tree


def body_text(tree: Any) -> str:
    """The main text of a page, paragraphs divided by line ends, without comments and tables of links."""
    import copy

    import trafilatura

    text = trafilatura.extract(
        copy.deepcopy(tree), include_comments=False, include_tables=True, include_formatting=False, deduplicate=False
    )
    return str(text or "")


_BREAKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "figure", "figcaption", "section", "article", "ul", "ol", "table", "pre", "hr"})  # fmt: skip
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
