"""Drawing a brief: one self-contained HTML file, Markdown, Word, or PDF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from dateline.errors import SettingsError
from dateline.export.brief.model import Brief, Cited, IncidentEntry
from dateline.export.brief.timeline import timeline_svg

FORMATS = ("html", "md", "docx", "pdf")


def draw_brief(brief: Brief, form: str) -> bytes:
    """The brief as bytes of one of `FORMATS`; raises SettingsError when a needed package is missing."""
    if form == "html":
        return to_html(brief).encode("utf-8", "replace")
    if form == "md":
        return to_markdown(brief).encode("utf-8", "replace")
    return to_docx(brief) if form == "docx" else to_pdf(brief)


def to_html(brief: Brief) -> str:
    """One HTML file that asks nothing of any other place; everything from the news is escaped."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("dateline.export.brief", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    picture = timeline_svg(brief.incidents)
    return environment.get_template("brief.html").render(brief=brief, timeline=picture)


def to_pdf(brief: Brief) -> bytes:
    """The HTML, set for paper. Needs the `documents` extra."""
    try:
        import weasyprint
    except (ImportError, OSError) as missing:
        raise SettingsError(
            "PDF needs WeasyPrint and the Pango library: pip install 'dateline[documents]' "
            f"(Debian: apt install libpango-1.0-0 libpangoft2-1.0-0). It said: {missing}"
        ) from missing
    pdf: bytes = weasyprint.HTML(string=to_html(brief), url_fetcher=_refuse).write_pdf()
    return pdf


def _refuse(url: str, *_: object, **__: object) -> dict[str, object]:
    """Nothing is fetched for a brief."""
    raise ValueError(f"a brief asks for nothing outside itself: {url[:80]}")


def _plain(text: str) -> str:
    """Text that Markdown leaves alone, in one line."""
    line = " ".join(text.split())
    return "".join("\\" + char if char in "\\`*_{}[]<>#|" else char for char in line)


def _numbers(cited: Cited) -> str:
    return "".join(f"[{number}]" for number in cited.sources)


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown."""
    return "\n".join(_markdown(brief)) + "\n"


def _markdown(brief: Brief) -> Iterator[str]:
    yield from (f"# {brief.title}", "", f"Period: {brief.period}. As of {brief.as_of}.", "", "## Key figures", "")
    yield from (f"- **{one.label}: {one.value}**. {one.means}" for one in brief.figures)
    for heading, entries in (
        ("What happened", brief.incidents),
        ("Totals told", brief.totals),
        ("Recalled as background", brief.recalled),
    ):
        if entries:
            yield from ("", f"## {heading}")
            for entry in entries:
                yield from _markdown_incident(entry)
    if brief.actors:
        yield from (
            "",
            "## Actors",
            "",
            "| actor | did | claims | blamed | suffered |",
            "| --- | --- | --- | --- | --- |",
        )
        yield from (f"| {_plain(r.name)} | {r.did} | {r.claimed} | {r.blamed} | {r.suffered} |" for r in brief.actors)
    if brief.unknown:
        yield from ("", "## What is not known", "", *(f"- {line}" for line in brief.unknown))
    yield from ("", "## Sources", "")
    for source in brief.sources:
        copy = f" Copy of [{source.copy_of}]." if source.copy_of else ""
        name, title = _plain(source.outlet), _plain(source.title)
        yield f"{source.number}. {name}: {title}, {source.published}. {_plain(source.url)} `{source.sha256}`{copy}"


def _markdown_incident(entry: IncidentEntry) -> Iterator[str]:
    yield from (
        "",
        f"### {_plain(entry.summary)}",
        "",
        f"`{entry.id}` {entry.standing} {_plain(entry.corroboration)}",
        "",
    )
    for fact in entry.facts:
        who = f" (according to {_plain(', '.join(fact.shown.who))})" if fact.shown.who else ""
        yield f"- {fact.label}: {_plain(fact.shown.value)} {_numbers(fact.shown)}{who}"
    for dispute in entry.disputes:
        values = "; ".join(f"{_plain(v.value)} {_numbers(v)}" for v in dispute.values)
        yield f"- **Sources differ** on {dispute.label.lower()}: {values}" + (
            f" ({_plain(dispute.note)})" if dispute.note else ""
        )
    yield from (f"- {_plain(said.value)} {_numbers(said)}" for said in entry.said)
    for quote in entry.quotes:
        yield from ("", f"> {_plain(quote.text)} [{quote.source}]")


def to_docx(brief: Brief) -> bytes:
    """The brief as a Word document. Needs the `documents` extra."""
    try:
        import docx
    except ImportError as missing:
        raise SettingsError("Word files need python-docx: pip install 'dateline[documents]'") from missing
    paper = docx.Document()
    paper.add_heading(brief.title, 0)
    paper.add_paragraph(f"Period: {brief.period}. As of {brief.as_of}.")
    for figure in brief.figures:
        paper.add_paragraph(f"{figure.label}: {figure.value}. {figure.means}", style="List Bullet")
    paper.add_heading("What happened", 1)
    for entry in brief.incidents:
        _docx_incident(paper, entry)
    paper.add_heading("Sources", 1)
    for source in brief.sources:
        paper.add_paragraph(
            f"[{source.number}] {_safe(source.outlet)}: {_safe(source.title)}, {source.published}. "
            f"{_safe(source.url)} {source.sha256}"
        )
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _safe(text: str) -> str:
    """Text that XML can hold."""
    return "".join(char for char in text if char.isprintable())


def _docx_incident(paper: object, entry: IncidentEntry) -> None:
    add, head = paper.add_paragraph, paper.add_heading  # type: ignore[attr-defined]
    head(_safe(entry.summary), 2)
    add(_safe(f"{entry.id}. {entry.standing} {entry.corroboration}"))
    for fact in entry.facts:
        add(_safe(f"{fact.label}: {fact.shown.value} {_numbers(fact.shown)}"), style="List Bullet")
    for dispute in entry.disputes:
        values = "; ".join(f"{value.value} {_numbers(value)}" for value in dispute.values)
        add(_safe(f"Sources differ on {dispute.label.lower()}: {values}"), style="List Bullet")
    for quote in entry.quotes:
        add(_safe(f"“{quote.text}” [{quote.source}]"), style="Intense Quote")
