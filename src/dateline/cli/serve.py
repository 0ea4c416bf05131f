"""`dateline serve`: the workspace in the browser, and `dateline users`: who may sign in to a shared one."""

from __future__ import annotations

import os
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.common import open_engine

if TYPE_CHECKING:
    from dateline.engine import Engine
    from dateline.web.accounts import Accounts

ROLES = ("reader", "analyst", "editor", "admin")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A further host name under which it is reached.")
@click.option("--sign-in", is_flag=True, help="Ask for name and password on this machine, too.")
@click.option("--open/--no-open", "show", default=None, help="Open the browser.  [default: with a display]")
@click.pass_obj
def serve(
    workspace: Path | None, /, host: str, port: int, names: tuple[str, ...], sign_in: bool, show: bool | None
) -> None:
    """Show the workspace in the browser.

    On this machine alone (127.0.0.1) the printed address lets you in. On any other address people sign in with name
    and password; add them first with `dateline users add`.
    """
    with open_engine(workspace, make=True) as engine:
        serve_engine(engine, host, port, names, sign_in=sign_in, show=show)


def serve_engine(
    engine: Engine,
    host: str = "127.0.0.1",
    port: int = 8765,
    names: tuple[str, ...] = (),
    *,
    sign_in: bool = False,
    show: bool | None = None,
) -> None:
    """Serve an open workspace until Ctrl+C: print its address, and open the browser when `show` or with a display."""
    import secrets
    import socket

    import uvicorn

    from dateline.errors import SettingsError
    from dateline.web.app import LOCAL, Access, create_app

    token = None if sign_in or host not in LOCAL else secrets.token_urlsafe(24)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise SettingsError(f"cannot listen on {host} port {port}: {error.strerror or error}") from error
        listening.listen()  # a browser that is faster than we are waits instead of being turned away
        port = listening.getsockname()[1]
        app = create_app(engine, Access(host, port, names, token))
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{port}/" + (f"enter?token={token}" if token else "")
        click.echo(f"The workspace {engine.settings.workspace} is at:\n\n  {address}\n\nStop it with Ctrl+C.")
        with suppress(KeyboardInterrupt):  # Ctrl+C is how one stops it
            if show or (show is None and token and has_display()):
                webbrowser.open(address)
            config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
            uvicorn.Server(config).run(sockets=[listening])


def free_port(wanted: int) -> int:
    """The wanted port of this machine, or 0 (any free one) when something listens there already."""
    import socket

    with socket.socket() as trial:
        return 0 if trial.connect_ex(("127.0.0.1", wanted)) == 0 else wanted


def has_display() -> bool:
    """A browser can be shown to the person who asks."""
    return (
        os.name == "nt"
        or sys.platform == "darwin"
        or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )


@click.group()
def users() -> None:
    """Who may sign in when the workspace is shared."""


@users.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="analyst", show_default=True)
@click.password_option(help="Asked for when it is not given; at least 12 characters.")
@click.pass_obj
def add_user(workspace: Path | None, /, name: str, role: str, password: str) -> None:
    """Add NAME, or give NAME another role and password."""
    from dateline.web.accounts import Role

    _accounts(workspace).put(name, Role.named(role), password)
    click.echo(f"{name} may sign in as {role}.")


@users.command("remove")
@click.argument("name")
@click.pass_obj
def remove_user(workspace: Path | None, /, name: str) -> None:
    """Take NAME's access away; what NAME decided stays."""
    _accounts(workspace).remove(name)
    click.echo(f"{name} may not sign in any more.")


@users.command("list")
@click.pass_obj
def list_users(workspace: Path | None, /) -> None:
    """Everyone who may sign in."""
    for one in _accounts(workspace).people():
        click.echo(f"{one.role.name.lower():8} {one.name}")


def _accounts(workspace: Path | None) -> Accounts:
    from dateline.settings import load_settings
    from dateline.web.accounts import Accounts
    from dateline.web.app import accounts_file

    return Accounts(accounts_file(load_settings(workspace).workspace))
