"""The actors that the articles name, and the book of actors: checking, growing, importing, exporting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import look
from dateline.cli.common import as_json, author, open_engine, plain, print_json, reason
from dateline.domain.vocabulary import ActorKind

if TYPE_CHECKING:
    from dateline.domain.article import Article
    from dateline.engine import Engine
    from dateline.engine.own_actors import Answer
    from dateline.knowledge.actor_book.warnings import Doubt
    from dateline.resolve.proposals import Proposal

_KINDS = click.Choice([str(kind) for kind in ActorKind])


@click.group(invoke_without_command=True)
@click.option("--text", metavar="WORDS", help="Whose name holds this.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, metavar="N", help="At most so many."
)
@as_json
@click.pass_context
def actors(ctx: click.Context, /, text: str | None, limit: int, json_out: bool) -> None:
    """List the actors that the articles name, most often named first; or work on the book of actors.

    Commands of its own: check, propose, accept, merge, reject, retract, import, export-ftm.
    """
    if ctx.invoked_subcommand is None:
        ctx.invoke(look.actors, text=text, limit=limit, json_out=json_out)


@actors.command()
@click.option("--doubts/--no-doubts", default=True, help="Also what is allowed but doubtful.")
@click.option("--all", "everything", is_flag=True, help="Also list names that help to show but not to find.")
@click.pass_obj
def check(workspace: Path | None, /, doubts: bool, everything: bool) -> None:
    """Check all packs: mistakes with file and line, then doubles, shared names and names that never match.

    At the end it says how many actors of each kind every pack holds.
    """
    from dateline.engine.own_actors import check as checked
    from dateline.settings import load_settings

    found = checked(load_settings(workspace))
    for flaw in found.flaws:
        click.echo(f"mistake: {plain(flaw)}")
    if doubts:
        _print_doubts(found.doubts, everything)
    for one in found.counts:
        arabic = f", {one.in_arabic:,} with a name in Arabic letters" if one.in_arabic else ""
        click.echo(f"{plain(one.pack)}: {one.actors:,} {plain(one.kind.replace('_', ' '))}{arabic}")
    click.echo(f"{len(found.flaws):,} mistakes, {len(found.doubts):,} doubtful", err=True)
    if found.flaws:
        raise SystemExit(1)


def _print_doubts(doubts: Sequence[Doubt], everything: bool) -> None:
    """By sort; names that say nothing new only on demand, since they do no harm."""
    from dateline.knowledge.actor_book.warnings import DoubtKind

    for kind in DoubtKind:
        these = [one for one in doubts if one.kind is kind]
        if not these:
            continue
        hidden = kind is DoubtKind.NOTHING_NEW and not everything
        click.echo(f"doubtful: {len(these):,} {kind}{' (--all lists them)' if hidden else ':'}")
        for one in () if hidden else these:
            click.echo(f"  {plain(one.flaw)}")


@actors.command()
@click.option(
    "--least", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help="Met at least so often."
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=30, show_default=True, metavar="N", help="At most so many."
)
@as_json
@click.pass_obj
def propose(workspace: Path | None, /, least: int, limit: int, json_out: bool) -> None:
    """Show actors that the articles name and the book lacks, with evidence, likely parents and likely identities."""
    from dateline.engine.own_actors import proposals

    with open_engine(workspace) as engine:
        found = proposals(engine, least)[:limit]
        wanted = {article for one in found for article, _ in one.evidence}
        texts = {article.id: article for article in engine.articles(wanted)} if wanted else {}
    if json_out:
        print_json([_as_data(one, texts) for one in found])
        return
    for one in found:
        _print(one, texts)
    click.echo(f"{len(found)} proposed", err=True)


def _as_data(one: Proposal, texts: dict[str, Article]) -> dict[str, Any]:
    return {
        "id": one.actor.id,
        "name": one.actor.name,
        "kind": str(one.actor.kind),
        "country": one.actor.country,
        "times": one.times,
        "articles": list(one.articles),
        "spellings": list(one.spellings),
        "evidence": [
            {"document_id": key, "start": span.start, "end": span.end, "text": span.quote(texts[key].text)}
            for key, span in one.evidence
        ],
        "parents": [{"actor_id": p.actor_id, "name": p.name, "why": p.why} for p in one.parents],
        "same_as": [{"actor_id": p.actor_id, "name": p.name, "why": p.why} for p in one.same_as],
    }


def _print(one: Proposal, texts: dict[str, Article]) -> None:
    kind = str(one.actor.kind).replace("_", " ")
    click.echo(f"{one.times:>5}  {one.actor.id}  {plain(one.actor.name, 70)} ({kind}, {one.actor.country or '?'})")
    for likely in one.same_as:
        click.echo(f"       may be {plain(likely.name)} [{likely.actor_id}]: {likely.why}")
    for likely in one.parents:
        click.echo(f"       may belong to {plain(likely.name)} [{likely.actor_id}]: {likely.why}")
    for key, span in one.evidence:
        click.echo(f"       “{plain(span.quote(texts[key].text), 160)}” ({key})")


def _answer(engine: Engine, who: str | None, why: str) -> Answer:
    from dateline.engine.own_actors import Answer

    return Answer(who or engine.settings.author, why)


@actors.command()
@click.argument("ident", metavar="ID-OR-NAME")
@click.option("--kind", type=_KINDS, help="What it is.  [default: as guessed]")
@click.option("--name", help="The spelling to show.")
@click.option("--country", metavar="CC", help="Two-letter code of its country.")
@click.option("--part-of", metavar="ID", help="The actor it belongs to.")
@reason
@author
@click.pass_obj
def accept(workspace: Path | None, /, ident: str, **told: Any) -> None:
    """Take a proposed actor into the workspace's book; 'dateline reread' then finds it everywhere."""
    from dateline.engine import own_actors

    kind = ActorKind(told["kind"]) if told["kind"] else None
    with open_engine(workspace) as engine:
        answer = _answer(engine, told["author"], told["reason"])
        made = own_actors.accept(
            engine, ident, answer, kind=kind, name=told["name"], country=told["country"], part_of=told["part_of"]
        )
    click.echo(f"{made} is in the book now; to find it in what was read before: dateline reread")


