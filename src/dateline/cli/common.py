"""What commands share: opening the workspace, filters, and printing that no text from the news can abuse."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.domain.vocabulary import EventType, Status

if TYPE_CHECKING:
    from dateline.domain.query import Query
    from dateline.engine import Engine

F = TypeVar("F", bound=Callable[..., Any])

as_json = click.option("--json", "json_out", is_flag=True, help="Print JSON for programs instead of text for people.")
reason = click.option("--reason", "-r", required=True, help="Why; kept with the decision for good.")
author = click.option("--author", metavar="NAME", help="Who decides.  [default: the workspace's author, or you]")


@contextmanager
def open_engine(workspace: Path | None, *, make: bool = False) -> Iterator[Engine]:
    """Open the workspace, with `make` also a new one."""
    from dateline.engine import init_workspace, make_engine
    from dateline.settings import load_settings

    settings = load_settings(workspace)
    if make and not settings.file.exists():
        init_workspace(settings)
    with make_engine(settings) as engine:
        yield engine


def print_json(value: Any) -> None:
    """One JSON document; letters stay letters, control characters are escaped by JSON itself."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


_UNSEEN = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}


def plain(text: object, most: int = 0) -> str:
    """A text as one line without control characters: news text must not steer the terminal."""
    shown = "".join(char if char.isprintable() and char not in _UNSEEN else " " for char in str(text))
    shown = " ".join(shown.split())
    return shown if not most or len(shown) <= most else shown[: most - 1] + "…"


class Day(click.ParamType[date]):
    """A day, month or year; `last` takes the last day of it."""

    name = "date"

    def __init__(self, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read ISO dates such as 2020-06-25, 2020-06 and 2020."""
        from dateline.domain.dates import parse_edtf

        if isinstance(value, date):
            return value
        try:
            when = parse_edtf(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write 2020-06-25, 2020-06 or 2020", param, ctx)
        day = when.latest if self.last else when.earliest
        return day or self.fail(f"{value!r} has no end on this side", param, ctx)


class BoxType(click.ParamType[Any]):
    """A stretch of the map."""

    name = "W,S,E,N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read four degrees."""
        from dateline.domain.query import Box

        try:
            return value if isinstance(value, Box) else Box.parse(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


_FILTERS = (
    click.option("--since", type=Day(), metavar="DATE", help="Not before this day, month or year."),
    click.option("--until", type=Day(last=True), metavar="DATE", help="Not after this day, month or year."),
    click.option(
        "--type",
        "types",
        multiple=True,
        type=click.Choice([str(one) for one in EventType], case_sensitive=False),
        metavar="TYPE",
        help="PLOVER type, such as ASSAULT; may be repeated.",
    ),
    click.option("--actor", "who", multiple=True, metavar="NAME", help="An actor's id or name, on either side."),
    click.option("--place", metavar="NAME", help="A place or province by name."),
    click.option("--country", "countries", multiple=True, metavar="CODE", help="ISO code, such as IQ."),
    click.option("--bbox", "box", type=BoxType(), help="West, south, east, north in degrees."),
    click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice([str(one) for one in Status], case_sensitive=False),
        metavar="STATUS",
        help="happened, alleged, denied, planned or hypothetical.",
    ),
    click.option("--source", metavar="OUTLET", help="Told by this outlet."),
    click.option("--min-sources", type=click.IntRange(min=0), metavar="N", help="At least so many origins."),
    click.option("--text", metavar="WORDS", help='Holding these words; "a phrase" in quotes.'),
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many."),
)


def filters(command: F) -> F:
    """Give a command the filters of the contract; they arrive in one dictionary as `wanted`."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def query_of(engine: Engine, wanted: Mapping[str, Any]) -> Query:
    """The filters as one question; an actor's name becomes ids, an unknown one is an error that names look-alikes."""
    from dateline.domain.query import Query

    actors: list[str] = []
    for name in wanted["who"]:
        found = engine.lookup.named(name) or (engine.actor(name),)
        actors.extend(one.actor.id for one in found)
    return Query(
        since=wanted["since"],
        until=wanted["until"],
        types=tuple(EventType(one.upper()) for one in wanted["types"]),
        actors=tuple(dict.fromkeys(actors)),
        place=wanted["place"],
        countries=tuple(one.upper() for one in wanted["countries"]),
        box=wanted["box"],
        statuses=tuple(Status(one.lower()) for one in wanted["statuses"]),
        source=wanted["source"],
        min_sources=wanted["min_sources"],
        text=wanted["text"],
        limit=wanted["limit"],
    )
