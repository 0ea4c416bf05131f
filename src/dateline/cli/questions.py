"""Commands that ask the whole record: do totals and items agree, and what would a person's answer help most."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dateline.cli.common import as_json, filters, open_engine, plain, print_json, query_of


@click.command()
@filters
@as_json
@click.pass_obj
def totals(workspace: Path | None, /, json_out: bool, **wanted: Any) -> None:
    """Hold each total told ('130 attacks since March') against the incidents that the record lists for it."""
    with open_engine(workspace) as engine:
        found = engine.totals(query_of(engine, wanted))
    if json_out:
        print_json(
            [
                {
                    "total": one.total,
                    "told": str(one.told) if one.told else None,
                    "items": list(one.items),
                    "possible": list(one.possible),
                    "killed": one.killed,
                    "injured": one.injured,
                    "balance": str(one.balance),
                    "reason": one.reason,
                }
                for one in found
            ]
        )
        return
    for one in found:
        maybe = f"; {len(one.possible)} more may belong" if one.possible else ""
        click.echo(f"{one.total}  {str(one.balance).replace('_', ' ')}  {plain(one.reason)}{maybe}")
    click.echo(f"{len(found)} total{'' if len(found) == 1 else 's'}", err=True)


@click.command()
@filters
@as_json
@click.pass_obj
def suggestions(workspace: Path | None, /, json_out: bool, **wanted: Any) -> None:
    """List what may be one incident and what may be two, the most valuable questions first."""
    limit = wanted["limit"]
    wanted["limit"] = None
    with open_engine(workspace) as engine:
        found = engine.suggestions(query_of(engine, wanted))[:limit]
        homes = engine.store.record.incident_of({one for each in found for one in each.subjects})
    if json_out:
        print_json(
            [
                {
                    "kind": str(one.kind),
                    "reports": list(one.subjects),
                    "incidents": sorted({homes[each] for each in one.subjects if each in homes}),
                    "value": one.value,
                    "probability": one.probability,
                    "reason": one.reason,
                }
                for one in found
            ]
        )
        return
    for one in found:
        incidents = " ".join(dict.fromkeys(homes[each] for each in one.subjects if each in homes))
        same = str(one.kind) == "may_be_same"
        act = f"dateline merge {incidents}" if same else f"dateline split {' '.join(one.subjects)}"
        what = f"{incidents}  {'may be one' if same else 'may be two'}"
        click.echo(f"{one.value:.2f}  {what} ({one.probability:.0%} likely the same): {plain(one.reason)}")
        click.echo(f"      {act} --reason ...")
    click.echo(f"{len(found)} suggestion{'' if len(found) == 1 else 's'}", err=True)