@actors.command()
@click.argument("ident", metavar="ID-OR-NAME")
@click.argument("into", metavar="ACTOR")
@reason
@author
@click.pass_obj
def merge(workspace: Path | None, /, ident: str, into: str, **told: Any) -> None:
    """Say that a proposed actor is one of the book: its spellings become names there."""
    from dateline.engine import own_actors

    with open_engine(workspace) as engine:
        names = own_actors.merge(engine, ident, into, _answer(engine, told["author"], told["reason"]))
    click.echo(f"added to {plain(into)}: {plain(', '.join(names)) or 'nothing new'}; then: dateline reread")


@actors.command()
@click.argument("ident", metavar="ID-OR-NAME")
@reason
@author
@click.pass_obj
def reject(workspace: Path | None, /, ident: str, **told: Any) -> None:
    """Do not propose an actor again."""
    from dateline.engine import own_actors

    with open_engine(workspace) as engine:
        gone = own_actors.reject(engine, ident, _answer(engine, told["author"], told["reason"]))
    click.echo(f"{gone} is not proposed again")


@actors.command()
@click.argument("ident", metavar="ID")
@click.pass_obj
def retract(workspace: Path | None, /, ident: str) -> None:
    """Take back an answer to a proposal, by the id it was given or rejected under."""
    from dateline.engine import own_actors

    with open_engine(workspace) as engine:
        file = own_actors.retract(engine, ident)
    click.echo(f"taken out of {file}; then: dateline reread")


@actors.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=_KINDS, multiple=True, help="Only actors of this kind; may be given again.")
@click.option("--country", metavar="CC", multiple=True, help="Only actors of this country; may be given again.")
@click.option(
    "--name", metavar="NAME", help="What to call the list; an import of that name is replaced.  [default: the file's]"
)
@click.pass_obj
def import_list(
    workspace: Path | None, /, file: Path, kind: tuple[str, ...], country: tuple[str, ...], name: str | None
) -> None:
    """Import a list of actors: FollowTheMoney or OpenSanctions JSON lines, a Wikidata dump, OFAC SDN XML.

    It becomes a pack of the workspace, with its source at every fact; what people wrote stays and wins. The file may
    be packed (.gz, .bz2).
    """
    from dateline.engine.own_actors import take_in
    from dateline.knowledge.actor_import import Wanted

    wanted = Wanted(frozenset(map(ActorKind, kind)), frozenset(code.upper() for code in country))
    with open_engine(workspace, make=True) as engine:
        done = take_in(engine.settings, engine.lookup.book, file, wanted, name)
    instead = ", instead of the earlier import of that name" if done.replaced else ""
    click.echo(f"{done.file}: {done.new:,} new actors, {done.added_to:,} that the book had{instead}")
    if done.kept:
        click.echo(f"kept {done.kept:,} that the list no longer has: your own entries build on them")
    for why, count in done.left_out.most_common():
        click.echo(f"left out {count:,}: {plain(why)}")


@actors.command(name="export-ftm")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.pass_obj
def export_ftm(workspace: Path | None, /, file: Path) -> None:
    """Write the book of actors as FollowTheMoney entities, one JSON object a line."""
    import json

    from dateline.engine.own_actors import as_follow_the_money

    count = 0
    with open_engine(workspace) as engine, file.open("w", encoding="utf-8") as out:
        for entity in as_follow_the_money(engine.lookup.book):
            out.write(json.dumps(entity, ensure_ascii=False) + "\n")
            count += 1
    click.echo(f"{file}: {count:,} entities")
